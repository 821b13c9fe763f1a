"""How articles sound, of themselves and toward each commune; and the officer's corrections, which are only added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.correction import Correction, corrected
from domain.reading import TargetTone, Tone, ToneValue
from store.db import insert, write
from store.rows import Row


class Tones:
    """The tables `tones`, `target_tones` and `corrections`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def save(self, article_id: str, news: Tone, toward: Sequence[TargetTone], version: int) -> None:
        """Replace what was read in an article."""
        with write(self._db) as connection:
            connection.execute("DELETE FROM tones WHERE article = ?", [article_id])
            connection.execute("DELETE FROM target_tones WHERE article = ?", [article_id])
            connection.execute(_PUT_TONE, _tone_row(article_id, news, version))
            for item in toward:
                connection.execute(_PUT_TARGET, _target_row(article_id, item, version))

    def news(self, article_id: str) -> Tone | None:
        """The tone of an article of itself, None when it was not read."""
        rows = list(self._db.query("SELECT * FROM tones WHERE article = ?", [article_id]))
        return _tone(rows[0]) if rows else None

    def proposed(self, article_id: str, unit_code: str) -> TargetTone | None:
        """What the machine read of the tone toward a commune, None when it did not."""
        sql = "SELECT * FROM target_tones WHERE article = ? AND unit_code = ?"
        rows = list(self._db.query(sql, [article_id, unit_code]))
        return _target(rows[0]) if rows else None

    def toward(self, article_id: str, unit_code: str) -> TargetTone | None:
        """The tone toward a commune under the officer's corrections, which win over every later reading."""
        proposed = self.proposed(article_id, unit_code)
        return corrected(proposed, self.corrections(unit_code, article_id)) if proposed else None

    def all(self) -> Iterator[tuple[str, TargetTone]]:
        """Every tone toward a commune as it stands, with its article's id."""
        for row in self._db.query("SELECT * FROM target_tones ORDER BY article, unit_code"):
            yield row["article"], corrected(_target(row), self.corrections(row["unit_code"], row["article"]))

    def asking(self, unit_code: str, since: datetime) -> tuple[str, ...]:
        """Accepted articles first seen since a moment that ask something of a commune and on which nobody decided."""
        # CROSS JOIN keeps SQLite to this order: from the few new articles, never over all accepted ones.
        sql = """
            SELECT a.id FROM articles a CROSS JOIN target_tones t ON t.article = a.id AND t.unit_code = :code
            CROSS JOIN judgements j ON j.article = a.id AND j.unit_code = :code AND j.verdict = 'accept'
            WHERE a.first_seen >= :since AND t.reply_due = 1 AND NOT EXISTS
                (SELECT 1 FROM standings s WHERE s.article = a.id AND s.unit_code = :code)
            ORDER BY a.first_seen, a.id
        """
        rows = self._db.query(sql, {"code": unit_code, "since": utc_text(since)})
        return tuple(row["id"] for row in rows)

    def correct(self, correction: Correction) -> Correction:
        """Append a correction; returned with its number."""
        with write(self._db) as connection:
            return replace(correction, number=insert(connection, "corrections", _correction_row(correction)))

    def corrections(self, unit_code: str, article_id: str | None = None) -> tuple[Correction, ...]:
        """Every correction for a commune, oldest first; with `article_id` those on one article."""
        where, values = ("unit_code = ?", [unit_code]) if article_id is None else (_ONE, [unit_code, article_id])
        rows = self._db.query(f"SELECT * FROM corrections WHERE {where} ORDER BY number", values)
        return tuple(map(_correction, rows))


_ONE = "unit_code = ? AND article = ?"
_PUT_TONE = "INSERT INTO tones VALUES (:article, :value, :score_negative, :sentence, :reason, :version)"
_PUT_TARGET = """
    INSERT INTO target_tones VALUES (:article, :unit_code, :value, :score_negative, :sentence, :reason, :reply_due,
        :due_score, :due_sentence, :version)
"""


def _tone_row(article_id: str, item: Tone, version: int) -> Row:
    return {
        "article": article_id,
        "value": item.value.value,
        "score_negative": float(item.score_negative),
        "sentence": item.sentence,
        "reason": item.reason,
        "version": version,
    }


def _target_row(article_id: str, item: TargetTone, version: int) -> Row:
    return _tone_row(article_id, item.tone, version) | {
        "unit_code": item.unit_code,
        "reply_due": int(item.reply_due),
        "due_score": float(item.due_score),
        "due_sentence": item.due_sentence,
    }


def _tone(row: Row) -> Tone:
    return Tone(ToneValue(row["value"]), row["score_negative"], row["sentence"], row["reason"])


def _target(row: Row) -> TargetTone:
    return TargetTone(row["unit_code"], _tone(row), bool(row["reply_due"]), row["due_score"], row["due_sentence"])


def _correction_row(item: Correction) -> Row:
    names = ("article", "unit_code", "subject", "value", "proposed", "by", "why")
    return {name: getattr(item, name) for name in names} | {"at": utc_text(item.at)}


def _correction(row: Row) -> Correction:
    names = ("article", "unit_code", "subject", "value", "proposed", "by", "why", "number")
    return Correction(**{name: row[name] for name in names}, at=from_utc_text(row["at"]))
