"""`diembao fact`: the commune's official facts, entered, imported from its documents, listed, withdrawn, published."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from diembao.cli import Call, Failed, UnitGroup
from diembao.factfiles import SECRET, day_of, facts_of
from diembao.office import Office, asked, locked
from diembao.secrecy import bears_mark
from diembao.words import say
from domain.clock import to_local, vi_date
from domain.fact import Fact
from store import opened

_FIELDS = (
    click.option("--number", default="", metavar="SỐ", help=say("Số, ký hiệu văn bản.")),
    click.option("--day", default="", metavar="NGÀY", help=say("Ngày văn bản, dạng 12/11/2026.")),
    click.option("--issuer", default="", metavar="CƠ_QUAN", help=say("Cơ quan ban hành.")),
    click.option("--summary", default="", metavar="TRÍCH_YẾU", help=say("Trích yếu.")),
    click.option("--valid-from", default="", metavar="NGÀY", help=say("Đúng từ ngày.")),
    click.option("--valid-to", default="", metavar="NGÀY", help=say("Đúng đến hết ngày.")),
    click.option("--topic", default="", metavar="LĨNH_VỰC", help=say("Lĩnh vực.")),
    click.option("--person", default="", metavar="TÊN", help=say("Người phụ trách số liệu.")),
    click.option("--by", default="dòng lệnh", metavar="TÊN", help=say("Người nhập.")),
)


def _with_fields(function: Any) -> Any:
    for option in reversed(_FIELDS):
        function = option(function)
    return function


@click.group("fact", cls=UnitGroup, help=say("Số liệu chính thức của xã: nhập, xem, thôi dùng, công bố."))
def command() -> None:
    """Official facts."""


@command.command("add", help=say("Nhập một số liệu: một câu và văn bản nêu số liệu đó."))
@click.argument("text", metavar="CÂU")
@_with_fields
@click.pass_obj
def add_command(call: Call, /, text: str, by: str, **told: str) -> None:
    """Keep one fact."""
    fact = Fact(text=text.strip(), **_given(told))
    if bears_mark([text, *told.values()]):
        raise Failed(SECRET, 2)
    here = asked(call)
    with locked(here.home) as store:
        new = store.facts.add(here.commune.code, [fact], by, here.believes(call))
    click.echo(say("Đã ghi số liệu mã {id}.").format(id=new[0]) if new else say("Số liệu này đã có. Không ghi thêm."))


@command.command("import", help=say("Nhập từ tệp DOCX, XLSX, PDF có chữ hoặc CSV. Tệp có dấu mật bị từ chối."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="TỆP")
@_with_fields
@click.pass_obj
def import_command(call: Call, /, file: Path, by: str, **told: str) -> None:
    """Keep the facts of a file, all or none."""
    facts = facts_of(file.read_bytes(), file.name, _given(told))
    here = asked(call)
    with locked(here.home) as store:
        new = store.facts.add(here.commune.code, facts, by, here.believes(call), file.name)
    known = len(facts) - len(new)
    click.echo(say("Đã nhập {new} số liệu từ {file}; {known} số liệu đã có từ trước.").format(
        new=len(new), file=file.name, known=known))  # fmt: skip


def _given(told: dict[str, str]) -> dict[str, Any]:
    given: dict[str, Any] = {name: value.strip() for name, value in told.items() if value.strip()}
    for name in ("day", "valid_from", "valid_to"):
        if name in given:
            found = day_of(given[name])
            if found is None:
                raise Failed(say("«{text}» không phải ngày dạng 12/11/2026.").format(text=given[name]), 2)
            given[name] = found
    return given


@command.command("list", help=say("Các số liệu đang dùng, với cảnh báo hết hiệu lực; --all: cả số liệu đã thôi dùng."))
@click.option("--all", "everything", is_flag=True, help=say("Cả số liệu hết hiệu lực hoặc đã thôi dùng."))
@click.pass_obj
def list_command(call: Call, everything: bool) -> None:
    """One line a fact."""
    here = asked(call)
    day = to_local(here.believes(call)).date()
    with opened(here.home) as store:
        for fact in store.facts.all(here.commune.code):
            if everything or not fact.withdrawn:
                click.echo(_line(fact, day))


def _line(fact: Fact, day: date) -> str:
    state = ""
    if fact.withdrawn:
        state = say(" | đã thôi dùng")
    elif fact.expired(day):
        state = say(" | HẾT HIỆU LỰC từ sau {day}, mời cập nhật").format(day=vi_date(fact.valid_to or day))
    elif fact.expires_soon(day):
        state = say(" | sắp hết hiệu lực ({day})").format(day=vi_date(fact.valid_to or day))
    return f"{fact.id} | {fact.text} | {fact.source}{state}"


@command.command("withdraw", help=say("Thôi dùng một số liệu, kèm lý do; số liệu cũ vẫn được lưu."))
@click.argument("fact_id", type=int, metavar="MÃ")
@click.option("--reason", required=True, metavar="CHỮ", help=say("Lý do."))
@click.option("--by", default="dòng lệnh", metavar="TÊN", help=say("Người ghi."))
@click.pass_obj
def withdraw_command(call: Call, fact_id: int, reason: str, by: str) -> None:
    """Say that a fact no longer holds."""
    here: Office = asked(call)
    with locked(here.home) as store:
        store.facts.withdraw(here.commune.code, fact_id, by, here.believes(call), reason)
    click.echo(say("Đã thôi dùng số liệu mã {id}.").format(id=fact_id))
