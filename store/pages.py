"""Pages as fetched: the row says what and when, the archive holds the bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import sqlite_utils

from domain.clock import utc_text
from domain.press import Archived, Page
from domain.urls import host_of
from store.archive import Archive
from store.db import write
from store.outcomes import due_parameters, due_sql
from store.rows import Row, to_json
from store.rows import page as page_of


class Pages:
    """The table `pages` and the archive behind it."""

    def __init__(self, db: sqlite_utils.Database, archive: Archive):
        self._db = db
        self._archive = archive

    def save(self, page: Page) -> None:
        """Keep a page: bytes first, then the row that speaks of them."""
        place = self._archive.add(page)
        row = {
            "id": page.id,
            "url": page.url,
            "final_url": page.final_url,
            "status": page.status,
            "headers": to_json([list(pair) for pair in page.headers]),
            "fetched_at": utc_text(page.fetched_at),
            "ip": page.ip,
            "size": len(page.body),
            "sha256": place.sha256,
            "file": place.file,
            "offset": place.offset,
            "length": place.length,
        }
        with write(self._db) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO pages VALUES (:id, :url, :final_url, :status, :headers, :fetched_at, :ip, "
                ":size, :sha256, :file, :offset, :length)",
                row,
            )

    def due_for_extract(self, version: int, now: datetime) -> list[str]:
        """Ids of the pages with no article at this version whose bytes are kept."""
        sql = due_sql("pages", "id", "extract")
        return [row["id"] for row in self._db.query(sql, due_parameters(version, "", now))]

    def get(self, page_id: str) -> Page:
        """A page with its bytes. Raises KeyError when unknown, Damaged when the bytes are not what was stored."""
        rows = list(self._db.query("SELECT * FROM pages WHERE id = ?", [page_id]))
        if not rows:
            raise KeyError(page_id)
        return page_of(rows[0], self._archive.body(_place(rows[0])))

    def fetched_since(self, moment: datetime) -> dict[str, int]:
        """How many pages came from each newspaper (host:port) since a moment."""
        rows = self._db.query("SELECT url FROM pages WHERE fetched_at >= ?", [utc_text(moment)])
        return dict(Counter(host_of(row["url"]) for row in rows))

    def places(self) -> Iterator[tuple[str, Archived]]:
        """Where every page lies."""
        for row in self._db.query("SELECT * FROM pages ORDER BY file, offset"):
            yield row["id"], _place(row)

    def repair(self) -> tuple[str, ...]:
        """Make archive and rows agree after a killed run or a power cut.

        Bytes behind the last known record are cut off; rows whose bytes did not reach the disk are dropped, so that
        the page is fetched again. Returns the ids of dropped pages.
        """
        ends = {row["file"]: row["end"] for row in self._db.query(_ENDS)}
        lost = [
            row["id"]
            for name, end in ends.items()
            if self._archive.size(name) < end
            for row in self._db.query(_BEYOND, [name, self._archive.size(name)])
        ]
        with write(self._db) as connection:
            for page_id in lost:
                connection.execute("DELETE FROM pages WHERE id = ?", [page_id])
                connection.execute("DELETE FROM outcomes WHERE item = ? AND stage = 'fetch'", [page_id])
        self._archive.cut({row["file"]: row["end"] for row in self._db.query(_ENDS)})
        return tuple(lost)


_ENDS = "SELECT file, max(offset + length) AS end FROM pages GROUP BY file"
_BEYOND = "SELECT id FROM pages WHERE file = ? AND offset + length > ?"


def _place(row: Row) -> Archived:
    return Archived(row["sha256"], row["file"], row["offset"], row["length"])
