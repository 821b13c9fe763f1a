"""How far each WARC file of others was read, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import sqlite_utils

from domain.backfill import Progress
from domain.clock import utc_text
from domain.outcome import Word
from store.db import write
from store.rows import Row


class Backfills:
    """The table `backfills`; a file is known by its content, wherever it lies."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def get(self, file: str, basis: str) -> Progress | None:
        """How far a file was read by this knowledge, None when it was not."""
        rows = list(self._db.query("SELECT * FROM backfills WHERE file = ? AND basis = ?", [file, basis]))
        return _progress(rows[0]) if rows else None

    def put(self, progress: Progress, basis: str, now: datetime) -> None:
        """Remember how far a file was read."""
        row = {
            "file": progress.file,
            "name": progress.name,
            "size": progress.size,
            "basis": basis,
            "place": progress.place,
            "answers": progress.answers,
            "matched": progress.matched,
            "word": progress.word.value if progress.word else None,
            "detail": progress.detail,
            "at": utc_text(now),
        }
        marks = ", ".join(f":{name}" for name in row)
        with write(self._db) as connection:
            connection.execute(f"INSERT OR REPLACE INTO backfills ({', '.join(row)}) VALUES ({marks})", row)

    def all(self) -> Iterator[Progress]:
        """Every file, by name."""
        for row in self._db.query("SELECT * FROM backfills ORDER BY name, file"):
            yield _progress(row)


def _progress(row: Row) -> Progress:
    return Progress(
        file=row["file"],
        name=row["name"],
        size=row["size"],
        place=row["place"],
        answers=row["answers"],
        matched=row["matched"],
        word=Word(row["word"]) if row["word"] else None,
        detail=row["detail"],
    )
