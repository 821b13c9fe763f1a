"""How long is what kept? Pages that no commune accepts lose their bytes after a time; what remains is said by a link.

Bytes leave by writing the files anew without them. The order makes it safe to be killed anywhere: the new file is on
the disk before the database speaks of it, the database before the old file goes. What was left half done is cut off
by `Pages.repair` at the next start.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, TypeVar

import sqlite_utils

from domain.clock import utc_text
from domain.outcome import OUTCOMES, Word
from domain.press import Archived
from store import search
from store.archive import Archive
from store.articles import COLUMNS
from store.chain import TOMBSTONE, Chain, digest_of
from store.db import write
from store.pages import forget
from store.rows import Row, to_json
from store.sealed import sealed_rows

# One link of the chain tells of so many pages that left; a dossier that has to quote it stays small, and the lock for
# writing is free again before a person at the desk notices (4,000 pages: 200 at once held it for up to 1.3 s).
MOST_BURIED = 20
# So many records are told to lie elsewhere, or to have left, at once; a day's file has some thousands.
_AT_ONCE = 100
# What stays of an article: address, headline, newspaper, time. Everything else becomes empty.
_EMPTIED = {"sapo": "", "body": "", "author": "", "section": "", "canonical": "", "updated": None}
_EMPTIED |= dict.fromkeys(("tags", "captions", "notes"), "[]")
_STAGES = ("fetch", "extract", "mention", "read", "tone", "group")
_GROUP = "group"

T = TypeVar("T")
Records: TypeAlias = Sequence[Row]


@dataclass(frozen=True, slots=True)
class Leaving:
    """Records that leave the archive, and why, as the tombstone says it."""

    records: frozenset[int]
    reason: str


class Keeping:
    """What leaves, and the removal itself; over `pages`, `records`, `articles` and the archive."""

    def __init__(self, db: sqlite_utils.Database, archive: Archive, chain: Chain):
        self._db = db
        self._archive = archive
        self._chain = chain

    def expired(self) -> int:
        """How many pages have lost their bytes because their time of keeping was over."""
        sql = "SELECT count(*) AS n FROM outcomes WHERE stage = 'extract' AND word = 'expired'"
        return int(next(iter(self._db.query(sql)))["n"])

    def expire(self, before: datetime, now: datetime, days: int, held: Collection[str] = ()) -> int:
        """Let go the pages fetched before a moment that no commune accepts or may accept; returns how many.

        `held` are ids of articles that stay whatever their verdict.
        """
        pages = [row["id"] for row in self._db.query(_OLD, [utc_text(before), to_json(sorted(held))])]
        return self._let_go(pages, now, f"Hết thời hạn lưu {days} ngày đối với trang không viết về xã.")

    def make_room(self, size: int, before: datetime, now: datetime, limit: int, held: Collection[str] = ()) -> int:
        """Let go such pages before their time, oldest first, until so many bytes left; returns how many pages.

        `limit` (MB) is what the archive may take, for the reason that the chain keeps. The last days stay whole.
        """
        pages = []
        for row in self._db.query(_OLDEST, [utc_text(before), to_json(sorted(held))]):
            if size <= 0:
                break
            pages.append(row["id"])
            size -= row["size"] or 0
        return self._let_go(pages, now, f"Kho bản gốc vượt mức {limit} MB: bỏ sớm bản gốc của trang không viết về xã.")

    def _let_go(self, pages: Sequence[str], now: datetime, reason: str) -> int:
        if not pages:
            return 0
        records = {row["number"] for row in self._db.query(_RECORDS_OF, [to_json(pages)])}
        for some in _pieces(pages, MOST_BURIED):
            with write(self._db) as connection:
                self._empty(connection, some, now, reason)
        self.remove(Leaving(frozenset(records), ""))
        return len(pages)

    def _empty(self, connection: sqlite3.Connection, pages: Sequence[str], now: datetime, reason: str) -> None:
        """Empty rows, say what each item's outcome is now, and bury the records, in one transaction."""
        listed = to_json(list(pages))
        articles = list(self._db.query(_ARTICLES_OF, [listed]))
        for row in articles:
            self._emptied(connection, row)
        own = [row["id"] for row in articles]
        ids = to_json(own)
        for sql in _FORGOTTEN:
            connection.execute(sql, [ids])
        connection.execute(f"UPDATE links SET summary = '' WHERE id {_LISTED}", [listed])
        for item, stages in (
            *((page, ("fetch", "extract")) for page in pages),
            *((one, _STAGES[2:]) for one in own),
        ):
            for stage in stages:
                left = [item, stage, Word.EXPIRED.value, OUTCOMES[Word.EXPIRED], utc_text(now)]
                connection.execute(_EXPIRED, left)
        gone = [[row["page"], row["number"]] for row in self._db.query(_RECORDS_OF, [listed])]
        sealed = [
            [kind, item, digest_of(row)]
            for kind in ("article", "version", "change")
            for article in own
            for item, row in sealed_rows(self._db, kind, article)
        ]
        body = {"reason": reason, "pages": gone, "sealed": sealed}
        self._chain.add(TOMBSTONE, f"{_GROUP}/{utc_text(now)}", body)

    def _emptied(self, connection: sqlite3.Connection, row: Row) -> None:
        """Leave of an article, and of its versions, the headline alone; of its changes the kind."""
        bare = {name: row[name] for name in COLUMNS} | _EMPTIED
        search.put(connection, row, bare)
        assignments = ", ".join(f"{name} = :{name}" for name in _EMPTIED)
        connection.execute(f"UPDATE articles SET {assignments} WHERE id = :id", bare)
        for number, text in connection.execute(_VERSIONS, [row["id"]]).fetchall():
            text = to_json(json.loads(text) | _EMPTIED)
            connection.execute(
                "UPDATE versions SET text = ? WHERE article = ? AND number = ?", [text, row["id"], number]
            )
        connection.execute("UPDATE changes SET detail = '' WHERE article = ?", [row["id"]])

    def close(self, page: str, why: str, now: datetime) -> None:
        """Say that a page left and why; it is fetched and read no more."""
        with write(self._db) as connection:
            for stage in ("fetch", "extract"):
                connection.execute(_EXPIRED, [page, stage, Word.EXPIRED.value, why, utc_text(now)])

    def remove(self, leaving: Leaving) -> None:
        """Take records out of the archive. A tombstone for each is added where there is a reason to say."""
        for _ in self.steps(leaving):
            pass

    def steps(self, leaving: Leaving) -> Iterator[str]:
        """The same step by step, file by file: after each the data are sound, wherever the program is killed."""
        files: dict[str, None] = {}
        for row in self._db.query(_FILES_OF, [to_json(sorted(leaving.records))]):
            files[row["file"]] = None
        for name in files:
            rows = list(self._db.query("SELECT * FROM records WHERE file = ? ORDER BY offset", [name]))
            places = self._copied(name, [row for row in rows if row["number"] not in leaving.records])
            yield "copied"
            yield from self._settle(places, [row for row in rows if row["number"] in leaving.records], leaving.reason)
            yield "stored"
            self._archive.delete(name)
            yield "deleted"

    def _copied(self, name: str, rows: Records) -> Mapping[int, tuple[str, int]]:
        """Write the records that stay into a new file; where each lies there, by its number."""
        data = [self._archive.record(Archived("", name, row["offset"], row["length"])) for row in rows]
        new = self._archive.write_anew(name, data) if data else ""
        places, offset = {}, 0
        for row, record in zip(rows, data, strict=True):
            places[row["number"]] = (new, offset)
            offset += len(record)
        return places

    def _settle(self, places: Mapping[int, tuple[str, int]], gone: Records, reason: str) -> Iterator[str]:
        """Tell the database, part by part; on the disk for certain when this returns, for the old file goes next.

        Killed in between, some records lie in the new file and the others still in the old one, which stays.
        """
        self._db.conn.execute("PRAGMA synchronous = FULL")
        for some in _pieces(list(places.items())):
            with write(self._db) as connection:
                for number, (file, offset) in some:
                    connection.execute(_MOVE_PAGE, [file, offset, number])
                    connection.execute(
                        "UPDATE records SET file = ?, offset = ? WHERE number = ?", [file, offset, number]
                    )
            yield "storing"
        for left in _pieces(gone):
            with write(self._db) as connection:
                for row in left:
                    forget(connection, row)
                    if reason:
                        self._chain.bury("page", f"{row['page']}/{row['number']}", reason)
            yield "storing"
        self._db.conn.execute("PRAGMA synchronous = NORMAL")


