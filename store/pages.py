"""Pages as fetched: the row says what and when, the archive holds the bytes, the chain fixes both.

A page fetched again replaces its row; the record of every fetch stays (table `records`).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import sqlite_utils

from domain.clock import utc_text
from domain.press import Archived, Page
from domain.tool import tool
from domain.urls import host_of
from store.archive import Archive
from store.chain import Chain
from store.db import write
from store.outcomes import due_parameters, due_sql
from store.rows import Row, to_json
from store.rows import page as page_of


class Pages:
    """The tables `pages` and `records`, and the archive behind them."""

    def __init__(self, db: sqlite_utils.Database, archive: Archive, chain: Chain):
        self._db = db
        self._archive = archive
        self._chain = chain

    def save(self, page: Page) -> None:
        """Keep a page: bytes first, then the rows that speak of them."""
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
            self._enter(row, place.record, _taken(page))

    def _enter(self, row: Row, record: str, taken: Row) -> None:
        """Make the record of a page's row a link of the chain; `taken` names program and certificate."""
        facts = {"record": record} | {key: row[key] for key in ("sha256", "final_url", "status", "fetched_at", "ip")}
        facts |= taken
        number = self._chain.add("page", row["id"], facts)
        place = [row["file"], row["offset"], row["length"]]
        self._db.conn.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?)", [number, row["id"], *place])

    def due_for_extract(self, version: int, now: datetime) -> list[str]:
        """Ids of the pages with no article at this version whose bytes are kept."""
        sql = due_sql("pages", "id", "extract")
        return [row["id"] for row in self._db.query(sql, due_parameters(version, "", now))]

    def get(self, page_id: str) -> Page:
        """A page with its bytes. Raises KeyError when unknown, Damaged when the bytes are not what was stored."""
        row = self.row(page_id)
        return page_of(row, self._archive.body(_place(row)))

    def known(self, page_id: str) -> Page | None:
        """A page without its bytes, None when unknown."""
        rows = list(self._db.query("SELECT * FROM pages WHERE id = ?", [page_id]))
        return page_of(rows[0], b"") if rows else None

    def row(self, page_id: str) -> Row:
        """What is known of a page beside its bytes, by column. Raises KeyError when unknown."""
        rows = list(self._db.query("SELECT * FROM pages WHERE id = ?", [page_id]))
        if not rows:
            raise KeyError(page_id)
        return rows[0]

    def headers(self, page_id: str) -> tuple[tuple[str, str], ...]:
        """The headers of a page. Raises KeyError when unknown."""
        return tuple((key, value) for key, value in json.loads(self.row(page_id)["headers"]))

    def sha256(self, page_id: str) -> str:
        """SHA-256 of a page's body. Raises KeyError when unknown."""
        return str(self.row(page_id)["sha256"])

    def record_of(self, page_id: str) -> int | None:
        """The number of the record that holds a page's present bytes; None for one not in the chain yet."""
        sql = "SELECT max(number) AS number FROM records WHERE page = ?"
        number = next(iter(self._db.query(sql, [page_id])))["number"]
        return int(number) if number is not None else None

    def bytes_at(self, place: Archived) -> bytes:
        """The body that lies at a place. Raises Damaged when it is not what was stored."""
        return self._archive.body(place)

    def records(self) -> Iterator[tuple[int, str, Archived]]:
        """Every record with its link's number and its page's id, file by file as they lie; digests are the chain's."""
        for row in self._db.query("SELECT * FROM records ORDER BY file, offset"):
            yield row["number"], row["page"], Archived("", row["file"], row["offset"], row["length"])

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
        the page is fetched again; returns the ids of dropped pages. Bytes that had reached it and are gone stay a
        finding of `verify`. Raises Damaged, and touches nothing, where the database is older than the archive.
        """
        self._chain.check_not_behind()
        self._adopt()
        ends = {row["file"]: row["end"] for row in self._db.query(_ENDS)}
        lost = [
            row
            for name, end in ends.items()
            if self._archive.size(name) < end
            for row in self._db.query(_BEYOND, [name, self._archive.size(name), self._chain.settled()])
        ]
        with write(self._db) as connection:
            for row in lost:
                self._lose(connection, row)
        self._archive.cut({row["file"]: row["end"] for row in self._db.query(_ENDS)})
        return tuple(row["page"] for row in lost)

    def _lose(self, connection: sqlite3.Connection, row: Row) -> None:
        """Forget a record that did not reach the disk; the page that was read from it is due again."""
        self._chain.bury("page", f"{row['page']}/{row['number']}", _NOT_ON_DISK)
        if forget(connection, row):
            connection.execute("DELETE FROM outcomes WHERE item = ? AND stage = 'fetch'", [row["page"]])

    def _adopt(self) -> None:
        """Give pages stored before there was a chain their link; one beyond its file's end gets an empty digest."""
        for row in list(self._db.query(_UNCHAINED)):
            place = _place(row)
            there = self._archive.size(place.file) >= place.offset + place.length
            with write(self._db):
                self._enter(row, hashlib.sha256(self._archive.record(place)).hexdigest() if there else "", {})


_UNCHAINED = (
    "SELECT * FROM pages p WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.page = p.id) ORDER BY file, offset"
)
_ENDS = """
    SELECT file, max("end") AS "end" FROM (SELECT file, offset + length AS "end" FROM pages
    UNION ALL SELECT file, offset + length FROM records) GROUP BY file
"""
# What was settled and is gone was taken away: that is for `verify` to say and never buried here.
_BEYOND = "SELECT * FROM records WHERE file = ? AND offset + length > ? AND number > ? ORDER BY number"
_NOT_ON_DISK = "Bản gốc chưa kịp ghi xuống đĩa khi máy tắt đột ngột; trang được tải lại."


def forget(connection: sqlite3.Connection, row: Row) -> bool:
    """Speak no more of a record, given as its row; whether the page that was read from it went too."""
    connection.execute("UPDATE versions SET record = NULL WHERE record = ?", [row["number"]])
    connection.execute("DELETE FROM records WHERE number = ?", [row["number"]])
    place = [row["page"], row["file"], row["offset"]]
    return connection.execute("DELETE FROM pages WHERE id = ? AND file = ? AND offset = ?", place).rowcount > 0


def _taken(page: Page) -> Row:
    return {"tool": tool(), "certificate": page.certificate.sha256 if page.certificate else None}


def _place(row: Row) -> Archived:
    return Archived(row["sha256"], row["file"], row["offset"], row["length"])
