"""People of the desk, who of them is signed in, and how often a wrong password was tried.

Passwords and session tokens never lie here, only what was made from them (the desk makes it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

import sqlite_utils

from domain.case import SOFTWARE
from domain.clock import utc_text
from domain.people import Person, Role
from domain.text import name_key
from store.db import insert, write
from store.errors import StoreError
from store.rows import Row


class NameTaken(StoreError):
    """Someone already has this name, or the software has."""


class Users:
    """The tables `users`, `user_units`, `sessions`, `login_failures`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def add(self, name: str, role: Role, password: str, at: datetime, units: Iterable[str] = ()) -> Person:
        """Add a person; `password` is its hash, `units` the communes they are tied to. Raises NameTaken."""
        with write(self._db) as connection:
            if name_key(name) == name_key(SOFTWARE):
                raise NameTaken(f"«{name}» là tên phần mềm dùng khi tự ghi. Mời đặt họ tên của cán bộ.")
            if self.named(name):
                raise NameTaken(f"Đã có người dùng tên «{name}». Mời chọn tên khác; không có gì thay đổi.")
            row = {"name": name, "key": name_key(name), "role": role.value, "password": password}
            person = Person(insert(connection, "users", row | {"made_at": utc_text(at)}), name, role)
            return self.tie(person, units)

    def tie(self, person: Person, units: Iterable[str]) -> Person:
        """Tie a person to these communes alone, or (to none) to all; returned as they then are."""
        with write(self._db) as connection:
            connection.execute("DELETE FROM user_units WHERE user = ?", [person.id])
            for code in dict.fromkeys(units):
                connection.execute("INSERT INTO user_units VALUES (?, ?)", [person.id, code])
        return replace(person, units=self._units(person.id))

    def _units(self, user: int) -> tuple[str, ...]:
        rows = self._db.query("SELECT unit_code FROM user_units WHERE user = ? ORDER BY unit_code", [user])
        return tuple(row["unit_code"] for row in rows)

    def _person(self, row: Row) -> Person:
        return Person(row["id"], row["name"], Role(row["role"]), self._units(row["id"]))

    def any(self) -> bool:
        """Whether anybody has been added."""
        return bool(list(self._db.query("SELECT 1 FROM users LIMIT 1")))

    def all(self) -> tuple[tuple[Person, bool], ...]:
        """Everybody by name, with whether they may sign in."""
        rows = list(self._db.query("SELECT * FROM users ORDER BY key"))
        return tuple((self._person(row), bool(row["enabled"])) for row in rows)

    def named(self, name: str) -> tuple[Person, str, bool] | None:
        """The person of a name whatever its case, their password's hash, and whether they may sign in."""
        rows = list(self._db.query("SELECT * FROM users WHERE key = ?", [name_key(name)]))
        return (self._person(rows[0]), str(rows[0]["password"]), bool(rows[0]["enabled"])) if rows else None

    def set_password(self, person: Person, password: str) -> None:
        """Change a password's hash; every session of the person ends."""
        with write(self._db) as connection:
            connection.execute("UPDATE users SET password = ? WHERE id = ?", [password, person.id])
            connection.execute("DELETE FROM sessions WHERE user = ?", [person.id])

    def enable(self, person: Person, enabled: bool) -> None:
        """Let a person sign in or not; when not, their sessions end."""
        with write(self._db) as connection:
            connection.execute("UPDATE users SET enabled = ? WHERE id = ?", [int(enabled), person.id])
            connection.execute("DELETE FROM sessions WHERE user = ?", [person.id])

    def begin_session(self, person: Person, token: str, at: datetime) -> None:
        """Sign a person in; `token` is the hash of what their browser holds."""
        with write(self._db) as connection:
            connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", [token, person.id, *[utc_text(at)] * 2])

    def of_session(self, token: str, begun_after: datetime, used_after: datetime) -> Person | None:
        """Who is signed in with a token, None for nobody or for a session too old or too long unused."""
        sql = (
            "SELECT u.* FROM sessions s JOIN users u ON u.id = s.user "
            "WHERE s.token = ? AND u.enabled AND s.begun > ? AND s.used > ?"
        )
        rows = list(self._db.query(sql, [token, utc_text(begun_after), utc_text(used_after)]))
        return self._person(rows[0]) if rows else None

    def touch_session(self, token: str, at: datetime, unless_after: datetime) -> None:
        """Note that a session was used; one noted lately is left alone, so that looking writes little."""
        sql = "SELECT 1 FROM sessions WHERE token = ? AND used <= ?"
        if list(self._db.query(sql, [token, utc_text(unless_after)])):
            with write(self._db) as connection:
                connection.execute("UPDATE sessions SET used = ? WHERE token = ?", [utc_text(at), token])

    def end_session(self, token: str) -> None:
        """Sign out."""
        with write(self._db) as connection:
            connection.execute("DELETE FROM sessions WHERE token = ?", [token])

    def note_failure(self, name: str, address: str, at: datetime, keep_after: datetime) -> None:
        """Remember a wrong password; what is older than `keep_after` goes."""
        with write(self._db) as connection:
            connection.execute("DELETE FROM login_failures WHERE at <= ?", [utc_text(keep_after)])
            connection.execute("INSERT INTO login_failures VALUES (?, ?, ?)", [name_key(name), address, utc_text(at)])

    def forget_failures(self, name: str) -> None:
        """The right password came: the wrong ones before it no longer count."""
        with write(self._db) as connection:
            connection.execute("DELETE FROM login_failures WHERE key = ?", [name_key(name)])

    def failures(self, name: str, address: str, after: datetime) -> tuple[int, int]:
        """Wrong passwords since a moment: for this name, and from this address."""
        sql = (
            "SELECT coalesce(sum(key = ?), 0) AS name, coalesce(sum(address = ?), 0) AS address "
            "FROM login_failures WHERE at > ?"
        )
        row = next(iter(self._db.query(sql, [name_key(name), address, utc_text(after)])))
        return int(row["name"]), int(row["address"])

    def names(self) -> Iterator[str]:
        """Every name."""
        return (person.name for person, _ in self.all())
