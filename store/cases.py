"""Suspected falsehoods and all that was written about them, append-only; the guard rules hold here for everybody.

Desk, command line and any program write through `write` and `open`: what `domain.caserules` forbids is refused with its
sentence, inside the transaction that would have stored it. Triggers refuse the gravest of it to bare SQL too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlite_utils

from domain.case import SOFTWARE, Case, CaseEvent, Deed, after
from domain.caserules import NAMED, complaint, opening_complaint
from domain.claim import Claim
from domain.clock import from_utc_text, to_local, utc_text
from domain.people import Role
from domain.sameclaim import alike, the_same
from store.db import insert, write
from store.errors import StoreError
from store.rows import Row, to_json
from store.users import Users


class NotAllowed(StoreError):
    """A deed that the guard rules forbid; the message says why and what is missing. Nothing was stored."""

    exit_code = 2


class Cases:
    """The tables `cases`, `case_events` and `claims`."""

    def __init__(self, db: sqlite_utils.Database, users: Users):
        self._db = db
        self._users = users

    def open(self, case: Case) -> Case | None:
        """Open a case on a claim and give it its number; None when that claim has one already, in whatever words.

        A case on another sentence of the article that may be about the same is suggested in the new one. Raises
        NotAllowed.
        """
        if found := opening_complaint(case.kind, case.said, case.sentence, case.by):
            raise NotAllowed(found)
        with write(self._db) as connection:
            if not self._stands(case):
                raise NotAllowed("Bài báo đang lưu không có câu này. Mời chép lại từ bài báo; chưa mở hồ sơ.")
            others = self.on_article(case.unit_code, case.article)
            if the_same(others, case.sentence, case.said):
                return None
            made = replace(case, id=self._next(case.unit_code, case.opened), events=())
            insert(connection, "cases", _case_row(made))
            for other in alike(others, case.sentence, case.said):
                told = f"Cùng bài đã có hồ sơ {other.id} về “{other.said}”. Mời xem có phải cùng một nhận định."
                data = {"what": "twin", "item": other.id, "text": told}
                made = self.write(made.unit_code, made.id, Deed.SUGGEST, SOFTWARE, made.opened, data)
        return made

    def _stands(self, case: Case) -> bool:
        """Whether the article as kept has the sentence."""
        sql = "SELECT 1 FROM articles WHERE id = ? AND instr(title || char(10) || sapo || char(10) || body, ?)"
        return bool(list(self._db.query(sql, [case.article, case.sentence])))

    def _next(self, unit_code: str, at: datetime) -> str:
        """`SL-2026-007`: numbered anew each year."""
        year = to_local(at).year
        sql = "SELECT count(*) AS n FROM cases WHERE unit_code = ? AND id LIKE ?"
        count = next(iter(self._db.query(sql, [unit_code, f"SL-{year}-%"])))["n"]
        return f"SL-{year}-{count + 1:03d}"

    def write(
        self,
        unit_code: str,
        case_id: str,
        deed: Deed,
        by: str,
        at: datetime,
        data: Mapping[str, Any] | None = None,
        *,
        seen: int | None = None,
    ) -> Case:
        """Write into a case and give it as it then stands. `seen` is the last event the person saw (None: do not ask).

        Raises NotAllowed with the sentence of the rule that forbids it.
        """
        kept = {name: value for name, value in (data or {}).items() if value not in (None, "", (), [])}
        with write(self._db) as connection:
            case = self.get(unit_code, case_id)
            if case is None:
                raise NotAllowed(f"Không có hồ sơ mã «{case_id}». Xem danh sách bằng: diembao case list --all")
            if seen is not None and case.events and case.events[-1].number != seen:
                raise NotAllowed(
                    "Có người vừa ghi thêm vào hồ sơ này sau khi đồng chí mở trang. Chưa ghi gì; mời xem lại rồi ghi."
                )
            person = self._users.named(by) if deed in NAMED else None
            by = person[0].name if person else by
            event = CaseEvent(at, by, deed, kept)
            if found := complaint(case, event, self._role, self.on_article(unit_code, case.article, case_id)):
                raise NotAllowed(found)
            row = {"unit_code": unit_code, "case_id": case_id, "at": utc_text(at), "by": by, "deed": deed.value}
            number = insert(connection, "case_events", row | {"data": to_json(kept)})
            return after(case, [replace(event, number=number)])

    def _role(self, name: str) -> Role | None:
        found = self._users.named(name)
        return found[0].role if found and found[2] else None

    def get(self, unit_code: str, case_id: str) -> Case | None:
        """One case as it stands, None when unknown."""
        return next(iter(self._read("AND c.id = ?", unit_code, [case_id])), None)

    def all(self, unit_code: str, until: datetime | None = None) -> tuple[Case, ...]:
        """A commune's cases as they stand, or stood at a moment, in order of opening."""
        if until is None:
            return tuple(self._read("", unit_code, []))
        return tuple(self._read("AND c.opened <= ?", unit_code, [utc_text(until)], until))

    def on_article(self, unit_code: str, article: str, other_than: str = "") -> tuple[Case, ...]:
        """The cases on one article."""
        return tuple(self._read("AND c.article = ? AND c.id <> ?", unit_code, [article, other_than]))

    def units(self) -> tuple[str, ...]:
        """The communes that have cases."""
        return tuple(row["unit_code"] for row in self._db.query("SELECT DISTINCT unit_code FROM cases ORDER BY 1"))

    def _read(self, where: str, unit_code: str, more: list[str], until: datetime | None = None) -> list[Case]:
        sql = f"SELECT c.* FROM cases c WHERE c.unit_code = ? {where} ORDER BY c.opened, c.id"
        rows = list(self._db.query(sql, [unit_code, *more]))
        wanted = to_json([row["id"] for row in rows])
        events: dict[str, list[CaseEvent]] = {}
        found = (
            "SELECT * FROM case_events WHERE unit_code = ? AND at <= ? AND case_id IN (SELECT value FROM json_each(?))"
        )
        limit = utc_text(until) if until else "9999"
        for row in self._db.query(f"{found} ORDER BY number", [unit_code, limit, wanted]):
            events.setdefault(row["case_id"], []).append(_event(row))
        return [after(_case(row), events.get(row["id"], ())) for row in rows]

    def save_claims(self, article: str, unit_code: str, claims: Iterable[Claim], version: int) -> None:
        """Replace what can be checked in an article."""
        with write(self._db) as connection:
            connection.execute("DELETE FROM claims WHERE article = ? AND unit_code = ?", [article, unit_code])
            for claim in claims:
                span = claim.span
                row = [article, unit_code, claim.kind.value, span.field, span.start, span.end, span.quote]
                connection.execute(_INSERT_CLAIM, [*row, claim.sentence, version])

    def claims(self, article: str, unit_code: str) -> list[tuple[str, str, str]]:
        """What can be checked in an article: kind, words, sentence, in reading order."""
        sql = "SELECT kind, quote, sentence FROM claims WHERE article = ? AND unit_code = ? ORDER BY rowid"
        return [(row["kind"], row["quote"], row["sentence"]) for row in self._db.query(sql, [article, unit_code])]


_INSERT_CLAIM = f"INSERT INTO claims VALUES ({', '.join('?' * 9)})"


_PLAIN = ("unit_code", "id", "article", "kind", "said", "sentence", "official", "basis", "why", "by")


def _case_row(case: Case) -> Row:
    return {name: getattr(case, name) for name in _PLAIN} | {"opened": utc_text(case.opened)}


def _case(row: Row) -> Case:
    return Case(**{name: row[name] for name in _PLAIN}, opened=from_utc_text(row["opened"]))


def _event(row: Row) -> CaseEvent:
    data = json.loads(row["data"])
    return CaseEvent(from_utc_text(row["at"]), row["by"], Deed(row["deed"]), data, row["number"])
