"""What the press asked the commune and what was said: a register that is only added to."""

from __future__ import annotations

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.presswork import Asked, Occasion, Said
from store.db import insert, write
from store.errors import StoreError
from store.taken import not_taken_back

_ASKED = f"""
    SELECT * FROM press_requests WHERE unit_code = ? AND {not_taken_back("press_request", "press_requests.id")}
"""
_SAID = ("person", "text", "way", "by", "refused")


class NotInRegister(StoreError):
    """A line that cannot be written; the message says why."""

    exit_code = 2


class PressRegister:
    """The tables `press_requests` and `press_answers`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def ask(self, unit_code: str, asked: Asked) -> int:
        """Write down an occasion to speak; returns its number. Raises NotInRegister without a matter or a name."""
        if not asked.what.strip() or not asked.by.strip():
            raise NotInRegister("Cần nội dung và người ghi. Chưa ghi gì.")
        row = {
            "unit_code": unit_code,
            "occasion": asked.occasion.value,
            "at": utc_text(asked.at),
            "what": asked.what,
            "by": asked.by,
            "outlet": asked.outlet,
            "urgent": int(asked.urgent),
        }
        with write(self._db) as connection:
            return insert(connection, "press_requests", row)

    def answer(self, unit_code: str, number: int, said: Said) -> int:
        """Write down what was said; returns its number. Raises NotInRegister: unknown line, no speaker, no text."""
        if not said.person.strip() or not (said.text.strip() or said.refused.strip()):
            raise NotInRegister("Cần ghi ai phát ngôn và nội dung (hoặc lý do từ chối). Chưa ghi gì.")
        with write(self._db) as connection:
            found = list(self._db.query(f"{_ASKED} AND id = ?", [unit_code, number]))
            if not found:
                raise NotInRegister(f"Sổ không có dòng số {number}. Chưa ghi gì.")
            if utc_text(said.at) < found[0]["at"]:
                raise NotInRegister("Giờ phát ngôn đứng trước giờ tiếp nhận. Mời xem lại; chưa ghi gì.")
            plain = {name: getattr(said, name) for name in _SAID}
            return insert(connection, "press_answers", {"request": number, "at": utc_text(said.at)} | plain)

    def all(self, unit_code: str) -> tuple[Asked, ...]:
        """The whole register without what was taken back, oldest first."""
        answers: dict[int, list[Said]] = {}
        kept = not_taken_back("press_answer", "press_answers.id")
        for row in self._db.query(f"SELECT * FROM press_answers WHERE {kept} ORDER BY at, id"):
            said = Said(at=from_utc_text(row["at"]), id=row["id"], **{name: row[name] for name in _SAID})
            answers.setdefault(row["request"], []).append(said)
        rows = self._db.query(f"{_ASKED} ORDER BY at, id", [unit_code])
        return tuple(
            Asked(
                occasion=Occasion(row["occasion"]),
                at=from_utc_text(row["at"]),
                what=row["what"],
                by=row["by"],
                outlet=row["outlet"],
                urgent=bool(row["urgent"]),
                id=row["id"],
                answers=tuple(answers.get(row["id"], ())),
            )
            for row in rows
        )
