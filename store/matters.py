"""Issues raised by the press: how each was put forward, and every word an officer wrote about it, append-only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import sqlite_utils

from domain.clock import utc_text
from domain.matter import Matter, MatterEvent, MatterState, after
from store.db import write
from store.rows import Row, moment


class Matters:
    """The tables `matters` and `matter_events`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def propose(self, matters: Iterable[Matter]) -> None:
        """Put issues forward; one that was put forward before stays as it is."""
        with write(self._db) as connection:
            for item in matters:
                raised, opened = item.raised.isoformat() if item.raised else None, utc_text(item.opened)
                row = [item.unit_code, item.id, opened, item.what, item.outlet, item.url, raised, item.unit]
                connection.execute("INSERT OR IGNORE INTO matters VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def write(self, unit_code: str, matter_id: str, event: MatterEvent) -> None:
        """Add what an officer wrote."""
        due = event.due.isoformat() if event.due else None
        state = event.state.value if event.state else None
        row = [unit_code, matter_id, utc_text(event.at), event.by, state]
        row += [event.what, event.unit, event.directive, event.result, due]
        with write(self._db) as connection:
            connection.execute(f"INSERT INTO matter_events VALUES ({', '.join('?' * len(row))})", row)

    def units(self) -> tuple[str, ...]:
        """The communes of which there are issues."""
        rows = self._db.query("SELECT DISTINCT unit_code FROM matters ORDER BY unit_code")
        return tuple(row["unit_code"] for row in rows)

    def get(self, unit_code: str, matter_id: str) -> Matter | None:
        """One issue as it stands, None when unknown."""
        return next((item for item in self.all(unit_code) if item.id == matter_id), None)

    def due_by(self, unit_code: str, day: date) -> tuple[Matter, ...]:
        """A commune's open issues whose answer is due on a day or before it, oldest first.

        Only issues that ever had such a deadline and still lie open are read, so that the past costs nothing.
        """
        rows = list(self._db.query(_DUE, {"code": unit_code, "day": day.isoformat()}))
        events = "SELECT * FROM matter_events WHERE unit_code = ? AND matter = ? ORDER BY at, rowid"
        found = (
            after(_matter(row), [_event(one) for one in self._db.query(events, [unit_code, row["id"]])]) for row in rows
        )
        return tuple(one for one in found if one.open and one.due and one.due <= day)

    def all(self, unit_code: str, until: datetime | None = None) -> tuple[Matter, ...]:
        """A commune's issues with what was written up to a moment (default: everything), oldest first."""
        limit = utc_text(until) if until else "9999"
        sql = "SELECT * FROM matters WHERE unit_code = ? ORDER BY raised IS NULL, raised, id"
        events = "SELECT * FROM matter_events WHERE unit_code = ? AND at <= ? ORDER BY at, rowid"
        written: dict[str, list[MatterEvent]] = {}
        for row in self._db.query(events, [unit_code, limit]):
            written.setdefault(row["matter"], []).append(_event(row))
        return tuple(after(_matter(row), written.get(row["id"], ())) for row in self._db.query(sql, [unit_code]))


_DUE = """
    SELECT m.* FROM matters m WHERE m.unit_code = :code
    AND m.id IN (SELECT matter FROM matter_events WHERE unit_code = :code AND due <= :day)
    AND coalesce((SELECT e.state FROM matter_events e WHERE e.unit_code = :code AND e.matter = m.id
        AND e.state IS NOT NULL ORDER BY e.at DESC, e.rowid DESC LIMIT 1), '') NOT IN ('closed', 'dismissed')
    ORDER BY m.raised IS NULL, m.raised, m.id
"""


def _matter(row: Row) -> Matter:
    opened = moment(row["opened"])
    assert opened is not None, "a column that is never empty"
    raised = date.fromisoformat(row["raised"]) if row["raised"] else None
    return Matter(row["id"], row["unit_code"], opened, row["what"], row["outlet"], row["url"], raised, unit=row["unit"])


def _event(row: Row) -> MatterEvent:
    at = moment(row["at"])
    assert at is not None, "a column that is never empty"
    state = MatterState(row["state"]) if row["state"] else None
    due = date.fromisoformat(row["due"]) if row["due"] else None
    return MatterEvent(at, row["by"], state, row["what"], row["unit"], row["directive"], row["result"], due)
