"""Articles as read from pages: one row an article, whatever number of addresses of one newspaper lead to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import sqlite_utils

from domain.clock import utc_text
from domain.outcome import Word
from domain.press import Article
from store import search
from store.chain import Chain
from store.db import write
from store.outcomes import due_parameters, due_sql
from store.rows import Row, article_row
from store.rows import article as article_of

LATER_STAGES = ("mention", "read", "tone", "group")
COLUMNS = (
    "id link url source outlet title sapo body author published published_day published_from updated section tags "
    "captions canonical language form notes first_seen"
).split()
_NAMED = "t.id IN (SELECT v.article FROM verdicts v WHERE v.verdict <> 'reject')"
_OWN = "t.id IN (SELECT v.article FROM verdicts v WHERE v.verdict = 'accept')"
_BARE = (
    "t.form = 'headline' AND t.canonical = '' AND t.id IN (SELECT v.article FROM verdicts v WHERE v.verdict = 'accept')"
)
_READ_COLUMNS = [name for name in COLUMNS if name not in ("link", "first_seen", "published_day")]


class Articles:
    """The table `articles`."""

    def __init__(self, db: sqlite_utils.Database, chain: Chain):
        self._db = db
        self._chain = chain

    def save(self, item: Article, link_id: str) -> Word:
        """Store what a page held; returns DONE, or DUPLICATE when another address of the same article stands.

        The page whose own address is the article's wins; among twins the smallest link id does, so the order of
        arrival never matters.
        """
        with write(self._db) as connection:
            standing = self._row(item.id)
            if standing and standing["link"] != link_id:
                if _rank(standing["link"], item.id) < _rank(link_id, item.id):
                    return Word.DUPLICATE
                connection.execute(
                    "UPDATE outcomes SET word = ?, detail = '' WHERE item = ? AND stage = 'extract'",
                    [Word.DUPLICATE.value, standing["link"]],
                )
            self._put(item, link_id, standing)
            return Word.DONE

    def _put(self, item: Article, link_id: str, standing: Row | None) -> None:
        first_seen = self._first_seen(item, link_id)
        row = article_row(item, link_id, standing["first_seen"] if standing else first_seen)
        if standing and all(standing[key] == row[key] for key in _READ_COLUMNS):
            return
        marks = ", ".join(f":{name}" for name in COLUMNS)
        updates = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS if name != "id")
        self._db.conn.execute(
            f"INSERT INTO articles ({', '.join(COLUMNS)}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {updates}",
            {name: row[name] for name in COLUMNS},
        )
        self._chain.seal("article", item.id, {name: row[name] for name in COLUMNS})
        search.put(self._db.conn, standing, row)
        stages = ", ".join("?" * len(LATER_STAGES))
        self._db.conn.execute(f"DELETE FROM outcomes WHERE item = ? AND stage IN ({stages})", [item.id, *LATER_STAGES])

    def _first_seen(self, item: Article, link_id: str) -> str:
        rows = list(self._db.query("SELECT min(first_seen) AS seen FROM links WHERE id IN (?, ?)", [link_id, item.id]))
        return str(rows[0]["seen"])

    def _row(self, article_id: str) -> Row | None:
        rows = list(self._db.query("SELECT * FROM articles WHERE id = ?", [article_id]))
        return rows[0] if rows else None

    def get(self, article_id: str) -> Article | None:
        """One article, None when unknown."""
        row = self._row(article_id)
        return article_of(row) if row else None

    def of_link(self, link_id: str) -> Article | None:
        """The article that stands for a link, None when another address of it does."""
        rows = list(self._db.query("SELECT * FROM articles WHERE link = ?", [link_id]))
        return article_of(rows[0]) if rows else None

    def link_of(self, article_id: str) -> str:
        """The id of the link, and page, that an article was read from. Raises KeyError when unknown."""
        row = self._row(article_id)
        if row is None:
            raise KeyError(article_id)
        return str(row["link"])

    def ids(self) -> list[str]:
        """Every article's id."""
        return [row["id"] for row in self._db.query("SELECT id FROM articles ORDER BY id")]

    def ids_kept(self) -> list[str]:
        """Ids of the articles whose text is kept: all but those whose time of keeping is over."""
        sql = (
            "SELECT id FROM articles a WHERE NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.item = a.id "
            "AND o.stage = 'mention' AND o.word = 'expired') ORDER BY id"
        )
        return [row["id"] for row in self._db.query(sql)]

    def ids_named(self) -> list[str]:
        """Ids of the articles that a watched commune accepts or may accept, by first sight and publication."""
        rows = sorted(self._db.query(f"SELECT * FROM articles t WHERE {_NAMED}"), key=_reading_order)
        return [row["id"] for row in rows]

    def all(self) -> Iterator[Article]:
        """Every article, by id."""
        for row in self._db.query("SELECT * FROM articles ORDER BY id"):
            yield article_of(row)

    def due_for_mention(self, version: int, basis: str, now: datetime) -> list[str]:
        """Ids of the articles not yet judged at this version for this set of communes."""
        sql = due_sql("articles", "id", "mention")
        return [row["id"] for row in self._db.query(sql, due_parameters(version, basis, now))]

    def due_for_behind(self, version: int, now: datetime) -> list[Article]:
        """Headlines of a search engine that some watched commune accepts and whose own address is not known."""
        sql = due_sql("articles", "id", "behind", _BARE)
        return [article_of(row) for row in self._db.query(sql, due_parameters(version, "", now))]

    def due_for_read(self, version: int, basis: str, now: datetime) -> list[str]:
        """Ids of the articles that some watched commune accepts or may accept, not yet read at this version."""
        sql = due_sql("articles", "id", "read", _NAMED)
        return [row["id"] for row in self._db.query(sql, due_parameters(version, basis, now))]

    def due_for_tone(self, version: int, basis: str, now: datetime) -> list[str]:
        """Ids of such articles whose tone was not yet read at this version."""
        sql = due_sql("articles", "id", "tone", _NAMED)
        return [row["id"] for row in self._db.query(sql, due_parameters(version, basis, now))]

    def due_for_group(self, version: int, basis: str, now: datetime) -> list[str]:
        """Ids of such articles not yet put into a story at this version, in order of first sight and publication."""
        sql = due_sql("articles", "id", "group", _NAMED)
        rows = sorted(self._db.query(sql, due_parameters(version, basis, now)), key=_reading_order)
        return [row["id"] for row in rows]

    def due_for_claim(self, version: int, basis: str, now: datetime) -> list[str]:
        """Ids of articles that some watched commune accepts, not yet held against these facts, in order of reading."""
        sql = due_sql("articles", "id", "claim", _OWN)
        rows = sorted(self._db.query(sql, due_parameters(version, basis, now)), key=_reading_order)
        return [row["id"] for row in rows]

    def count_first_seen(self, after: datetime | None, until: datetime, sources: Sequence[str] = ()) -> dict[str, int]:
        """Articles read by source, first seen later than `after` and not later than `until`."""
        sql = "SELECT source, count(*) AS n FROM articles WHERE first_seen > ? AND first_seen <= ? GROUP BY source"
        rows = self._db.query(sql, [utc_text(after) if after else "", utc_text(until)])
        return dict.fromkeys(sources, 0) | {row["source"]: row["n"] for row in rows}

    def known(self, link_id: str) -> bool:
        """Whether the article behind a link was found and read."""
        return (self.of_link(link_id) or self.get(link_id)) is not None

    def accepted(
        self,
        unit_code: str,
        verdicts: Sequence[str] = ("accept",),
        days: tuple[date, date] | None = None,
        seen: tuple[datetime, datetime] | None = None,
    ) -> Iterator[Article]:
        """Articles with one of these verdicts for a commune, in order of publication, undated last.

        With `days` and `seen`, what an edition may hold: published between two days or first seen later than the first
        moment, and in either case first seen not later than the second.
        """
        marks = ", ".join("?" * len(verdicts))
        sql = f"SELECT a.* FROM articles a JOIN verdicts j ON j.article = a.id WHERE {_OF_UNIT} ({marks})"
        values: list[str] = [unit_code, *verdicts]
        if days and seen:
            sql += " AND (a.published_day BETWEEN ? AND ? OR a.first_seen > ?) AND a.first_seen <= ?"
            values += [days[0].isoformat(), days[1].isoformat(), *map(utc_text, seen)]
        for row in self._db.query(f"{sql} ORDER BY a.published IS NULL, a.published, a.id", values):
            yield article_of(row)


_OF_UNIT = "j.unit_code = ? AND j.verdict IN"


def _reading_order(row: Row) -> tuple[str, str, str]:
    return row["first_seen"], row["published"] or "9999", row["id"]


def _rank(link_id: str, article_id: str) -> tuple[bool, str]:
    return link_id != article_id, link_id
