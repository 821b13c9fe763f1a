"""What was read in articles: verdicts a commune, topics. Keyed by unit code from the first day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlite_utils

from domain.correction import corrected_topics
from domain.reading import Judgement, TopicHit
from domain.review import Choice, decided
from store.db import write
from store.rows import Row, judgement_row, topic_hits, topic_row
from store.rows import judgement as judgement_of


class Readings:
    """The tables `judgements` and `topics`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def save_judgements(self, article_id: str, judgements: Sequence[Judgement], version: int) -> None:
        """Replace an article's verdicts; later stages look at it again where they changed.

        So a commune added to a city has its own articles read, not those of all the others once more.
        """
        rows = [judgement_row(article_id, item, version) for item in judgements]
        with write(self._db) as connection:
            standing = list(self._db.query("SELECT * FROM judgements WHERE article = ?", [article_id]))
            connection.execute("DELETE FROM judgements WHERE article = ?", [article_id])
            for row in rows:
                connection.execute(_INSERT_JUDGEMENT, row)
            if _unversioned(standing) != _unversioned(rows):
                connection.execute(_READ_AGAIN, [article_id])

    def save_topics(self, article_id: str, hits: Sequence[TopicHit], version: int) -> None:
        """Replace an article's topics."""
        with write(self._db) as connection:
            connection.execute("DELETE FROM topics WHERE article = ?", [article_id])
            for hit in hits:
                connection.execute(_INSERT_TOPIC, topic_row(article_id, hit, version))

    def judgement(self, article_id: str, unit_code: str) -> Judgement | None:
        """The verdict in force for a commune: an officer's word, else what was read; None when it has neither."""
        sql = "SELECT choice FROM standings WHERE article = ? AND unit_code = ?"
        found = next(iter(self._db.query(sql, [article_id, unit_code])), {"choice": None})
        return decided(self.as_read(article_id, unit_code), _choice(found["choice"]), unit_code)

    def as_read(self, article_id: str, unit_code: str) -> Judgement | None:
        """The verdict as the program read it, whatever an officer decided."""
        sql = "SELECT * FROM judgements WHERE article = ? AND unit_code = ?"
        rows = list(self._db.query(sql, [article_id, unit_code]))
        return judgement_of(rows[0]) if rows else None

    def of(self, article_id: str) -> tuple[Judgement, ...]:
        """All verdicts of an article, by commune."""
        sql = "SELECT * FROM judgements WHERE article = ? ORDER BY unit_code"
        return tuple(judgement_of(row) for row in self._db.query(sql, [article_id]))

    def in_force(self, article_id: str) -> tuple[Judgement, ...]:
        """The verdicts in force of an article, by commune."""
        rows = self._db.query("SELECT unit_code FROM verdicts WHERE article = ? ORDER BY 1", [article_id])
        found = [self.judgement(article_id, row["unit_code"]) for row in list(rows)]
        return tuple(judgement for judgement in found if judgement)

    def judgements(self) -> Iterator[tuple[str, Judgement]]:
        """Every verdict in force with its article's id, by article and commune; then those that only officers named."""
        sql = "SELECT j.*, s.choice FROM judgements j LEFT JOIN standings s USING (article, unit_code) ORDER BY 1, 2"
        for row in self._db.query(sql):
            read = judgement_of(row)
            yield row["article"], decided(read, _choice(row["choice"]), read.unit_code) or read
        own = (
            "SELECT article, unit_code, choice FROM standings s WHERE NOT EXISTS "
            "(SELECT 1 FROM judgements j WHERE j.article = s.article AND j.unit_code = s.unit_code) ORDER BY 1, 2"
        )
        for row in self._db.query(own):
            found = decided(None, _choice(row["choice"]), row["unit_code"])
            if found is not None:
                yield row["article"], found

    def topics(self, article_id: str) -> tuple[TopicHit, ...]:
        """The topics of an article, main one first: the officer's last word wins over every reading."""
        read = self.topics_as_read(article_id)
        said = list(self._db.query(_SAID_TOPICS, [article_id]))
        return corrected_topics(read, said[0]["value"]) if said else read

    def topics_as_read(self, article_id: str) -> tuple[TopicHit, ...]:
        """The topics as the program read them."""
        return topic_hits(list(self._db.query("SELECT * FROM topics WHERE article = ?", [article_id])))


def _unversioned(rows: Sequence[Row]) -> list[Row]:
    """Verdicts by commune, whichever version of the rules gave them."""
    plain = [{key: value for key, value in row.items() if key != "version"} for row in rows]
    return sorted(plain, key=lambda row: str(row["unit_code"]))


_SAID_TOPICS = """
    SELECT value FROM corrections WHERE article = ? AND subject = 'topics' ORDER BY number DESC LIMIT 1
"""
_READ_AGAIN = "DELETE FROM outcomes WHERE item = ? AND stage IN ('read', 'tone', 'group', 'claim')"
_INSERT_JUDGEMENT = (
    "INSERT INTO judgements VALUES (:article, :unit_code, :verdict, :score, :role, :reasons, :mentions, :version)"
)
_INSERT_TOPIC = "INSERT INTO topics VALUES (:article, :topic, :rank, :score, :evidence, :reason, :version)"


def _choice(text: str | None) -> Choice | None:
    return Choice(text) if text else None
