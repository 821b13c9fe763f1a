"""What officers wrote about the tasks of the plan: append-only, by day."""

from __future__ import annotations

from datetime import date

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.plan import PlanNote
from store.db import insert, write
from store.taken import not_taken_back


class Plans:
    """The table `plan_notes`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def add(self, unit_code: str, note: PlanNote) -> int:
        """Keep what was written; returns its number."""
        row = {"unit_code": unit_code, "day": note.day.isoformat(), "task": note.task, "text": note.text}
        with write(self._db) as connection:
            return insert(connection, "plan_notes", row | {"by": note.by, "at": utc_text(note.at)})

    def between(self, unit_code: str, first: date, last: date) -> tuple[PlanNote, ...]:
        """A commune's notes of the days from `first` to `last`, in the order of days and of writing."""
        sql = (
            "SELECT * FROM plan_notes WHERE unit_code = ? AND day BETWEEN ? AND ? "
            f"AND {not_taken_back('plan_note', 'number')} ORDER BY day, number"
        )
        rows = self._db.query(sql, [unit_code, first.isoformat(), last.isoformat()])
        return tuple(
            PlanNote(
                date.fromisoformat(row["day"]),
                row["task"],
                row["text"],
                row["by"],
                from_utc_text(row["at"]),
                row["number"],
            )
            for row in rows
        )
