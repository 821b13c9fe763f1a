"""Personal fields erased on request: the words leave every text and the page leaves the archive; the chain stays whole.

What is erased is blanked letter by letter, so that places in a text stay places. Each altered row gets a tombstone with
the reason and the person, and a new seal; `verify` goes on and names what was erased. Addresses stay: they are the only
way to say which article is meant. Issued documents stay as they were issued.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlite_utils

from store import search
from store.articles import COLUMNS
from store.chain import SWEPT, Chain, swept_rows
from store.db import write
from store.keeping import Keeping, Leaving
from store.rows import Row
from store.sealed import SEALED, item_of

BLANK = "█"
# Tables that quote an article's text: the columns that may hold it, the column that names the article, and whether its
# rows are sealed one by one (then by which kind).
_TEXTS: Mapping[str, tuple[str, str, str]] = {
    "articles": ("title sapo body author tags captions notes section", "id", "article"),
    "versions": ("text", "article", "version"),
    "changes": ("detail", "article", "change"),
    "visits": ("sentence", "article", "visit"),
    "judgements": ("reasons mentions", "article", ""),
    "topics": ("evidence reason", "article", ""),
    "tones": ("sentence reason", "article", ""),
    "target_tones": ("sentence reason due_sentence", "article", ""),
    "matters": ("what", "id", ""),
    "claims": ("*", "article", ""),
}
# What people wrote, by kind of the chain: the columns of free text.
_WRITTEN: Mapping[str, str] = {
    "deed": "detail",
    "decision": "note",
    "story_decision": "why",
    "matter_event": "what directive result",
    "correction": "why",
    "watch_ruling": "note",
    "edition_edit": "text",
    "case": "said sentence official why",
    "case_event": "data",
    "press_request": "what",
    "press_answer": "text refused",
    "plan_note": "text",
    "fact_end": "reason",
    "saved_search": "name query",
    "taken_back": "reason",
}


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was erased: articles whose pages left, and rows in which words were blanked."""

    articles: int
    rows: int


