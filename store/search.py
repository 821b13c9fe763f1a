"""Full text over all articles, Vietnamese-aware: with or without marks, newest first.

The index holds no text, only keys: syllables whose tone mark may stand old or new style (column `keys`), and the same
without marks (`folded`). Its rowid follows the time of publication (first sight for the undated), so that newest-first
is the index's own order and a range of days is a range of rowids.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import sqlite_utils

from domain.clock import VIETNAM, Stamp, from_utc_text, utc_text
from domain.press import Article
from domain.text import fold, syllables, tone_key
from store.db import write
from store.rows import Row
from store.rows import article as article_of

# A rowid is the second of publication and 20 bits that keep articles of one second apart.
_SHIFT = 20
_MERGED_PAGES = 200
SCHEMA = """
    CREATE TABLE found_rows (number INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE REFERENCES articles (id)) STRICT;
    CREATE VIRTUAL TABLE found USING fts5 (keys, folded, content = '', tokenize = "unicode61 remove_diacritics 0");
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question to the index: an FTS5 expression (see `domain.query`), a range of days, newspapers, a topic.

    `outlets` are domains; None asks for all. Days are Vietnamese, both ends included. `fresh` asks for articles first
    seen after a moment.
    """

    expression: str = ""
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] | None = None
    topic: str | None = None
    tone: str | None = None
    fresh: datetime | None = None


class Search:
    """The tables `found` and `found_rows`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def find(self, wanted: Wanted, limit: int = 50, most: int | None = None) -> tuple[int, list[Article]]:
        """How many articles answer, counted up to `most`, and the newest of them."""
        return self.count(wanted, most), self.page(wanted, limit)[0]

    def page(self, wanted: Wanted, limit: int = 50, before: int | None = None) -> tuple[list[Article], int | None]:
        """The newest articles that answer, and the key of what follows them, None where nothing does.

        `before` is such a key: the page behind it costs what the first one does.
        """
        where, parameters = _conditions(wanted)
        number = _number(wanted)
        if before is not None:
            where, parameters = f"{where} AND {number} < :before", parameters | {"before": before}
        sql = f"SELECT {number} AS number, a.* FROM {_tables(wanted)} {_ARTICLES} WHERE {where} ORDER BY {number} DESC"
        rows = list(self._db.query(f"{sql} LIMIT :limit", parameters | {"limit": limit + 1}))
        return [article_of(row) for row in rows[:limit]], rows[limit - 1]["number"] if len(rows) > limit else None

    def count(self, wanted: Wanted, most: int | None = None) -> int:
        """How many articles answer: grows with their number, unlike a page of them, unless it ends at `most`."""
        where, parameters = _conditions(wanted)
        bare = wanted.outlets is None and not (wanted.topic or wanted.tone or wanted.fresh)
        tables = _tables(wanted)
        counted = ("found" if wanted.expression else tables) if bare else f"{tables} {_ARTICLES}"
        source = f"{counted} WHERE {where}"
        if most is not None:
            source, parameters = f"(SELECT 1 FROM {source} LIMIT :most)", parameters | {"most": most}
        return int(next(iter(self._db.query(f"SELECT count(*) AS n FROM {source}", parameters)))["n"])

    def tidy(self) -> None:
        """A bounded part of the index's upkeep, and fresh figures for the planner: some hundredths of a second a day.

        Merging goes on by itself when articles are stored; this finishes what days without many leave undone.
        """
        with write(self._db) as connection:
            connection.execute("INSERT INTO found (found, rank) VALUES ('merge', ?)", [_MERGED_PAGES])
        self._db.execute("PRAGMA optimize")

    def outlets(self) -> Iterator[tuple[str, str]]:
        """Every (domain, source name) that articles came from."""
        for row in self._db.query("SELECT DISTINCT outlet, source FROM articles ORDER BY outlet"):
            yield row["outlet"], row["source"]


