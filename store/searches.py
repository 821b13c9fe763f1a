"""Searches that officers keep: every deed is a row with the search as it stood after it; nothing is ever changed.

A feed's address is a word that only its owner holds: the store knows its hash. An address that was closed stays closed,
also where the deed that closed it is taken back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.saved import Kept, SavedSearch, Use
from store.db import insert, write
from store.rows import Row, moment, moment_text


class SearchOvertaken(Exception):
    """Someone else wrote about this search in between: `last` is how it stands. Nothing was stored."""

    def __init__(self, last: SavedSearch):
        super().__init__(last.deed)
        self.last = last


class SavedSearches:
    """The table `saved_searches`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def all(self, unit_code: str) -> tuple[SavedSearch, ...]:
        """A commune's searches in use, in the order in which they were first saved."""
        found = (_saved(row) for row in self._db.query(f"{_LAST} AND s.unit_code = ? ORDER BY s.search", [unit_code]))
        return tuple(one for one in found if not one.dropped)

    def get(self, unit_code: str, search_id: int) -> SavedSearch | None:
        """A commune's search as it stands, also one that was dropped; None when there is none."""
        return next(reversed(self.history(unit_code, search_id)), None)

    def history(self, unit_code: str, search_id: int) -> tuple[SavedSearch, ...]:
        """Everything done to a commune's search, oldest first."""
        sql = "SELECT * FROM saved_searches WHERE unit_code = ? AND search = ? ORDER BY number"
        return tuple(_saved(row) for row in self._db.query(sql, [unit_code, search_id]))

    def of_feed(self, hashed: str) -> SavedSearch | None:
        """The search whose feed has this address now, None for a word that opens nothing (any more)."""
        rows = self._db.query(f"{_LAST} AND s.feed = ?", [hashed]) if hashed else ()
        return next((one for one in map(_saved, rows) if not one.dropped), None)

    def put(self, search: SavedSearch, seen: int = 0) -> SavedSearch:
        """Store a search as it stands after a deed; a new one (id 0) gets its id.

        `seen` is the number of the last deed the person saw. Raises SearchOvertaken when another one came after it.
        """
        with write(self._db) as connection:
            last = self.get(search.unit_code, search.id) if search.id else None
            if last is not None and last.number != seen:
                raise SearchOvertaken(last)
            own = search.id or connection.execute(_NEXT).fetchone()[0]
            return replace(search, id=own, number=insert(connection, "saved_searches", _row(search) | {"search": own}))

    def undo(self, unit_code: str, search_id: int, by: str, at: datetime, seen: int) -> SavedSearch | None:
        """Take the last deed back; of a taking back, do it again. None when nothing was done to that search.

        Raises SearchOvertaken when another deed came after `seen`.
        """
        with write(self._db):
            deeds = self.history(unit_code, search_id)
            if not deeds:
                return None
            last, before = deeds[-1], deeds[-2] if len(deeds) > 1 else replace(deeds[-1], dropped=True)
            feed = last.feed if last.feed == before.feed else ""
            return self.put(replace(before, by=by, at=at, deed=Kept.UNDO, feed=feed), seen)


_LAST = (
    "SELECT * FROM saved_searches s WHERE NOT EXISTS (SELECT 1 FROM saved_searches later "
    "WHERE later.search = s.search AND later.number > s.number)"
)
_NEXT = "SELECT coalesce(max(search), 0) + 1 FROM saved_searches"


def _row(search: SavedSearch) -> Row:
    return {
        "unit_code": search.unit_code,
        "deed": search.deed.value,
        "name": search.name,
        "query": search.query,
        "uses": " ".join(sorted(search.uses)),
        "feed": search.feed,
        "seen": moment_text(search.seen),
        "dropped": int(search.dropped),
        "by": search.by,
        "at": utc_text(search.at),
    }


def _saved(row: Row) -> SavedSearch:
    return SavedSearch(
        unit_code=row["unit_code"],
        name=row["name"],
        query=row["query"],
        by=row["by"],
        at=from_utc_text(row["at"]),
        uses=frozenset(map(Use, row["uses"].split())),
        feed=row["feed"],
        seen=moment(row["seen"]),
        dropped=bool(row["dropped"]),
        deed=Kept(row["deed"]),
        id=row["search"],
        number=row["number"],
    )