class Erasing:
    """Over every table that quotes or is written by hand."""

    def __init__(self, db: sqlite_utils.Database, keeping: Keeping, chain: Chain):
        self._db = db
        self._keeping = keeping
        self._chain = chain

    def holding(self, words: str) -> list[str]:
        """Ids of the articles in which these words stand, in any version."""
        pattern = _pattern(words)
        found = {row["id"] for row in self._db.query("SELECT * FROM articles") if _in(pattern, row)}
        found |= {row["article"] for row in self._db.query("SELECT * FROM versions") if _in(pattern, row)}
        return sorted(found)

    def erase(self, words: str, articles: Sequence[str], why: Mapping[str, str], now: datetime) -> Erased:
        """Blank these words in what is kept of the articles and in what people wrote; `why` has `reason` and `by`.

        The pages of the articles leave the archive whole: bytes cannot be blanked without being others.
        """
        pattern, reason = _pattern(words), f"{why['reason']} (người xóa: {why['by']})"
        self._db.conn.execute("PRAGMA secure_delete = ON")
        links = {row["link"] for one in articles for row in self._db.query(_LINK, [one])}
        with write(self._db) as connection:
            rows = sum(self._quoted(connection, pattern, article, reason) for article in articles)
            rows += self._written(connection, pattern, reason)
            for link in links:
                for column in ("title", "summary"):
                    self._blank_link(connection, pattern, link, column)
        numbers = [row["number"] for link in links for row in self._db.query(_RECORDS, [link])]
        self._keeping.remove(Leaving(frozenset(numbers), reason))
        for link in links:
            self._keeping.close(link, f"Bản gốc đã xóa theo yêu cầu: {reason}", now)
        self._leave_no_trace()
        return Erased(len(articles), rows)

    def _leave_no_trace(self) -> None:
        """Old words also leave the free space of the file, its journal, and the index's old segments."""
        with write(self._db) as connection:
            connection.execute("INSERT INTO found (found) VALUES ('optimize')")
        self._db.conn.execute("PRAGMA wal_checkpoint (TRUNCATE)")
        self._db.conn.execute("PRAGMA secure_delete = OFF")

    def _quoted(self, connection: sqlite3.Connection, pattern: re.Pattern[str], article: str, reason: str) -> int:
        count = 0
        for table, (columns, key, kind) in _TEXTS.items():
            for row in list(self._db.query(f"SELECT rowid AS place, * FROM {table} WHERE {key} = ?", [article])):
                names = [name for name in row if name not in ("place", key)] if columns == "*" else columns.split()
                new = _blanked(pattern, row, names)
                if new:
                    count += 1
                    self._put(connection, table, row, new)
                    if kind:
                        self._seal_again(kind, row | new, reason)
        return count

    def _put(self, connection: sqlite3.Connection, table: str, row: Row, new: Row) -> None:
        if table == "articles":
            old = {name: row[name] for name in COLUMNS}
            search.put(connection, old, old | new)
        assignments = ", ".join(f"{name} = ?" for name in new)
        connection.execute(f"UPDATE {table} SET {assignments} WHERE rowid = ?", [*new.values(), row["place"]])

    def _seal_again(self, kind: str, row: Row, reason: str) -> None:
        item = item_of(kind, row)
        self._chain.bury(kind, item, reason)
        self._chain.seal(kind, item, {name: row[name] for name in SEALED[kind][0].split(", ")})

    def _written(self, connection: sqlite3.Connection, pattern: re.Pattern[str], reason: str) -> int:
        """Blank what people wrote; the tables refuse that by triggers, which are put back within the transaction."""
        self._chain.sweep()
        return sum(self._swept(connection, kind, columns, pattern, reason) for kind, columns in _WRITTEN.items())

    def _swept(
        self, connection: sqlite3.Connection, kind: str, columns: str, pattern: re.Pattern[str], reason: str
    ) -> int:
        table, number, sealed = SWEPT[kind]
        changed = [
            (item, row, new)
            for item, row in swept_rows(self._db, table, number, sealed)
            if (new := _blanked(pattern, row, columns.split()))
        ]
        if not changed:
            return 0
        triggers = connection.execute(_TRIGGERS, [table]).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for item, row, new in changed:
            assignments = ", ".join(f"{name} = ?" for name in new)
            connection.execute(f"UPDATE {table} SET {assignments} WHERE {number} = ?", [*new.values(), item])
            self._chain.bury(kind, str(item), reason)
            self._chain.seal(kind, str(item), row | new)
        for _, sql in triggers:
            connection.execute(sql)
        return len(changed)

    def _blank_link(self, connection: sqlite3.Connection, pattern: re.Pattern[str], link: str, column: str) -> None:
        for (text,) in connection.execute(f"SELECT {column} FROM links WHERE id = ?", [link]).fetchall():
            connection.execute(f"UPDATE links SET {column} = ? WHERE id = ?", [_blank(pattern, text), link])


_LINK = "SELECT link FROM articles WHERE id = ?"
_RECORDS = "SELECT number FROM records WHERE page = ?"
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"


def _pattern(words: str) -> re.Pattern[str]:
    """The words whatever their capitals and blanks, never in the middle of a longer word."""
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)


def _in(pattern: re.Pattern[str], row: Row) -> bool:
    return any(isinstance(cell, str) and pattern.search(cell) for cell in row.values())


def _blanked(pattern: re.Pattern[str], row: Row, names: Sequence[str]) -> Row:
    """The columns that change, with their new text."""
    return dict(_changes(pattern, row, names))


def _changes(pattern: re.Pattern[str], row: Row, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        if isinstance(row[name], str) and (new := _blank(pattern, row[name])) != row[name]:
            yield name, new


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: re.sub(r"\S", BLANK, found[0]), text)
