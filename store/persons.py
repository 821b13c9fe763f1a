"""Where in an article's sentences persons are named: the tagger's answers, kept so that printing need not ask again.

Only places in the text, by the hash of a sentence; no name, and nothing that could be searched by one. Rows belong to
one version of the tagger; a trigger takes them away as soon as headline, lead or body change, are erased or let go.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import sqlite_utils

from domain.clock import utc_text
from store.db import write
from store.rows import to_json

Spans = Sequence[tuple[int, int]]


class PersonPlaces:
    """The table `person_places`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def of(self, articles: Iterable[str], version: str) -> dict[str, dict[str, Spans]]:
        """The answers of a version of the tagger for these articles, by article and sentence."""
        sql = (
            "SELECT article, places FROM person_places "
            "WHERE version = ? AND article IN (SELECT value FROM json_each(?))"
        )
        rows = self._db.query(sql, [version, to_json(sorted(set(articles)))])
        return {row["article"]: json.loads(row["places"]) for row in rows}

    def keep(self, answers: Mapping[str, Mapping[str, Spans]], version: str) -> None:
        """Add answers to those of the same version; what another version said goes. Unknown articles are passed by."""
        if not answers:
            return
        with write(self._db) as connection:
            standing = self.of(answers, version)
            for article, told in answers.items():
                connection.execute(_PUT, [version, to_json(standing.get(article, {}) | dict(told)), article])

    def waiting(self, version: str, seen_after: datetime) -> list[str]:
        """Ids of articles first seen later that some watched commune accepts or may accept, without an answer yet."""
        rows = self._db.query(_WAITING, {"after": utc_text(seen_after), "version": version})
        return [row["id"] for row in rows]


_PUT = "INSERT OR REPLACE INTO person_places SELECT id, ?, ? FROM articles WHERE id = ?"
_WAITING = """
    SELECT a.id FROM articles a WHERE a.first_seen > :after
        AND EXISTS (SELECT 1 FROM verdicts v WHERE v.article = a.id AND v.verdict <> 'reject')
        AND NOT EXISTS (SELECT 1 FROM person_places p WHERE p.article = a.id AND p.version = :version)
    ORDER BY a.id
"""
