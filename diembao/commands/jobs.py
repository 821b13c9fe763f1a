"""`diembao jobs`: the timed work: what was done, how it ended, what comes next; and doing what is due."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import click
import filelock

from config.load import FILE, load
from config.model import Settings
from diembao.cli import Call, Command
from diembao.clockwork import Children, Turns, take_up, turn_lock
from diembao.stopped import goes_on, tell_stopped
from diembao.timetable import JOBS, State, states
from diembao.words import say
from domain.clock import to_local, vi_date, vi_time
from store import opened
from store.errors import StoreError
from store.runs import OUTCOMES, Run
from store.unfinished import check_finished


@click.command("jobs", cls=Command, help=say("Việc theo giờ: đã làm gì, kết quả, lần tới; làm ngay việc đến hạn."))
@click.option("--due", is_flag=True, help=say("Làm hết việc đến hạn rồi thoát (cho cron, systemd, Task Scheduler)."))
@click.option("--history", type=click.IntRange(1, 10_000), metavar="N", help=say("Liệt kê N lượt gần nhất."))
@click.option("--json", "as_json", is_flag=True, help=say("In kết quả dạng JSON."))
@click.pass_obj
def command(call: Call, due: bool, history: int | None, as_json: bool) -> int:
    """Show the timetable, or do what is due."""
    home = call.home_or()
    check_finished(home)
    settings = load(home)
    if due:
        return do_due(call)
    with opened(home) as store:
        found = states(store, settings, call.now)
        runs = store.runs.latest(history) if history else []
    if as_json:
        jobs = [_plain(state) for state in found]
        click.echo(json.dumps({"jobs": jobs, "runs": [_run(run) for run in runs]}, ensure_ascii=False))
        return 0
    for line in map(sentence, runs) if history else map(line_of, found):
        click.echo(line)
    return 0


def do_due(call: Call) -> int:
    """Do what was asked for and what is due, unless another program works by the clock; 3 when a job failed."""
    home, codes = call.home_or(), []
    lock = turn_lock(home)
    try:
        lock.acquire()
    except filelock.Timeout:
        call.tell(say("Chương trình khác (bàn làm việc đang mở, hoặc lượt trước) đang làm các việc theo giờ."))
        return 0

    def settings() -> Settings | None:
        return load(home) if (home / FILE).exists() else None

    children = Children(home, settings)

    def do(words: Sequence[str]) -> tuple[int, str]:
        code, told = children(words)
        codes.append(code)
        if code:
            call.tell(told)
        return code, told

    try:
        with opened(home) as store:
            store.requests.hand_back()
        take_up(home, do)
        Turns(home, settings, do).take()
        goes_on(home)
    except StoreError as trouble:
        tell_stopped(home, trouble, datetime.now(UTC))
        raise
    finally:
        lock.release()
    return 3 if any(codes) else 0


def line_of(state: State) -> str:
    """One job in one line."""
    last = sentence(state.last, named=False) if state.last else say("chưa làm lần nào")
    if state.next is None:
        return say("{title}: không đặt giờ; {last}.").format(title=state.job.title, last=last)
    coming = (
        say("đến hạn, sẽ làm ngay khi phần mềm chạy") if state.due else say("lần tới {at}").format(at=_at(state.next))
    )
    return f"{state.job.title}: {last}; {coming}."


def sentence(run: Run, named: bool = True) -> str:
    """One record in one line: when, what, how it ended, how long it took."""
    title = f"{JOBS[run.command].title if run.command in JOBS else run.command}, " if named else ""
    if run.ended is None:
        return say("{title}lúc {at}: đang làm").format(title=title, at=_at(run.started))
    seconds = max(0, round((run.ended - run.started).total_seconds()))
    words = "; ".join([OUTCOMES.get(run.outcome, run.outcome), *_details(run)])
    return say("{title}lúc {at}: {words} ({seconds} giây)").format(
        title=title, at=_at(run.started), words=words, seconds=seconds
    )


def _details(run: Run) -> Iterator[str]:
    answer = run.summary.get("answer")
    if answer:
        yield str(answer).rstrip(".")
    if "articles" in run.summary:
        yield say("{articles} bài mới").format(articles=run.summary["articles"])


def _at(moment: datetime) -> str:
    local = to_local(moment)
    return say("{time} ngày {day}").format(time=vi_time(local), day=vi_date(local.date()))


def _plain(state: State) -> dict[str, object]:
    return {
        "name": state.job.name,
        "due": state.due,
        "next": state.next.astimezone(UTC).isoformat() if state.next else None,
        "last": _run(state.last) if state.last else None,
    }


def _run(run: Run) -> dict[str, object]:
    ended = run.ended
    return {
        "job": run.command,
        "started": run.started.isoformat(),
        "ended": ended.isoformat() if ended else None,
        "seconds": (ended - run.started).total_seconds() if ended else None,
        "outcome": run.outcome,
        "summary": dict(run.summary),
    }
