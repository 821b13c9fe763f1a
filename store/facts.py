"""The commune's official facts: only ever added; one that no longer holds is withdrawn by another row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import sqlite_utils

from domain.clock import from_utc_text, to_local, utc_text, vi_date
from domain.fact import Fact, complaint
from store.db import insert, write
from store.errors import StoreError
from store.rows import Row


class NotAFact(StoreError):
    """A fact that cannot be kept; the message says what is missing."""

    exit_code = 2


class NoSuchFact(NotAFact):
    """The commune has no fact of that number."""


class Facts:
    """The tables `facts` and `fact_ends`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def add(self, unit_code: str, facts: Iterable[Fact], by: str, at: datetime, origin: str = "") -> list[int]:
        """Keep facts; one that is already there word for word (with its document) is not added again.

        Returns the ids of the new ones. Raises NotAFact, then none is kept.
        """
        new: list[int] = []
        with write(self._db) as connection:
            for fact in facts:
                if found := complaint(fact):
                    raise NotAFact(f"{found} (“{fact.text[:60]}”)")
                if self._known(unit_code, fact):
                    continue
                own = {"unit_code": unit_code, "by": by, "at": utc_text(at), "origin": origin}
                new.append(insert(connection, "facts", own | _fact_row(fact)))
        return new

    def _known(self, unit_code: str, fact: Fact) -> bool:
        sql = (
            "SELECT 1 FROM facts f WHERE unit_code = ? AND text = ? AND number = ? AND valid_to IS ? "
            "AND NOT EXISTS (SELECT 1 FROM fact_ends e WHERE e.fact = f.id)"
        )
        return bool(list(self._db.query(sql, [unit_code, fact.text, fact.number, _iso(fact.valid_to)])))

    def withdraw(self, unit_code: str, fact_id: int, by: str, at: datetime, reason: str) -> None:
        """Say that a commune's fact no longer holds. Raises NoSuchFact, and NotAFact without a reason."""
        if not reason.strip():
            raise NotAFact("Chưa ghi lý do thôi dùng số liệu này. Mời ghi lý do; chưa có gì thay đổi.")
        with write(self._db) as connection:
            if not list(self._db.query("SELECT 1 FROM facts WHERE id = ? AND unit_code = ?", [fact_id, unit_code])):
                raise NoSuchFact(f"Không có số liệu mã {fact_id}. Xem danh sách bằng: diembao fact list")
            for row in self._db.query("SELECT by, at FROM fact_ends WHERE fact = ? LIMIT 1", [fact_id]):
                day = vi_date(to_local(from_utc_text(row["at"])).date())
                raise NotAFact(f"Số liệu này đã thôi dùng từ ngày {day} ({row['by']} ghi). Không ghi thêm gì.")
            insert(connection, "fact_ends", {"fact": fact_id, "by": by, "at": utc_text(at), "reason": reason})

    def ended(self, unit_code: str) -> Iterator[tuple[datetime, str, str, str]]:
        """When which fact was withdrawn, why, and by whom."""
        sql = "SELECT e.at, f.text, e.reason, e.by FROM fact_ends e JOIN facts f ON f.id = e.fact WHERE f.unit_code = ?"
        for row in self._db.query(f"{sql} ORDER BY e.number", [unit_code]):
            yield from_utc_text(row["at"]), row["text"], row["reason"], row["by"]

    def all(self, unit_code: str) -> tuple[Fact, ...]:
        """Every fact of a commune, the withdrawn ones marked, in order of entry."""
        sql = (
            "SELECT f.*, EXISTS (SELECT 1 FROM fact_ends e WHERE e.fact = f.id) AS withdrawn "
            "FROM facts f WHERE unit_code = ? ORDER BY id"
        )
        return tuple(_fact(row) for row in self._db.query(sql, [unit_code]))

    def everywhere(self) -> Iterator[tuple[str, Fact]]:
        """Every fact with its commune."""
        rows = self._db.query("SELECT DISTINCT unit_code FROM facts ORDER BY 1")
        for unit_code in [row["unit_code"] for row in rows]:
            yield from ((unit_code, fact) for fact in self.all(unit_code))

    def standing(self, unit_code: str) -> tuple[Fact, ...]:
        """The facts that were not withdrawn, also those that have run out (they held in their time)."""
        return tuple(fact for fact in self.all(unit_code) if not fact.withdrawn)


_PLAIN = ("text", "number", "issuer", "summary", "topic", "person")
_DAYS = ("day", "valid_from", "valid_to")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _fact_row(fact: Fact) -> Row:
    return {name: getattr(fact, name) for name in _PLAIN} | {name: _iso(getattr(fact, name)) for name in _DAYS}


def _fact(row: Row) -> Fact:
    plain = {name: row[name] for name in (*_PLAIN, "id")}
    return Fact(**(plain | {name: _day(row[name]) for name in _DAYS}), withdrawn=bool(row["withdrawn"]))