def _pieces(rows: Sequence[T], most: int = _AT_ONCE) -> Iterator[Sequence[T]]:
    """What is to be written, in parts that hold the lock for a moment only."""
    return (rows[start : start + most] for start in range(0, len(rows), most))


_VERSIONS = "SELECT number, text FROM versions WHERE article = ?"
_OF_NOBODY = """NOT EXISTS (SELECT 1 FROM articles a JOIN verdicts v ON v.article = a.id
    WHERE a.link = p.id AND v.verdict <> 'reject')"""
_UNCLAIMED = f"""FROM pages p WHERE p.fetched_at < ? AND {_OF_NOBODY}
    AND NOT EXISTS (SELECT 1 FROM articles a JOIN json_each(?) h ON h.value = a.id WHERE a.link = p.id)"""
_OLD = f"SELECT p.id {_UNCLAIMED} ORDER BY p.id"
_OLDEST = f"""SELECT p.id, (SELECT sum(r.length) FROM records r WHERE r.page = p.id) AS size {_UNCLAIMED}
    ORDER BY p.fetched_at, p.id"""
_LISTED = "IN (SELECT value FROM json_each(?))"
_RECORDS_OF = f"SELECT number, page FROM records WHERE page {_LISTED} ORDER BY number"
_ARTICLES_OF = f"SELECT * FROM articles WHERE link {_LISTED} ORDER BY id"
_FILES_OF = f"SELECT DISTINCT file FROM records WHERE number {_LISTED} ORDER BY file"
_MOVE_PAGE = """UPDATE pages SET file = ?1, offset = ?2 WHERE (id, file, offset) =
    (SELECT r.page, r.file, r.offset FROM records r WHERE r.number = ?3)"""
_EXPIRED = (
    "INSERT INTO outcomes VALUES (?, ?, 0, '', ?, ?, ?, 1, NULL) ON CONFLICT (item, stage) DO UPDATE SET "
    "word = excluded.word, detail = excluded.detail, at = excluded.at, retry_at = NULL"
)
# What was read in a text goes with it; a refused verdict itself stays.
_FORGOTTEN = (
    f"UPDATE judgements SET reasons = '[]', mentions = '[]' WHERE article {_LISTED}",
    f"DELETE FROM topics WHERE article {_LISTED}",
    f"DELETE FROM tones WHERE article {_LISTED}",
    f"DELETE FROM target_tones WHERE article {_LISTED}",
    f"DELETE FROM claims WHERE article {_LISTED}",
)
