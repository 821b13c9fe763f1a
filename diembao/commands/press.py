"""`diembao press`: what the press asked, what was said and when; the six counters of the yearly form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from diembao import casework
from diembao.briefing import press_pack
from diembao.cli import Call, Failed, UnitGroup
from diembao.commands.shared import ENDING, formats_asked, listed, period_asked
from diembao.issue import write_document
from diembao.office import asked, locked
from diembao.words import say
from domain.casework import Share
from domain.clock import parse_now, to_local, vi_date, vi_moment
from domain.edition import PeriodKind, period_of
from domain.presswork import OCCASIONS, Asked, Occasion, Said
from store import opened


@click.group("press", cls=UnitGroup, help=say("Sổ phát ngôn: báo đề nghị gì, đã trả lời khi nào, sáu số đếm theo mẫu."))
def command() -> None:
    """The register of speaking to the press."""


@command.command("ask", help=say("Ghi một đề nghị của báo, một vụ việc đột xuất, một cuộc họp báo hoặc giao ban."))
@click.argument("what", metavar="NỘI_DUNG")
@click.option("--occasion", type=click.Choice([one.value for one in Occasion]), default="request", metavar="LOẠI")
@click.option("--outlet", default="", metavar="BÁO", help=say("Cơ quan báo chí đề nghị (không ghi tên phóng viên)."))
@click.option("--at", "moment", default="", metavar="ISO", help=say("Thời điểm tiếp nhận; mặc định là bây giờ."))
@click.option("--urgent", is_flag=True, help=say("Có hạn 24 giờ."))
@click.option("--by", default="dòng lệnh", metavar="TÊN", help=say("Người ghi."))
@click.pass_obj
def ask_command(call: Call, /, what: str, occasion: str, moment: str, **told: Any) -> None:
    """Write down an occasion and print its number."""
    here = asked(call)
    at = _moment(moment) or here.believes(call)
    with locked(here.home) as store:
        number = store.press.ask(here.commune.code, Asked(Occasion(occasion), at, what, **told))
    click.echo(number)


@command.command("answer", help=say("Ghi điều đã phát ngôn cho một dòng của sổ."))
@click.argument("number", type=int, metavar="SỐ")
@click.argument("text", metavar="NỘI_DUNG")
@click.option("--person", required=True, metavar="TÊN", help=say("Người phát ngôn hoặc người được ủy quyền."))
@click.option("--way", default="", metavar="CÁCH", help=say("Hình thức: thư công vụ, cổng thông tin, phỏng vấn …"))
@click.option("--refused", default="", metavar="LÝ_DO", help=say("Lý do, khi từ chối cung cấp thông tin."))
@click.option("--at", "moment", default="", metavar="ISO", help=say("Thời điểm phát ngôn; mặc định là bây giờ."))
@click.option("--by", default="dòng lệnh", metavar="TÊN", help=say("Người ghi."))
@click.pass_obj
def answer_command(call: Call, /, number: int, text: str, moment: str, **told: Any) -> None:
    """Write down what was said."""
    here = asked(call)
    at = _moment(moment) or here.believes(call)
    with locked(here.home) as store:
        store.press.answer(here.commune.code, number, Said(at, text=text, **told))
    click.echo(say("Đã ghi."))


@command.command("list", help=say("Cả sổ; dòng chưa trả lời có hạn đứng kèm."))
@click.pass_obj
def list_command(call: Call) -> None:
    """One line an occasion."""
    here = asked(call)
    with opened(here.home) as store:
        for one in store.press.all(here.commune.code):
            limit = say(" | hạn {at}").format(at=_told(one.due)) if one.due else ""
            done = say(" | đã trả lời {at}").format(at=_told(one.answers[0].at)) if one.answers else ""
            click.echo(
                f"{one.id} | {_told(one.at)} | {OCCASIONS[one.occasion]} | {one.outlet} | {one.what}{limit}{done}"
            )


@command.command("counters", help=say("Sáu số đếm của mẫu báo cáo năm, cho kỳ có ngày đã nêu."))
@click.option("--period", type=click.Choice([one.value for one in PeriodKind]), default="year", metavar="KỲ")
@click.option("--ending", default="", metavar="NGÀY", help=say("Một ngày trong kỳ, dạng 2026-11-18."))
@click.pass_obj
def counters_command(call: Call, period: str, ending: str) -> None:
    """Print the counters."""
    here = asked(call)
    now = here.believes(call)
    day = to_local(_moment(ending) or now).date()
    wanted = period_of(day, PeriodKind(period), here.settings.digest.windows)
    with opened(here.home) as store:
        work = casework.press_work(here, store, wanted, now)
    click.echo(say("Từ {start} đến {end}").format(start=vi_date(wanted.start), end=vi_date(wanted.end)))
    told = {
        say("Họp báo"): work.conferences,
        say("Giao ban báo chí"): work.briefings,
        say("Lượt trả lời trên tổng đề nghị"): _share(work.answers),
        say("Vụ việc đột xuất đã phát ngôn trên tổng"): _share(work.sudden),
        say("Phát ngôn đúng hạn 24 giờ trên tổng có hạn"): _share(work.in_time),
        say("Vụ có văn bản phản hồi, yêu cầu cải chính trên tổng vụ sai sự thật"): _share(work.rebutted),
    }
    for name, value in told.items():
        click.echo(f"{name}: {value}")


@command.command("pack", help=say("Lập tài liệu phục vụ giao ban báo chí của kỳ (mặc định: tháng trọn vẹn gần nhất)."))
@click.option("--period", type=click.Choice([one.value for one in PeriodKind]), default="month", help=say("Kỳ."))
@ENDING
@click.option("--format", "formats", default="docx", metavar="DẠNG", help=say("Các dạng tệp, ví dụ docx,xlsx,pdf."))
@click.pass_obj
def pack_command(call: Call, period: str, ending: str | None, formats: str) -> int:
    """Build the pack for the briefing and print one path a line; 3 when a format could not be made."""
    here = asked(call)
    names, now = formats_asked(formats), here.believes(call)
    wanted = period_asked(here, now, period, ending)
    with locked(here.home) as store:
        made = press_pack(here, store, wanted, now)
    paths = write_document(here.home, f"giao-ban-bao-chi-{here.commune.code}-{wanted.key}", made, names)
    return listed(paths, names)


def _share(share: Share | None) -> str:
    return f"{share.done}/{share.total}" if share else say("chưa theo dõi")


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return parse_now(text)
    except ValueError:
        raise Failed(say("«{text}» không phải thời gian dạng 2026-11-19T08:00.").format(text=text), 2) from None


def _told(at: datetime | None) -> str:
    return vi_moment(at) if at else ""
