"""What a running desk does by itself: hours, what was missed, tasks asked for, one at a time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.model import Settings
from diembao.clockwork import Children, Clockwork, Turns, command_of, last_words, take_up
from diembao.timetable import missed, next_time, states
from domain.clock import VIETNAM
from domain.request import Request, Task
from store import Store, opened
from store.locks import lock_at
from tests.diembao.small_press import diembao, office, start

NOON = datetime(2026, 11, 19, 12, 0, tzinfo=VIETNAM)
HOURS = ("06:00", "14:00")


class Deeds:
    """Stands in the place of child processes; remembers what it was asked."""

    def __init__(self, code: int = 0, answer: str = ""):
        self.done: list[list[str]] = []
        self.ending = (code, answer)

    def __call__(self, words: Sequence[str]) -> tuple[int, str]:
        self.done.append(list(words))
        return self.ending


def test_a_machine_that_was_off_catches_up_once() -> None:
    assert missed(HOURS, None, NOON)
    assert missed(HOURS, NOON - timedelta(days=3), NOON)
    assert missed(HOURS, NOON.replace(hour=5), NOON)
    assert not missed(HOURS, NOON.replace(hour=6, minute=1), NOON)
    assert not missed((), None, NOON)
    assert not missed((), NOON - timedelta(days=3), NOON)


def test_a_task_is_a_command_of_the_program() -> None:
    asked = Request(1, Task.BUILD, "week 2026-11-18", "Lan", NOON)
    assert command_of(asked) == ["digest", "build", "--period", "week", "--ending", "2026-11-18"]
    assert command_of(Request(1, Task.RUN, "", "Lan", NOON)) == ["run"]
    assert command_of(Request(1, Task.SEND, "week 2026-11-18 11713", "Lan", NOON))[-2:] == ["--commune", "11713"]
    assert command_of(Request(1, Task.SEND, "week 2026-11-18 31", "Lan", NOON))[-1] == "--city"


def test_tasks_are_done_in_order_and_their_ends_kept(tmp_path: Path) -> None:
    deeds = Deeds(1, "Đang có một lượt chạy khác.")
    with opened(tmp_path) as store:
        store.requests.ask(Task.RUN, "", "Lan", NOON)
        store.requests.ask(Task.BUILD, "week 2026-11-18", "Lan", NOON)
    assert take_up(tmp_path, deeds) == 2
    assert [words[0] for words in deeds.done] == ["run", "digest"]
    with opened(tmp_path) as store:
        ended = store.requests.latest(Task.RUN)
        assert ended is not None
        assert (ended.exit_code, ended.answer) == (1, "Đang có một lượt chạy khác.")
    assert take_up(tmp_path, deeds) == 0


def settings(**schedule: tuple[str, ...]) -> Settings:
    hours = {"run_at": HOURS, "watch_at": (), "digest_at": (), "health_at": ()} | schedule
    return Settings.model_validate({"commune": {"code": "11713"}, "schedule": hours})


def waited(deeds: Deeds, count: int) -> None:
    deadline = time.monotonic() + 120
    while len(deeds.done) < count and time.monotonic() < deadline:
        time.sleep(0.05)


def test_the_clock_reads_what_was_missed_and_takes_up_what_a_dead_one_left(tmp_path: Path) -> None:
    deeds = Deeds()
    with opened(tmp_path) as store:
        store.requests.ask(Task.BUILD, "week 2026-11-18", "Lan", NOON)
        store.requests.take(NOON)
    with Clockwork(tmp_path, settings, deeds) as clock:
        clock.look()
        waited(deeds, 2)
    assert [words[0] for words in deeds.done] == ["digest", "run"]


def test_without_timed_jobs_nothing_is_read_by_itself(tmp_path: Path) -> None:
    deeds = Deeds()
    with Clockwork(tmp_path, lambda: None, deeds) as clock:
        clock.look()
    assert deeds.done == []


def test_two_programs_do_each_job_once_and_the_second_takes_over(tmp_path: Path) -> None:
    first, second = Deeds(), Deeds()
    with Clockwork(tmp_path, settings, second) as other:
        with Clockwork(tmp_path, settings, first) as clock:
            lucky = clock if clock._may() else other
            clock.look()
            other.look()
        waited(first if lucky is clock else second, 1)
        assert len(first.done) + len(second.done) == 1
        with opened(tmp_path) as store:
            store.requests.ask(Task.BUILD, "week 2026-11-18", "Lan", NOON)
        if lucky is clock:
            other.look()
            waited(second, 1)
            assert second.done[0][0] == "digest"


def recorded(store: Store, name: str, at: datetime) -> None:
    store.runs.end(store.runs.begin(name, at, at), at + timedelta(minutes=3), {})


def due(store: Store, now: datetime, **schedule: tuple[str, ...]) -> list[str]:
    return [state.job.name for state in states(store, settings(**schedule), now) if state.due]


def test_a_fortnight_off_is_caught_up_once(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        for name in ("run", "health"):
            recorded(store, name, NOON - timedelta(days=14))
        assert due(store, NOON, health_at=("07:30",)) == ["run", "health"]
        recorded(store, "run", NOON)
        assert due(store, NOON + timedelta(minutes=5), health_at=("07:30",)) == ["health"]


def test_a_laptop_that_slept_over_its_hour_reads_when_it_wakes(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        recorded(store, "run", NOON.replace(hour=6))
        assert due(store, NOON.replace(hour=13, minute=59)) == []
        assert due(store, NOON.replace(hour=23)) == ["run"]


def test_a_clock_that_jumps_stops_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        recorded(store, "run", NOON)
        year = NOON + timedelta(days=365)
        assert due(store, year) == ["run"]
        recorded(store, "run", year)
        # Set right again: the last record lies in the future, so the job is done once and counted from now.
        assert due(store, NOON + timedelta(minutes=10)) == ["run"]
        recorded(store, "run", NOON + timedelta(minutes=10))
        assert due(store, NOON + timedelta(minutes=20)) == []
        # Back by a day: once more, and then not before its hour.
        back = NOON - timedelta(days=1)
        assert due(store, back) == ["run"]
        recorded(store, "run", back)
        assert due(store, back + timedelta(minutes=1)) == []


def test_hours_are_vietnamese_wherever_the_machine_thinks_it_is(tmp_path: Path) -> None:
    assert next_time(HOURS, datetime(2026, 11, 19, 23, 30, tzinfo=UTC)) == datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
    assert next_time(("06:00",), NOON) == datetime(2026, 11, 19, 23, 0, tzinfo=UTC)
    assert next_time((), NOON) is None


def test_a_job_that_leaves_no_record_is_not_tried_again_at_once(tmp_path: Path) -> None:
    deeds = Deeds(1, "Chưa ghi được vào đĩa.")
    turns = Turns(tmp_path, settings, deeds)
    assert [turns.take(lambda: NOON) for _ in range(3)] == [1, 0, 0]


def test_a_sample_does_nothing_by_the_clock(tmp_path: Path) -> None:
    sample = settings().model_copy(update={"sample": settings().sample.model_copy(update={"enabled": True})})
    with opened(tmp_path) as store:
        assert not any(state.due for state in states(store, sample, NOON))


def test_a_command_that_cannot_be_done_leaves_its_sentence(tmp_path: Path) -> None:
    code, answer = Children(tmp_path)(["run"])
    assert code == 2
    assert "Chưa có cài đặt" in answer
    assert last_words("một\n\n  hai  \n") == "hai"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("desk") / "nhà"
    office(home, [])
    return home


@pytest.mark.long
def test_the_desk_opens_and_builds_what_is_asked_for(home: Path) -> None:
    with opened(home) as store:
        store.requests.ask(Task.BUILD, "week 2026-11-18", "Lan", datetime.now(UTC))
    serving = start(home, "serve", "--no-schedule", "--port", "0")
    try:
        assert serving.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", serving.stdout.readline())
        assert found
        with urllib.request.urlopen(found[0], timeout=120) as answer:
            assert "Đặt mật khẩu cho người quản trị" in answer.read().decode()
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline:
            with opened(home) as store:
                ended = store.requests.latest(Task.BUILD)
            if ended and ended.ended:
                break
            time.sleep(0.3)
        assert ended is not None
        assert (ended.exit_code, ended.answer) == (0, "")
        assert (home / "digests" / "tong-hop-bao-chi-11713-week-2026-11-18.docx").exists()
        taken = found[0].rsplit(":", 1)[1].strip("/")
        other = start(home, "serve", "--no-schedule", "--port", taken)
        assert f"Chưa mở được cổng {taken}" in other.communicate(timeout=300)[1]
        assert other.returncode == 1
    finally:
        serving.terminate()
    assert serving.wait(timeout=120) == 0


def test_decisions_are_exported(home: Path) -> None:
    from domain.reading import Verdict  # noqa: PLC0415 - here alone
    from domain.review import Choice  # noqa: PLC0415
    from tests.desk.conftest import put  # noqa: PLC0415

    with opened(home) as store:
        item = put(store, 1, Verdict.REVIEW)
        store.reviews.add(item, "11713", Choice.NOT_OURS, "Lan", NOON)
    rows = [json.loads(line) for line in diembao(home, "export", "mentions").splitlines()]
    assert [(row["article"], row["verdict"], row["decision"], row["decided_by"]) for row in rows] == [
        (item, "reject", "not_ours", "Lan")
    ]


def test_a_job_that_was_cut_off_is_done_again_once(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.runs.begin("run", NOON, NOON)
        assert due(store, NOON + timedelta(minutes=5)) == []
        held_by_a_run = lock_at(tmp_path / "run.lock")
        turns = Turns(tmp_path, settings, deeds := Deeds())
        with held_by_a_run:
            assert turns.take(lambda: NOON + timedelta(minutes=5)) == 0
        assert turns.take(lambda: NOON + timedelta(minutes=5)) == 1
        assert deeds.done == [["run"]]
        store.runs.begin("run", NOON, NOON + timedelta(minutes=6))
        store.runs.cut_off("run", NOON + timedelta(minutes=7))
        # Cut off again: what may be cut off for ever waits for its hour.
        assert due(store, NOON + timedelta(minutes=8)) == []
        assert due(store, NOON.replace(hour=14, minute=1)) == ["run"]


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import os; os.kill(os.getpid(), 9)", "hết bộ nhớ"),
        ("raise RuntimeError('hỏng')", "Lỗi ngoài dự kiến (RuntimeError: hỏng)"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_child_that_dies_leaves_a_sentence(tmp_path: Path, program: str, told: str) -> None:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    code, answer = Children(tmp_path)._ended(done.returncode, done.stderr)
    assert (code, told in answer) == (1, True), answer


def test_a_child_that_cannot_be_started_leaves_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "không có"))
    code, answer = Children(tmp_path)(["run"])
    assert (code, "Chưa bắt đầu được việc này (không có tệp" in answer) == (1, True)
