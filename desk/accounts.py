"""Who works at the desk, without any HTTP: signing in and out, people added and locked, the first set-up of a home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from config import edit, fresh
from config.keys import as_toml
from desk import passwords, words
from desk.actions import Refused, ask
from domain.clock import to_local
from domain.people import Person, Role, is_a_name
from domain.place import Unit
from domain.request import Task
from domain.text import one_line
from store import Store

# After so many wrong passwords within the window a name, or an address, has to wait.
WINDOW = timedelta(minutes=15)
MOST_BY_NAME, MOST_BY_ADDRESS = 5, 30
LONGEST_NAME = 60


class TooMany(Refused):
    """Too many wrong passwords; the next are refused unheard."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone at the door: what they typed, from which address, when."""

    name: str
    password: str
    address: str
    at: datetime


def proven(store: Store, visit: Visit) -> Person:
    """Who knows a password. Raises Refused; too many tries are refused unheard."""
    by_name, by_address = store.users.failures(visit.name, visit.address, visit.at - WINDOW)
    if by_name >= MOST_BY_NAME or by_address >= MOST_BY_ADDRESS:
        raise TooMany(
            "Đã thử sai nhiều lần. Để an toàn, mời chờ và thử lại sau {when}.", when=to_local(visit.at + WINDOW).time()
        )
    found = store.users.named(visit.name)
    person, stored = (found[0], found[1]) if found and found[2] else (None, None)
    if not passwords.fits(visit.password, stored) or person is None:
        with store.together():
            store.users.note_failure(visit.name, visit.address, visit.at, visit.at - WINDOW)
            store.audit.add(visit.at, person.name if person else "khách", "sign-in-refused")
        raise Refused("Tên hoặc mật khẩu chưa đúng. Mời thử lại; quên mật khẩu thì nhờ người quản trị.")
    return person


def sign_in(store: Store, visit: Visit, token: str, old: str = "") -> Person:
    """Begin a session under `token`, and end that of the browser's `old` one (both hashed). Raises Refused."""
    person = proven(store, visit)
    with store.together():
        store.users.forget_failures(visit.name)
        store.users.end_session(old)
        store.users.begin_session(person, token, visit.at)
        store.audit.add(visit.at, person.name, "sign-in")
    return person


def sign_out(store: Store, person: Person, token: str, at: datetime) -> None:
    """End a session."""
    with store.together():
        store.users.end_session(token)
        store.audit.add(at, person.name, "sign-out")


def add_person(
    store: Store, name: str, role: Role, password: str, by: str, at: datetime, units: Sequence[str] = ()
) -> Person:
    """Let someone in from now on, tied to communes or to none. Raises Refused or StoreError with a sentence."""
    wanted = one_line(name)
    if not wanted or len(wanted) > LONGEST_NAME:
        raise Refused("Tên người dùng cần từ 1 đến {most} ký tự. Chưa thêm ai.", most=LONGEST_NAME)
    if not is_a_name(wanted):
        raise Refused(
            "Tên chỉ gồm chữ cái tiếng Việt, chữ số và dấu thường dùng, và không trùng tên phần mềm tự ghi. "
            "Mời ghi họ tên; chưa thêm ai."
        )
    if complaint := passwords.complaint(password, wanted):
        raise Refused("{complaint} Chưa thêm ai.", complaint=complaint)
    kept = passwords.hashed(password)
    with store.together():
        person = store.users.add(wanted, role, kept, at, units)
        told = f", xã {', '.join(units)}" if units else ""
        store.audit.add(at, by, "user-add", person.name, f"{person.name}, vai trò {words.ROLES[role]}{told}")
    return person


def tie(store: Store, person: Person, units: Sequence[str], by: str, at: datetime) -> Person:
    """Tie a person of a city's desk to these communes alone; to none: they see all."""
    with _still_managed(store):
        tied = store.users.tie(person, units)
        store.audit.add(at, by, "user-communes", person.name, ", ".join(tied.units) or "mọi xã")
    return tied


def change_password(store: Store, person: Person, password: str, by: str, at: datetime) -> None:
    """Set a password; every session of the person ends. Raises Refused."""
    if complaint := passwords.complaint(password, person.name):
        raise Refused("{complaint} Mật khẩu cũ vẫn dùng được.", complaint=complaint)
    kept = passwords.hashed(password)
    with store.together():
        store.users.set_password(person, kept)
        store.audit.add(at, by, "password", person.name)


def enable(store: Store, person: Person, enabled: bool, by: str, at: datetime) -> None:
    """Let a person sign in or not."""
    with _still_managed(store):
        store.users.enable(person, enabled)
        store.audit.add(at, by, "user-enable" if enabled else "user-disable", person.name)


@contextmanager
def _still_managed(store: Store) -> Iterator[None]:
    """One transaction that may not take away the last person who manages: two at once cannot shut each other out."""
    with store.together():
        before = _managed(store)
        yield
        if before and not _managed(store):
            raise Refused(
                "Làm vậy thì không còn người quản trị nào. Chưa có gì thay đổi; mời thêm một người quản trị khác trước."
            )


def _managed(store: Store) -> bool:
    return any(enabled and one.role is Role.ADMIN and not one.units for one, enabled in store.users.all())


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the first page asks: the commune, what is printed and signed with, who administers."""

    unit: Unit
    signer_title: str
    signer_name: str
    contact: str
    name: str
    password: str


def set_up(store: Store, home: Path, asked: Beginning, at: datetime) -> Person:
    """Write the settings of a fresh home, add its administrator, and ask for the first reading of the press.

    Raises SettingsError or Refused; a complaint about the password comes before anything is written.
    """
    if complaint := passwords.complaint(asked.password, asked.name):
        raise Refused("{complaint} Chưa ghi gì.", complaint=complaint)
    if store.users.any():
        raise Refused("Bàn làm việc đã có người quản trị. Mời đăng nhập.")
    fresh.write_new(home, fresh.settings_text(asked.unit, "default"))
    told = {"signer_title": asked.signer_title, "signer_name": asked.signer_name, "contact": asked.contact}
    for key, value in told.items():
        if text := one_line(value):
            edit.set_value(home, f"office.{key}", as_toml(text))
    person = add_person(store, asked.name, Role.ADMIN, asked.password, asked.name, at)
    store.audit.add(at, person.name, "set-up", asked.unit.code, asked.unit.full_name)
    ask(store, person, Task.RUN, "", at)
    return person
