"""`diembao matter`: the issues the press raised, and what the officer writes about them."""

from __future__ import annotations

from datetime import date, datetime

import click

from config.holidays import add_working_days
from desk import typed
from diembao.cli import Call, Failed, UnitGroup
from diembao.office import asked, locked
from diembao.words import say
from digest.sections.issues import STATES
from domain.clock import to_local, vi_date
from domain.matter import Matter, MatterEvent, MatterState
from store import Store, opened

_WORDS = {
    "giao": MatterState.ASSIGNED,
    "tra-loi": MatterState.ANSWERED,
    "xong": MatterState.CLOSED,
    "khong-xu-ly": MatterState.DISMISSED,
    "mo-lai": MatterState.PROPOSED,
}


@click.group("matter", cls=UnitGroup, help=say("Vấn đề báo chí phản ánh cần xem xét, xử lý."))
def command() -> None:
    """Issues."""


@command.command("list", help=say("Các vấn đề chưa xong; --all: cả vấn đề đã xong."))
@click.option("--all", "everything", is_flag=True, help=say("Cả vấn đề đã xong hoặc không phải xử lý."))
@click.pass_obj
def list_command(call: Call, everything: bool) -> None:
    """One line an issue: the beginning of its id serves to name it."""
    here = asked(call)
    with opened(here.home) as store:
        for matter in store.matters.all(here.commune.code):
            if everything or matter.open:
                click.echo(_line(matter))


def _line(matter: Matter) -> str:
    due = say("; hạn {day}").format(day=vi_date(matter.due)) if matter.due else ""
    day = vi_date(matter.raised) if matter.raised else say("chưa rõ ngày")
    unit = f" — {matter.unit}" if matter.unit else ""
    return f"{matter.id[:8]} | {matter.outlet} ({day}): {matter.what} | {STATES[matter.state]}{due}{unit}"


@command.command("set", help=say("Ghi việc xử lý một vấn đề; điều đã ghi không bị xóa, chỉ ghi thêm."))
@click.argument("matter_id", metavar="MÃ")
@click.option(
    "--state", type=click.Choice(list(_WORDS)), metavar="|".join(_WORDS), help=say("Tình trạng: giao, tra-loi, xong …")
)
@click.option("--what", metavar="CHỮ", help=say("Nội dung báo nêu, viết lại cho gọn."))
@click.option("--unit", metavar="ĐƠN_VỊ", help=say("Đơn vị chủ trì."))
@click.option("--directive", metavar="VĂN_BẢN", help=say("Văn bản chỉ đạo: số, ngày."))
@click.option("--result", metavar="CHỮ", help=say("Kết quả xác minh, xử lý."))
@click.option("--due", metavar="NGÀY", help=say("Hạn, dạng 2026-12-08, hoặc số ngày làm việc kể từ hôm nay, ví dụ 15."))
@click.option("--by", default="", metavar="TÊN", help=say("Người ghi."))
@click.pass_obj
def set_command(
    call: Call, /, matter_id: str, state: str | None, due: str | None, by: str, **words: str | None
) -> None:
    """Append what is said of an issue and print it as it then stands."""
    here = asked(call)
    now = here.believes(call)
    event = MatterEvent(now, by, _WORDS[state] if state else None, due=_due(due, now) if due else None, **words)
    if event == MatterEvent(now, by):
        raise Failed(say('Chưa có gì để ghi. Ví dụ: --state giao --unit "Phòng Kinh tế" --due 15'), 2)
    with locked(here.home) as store:
        matter = _found(store, here.commune.code, matter_id)
        store.matters.write(here.commune.code, matter.id, event)
        click.echo(_line(_found(store, here.commune.code, matter.id)))


def _found(store: Store, code: str, beginning: str) -> Matter:
    """The issue whose id begins so. Raises Failed when none or several do."""
    found = [matter for matter in store.matters.all(code) if matter.id.startswith(beginning)]
    if len(found) != 1:
        cause = say("Có nhiều vấn đề có mã bắt đầu bằng «{id}»") if found else say("Không có vấn đề nào mã «{id}»")
        raise Failed(cause.format(id=beginning) + say(". Xem mã bằng: diembao matter list --all"), 2)
    return found[0]


def _due(text: str, now: datetime) -> date:
    if len(text) <= 3 and (days := typed.number(text)) is not None:
        return add_working_days(to_local(now).date(), days)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Failed(
            say("«{text}» không phải ngày dạng 2026-12-08 hoặc số ngày làm việc.").format(text=text), 2
        ) from None
