"""Editions built: which period, when, from what composed digest, in which files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.edition import Period, PeriodKind
from store.db import write
from store.rows import Row, to_json


@dataclass(frozen=True, slots=True)
class Built:
    """One edition of one commune. `files` are paths relative to the home."""

    unit_code: str
    period: Period
    built_at: datetime
    files: tuple[str, ...]


class Editions:
    """The table `editions`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def save(self, unit_code: str, period: Period, built_at: datetime, files: Sequence[str], digest: str) -> None:
        """Store an edition; `digest` is the composed digest as JSON text."""
        row = [unit_code, period.key, period.kind.value, period.start.isoformat(), period.end.isoformat()]
        with write(self._db) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO editions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [*row, utc_text(built_at), to_json(list(files)), digest],
            )

    def get(self, unit_code: str, key: str) -> Built | None:
        """The edition of a period, None when it was not built."""
        rows = list(self._db.query("SELECT * FROM editions WHERE unit_code = ? AND key = ?", [unit_code, key]))
        return _built(rows[0]) if rows else None

    def all(self, unit_code: str) -> tuple[Built, ...]:
        """A commune's editions, oldest period first."""
        sql = "SELECT * FROM editions WHERE unit_code = ? ORDER BY end, kind"
        return tuple(_built(row) for row in self._db.query(sql, [unit_code]))


def _built(row: Row) -> Built:
    period = Period(PeriodKind(row["kind"]), date.fromisoformat(row["start"]), date.fromisoformat(row["end"]))
    return Built(row["unit_code"], period, from_utc_text(row["built_at"]), tuple(json.loads(row["files"])))
