"""`diembao init`: settings for any present commune of the country."""

from __future__ import annotations

import click

import config.gazetteer
from config import fresh
from diembao.cli import Call, Command, Failed
from diembao.words import say
from domain.place import Unit


@click.command("init", cls=Command, help=say("Tạo cài đặt cho một xã, phường, đặc khu (theo tên hoặc mã)."))
@click.option("--commune", required=True, metavar="TÊN|MÃ", help=say("Tên hoặc mã đơn vị, ví dụ 11713."))
@click.option(
    "--sources", type=click.Choice(["default", "none"]), default="default", help=say("Dùng nguồn báo có sẵn hay không.")
)
@click.pass_obj
def command(call: Call, commune: str, sources: str) -> None:
    """Write the settings; an ambiguous name lists the candidates; nothing is ever overwritten."""
    unit = chosen(commune)
    home = call.home_or()
    path = fresh.write_new(home, fresh.settings_text(unit, sources))
    click.echo(path)
    call.tell(
        say("Đã tạo cài đặt cho {name} ({province}). Tiếp theo: mở tệp trên để xem lại, rồi chạy: diembao run").format(
            name=unit.full_name, province=unit.province
        )
    )


def chosen(text: str) -> Unit:
    """The one unit meant. Raises Failed (exit 2) for none or several, listing the candidates."""
    found = config.gazetteer.find(text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Failed(say("Không có xã, phường, đặc khu nào tên hoặc mã là «{text}».").format(text=text), 2)
    lines = [f"  {unit.code}  {unit.full_name}, {unit.province}" for unit in found]
    raise Failed(
        say("Có {count} đơn vị ứng với «{text}»; mời chạy lại với mã của đơn vị cần theo dõi:").format(
            count=len(found), text=text
        )
        + "\n"
        + "\n".join(lines),
        2,
    )
