"""What the press asked the commune and what was said: a register that is only added to."""

from __future__ import annotations

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.presswork import Asked, Occasion, Said
from store.db import write
from store.errors import StoreError


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
        row = [
            unit_code,
            asked.occasion.value,
            utc_text(asked.at),
            asked.what,
            asked.by,
            asked.outlet,
            int(asked.urgent),
        ]
        with write(self._db) as connection:
            cursor = connection.execute(
                "INSERT INTO press_requests (unit_code, occasion, at, what, by, outlet, urgent) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        return int(cursor.lastrowid or 0)

    def answer(self, unit_code: str, number: int, said: Said) -> None:
        """Write down what was said. Raises NotInRegister for an unknown line, a missing speaker or text."""
        if not said.person.strip() or not (said.text.strip() or said.refused.strip()):
            raise NotInRegister("Cần ghi ai phát ngôn và nội dung (hoặc lý do từ chối). Chưa ghi gì.")
        with write(self._db) as connection:
            found = list(
                self._db.query("SELECT at FROM press_requests WHERE id = ? AND unit_code = ?", [number, unit_code])
            )
            if not found:
                raise NotInRegister(f"Sổ không có dòng số {number}. Chưa ghi gì.")
            if utc_text(said.at) < found[0]["at"]:
                raise NotInRegister("Giờ phát ngôn đứng trước giờ tiếp nhận. Mời xem lại; chưa ghi gì.")
            row = [number, utc_text(said.at), said.person, said.text, said.way, said.by, said.refused]
            connection.execute(
                "INSERT INTO press_answers (request, at, person, text, way, by, refused) VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def all(self, unit_code: str) -> tuple[Asked, ...]:
        """The whole register, oldest first."""
        answers: dict[int, list[Said]] = {}
        for row in self._db.query("SELECT * FROM press_answers ORDER BY at, id"):
            said = Said(from_utc_text(row["at"]), row["person"], row["text"], row["way"], row["by"], row["refused"])
            answers.setdefault(row["request"], []).append(said)
        rows = self._db.query("SELECT * FROM press_requests WHERE unit_code = ? ORDER BY at, id", [unit_code])
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
