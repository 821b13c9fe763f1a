"""What was sent to whom: one row a document and recipient, written before the attempt and again after it.

A row that says `sending` was left by a program that died amid an attempt: nobody knows whether the letter went out, so
nothing sends it again by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from store.db import write
from store.rows import Row, moment, moment_text


class DeliveryState(StrEnum):
    """How an attempt stands: under way, done, to be tried again, given up, or not known."""

    SENDING = "sending"
    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One document on its way to one recipient. `document` names it and its contents (key, version, SHA-256)."""

    document: str
    recipient: str
    state: DeliveryState
    at: datetime
    attempts: int = 1
    detail: str = ""
    retry_at: datetime | None = None


class Deliveries:
    """The table `deliveries`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def get(self, document: str, recipient: str) -> Delivery | None:
        """How a document stands with a recipient, None when it was never tried."""
        sql = "SELECT * FROM deliveries WHERE document = ? AND recipient = ?"
        rows = list(self._db.query(sql, [document, recipient]))
        return _delivery(rows[0]) if rows else None

    def put(self, item: Delivery) -> None:
        """Write how a delivery stands now."""
        row = [item.document, item.recipient, item.state.value, utc_text(item.at), item.attempts, item.detail]
        with write(self._db) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?)", [*row, moment_text(item.retry_at)]
            )

    def all(self) -> tuple[Delivery, ...]:
        """The mail log, latest first."""
        sql = "SELECT * FROM deliveries ORDER BY at DESC, document, recipient"
        return tuple(_delivery(row) for row in self._db.query(sql))


def _delivery(row: Row) -> Delivery:
    state, at = DeliveryState(row["state"]), from_utc_text(row["at"])
    return Delivery(
        row["document"], row["recipient"], state, at, row["attempts"], row["detail"], moment(row["retry_at"])
    )
