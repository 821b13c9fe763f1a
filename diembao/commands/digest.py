"""`diembao digest build`: the edition of a period, as files."""

from __future__ import annotations

from datetime import date

import click

from diembao.cli import Call, Failed, Group
from diembao.issue import build, last_complete
from diembao.office import locked, office
from diembao.words import say
from digest.render import RENDERERS
from domain.edition import PeriodKind, period_of


@click.group("digest", cls=Group, help=say("Lập bản tổng hợp dư luận báo chí."))
def command() -> None:
    """Digests."""


@command.command("build", help=say("Lập bản tổng hợp của kỳ chứa ngày đã cho (mặc định: kỳ trọn vẹn gần nhất)."))
@click.option(
    "--period", type=click.Choice([kind.value for kind in PeriodKind]), default="week", help=say("Kỳ báo cáo.")
)
@click.option("--ending", metavar="NGÀY", help=say("Một ngày trong kỳ, dạng 2026-11-18."))
@click.option(
    "--format", "formats", metavar="DẠNG", help=say("Các dạng tệp, cách nhau bằng dấu phẩy: docx,html,txt,json.")
)
@click.pass_obj
def build_command(call: Call, period: str, ending: str | None, formats: str | None) -> None:
    """Build and print one path a line."""
    here = office(call.home_or())
    starts = here.settings.digest.week_starts
    kind = PeriodKind(period)
    now = here.believes(call)
    wanted = period_of(_day(ending), kind, starts) if ending else last_complete(now, kind, starts)
    names = _formats(formats) if formats else tuple(here.settings.digest.formats)
    with locked(here.home) as store:
        for path in build(here, store, wanted, now, names):
            click.echo(path)


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
