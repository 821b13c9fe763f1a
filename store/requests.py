"""Tasks that the desk asked for; the running program takes them up one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.request import Request, Task
from store.db import insert, write
from store.rows import Row, moment


class Requests:
    """The table `requests`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def ask(self, task: Task, detail: str, by: str, at: datetime) -> Request:
        """Ask for a task; the same one still waiting is not asked for twice."""
        with write(self._db) as connection:
            sql = "SELECT * FROM requests WHERE task = ? AND detail = ? AND taken IS NULL"
            waiting = list(self._db.query(sql, [task.value, detail]))
            if waiting:
                return _request(waiting[0])
            row = {"task": task.value, "detail": detail, "by": by, "asked": utc_text(at)}
            return Request(insert(connection, "requests", row), task, detail, by, at)

    def take(self, at: datetime) -> Request | None:
        """The oldest task that waits, marked as taken; None when none does."""
        if not list(self._db.query("SELECT 1 FROM requests WHERE taken IS NULL LIMIT 1")):
            return None
        with write(self._db) as connection:
            rows = list(self._db.query("SELECT * FROM requests WHERE taken IS NULL ORDER BY id LIMIT 1"))
            if not rows:
                return None
            connection.execute("UPDATE requests SET taken = ? WHERE id = ?", [utc_text(at), rows[0]["id"]])
            return _request(rows[0] | {"taken": utc_text(at)})

    def end(self, number: int, at: datetime, exit_code: int, answer: str) -> None:
        """How a task ended."""
        with write(self._db) as connection:
            sql = "UPDATE requests SET ended = ?, exit_code = ?, answer = ? WHERE id = ?"
            connection.execute(sql, [utc_text(at), exit_code, answer, number])

    def hand_back(self) -> None:
        """Tasks taken by a program that has since died wait again."""
        with write(self._db) as connection:
            connection.execute("UPDATE requests SET taken = NULL WHERE ended IS NULL")

    def get(self, number: int) -> Request | None:
        """One task, None when unknown."""
        return next(iter(self._rows("WHERE id = ?", [number])), None)

    def open(self) -> list[Request]:
        """Tasks that wait or are being done, oldest first."""
        return self._rows("WHERE ended IS NULL ORDER BY id", [])

    def latest(self, task: Task) -> Request | None:
        """The task of a kind asked for last."""
        return next(iter(self._rows("WHERE task = ? ORDER BY id DESC LIMIT 1", [task.value])), None)

    def _rows(self, where: str, values: Sequence[object]) -> list[Request]:
        return [_request(row) for row in self._db.query(f"SELECT * FROM requests {where}", values)]


def _request(row: Row) -> Request:
    return Request(
        id=row["id"],
        task=Task(row["task"]),
        detail=row["detail"],
        by=row["by"],
        asked=from_utc_text(row["asked"]),
        taken=moment(row["taken"]),
        ended=moment(row["ended"]),
        exit_code=row["exit_code"],
        answer=row["answer"],
    )
