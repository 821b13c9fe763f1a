"""How much came from each newspaper, and how it left the stages: what the health of a newspaper is told by."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import sqlite_utils

from domain.clock import from_utc_text, to_local, utc_text
from domain.outcome import Word
from store.rows import TOLD_DAY

Outcomes = dict[str, Counter[Word]]


class Volumes:
    """Questions over `articles`, `links` and `outcomes`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def by_day(self, first: date, last: date) -> dict[str, Counter[date]]:
        """Articles of each newspaper by day of publication, both days included; undated ones by their first sight."""
        sql = (
            f"SELECT source, {TOLD_DAY} AS day, count(*) AS n FROM articles a "
            "WHERE day BETWEEN ? AND ? GROUP BY source, day"
        )
        found: dict[str, Counter[date]] = {}
        for row in self._db.query(sql, [first.isoformat(), last.isoformat()]):
            found.setdefault(row["source"], Counter())[date.fromisoformat(row["day"])] += row["n"]
        return found

    def watched_since(self) -> dict[str, date]:
        """The Vietnamese day on which each newspaper's first link was seen."""
        rows = self._db.query(_FIRST_LINKS)
        return {row["source"]: to_local(from_utc_text(row["first"])).date() for row in rows}

    def outcomes(self, stage: str, after: datetime, until: datetime) -> Outcomes:
        """How the links of each newspaper left a stage between two moments."""
        sql = (
            "SELECT l.source, o.word, count(*) AS n FROM outcomes o JOIN links l ON l.id = o.item "
            "WHERE o.stage = ? AND o.at > ? AND o.at <= ? GROUP BY l.source, o.word"
        )
        found: Outcomes = {}
        for row in self._db.query(sql, [stage, utc_text(after), utc_text(until)]):
            found.setdefault(row["source"], Counter())[Word(row["word"])] += row["n"]
        return found

    def undated(self, after: datetime, until: datetime) -> dict[str, tuple[int, int]]:
        """Of each newspaper's articles with a text first seen between two moments: those without a day, and all."""
        sql = (
            "SELECT source, sum(published_day IS NULL OR published_from = 'url') AS n, count(*) AS total FROM articles "
            "WHERE first_seen > ? AND first_seen <= ? AND form <> 'headline' GROUP BY source"
        )
        rows = self._db.query(sql, [utc_text(after), utc_text(until)])
        return {row["source"]: (row["n"], row["total"]) for row in rows}


# From one newspaper to the next by the index; GROUP BY would read every link there ever was.
_FIRST_LINKS = """
    WITH RECURSIVE papers(source) AS (SELECT min(source) FROM links UNION ALL
        SELECT (SELECT min(source) FROM links WHERE source > p.source) FROM papers p WHERE p.source IS NOT NULL)
    SELECT source, (SELECT min(l.first_seen) FROM links l WHERE l.source = papers.source) AS first
    FROM papers WHERE source IS NOT NULL
"""
