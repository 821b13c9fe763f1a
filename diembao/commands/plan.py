"""`diembao plan`: the tasks of the plan for external information, their results, and the report to the Department."""

from __future__ import annotations

from datetime import timedelta

import click

from diembao.cli import Call, Failed, UnitGroup
from diembao.commands.shared import ENDING, day_asked, formats_asked, listed, period_asked
from diembao.office import asked, locked
from diembao.planning import build_report
from diembao.words import say
from domain.clock import to_local, vi_date
from domain.edition import PeriodKind
from domain.plan import CHAPTERS, PlanNote
from domain.text import clean
from store import opened

_SHOWN = timedelta(days=366)
_KINDS = [PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR]


@click.group("plan", cls=UnitGroup, help=say("Kế hoạch thông tin đối ngoại: nhiệm vụ, kết quả, báo cáo gửi Sở."))
def command() -> None:
    """The plan."""


@command.command("list", help=say("Các nhiệm vụ của kế hoạch và kết quả đã ghi trong một năm qua."))
@click.pass_obj
def list_command(call: Call) -> None:
    """One line a task, its notes below it."""
    here = asked(call)
    plan, now = here.settings.plan.plan(), here.believes(call)
    today = to_local(now).date()
    with opened(here.home) as store:
        notes = store.plans.between(here.commune.code, today - _SHOWN, today)
    if not plan.own:
        call.tell(say("Đang dùng khung nhiệm vụ có sẵn; mời ghi nhiệm vụ của kế hoạch mình vào plan.tasks."))
    names = {task.code: task.task for task in plan.tasks} | CHAPTERS
    for code, name in names.items():
        click.echo(f"{code} | {name}")
        for note in notes:
            if note.task == code:
                click.echo(f"    {vi_date(note.day)}: {note.text} ({note.by})")


@command.command("note", help=say("Ghi kết quả của một nhiệm vụ; mã xem bằng: diembao plan list."))
@click.argument("task", metavar="MÃ")
@click.argument("text", metavar="KẾT_QUẢ")
@click.option("--by", required=True, metavar="TÊN", help=say("Người ghi."))
@click.option("--day", metavar="NGÀY", help=say("Ngày có kết quả, dạng 2026-11-20 (mặc định: hôm nay)."))
@click.pass_obj
def note_command(call: Call, task: str, text: str, by: str, day: str | None) -> None:
    """Append a result; nothing written before is changed."""
    here = asked(call)
    known = [item.code for item in here.settings.plan.plan().tasks] + list(CHAPTERS)
    if task not in known:
        told = say("Không có nhiệm vụ mã «{code}». Các mã có: {known}.")
        raise Failed(told.format(code=task, known=", ".join(known)), 2)
    now, words = here.believes(call), clean(text).replace("\n", " ")
    if not words or not by.strip():
        raise Failed(say("Kết quả và người ghi không được để trống."), 2)
    with locked(here.home) as store:
        when = day_asked(day) if day else to_local(now).date()
        store.plans.add(here.commune.code, PlanNote(when, task, words, clean(by), now))


@command.command("report", help=say("Lập báo cáo thực hiện kế hoạch gửi Sở (mặc định: kỳ trọn vẹn gần nhất)."))
@click.option(
    "--period", type=click.Choice([kind.value for kind in _KINDS]), default="quarter", help=say("Kỳ báo cáo.")
)
@ENDING
@click.option("--format", "formats", default="docx", metavar="DẠNG", help=say("Các dạng tệp, ví dụ docx,pdf."))
@click.pass_obj
def report_command(call: Call, period: str, ending: str | None, formats: str) -> int:
    """Build the report and print one path a line; 3 when a format could not be made."""
    here = asked(call)
    names, now = formats_asked(formats), here.believes(call)
    wanted = period_asked(here, now, period, ending)
    with locked(here.home) as store:
        paths = build_report(here, store, wanted, now, names)
    return listed(paths, names)
