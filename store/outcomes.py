"""How each item left each stage: one row an item a stage, and the questions "what is due" that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.outcome import Outcome, Word
from store.db import write
from store.rows import Row, moment, moment_text

# An item with an outcome is due again when the stage's version or basis changed, or when its time to retry has come.
# One whose time of keeping is over never is: there is nothing left to work on.
_DUE = """
    o.item IS NULL OR (o.word <> 'expired' AND (o.version <> :version OR o.basis <> :basis
    OR (o.retry_at IS NOT NULL AND o.retry_at <= :now)))
"""


class Outcomes:
    """The table `outcomes`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def put(self, outcome: Outcome, basis: str = "") -> None:
        """Store how an item left a stage; a repetition replaces the row."""
        row = {
            "item": outcome.item,
            "stage": outcome.stage,
            "version": outcome.version,
            "basis": basis,
            "word": outcome.word.value,
            "detail": outcome.detail,
            "at": utc_text(outcome.at),
            "attempts": outcome.attempts,
            "retry_at": moment_text(outcome.retry_at),
        }
        with write(self._db) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO outcomes VALUES "
                "(:item, :stage, :version, :basis, :word, :detail, :at, :attempts, :retry_at)",
                row,
            )

    def totals(self) -> dict[str, int]:
        """How many items ended each stage with each word: `fetch done` -> 120."""
        rows = self._db.query("SELECT stage, word, count(*) AS n FROM outcomes GROUP BY 1, 2 ORDER BY 1, 2")
        return {f"{row['stage']} {row['word']}": int(row["n"]) for row in rows}

    def attempts(self, item: str, stage: str) -> int:
        """How often an item was tried at a stage, 0 for never."""
        found = list(self._db.query("SELECT attempts FROM outcomes WHERE item = ? AND stage = ?", [item, stage]))
        return found[0]["attempts"] if found else 0

    def forget(self, item: str, *stages: str) -> None:
        """Make an item due again at later stages, because what they were made from has changed."""
        marks = ", ".join("?" * len(stages))
        with write(self._db) as connection:
            connection.execute(f"DELETE FROM outcomes WHERE item = ? AND stage IN ({marks})", [item, *stages])

    def all(self) -> Iterator[Outcome]:
        """Every outcome, by stage and item."""
        for row in self._db.query("SELECT * FROM outcomes ORDER BY stage, item"):
            yield _outcome(row)

    def of(self, item: str) -> tuple[Outcome, ...]:
        """All that happened to one item, oldest first."""
        return tuple(
            _outcome(row) for row in self._db.query("SELECT * FROM outcomes WHERE item = ? ORDER BY at", [item])
        )


def due_sql(table: str, key: str, stage: str, condition: str = "1") -> str:
    """SQL for the rows of `table` that are due at `stage`; parameters :version, :basis, :now."""
    return (
        f"SELECT t.* FROM {table} t LEFT JOIN outcomes o ON o.item = t.{key} AND o.stage = '{stage}' "
        f"WHERE ({condition}) AND ({_DUE}) ORDER BY t.{key}"
    )


def due_parameters(version: int, basis: str, now: datetime) -> Row:
    """The parameters of `due_sql`."""
    return {"version": version, "basis": basis, "now": utc_text(now)}


def _outcome(row: Row) -> Outcome:
    return Outcome(
        item=row["item"],
        stage=row["stage"],
        version=row["version"],
        word=Word(row["word"]),
        detail=row["detail"],
        at=from_utc_text(row["at"]),
        attempts=row["attempts"],
        retry_at=moment(row["retry_at"]),
    )
