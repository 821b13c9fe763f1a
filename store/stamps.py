"""Time stamps that an authority gave over the end of the chain: facts that are only added."""

from __future__ import annotations

from datetime import datetime

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.dossier import TimeStamp
from store.chain import Head
from store.db import insert, write
from store.rows import Row


class Stamps:
    """The table `stamps`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def add(self, head: Head, at: datetime, authority: str, token: bytes) -> None:
        """Keep an authority's answer over an end of the chain; `at` is the time it certifies."""
        row = {"link": head.number, "head": line_of_head(head), "at": utc_text(at)}
        with write(self._db) as connection:
            insert(connection, "stamps", row | {"authority": authority, "token": token})

    def last(self) -> TimeStamp | None:
        """The newest one."""
        rows = list(self._db.query("SELECT * FROM stamps ORDER BY number DESC LIMIT 1"))
        return _stamp(rows[0]) if rows else None

    def ends(self) -> dict[int, TimeStamp]:
        """Every stamp by the number of the link it was given over."""
        return {row["link"]: _stamp(row) for row in self._db.query("SELECT * FROM stamps ORDER BY number")}


def line_of_head(head: Head) -> str:
    """What is stamped: the end as it is written down beside the archive."""
    return f"{head.number} {head.hash}\n"


def _stamp(row: Row) -> TimeStamp:
    return TimeStamp(row["number"], row["head"], from_utc_text(row["at"]), row["authority"], row["token"])
