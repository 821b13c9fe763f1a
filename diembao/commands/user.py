"""`diembao user`: the people of the desk."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

import config.load
from desk import accounts, words
from diembao.cli import Call, Failed, Group
from diembao.office import asked, office
from diembao.words import say
from domain.people import Person, Role
from store import Store, opened
from store.unfinished import check_finished

# Who stands in the log for what is done on this machine's command line.
BY = "dòng lệnh"
_ROLES = click.Choice([role.value for role in Role])
_STDIN = click.option(
    "--password-stdin", is_flag=True, help=say("Đọc mật khẩu từ dòng đầu tiên đưa vào, thay vì hỏi trên màn hình.")
)


_COMMUNES = click.option(
    "--commune",
    "communes",
    multiple=True,
    metavar="TÊN|MÃ",
    help=say("Trong thư mục của tỉnh, thành phố: chỉ được làm xã này (dùng được nhiều lần; không nêu: mọi xã)."),
)


@click.group("user", cls=Group, help=say("Người dùng bàn làm việc: thêm, xem, đổi mật khẩu, khóa."))
def command() -> None:
    """People."""


@command.command("add", help=say("Thêm một người dùng."))
@click.argument("name", metavar="TÊN")
@click.option("--role", type=_ROLES, required=True, help=say("Vai trò: xem, soạn, duyệt hay quản trị."))
@_STDIN
@_COMMUNES
@click.pass_obj
def add(call: Call, name: str, role: str, password_stdin: bool, communes: tuple[str, ...]) -> None:
    """Add a person."""
    home, units = settled(call), _units(call, communes)
    password = _password(password_stdin)
    with opened(home) as store:
        person = accounts.add_person(store, name, Role(role), password, BY, datetime.now(UTC), units)
    call.tell(say("Đã thêm {name}. Mở bàn làm việc bằng: diembao serve").format(name=person.name))


@command.command("list", help=say("In tên và vai trò từng người dùng."))
@click.pass_obj
def list_(call: Call) -> None:
    """One line a person."""
    with opened(settled(call)) as store:
        for person, enabled in store.users.all():
            locked = "" if enabled else f" ({say('đã khóa')})"
            tied = f" [{', '.join(person.units)}]" if person.units else ""
            click.echo(f"{person.name}: {words.ROLES[person.role]}{tied}{locked}")


@command.command("communes", help=say("Trong thư mục của tỉnh, thành phố: đổi các xã một người được làm."))
@click.argument("name", metavar="TÊN")
@_COMMUNES
@click.pass_obj
def communes_(call: Call, name: str, communes: tuple[str, ...]) -> None:
    """Tie a person to communes; without any: to all."""
    home, units = settled(call), _units(call, communes)
    with opened(home) as store:
        person = accounts.tie(store, _person(store, name), units, BY, datetime.now(UTC))
    call.tell(say("{name} được làm: {units}").format(name=person.name, units=", ".join(units) or say("mọi xã")))


@command.command("password", help=say("Đặt mật khẩu mới cho một người; mọi máy đang đăng nhập phải đăng nhập lại."))
@click.argument("name", metavar="TÊN")
@_STDIN
@click.pass_obj
def password_(call: Call, name: str, password_stdin: bool) -> None:
    """Set a password."""
    home = settled(call)
    with opened(home) as store:
        person = _person(store, name)
        accounts.change_password(store, person, _password(password_stdin), BY, datetime.now(UTC))
    call.tell(say("Đã đổi mật khẩu của {name}.").format(name=person.name))


@command.command("disable", help=say("Khóa một người: không đăng nhập được nữa, nhật ký vẫn giữ tên."))
@click.argument("name", metavar="TÊN")
@click.pass_obj
def disable(call: Call, name: str) -> None:
    """Lock a person out."""
    _switch(call, name, False)


@command.command("enable", help=say("Cho một người đã khóa đăng nhập trở lại."))
@click.argument("name", metavar="TÊN")
@click.pass_obj
def enable(call: Call, name: str) -> None:
    """Let a person in again."""
    _switch(call, name, True)


def settled(call: Call) -> Path:
    """The home, which has sound settings: a mistyped one is not filled with a database. Raises SettingsError."""
    home = call.home_or()
    check_finished(home)
    config.load.load(home)
    return home


def _units(call: Call, communes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of communes named. Raises Failed for one that is not watched, and where only one commune is."""
    if not communes:
        return ()
    if office(call.home_or()).city is None:
        raise Failed(say("Thư mục này chỉ theo dõi một xã, không dùng tùy chọn --commune khi thêm người."), 2)
    return tuple(asked(replace(call, unit=name)).commune.code for name in communes)


def _switch(call: Call, name: str, enabled: bool) -> None:
    with opened(settled(call)) as store:
        accounts.enable(store, _person(store, name), enabled, BY, datetime.now(UTC))


def _person(store: Store, name: str) -> Person:
    found = store.users.named(name)
    if found is None:
        raise Failed(say("Không có người dùng «{name}». Xem danh sách bằng: diembao user list").format(name=name), 2)
    return found[0]


def _password(from_stdin: bool) -> str:
    """The password from standard input's first line, else asked for twice on the screen."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n") if sys.stdin else ""
    asked: str = click.prompt(say("Mật khẩu"), hide_input=True, confirmation_prompt=say("Ghi lại mật khẩu"), err=True)
    return asked
