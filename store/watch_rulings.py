"""What officers said of the changes that were seen: facts that are only added; the last word about a change stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.watch import Change, Ruled, Ruling
from store.db import insert, write
from store.rows import Row


class WatchRulings:
    """The table `watch_rulings`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def add(self, change: Change, ruling: Ruling, by: str, at: datetime, note: str = "") -> Ruled:
        """Store a word on a change. One that says "not removed" puts the article back under watch, due at once."""
        row = {"article": change.article, "change": change.id, "ruling": ruling.value, "by": by, "at": utc_text(at)}
        with write(self._db) as connection:
            number = insert(connection, "watch_rulings", row | {"note": note})
            if ruling is Ruling.WRONG:
                connection.execute(_RECONSIDER, [utc_text(at), change.article, change.kind.value])
        return Ruled(number, change.article, change.id, ruling, by, at, note)

    def of(self, article_id: str) -> tuple[Ruled, ...]:
        """Every word about the changes of an article, in order."""
        sql = "SELECT * FROM watch_rulings WHERE article = ? ORDER BY number"
        return tuple(_ruled(row) for row in self._db.query(sql, [article_id]))

    def standing(self) -> dict[int, Ruled]:
        """The word in force on each change that has one, by the change's id."""
        return {one.change: one for one in self._last() if one.ruling is not Ruling.UNDO}

    def _last(self) -> Iterator[Ruled]:
        sql = "SELECT * FROM watch_rulings WHERE number IN (SELECT max(number) FROM watch_rulings GROUP BY change)"
        yield from map(_ruled, self._db.query(sql))


_RECONSIDER = (
    "UPDATE watched SET state = 'present', misses = 0, first_missed = NULL, last_missed = NULL, due_at = ? "
    "WHERE article = ? AND state = ?"
)


def _ruled(row: Row) -> Ruled:
    at = from_utc_text(row["at"])
    return Ruled(row["number"], row["article"], row["change"], Ruling(row["ruling"]), row["by"], at, row["note"])
