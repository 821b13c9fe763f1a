"""Which articles tell one event: where the machine joined each article, and the officer's decisions, append-only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from datetime import date

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.story import Copy, CopyKind, Joined, Ruling, Rulings, Story, StoryDecision, copies, stories
from store.db import insert, write
from store.rows import TOLD_DAY, Row, to_json

Days = tuple[date, date]
# An article that no commune claims any more leaves its story; should one claim it again, it returns to its place.
_JOINED = """
    SELECT j.* FROM joins j
    WHERE EXISTS (SELECT 1 FROM verdicts g WHERE g.article = j.article AND g.verdict <> 'reject') ORDER BY j.place
"""


class Stories:
    """The tables `joins` and `story_decisions`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def save(self, joined: Iterable[Joined], version: int) -> None:
        """Store where articles were joined; an article keeps the place in the order that it got first."""
        with write(self._db) as connection:
            for item in joined:
                connection.execute(_PUT, _join_row(item, version))

    def joined(self) -> tuple[Joined, ...]:
        """Every join, in the order of reading."""
        return tuple(map(_joined, self._db.query(_JOINED)))

    def join(self, article_id: str) -> Joined | None:
        """Where the machine joined one article, None when it was not grouped."""
        rows = list(self._db.query("SELECT * FROM joins WHERE article = ?", [article_id]))
        return _joined(rows[0]) if rows else None

    def all(self) -> tuple[Story, ...]:
        """The stories as they stand: the machine's joins under the officer's decisions."""
        return stories(self.joined(), self.decisions())

    def of(self, article_id: str) -> Story | None:
        """The story in which an article stands, None when it was not grouped."""
        joined = self._connected({article_id})
        found = stories(joined, self.decisions()) if joined else ()
        return next((story for story in found if article_id in story.articles), None)

    def near(self, days: Days, far: Days, goes_on: Callable[[str], bool]) -> tuple[Joined, ...]:
        """The joins of articles of some days, of those that go on by their headline in a longer time, and of their
        stories; in the order of reading. An undated article counts for the day on which it was seen.
        """
        rows = self._db.query(_TOLD, [day.isoformat() for day in far])
        first, last = (day.isoformat() for day in days)
        return self._connected({row["id"] for row in rows if first <= row["day"] <= last or goes_on(row["title"])})

    def _connected(self, start: Set[str]) -> tuple[Joined, ...]:
        """The joins of all articles that could stand with some: whatever joins and mergings connect, step by step."""
        merged: dict[str, set[str]] = {}
        for one, other in Rulings.of(self.decisions()).together:
            merged.setdefault(one, set()).add(other)
            merged.setdefault(other, set()).add(one)
        known: dict[str, Joined] = {}
        places: dict[str, int] = {}
        asked, new = set(start), set(start)
        while new:
            rows = list(self._db.query(_CONNECTED, [to_json(sorted(new))]))
            live = {row["article"]: row for row in rows if row["live"]}
            known |= {article: _joined(row) for article, row in live.items()}
            places |= {article: row["place"] for article, row in live.items()}
            reached = {other for item in live for other in (*known[item].beside, *merged.get(item, ()))}
            reached |= {row["later"] for row in self._db.query(_LATER, [to_json(sorted(live))])}
            new = reached - asked
            asked |= new
        return tuple(known[article] for article in sorted(known, key=places.__getitem__))

    def copies(self) -> dict[str, Copy]:
        """Articles that print another one's text, by id, with who published it first."""
        sql = "SELECT a.id, a.published FROM joins j JOIN articles a ON a.id = j.article WHERE a.published IS NOT NULL"
        return copies(self.joined(), {row["id"]: row["published"] for row in self._db.query(sql)})

    def copies_among(self, articles: Iterable[str]) -> dict[str, Copy]:
        """The copies among a few articles, which stand in one story."""
        rows = list(self._db.query(_AMONG, [to_json(sorted(set(articles)))]))
        published = {row["article"]: row["published"] for row in rows if row["published"] is not None}
        return copies(tuple(map(_joined, rows)), published)

    def decide(self, decision: StoryDecision) -> StoryDecision:
        """Append a decision; returned with its number."""
        with write(self._db) as connection:
            return replace(decision, number=insert(connection, "story_decisions", _decision_row(decision)))

    def decisions(self) -> tuple[StoryDecision, ...]:
        """Every decision ever taken, oldest first, the undone ones too."""
        return tuple(self._decided())

    def _decided(self) -> Iterator[StoryDecision]:
        return map(_decision, self._db.query("SELECT * FROM story_decisions ORDER BY number"))


_CONNECTED = """
    SELECT j.*, EXISTS (SELECT 1 FROM verdicts g WHERE g.article = j.article AND g.verdict <> 'reject') AS live
    FROM json_each(?) w CROSS JOIN joins j ON j.article = w.value
"""
_TOLD = f"""
    SELECT a.id, a.title, {TOLD_DAY} AS day FROM articles a JOIN joins j ON j.article = a.id
    WHERE {TOLD_DAY} BETWEEN ? AND ?
"""
_AMONG = """
    SELECT j.*, a.published FROM json_each(?) w CROSS JOIN joins j ON j.article = w.value
    JOIN articles a ON a.id = j.article ORDER BY j.place
"""
_LATER = "SELECT b.article AS later FROM json_each(?) w CROSS JOIN besides b ON b.other = w.value"
_PUT = """
    INSERT INTO joins (article, beside, score, reason, copy_of, copy_kind, copy_share, credit, version)
    VALUES (:article, :beside, :score, :reason, :copy_of, :copy_kind, :copy_share, :credit, :version)
    ON CONFLICT (article) DO UPDATE SET beside = excluded.beside, score = excluded.score, reason = excluded.reason,
        copy_of = excluded.copy_of, copy_kind = excluded.copy_kind, copy_share = excluded.copy_share,
        credit = excluded.credit, version = excluded.version
"""


def _join_row(item: Joined, version: int) -> Row:
    copy = item.copy
    return {
        "article": item.article,
        "beside": to_json(item.beside),
        "score": float(item.score),
        "reason": item.reason,
        "copy_of": copy.of if copy else None,
        "copy_kind": copy.kind.value if copy else None,
        "copy_share": float(copy.share) if copy else None,
        "credit": item.credit,
        "version": version,
    }


def _joined(row: Row) -> Joined:
    kind, share = row["copy_kind"], row["copy_share"]
    credit = row["credit"]
    copy = Copy(row["article"], row["copy_of"], CopyKind(kind), share, credit) if kind else None
    return Joined(row["article"], tuple(json.loads(row["beside"])), row["score"], row["reason"], copy, credit)


def _decision_row(decision: StoryDecision) -> Row:
    return {
        "ruling": decision.ruling.value,
        "by": decision.by,
        "at": utc_text(decision.at),
        "articles": to_json(decision.articles),
        "others": to_json(decision.others),
        "undoes": decision.undoes,
        "why": decision.why,
    }


def _decision(row: Row) -> StoryDecision:
    return StoryDecision(
        ruling=Ruling(row["ruling"]),
        by=row["by"],
        at=from_utc_text(row["at"]),
        articles=tuple(json.loads(row["articles"])),
        others=tuple(json.loads(row["others"])),
        undoes=row["undoes"],
        why=row["why"],
        number=row["number"],
    )
