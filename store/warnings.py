"""Warnings: each occasion is told once, stands while its cause lasts, and is counted anew only when it comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from store.db import insert, write
from store.rows import Row, moment


@dataclass(frozen=True, slots=True)
class Warning_:
    """One occasion. `kind` and `item` name it; `text` says what and why now, `advice` what to do (Vietnamese)."""

    kind: str
    item: str
    text: str
    advice: str
    raised: datetime | None = None
    sent: datetime | None = None
    ended: datetime | None = None
    number: int = 0


class Warnings:
    """The table `warnings`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def keep(self, kinds: Collection[str], found: Iterable[Warning_], at: datetime) -> list[Warning_]:
        """Take what was found of some kinds as all that stands of them; returns what is new."""
        wanted = {(one.kind, one.item): one for one in found}
        with write(self._db) as connection:
            standing = {(one.kind, one.item) for one in self.standing()}
            for kind, item in sorted(standing - wanted.keys()):
                if kind in kinds:
                    connection.execute(
                        "UPDATE warnings SET ended = ? WHERE kind = ? AND item = ? AND ended IS NULL",
                        [utc_text(at), kind, item],
                    )
            new = [one for key, one in wanted.items() if key not in standing]
            for one in new:
                row = {"kind": one.kind, "item": one.item, "text": one.text, "advice": one.advice}
                insert(connection, "warnings", row | {"raised": utc_text(at)})
        return new

    def standing(self) -> list[Warning_]:
        """What stands now, oldest first."""
        return self._rows("WHERE ended IS NULL ORDER BY number")

    def unsent(self) -> list[Warning_]:
        """What stands and was not mailed yet."""
        return self._rows("WHERE ended IS NULL AND sent IS NULL ORDER BY number")

    def all(self) -> list[Warning_]:
        """Every occasion there ever was."""
        return self._rows("ORDER BY number")

    def mark_sent(self, told: Iterable[Warning_], at: datetime) -> None:
        """Remember that these were mailed."""
        with write(self._db) as connection:
            for one in told:
                connection.execute("UPDATE warnings SET sent = ? WHERE number = ?", [utc_text(at), one.number])

    def _rows(self, rest: str) -> list[Warning_]:
        return [_warning(row) for row in self._db.query(f"SELECT * FROM warnings {rest}")]


def _warning(row: Row) -> Warning_:
    return Warning_(
        kind=row["kind"],
        item=row["item"],
        text=row["text"],
        advice=row["advice"],
        raised=from_utc_text(row["raised"]),
        sent=moment(row["sent"]),
        ended=moment(row["ended"]),
        number=row["number"],
    )
