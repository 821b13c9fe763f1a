"""Every run has a record: when, what, how it ended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from store.db import write
from store.rows import to_json


class Runs:
    """The table `runs`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def begin(self, command: str, now: datetime, started: datetime) -> int:
        """Open the record of a run; `now` is the moment it believes. Returns its number."""
        with write(self._db) as connection:
            cursor = connection.execute(
                "INSERT INTO runs (started, now, command) VALUES (?, ?, ?)", [utc_text(started), utc_text(now), command]
            )
            return int(cursor.lastrowid or 0)

    def end(self, run_id: int, ended: datetime, summary: Mapping[str, Any]) -> None:
        """Close the record with its sum."""
        with write(self._db) as connection:
            connection.execute(
                "UPDATE runs SET ended = ?, summary = ? WHERE id = ?", [utc_text(ended), to_json(summary), run_id]
            )

    def first(self) -> datetime | None:
        """The earliest moment at which the press was read for this home, None before the first run."""
        found = next(iter(self._db.query("SELECT min(now) AS first FROM runs")))["first"]
        return from_utc_text(found) if found else None

    def last(self) -> tuple[datetime, Mapping[str, Any]] | None:
        """When the last finished run ended and its sum."""
        rows = list(self._db.query("SELECT * FROM runs WHERE ended IS NOT NULL ORDER BY id DESC LIMIT 1"))
        return (from_utc_text(rows[0]["ended"]), json.loads(rows[0]["summary"])) if rows else None
