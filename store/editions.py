"""Editions: the draft of each period, and the documents issued from drafts, frozen with all they were made of.

A draft may be built again and again; an issued document never changes, a later one of the same period has the next
version and says which document it stands for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.document import Digest
from domain.edition import Edition, Period, PeriodKind
from store.db import write
from store.plain import pack, unpack
from store.rows import Row, to_json


@dataclass(frozen=True, slots=True)
class Built:
    """The draft of one period of one commune. `files` are paths relative to the home."""

    unit_code: str
    period: Period
    built_at: datetime
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issued:
    """A document that left the house: its version within its period, from 1; number and day as the clerk gave them."""

    unit_code: str
    period: Period
    version: int
    number: str
    day: date
    reason: str
    issued_at: datetime


class Editions:
    """The tables `editions` (drafts) and `issued`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def save(self, edition: Edition, digest: Digest, files: Sequence[str]) -> None:
        """Store the draft of a period in place of an earlier one."""
        code, period = edition.commune.unit.code, edition.period
        row = [code, period.key, period.kind.value, period.start.isoformat(), period.end.isoformat()]
        with write(self._db) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO editions (unit_code, key, kind, start, end, built_at, files, digest, inputs, "
                "document) VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?)",
                [*row, utc_text(edition.built_at), to_json(list(files)), pack(edition), pack(digest)],
            )

    def get(self, unit_code: str, key: str) -> Built | None:
        """The draft of a period, None when it was not built."""
        rows = list(self._db.query("SELECT * FROM editions WHERE unit_code = ? AND key = ?", [unit_code, key]))
        return _built(rows[0]) if rows else None

    def all(self, unit_code: str) -> tuple[Built, ...]:
        """A commune's drafts, oldest period first."""
        sql = "SELECT * FROM editions WHERE unit_code = ? ORDER BY end, kind"
        return tuple(_built(row) for row in self._db.query(sql, [unit_code]))

    def units(self) -> tuple[str, ...]:
        """The communes of which there are editions."""
        rows = self._db.query("SELECT DISTINCT unit_code FROM editions ORDER BY unit_code")
        return tuple(row["unit_code"] for row in rows)

    def draft(self, unit_code: str, key: str) -> tuple[Edition, Digest] | None:
        """What the draft of a period holds; None when there is none, or only one of an older program."""
        sql = "SELECT inputs, document FROM editions WHERE unit_code = ? AND key = ? AND inputs IS NOT NULL"
        return _contents(list(self._db.query(sql, [unit_code, key])))

    def fingerprint(self, unit_code: str, key: str) -> str:
        """A hash of the draft's document, "" when there is none: the same as long as nothing in it changes."""
        sql = "SELECT document FROM editions WHERE unit_code = ? AND key = ? AND document IS NOT NULL"
        rows = list(self._db.query(sql, [unit_code, key]))
        return hashlib.sha256(rows[0]["document"]).hexdigest() if rows else ""

    def issue(self, edition: Edition, digest: Digest, number: str, day: date, reason: str, at: datetime) -> Issued:
        """Freeze a document with its inputs as the next version of its period."""
        code, key = edition.commune.unit.code, edition.period.key
        version = len(self.issued(code, key)) + 1
        row = [code, key, version, number, day.isoformat(), reason, utc_text(at), pack(edition), pack(digest)]
        with write(self._db) as connection:
            connection.execute(f"INSERT INTO issued VALUES ({', '.join('?' * len(row))})", row)
        return Issued(code, edition.period, version, number, day, reason, at)

    def issued(self, unit_code: str, key: str) -> tuple[Issued, ...]:
        """Every version issued of a period, the first one first."""
        sql = (
            "SELECT i.*, e.kind, e.start, e.end FROM issued i JOIN editions e USING (unit_code, key) "
            "WHERE unit_code = ? AND key = ? ORDER BY version"
        )
        return tuple(_issued(row) for row in self._db.query(sql, [unit_code, key]))

    def frozen(self, issued: Issued) -> tuple[Edition, Digest]:
        """What an issued document was made of, and the document as it was issued."""
        sql = "SELECT inputs, document FROM issued WHERE unit_code = ? AND key = ? AND version = ?"
        found = _contents(list(self._db.query(sql, [issued.unit_code, issued.period.key, issued.version])))
        assert found is not None, "issued documents are never deleted"
        return found


def _contents(rows: Sequence[Row]) -> tuple[Edition, Digest] | None:
    return (unpack(Edition, rows[0]["inputs"]), unpack(Digest, rows[0]["document"])) if rows else None


def _built(row: Row) -> Built:
    return Built(row["unit_code"], _period(row), from_utc_text(row["built_at"]), tuple(json.loads(row["files"])))


def _issued(row: Row) -> Issued:
    day, at = date.fromisoformat(row["day"]), from_utc_text(row["issued_at"])
    return Issued(row["unit_code"], _period(row), row["version"], row["number"], day, row["reason"], at)


def _period(row: Row) -> Period:
    return Period(PeriodKind(row["kind"]), date.fromisoformat(row["start"]), date.fromisoformat(row["end"]))