# The officer's last word on a tone wins over what was read.
_HAS_TONE = """
    EXISTS (SELECT 1 FROM target_tones t WHERE t.article = a.id AND :tone = coalesce((SELECT d.value FROM corrections d
        WHERE d.article = t.article AND d.unit_code = t.unit_code AND d.subject = 'tone'
        ORDER BY d.number DESC LIMIT 1), t.value))
"""
_HAS_TOPIC = """
    coalesce((SELECT instr(',' || d.value || ',', ',' || :topic || ',') > 0 FROM corrections d
        WHERE d.article = a.id AND d.subject = 'topics' ORDER BY d.number DESC LIMIT 1),
        EXISTS (SELECT 1 FROM topics t WHERE t.article = a.id AND t.topic = :topic))
"""
# Driven by the index, whose rowids come newest first, so that a page needs no more articles than it shows.
_FOUND = "found CROSS JOIN found_rows r ON r.number = found.rowid"
_KNOWN = "found_rows r"
_ARTICLES = "CROSS JOIN articles a ON a.id = r.article"


def _tables(wanted: Wanted) -> str:
    return _FOUND if wanted.expression else _KNOWN


def _number(wanted: Wanted) -> str:
    return "found.rowid" if wanted.expression else "r.number"


def put(connection: sqlite3.Connection, old: Row | None, new: Row) -> None:
    """Index an article's row in place of its old one. Belongs into the transaction that stores the article."""
    if old is not None:
        drop(connection, old)
    number = _free_number(connection, new)
    connection.execute("INSERT INTO found_rows VALUES (?, ?)", [number, new["id"]])
    connection.execute("INSERT INTO found (rowid, keys, folded) VALUES (?, ?, ?)", [number, *_columns(new)])


def drop(connection: sqlite3.Connection, old: Row) -> None:
    """Take an article's row out of the index; the index needs the text it was made from."""
    found = connection.execute("SELECT number FROM found_rows WHERE article = ?", [old["id"]]).fetchone()
    if found:
        values = [found[0], *_columns(old)]
        connection.execute("INSERT INTO found (found, rowid, keys, folded) VALUES ('delete', ?, ?, ?)", values)
        connection.execute("DELETE FROM found_rows WHERE number = ?", [found[0]])


def first_number(moment: datetime) -> int:
    """The lowest rowid of a moment."""
    return int(moment.timestamp()) << _SHIFT


def _conditions(wanted: Wanted) -> tuple[str, Row]:
    conditions, parameters = ["1"], Row()
    number = _number(wanted)
    if wanted.expression:
        conditions.append("found MATCH :expression")
        parameters["expression"] = wanted.expression
    if wanted.since:
        conditions.append(f"{number} >= :since")
        parameters["since"] = first_number(datetime.combine(wanted.since, time(), VIETNAM))
    if wanted.until:
        conditions.append(f"{number} < :until")
        parameters["until"] = first_number(datetime.combine(wanted.until + timedelta(days=1), time(), VIETNAM))
    if wanted.outlets is not None:
        conditions.append("a.outlet IN (SELECT value FROM json_each(:outlets))")
        parameters["outlets"] = "[" + ", ".join(f'"{domain}"' for domain in wanted.outlets) + "]"
    if wanted.topic:
        conditions.append(_HAS_TOPIC)
        parameters["topic"] = wanted.topic
    if wanted.tone:
        conditions.append(_HAS_TONE)
        parameters["tone"] = wanted.tone
    if wanted.fresh:
        conditions.append("a.first_seen > :fresh")
        parameters["fresh"] = utc_text(wanted.fresh)
    return " AND ".join(conditions), parameters


def _free_number(connection: sqlite3.Connection, row: Row) -> int:
    number = first_number(_moment(row)) + (int(row["id"][:5], 16) & ((1 << _SHIFT) - 1))
    while connection.execute("SELECT 1 FROM found_rows WHERE number = ?", [number]).fetchone():
        number += 1
    return number


def _moment(row: Row) -> datetime:
    """When an article stands in the index: its time, noon of its day, or its first sight."""
    stamp = Stamp.parse(row["published"])
    if stamp is None:
        return from_utc_text(row["first_seen"])
    return stamp.moment or datetime.combine(stamp.day, time(12), VIETNAM)


def _columns(row: Row) -> tuple[str, str]:
    words = syllables("\n".join((row["title"], row["sapo"], row["body"], row["author"])))
    return " ".join(map(_key, words)), " ".join(map(_folded, words))


# Vietnamese has some 7,000 syllables: nearly every word of an article was met before. Bounded, for texts are foreign.
_key = lru_cache(maxsize=50_000)(tone_key)
_folded = lru_cache(maxsize=50_000)(fold)
