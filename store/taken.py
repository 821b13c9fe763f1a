"""Lines written by mistake: they stay where they are, and a row beside says who took them back and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlite_utils

from domain.clock import utc_text
from store.db import insert, write
from store.errors import StoreError

# What may be taken back, by kind: how a line of it is found, with its commune.
_FOUND: Mapping[str, str] = {
    "plan_note": "SELECT 1 FROM plan_notes WHERE number = ? AND unit_code = ?",
    "press_request": "SELECT 1 FROM press_requests WHERE id = ? AND unit_code = ?",
    "press_answer": (
        "SELECT 1 FROM press_answers a JOIN press_requests r ON r.id = a.request WHERE a.id = ? AND r.unit_code = ?"
    ),
}


class NotTaken(StoreError):
    """A line that cannot be taken back; the message says why."""

    exit_code = 2


def not_taken_back(kind: str, number: str) -> str:
    """The condition that a row still stands; `number` is the column with its number."""
    return f"NOT EXISTS (SELECT 1 FROM taken_back k WHERE k.kind = '{kind}' AND k.item = {number})"


class TakenBack:
    """The table `taken_back`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def add(self, unit_code: str, kind: str, number: int, by: str, at: datetime, reason: str) -> None:
        """Take a commune's line back. Raises NotTaken for an unknown one, one taken back before, a missing reason."""
        if not reason.strip():
            raise NotTaken("Chưa ghi lý do lấy lại dòng này. Mời ghi lý do; chưa có gì thay đổi.")
        with write(self._db) as connection:
            known = list(self._db.query(_FOUND[kind], [number, unit_code])) if kind in _FOUND else []
            gone = list(self._db.query("SELECT 1 FROM taken_back WHERE kind = ? AND item = ?", [kind, number]))
            if not known or gone:
                raise NotTaken("Không còn dòng này hoặc dòng đã được lấy lại. Chưa có gì thay đổi.")
            row = {"unit_code": unit_code, "kind": kind, "item": number, "reason": reason, "by": by}
            insert(connection, "taken_back", row | {"at": utc_text(at)})
