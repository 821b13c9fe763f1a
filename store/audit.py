"""Who did what at the desk: a chain of facts that the database itself refuses to change.

Each row carries the SHA-256 of the row before it and of its own words, so that a row taken out or altered behind the
program's back shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from store.db import insert, write
from store.rows import Row, to_json


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the log: when, who, which action, on what, and a Vietnamese sentence."""

    id: int
    at: datetime
    by: str
    action: str
    item: str
    detail: str


class Audit:
    """The table `audit`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def add(self, at: datetime, by: str, action: str, item: str = "", detail: str = "") -> None:
        """Add a line. Belongs into the transaction of what it tells."""
        with write(self._db) as connection:
            row = {"at": utc_text(at), "by": by, "action": action, "item": item, "detail": detail}
            insert(connection, "audit", row | {"chain": _link(self._last(), list(row.values()))})

    def _last(self) -> str:
        rows = list(self._db.query("SELECT chain FROM audit ORDER BY id DESC LIMIT 1"))
        return str(rows[0]["chain"]) if rows else ""

    def latest(self, limit: int, before: int | None = None) -> list[Deed]:
        """The newest lines, or the newest of those before a number."""
        sql = "SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?"
        return [_deed(row) for row in self._db.query(sql, [before if before is not None else 2**62, limit])]

    def broken(self, erased: Collection[int] = ()) -> Iterator[int]:
        """Numbers of the lines that do not follow from the one before: altered, or with a gap before them.

        Of `erased` lines, in which words were blanked for a reason, only the place in the row is checked.
        """
        chain, number = "", 0
        for row in self._db.query("SELECT * FROM audit ORDER BY id"):
            expected = _link(chain, [row["at"], row["by"], row["action"], row["item"], row["detail"]])
            if (row["chain"] != expected and row["id"] not in erased) or row["id"] != number + 1:
                yield row["id"]
            chain, number = row["chain"], row["id"]


def _link(before: str, row: Sequence[str]) -> str:
    return hashlib.sha256(to_json([before, *row]).encode()).hexdigest()


def _deed(row: Row) -> Deed:
    return Deed(row["id"], from_utc_text(row["at"]), row["by"], row["action"], row["item"], row["detail"])
