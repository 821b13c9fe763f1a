"""`diembao init`: settings for any present commune of the country, or for a province or city with all its communes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

import config.gazetteer
from config import fresh
from diembao.cli import Call, Command, Failed
from diembao.words import say
from domain.place import Unit
from store.unfinished import check_finished


@click.command("init", cls=Command, help=say("Tạo cài đặt cho một xã, phường, đặc khu, hoặc cả tỉnh, thành phố."))
@click.option("--commune", metavar="TÊN|MÃ", help=say("Tên hoặc mã đơn vị, ví dụ 11713."))
@click.option(
    "--city",
    metavar="TÊN|MÃ",
    help=say("Tên hoặc mã tỉnh, thành phố, ví dụ 31: theo dõi mọi xã, phường, đặc khu của tỉnh, thành phố đó."),
)
@click.option(
    "--sources", type=click.Choice(["default", "none"]), default="default", help=say("Dùng nguồn báo có sẵn hay không.")
)
@click.pass_obj
def command(call: Call, commune: str | None, city: str | None, sources: str) -> None:
    """Write the settings; an ambiguous name lists the candidates; nothing is ever overwritten."""
    if (commune is None) == (city is None):
        raise click.UsageError(say("Mời nêu một trong hai: --commune TÊN-HOẶC-MÃ, hoặc --city TÊN-HOẶC-MÃ."))
    check_finished(call.home_or())
    path, told = _for_city(call, city, sources) if city is not None else _for_commune(call, commune or "", sources)
    click.echo(path)
    call.tell(told)


def _for_commune(call: Call, text: str, sources: str) -> tuple[Path, str]:
    unit = chosen(text)
    path = fresh.write_new(call.home_or(), fresh.settings_text(unit, sources))
    told = say("Đã tạo cài đặt cho {name} ({province}). Tiếp theo: mở tệp trên để xem lại, rồi chạy: diembao run")
    return path, told.format(name=unit.full_name, province=unit.province)


def _for_city(call: Call, text: str, sources: str) -> tuple[Path, str]:
    unit = chosen_city(text)
    city = config.gazetteer.city(unit.code, (), (), {})
    path = fresh.write_new(call.home_or(), fresh.city_text(city, sources))
    told = say(
        "Đã tạo cài đặt cho {name}: theo dõi {count} xã, phường, đặc khu từ một lượt đọc báo. "
        "Tiếp theo: mở tệp trên để xem lại, rồi chạy: diembao run"
    )
    return path, told.format(name=unit.full_name, count=len(city.communes))


def chosen(text: str) -> Unit:
    """The one unit meant. Raises Failed (exit 2) for none or several, listing the candidates."""
    found = config.gazetteer.find(text)
    if not found:
        raise Failed(say("Không có xã, phường, đặc khu nào tên hoặc mã là «{text}».").format(text=text), 2)
    return _the_one(text, found, [f"  {unit.code}  {unit.full_name}, {unit.province}" for unit in found])


def chosen_city(text: str) -> Unit:
    """The one province or city meant, in the same way."""
    found = config.gazetteer.find_cities(text)
    if not found:
        known = ", ".join(f"{unit.name} ({unit.code})" for unit in config.gazetteer.cities())
        told = say("Không có tỉnh, thành phố nào tên hoặc mã là «{text}». Các tỉnh, thành phố: {known}.")
        raise Failed(told.format(text=text, known=known), 2)
    return _the_one(text, found, [f"  {unit.code}  {unit.full_name}" for unit in found])


def _the_one(text: str, found: Sequence[Unit], lines: Sequence[str]) -> Unit:
    if len(found) == 1:
        return found[0]
    told = say("Có {count} đơn vị ứng với «{text}»; mời chạy lại với mã của đơn vị cần theo dõi:")
    raise Failed("\n".join([told.format(count=len(found), text=text), *lines]), 2)
