"""`diembao config`: look at the settings and change them; comments in the file survive."""

from __future__ import annotations

import json
from typing import Any

import click

from config import edit
from diembao.cli import Call, Group
from diembao.words import say


@click.group("config", cls=Group, help=say("Xem và sửa cài đặt."))
def command() -> None:
    """Settings."""


@command.command("show", help=say("In toàn bộ cài đặt đang có hiệu lực."))
@click.pass_obj
def show(call: Call) -> None:
    """Print the settings in force."""
    click.echo(edit.show(call.home_or()))


@command.command("get", help=say("In giá trị của một khóa, ví dụ digest.week_starts."))
@click.argument("key", metavar="KHÓA")
@click.pass_obj
def get(call: Call, key: str) -> None:
    """Print one value: text as it is, anything else as JSON."""
    value: Any = edit.get(call.home_or(), key)
    click.echo(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))


@command.command("set", help=say("Đặt giá trị cho một khóa; ghi chú trong tệp được giữ nguyên."))
@click.argument("key", metavar="KHÓA")
@click.argument("value", metavar="GIÁ_TRỊ")
@click.pass_obj
def set_(call: Call, key: str, value: str) -> None:
    """Set one value, read as TOML, else as text."""
    edit.set_value(call.home_or(), key, value)
    call.tell(say("Đã đặt {key}.").format(key=key))
