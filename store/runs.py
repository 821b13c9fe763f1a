"""Every run has a record: when, what, how it ended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from store.db import insert, write
from store.rows import Row, moment, to_json

READING = "run"
DONE, PARTLY, FAILED, CUT = "done", "partly", "failed", "cut"
# How a run can end, as an officer reads it.
OUTCOMES: Mapping[str, str] = {
    DONE: "xong",
    PARTLY: "xong một phần",
    FAILED: "chưa làm được",
    CUT: "bị ngắt giữa chừng",
}


@dataclass(frozen=True, slots=True)
class Run:
    """One record: `ended` is None and `outcome` "" while it lasts."""

    id: int
    command: str
    started: datetime
    ended: datetime | None
    outcome: str
    summary: Mapping[str, Any]


class Runs:
    """The table `runs`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def begin(self, command: str, now: datetime, started: datetime) -> int:
        """Open the record of a run; `now` is the moment it believes. Returns its number."""
        with write(self._db) as connection:
            return insert(connection, "runs", {"started": utc_text(started), "now": utc_text(now), "command": command})

    def end(self, run_id: int, ended: datetime, summary: Mapping[str, Any], outcome: str = DONE) -> None:
        """Close the record with its sum and a word of `OUTCOMES`."""
        with write(self._db) as connection:
            connection.execute(
                "UPDATE runs SET ended = ?, summary = ?, outcome = ? WHERE id = ?",
                [utc_text(ended), to_json(summary), outcome, run_id],
            )

    def cut_off(self, command: str, ended: datetime) -> int:
        """Close the records of a command whose program died; returns how many. Call it where none can be running."""
        with write(self._db) as connection:
            cursor = connection.execute(
                "UPDATE runs SET ended = ?, summary = '{}', outcome = ? WHERE command = ? AND ended IS NULL",
                [utc_text(ended), CUT, command],
            )
            return cursor.rowcount

    def first(self) -> datetime | None:
        """The earliest moment at which the press was read for this home, None before the first run."""
        found = next(iter(self._db.query("SELECT min(now) AS first FROM runs WHERE command = ?", [READING])))["first"]
        return from_utc_text(found) if found else None

    def last(self, command: str = READING) -> tuple[datetime, Mapping[str, Any]] | None:
        """When the last finished run of a command ended and its sum; one that was cut off is none."""
        sql = (
            "SELECT * FROM runs WHERE command = ? AND ended IS NOT NULL AND coalesce(outcome, '') <> ? "
            "ORDER BY id DESC LIMIT 1"
        )
        rows = list(self._db.query(sql, [command, CUT]))
        return (from_utc_text(rows[0]["ended"]), json.loads(rows[0]["summary"])) if rows else None

    def newest(self) -> datetime | None:
        """The latest moment at which the machine's clock stood when a run was recorded."""
        found = next(iter(self._db.query("SELECT max(coalesce(ended, started)) AS newest FROM runs")))["newest"]
        return from_utc_text(found) if found else None

    def days(self, after: datetime, until: datetime) -> int:
        """On how many days (UTC) between two moments, by the clock of each pass, the press was read of late."""
        sql = (
            "SELECT count(DISTINCT substr(now, 1, 10)) AS days FROM (SELECT now FROM runs WHERE command = ? "
            "ORDER BY id DESC LIMIT 300) WHERE now > ? AND now <= ?"
        )
        return int(next(iter(self._db.query(sql, [READING, utc_text(after), utc_text(until)])))["days"])

    def latest(self, limit: int, command: str | None = None) -> list[Run]:
        """The newest records, of all commands or of one."""
        where, values = ("WHERE command = ?", [command]) if command else ("", [])
        rows = self._db.query(f"SELECT * FROM runs {where} ORDER BY id DESC LIMIT ?", [*values, limit])
        return [_run(row) for row in rows]


def _run(row: Row) -> Run:
    found = json.loads(row["summary"]) if row["summary"] else {}
    summary = found if isinstance(found, dict) else {}
    outcome = row["outcome"] or (DONE if row["ended"] else "")
    return Run(row["id"], row["command"], from_utc_text(row["started"]), moment(row["ended"]), outcome, summary)
