"""What was read in articles: verdicts a commune, topics. Keyed by unit code from the first day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlite_utils

from domain.reading import Judgement, TopicHit
from store.db import write
from store.rows import judgement as judgement_of
from store.rows import judgement_row, topic_hits, topic_row


class Readings:
    """The tables `judgements` and `topics`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def save_judgements(self, article_id: str, judgements: Sequence[Judgement], version: int) -> None:
        """Replace an article's verdicts; later stages look at it again."""
        with write(self._db) as connection:
            connection.execute("DELETE FROM judgements WHERE article = ?", [article_id])
            for item in judgements:
                connection.execute(_INSERT_JUDGEMENT, judgement_row(article_id, item, version))
            connection.execute("DELETE FROM outcomes WHERE item = ? AND stage IN ('read', 'group')", [article_id])

    def save_topics(self, article_id: str, hits: Sequence[TopicHit], version: int) -> None:
        """Replace an article's topics."""
        with write(self._db) as connection:
            connection.execute("DELETE FROM topics WHERE article = ?", [article_id])
            for hit in hits:
                connection.execute(_INSERT_TOPIC, topic_row(article_id, hit, version))

    def judgement(self, article_id: str, unit_code: str) -> Judgement | None:
        """The verdict of an article for a commune, None when it has no candidate there."""
        sql = "SELECT * FROM judgements WHERE article = ? AND unit_code = ?"
        rows = list(self._db.query(sql, [article_id, unit_code]))
        return judgement_of(rows[0]) if rows else None

    def of(self, article_id: str) -> tuple[Judgement, ...]:
        """All verdicts of an article, by commune."""
        sql = "SELECT * FROM judgements WHERE article = ? ORDER BY unit_code"
        return tuple(judgement_of(row) for row in self._db.query(sql, [article_id]))

    def judgements(self) -> Iterator[tuple[str, Judgement]]:
        """Every verdict with its article's id, by article and commune."""
        for row in self._db.query("SELECT * FROM judgements ORDER BY article, unit_code"):
            yield row["article"], judgement_of(row)

    def topics(self, article_id: str) -> tuple[TopicHit, ...]:
        """The topics of an article, main one first."""
        return topic_hits(list(self._db.query("SELECT * FROM topics WHERE article = ?", [article_id])))


_INSERT_JUDGEMENT = (
    "INSERT INTO judgements VALUES (:article, :unit_code, :verdict, :score, :role, :reasons, :mentions, :version)"
)
_INSERT_TOPIC = "INSERT INTO topics VALUES (:article, :topic, :rank, :score, :evidence, :reason, :version)"
