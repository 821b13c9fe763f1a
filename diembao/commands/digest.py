"""`diembao digest`: the edition of a period as files, its issue, and the list of all."""

from __future__ import annotations

from datetime import date, datetime

import click

from diembao.cli import Call, Failed, Group
from diembao.deadlines import deadlines
from diembao.issue import build, issue, last_complete, replace_issued
from diembao.office import Office, locked, office
from diembao.words import say
from digest.render import RENDERERS
from digest.wording import period_name
from domain.clock import to_local, vi_date
from domain.edition import Period, PeriodKind, period_of
from store import Store, opened
from store.editions import Built


@click.group("digest", cls=Group, help=say("Lập bản tổng hợp dư luận báo chí."))
def command() -> None:
    """Digests."""


_PERIOD = click.option(
    "--period", type=click.Choice([kind.value for kind in PeriodKind]), default="week", help=say("Kỳ báo cáo.")
)
_ENDING = click.option("--ending", metavar="NGÀY", help=say("Một ngày trong kỳ, dạng 2026-11-18."))


@command.command("build", help=say("Lập bản tổng hợp của kỳ chứa ngày đã cho (mặc định: kỳ trọn vẹn gần nhất)."))
@_PERIOD
@_ENDING
@click.option(
    "--format", "formats", metavar="DẠNG", help=say("Các dạng tệp, cách nhau bằng dấu phẩy: docx,html,xlsx,txt,json.")
)
@click.option("--replace", "replacing", is_flag=True, help=say("Lập bản thay thế cho văn bản đã phát hành của kỳ này."))
@click.pass_obj
def build_command(call: Call, period: str, ending: str | None, formats: str | None, replacing: bool) -> None:
    """Build and print one path a line."""
    here, now, wanted = _asked(call, period, ending)
    names = _formats(formats) if formats else tuple(here.settings.digest.formats)
    with locked(here.home) as store:
        for path in (replace_issued if replacing else build)(here, store, wanted, now, names):
            click.echo(path)


@command.command("issue", help=say("Ghi số, ngày và phát hành bản dự thảo của kỳ; từ đó văn bản giữ nguyên."))
@_PERIOD
@_ENDING
@click.option("--number", required=True, metavar="SỐ", help=say("Số văn bản do văn thư cấp, ví dụ 12."))
@click.option("--day", metavar="NGÀY", help=say("Ngày văn bản, dạng 2026-11-20 (mặc định: hôm nay)."))
@click.pass_obj
def issue_command(call: Call, period: str, ending: str | None, number: str, day: str | None) -> None:
    """Freeze the draft and print one path a line."""
    here, now, wanted = _asked(call, period, ending)
    if not number.strip().isdigit():
        raise Failed(say("Số văn bản phải là chữ số, ví dụ 12."), 2)
    with locked(here.home) as store:
        written = f"{int(number):02d}"
        for path in issue(here, store, wanted, now, written, _day(day) if day else to_local(now).date()):
            click.echo(path)


@command.command("list", help=say("Các kỳ đã lập: dự thảo hay đã phát hành, hạn ký và hạn gửi."))
@click.pass_obj
def list_command(call: Call) -> None:
    """One line an edition, the latest last."""
    here = office(call.home_or())
    code = here.commune.code
    with opened(here.home) as store:
        for built in store.editions.all(code):
            days = deadlines(built.period)
            due = say("hạn ký {sign}, hạn gửi {send}").format(sign=vi_date(days.sign), send=vi_date(days.send))
            note = say(" (tính theo lịch nghỉ dự kiến)") if days.provisional else ""
            click.echo(f"{period_name(built.period)}: {_state(store, built)}; {due}{note}")


def _state(store: Store, built: Built) -> str:
    versions = store.editions.issued(built.unit_code, built.period.key)
    if not versions:
        return say("dự thảo")
    last = versions[-1]
    return say("đã phát hành số {number} ngày {day}").format(number=last.number, day=vi_date(last.day))


def _asked(call: Call, period: str, ending: str | None) -> tuple[Office, datetime, Period]:
    """The office, the moment believed, and the period meant."""
    here = office(call.home_or())
    windows, kind, now = here.settings.digest.windows, PeriodKind(period), here.believes(call)
    return here, now, period_of(_day(ending), kind, windows) if ending else last_complete(now, kind, windows)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Failed(say("«{text}» không phải ngày dạng 2026-11-18.").format(text=text), 2) from None


def _formats(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in RENDERERS:
            known = ", ".join(RENDERERS)
            raise Failed(say("Không có dạng tệp «{name}». Các dạng có: {known}.").format(name=name, known=known), 2)
    return names
