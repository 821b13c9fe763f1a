"""What officers decided: facts that are only added, and the decision in force that is folded from them.

`standings` is that fold, kept beside the facts so that lists can join it; nothing else writes it. The view `verdicts`
is what every list asks: the officer's word where there is one, else what was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import sqlite_utils

from domain.clock import from_utc_text, to_local, utc_text
from domain.press import Article
from domain.review import VERDICTS, Choice, Decision, standing
from store.db import insert, write
from store.rows import Row
from store.rows import article as article_of


class Overtaken(Exception):
    """Someone else decided in between: `last` is what they decided. Nothing was stored."""

    def __init__(self, last: Decision):
        super().__init__(last.choice)
        self.last = last


class Reviews:
    """The tables `decisions` and `standings`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def add(
        self,
        article: str,
        unit_code: str,
        choice: Choice,
        by: str,
        at: datetime,
        *,
        note: str = "",
        undoes: int | None = None,
        seen: int | None = None,
    ) -> Decision:
        """Store a fact and fold it in. `seen` is the last decision the person saw (0: none; None: do not ask).

        Raises Overtaken when another one came after it.
        """
        with write(self._db) as connection:
            last = next(reversed(self.of(article, unit_code)), None)
            if seen is not None and last is not None and last.id != seen:
                raise Overtaken(last)
            row = {"article": article, "unit_code": unit_code, "choice": choice.value, "by": by, "at": utc_text(at)}
            number = insert(connection, "decisions", row | {"note": note, "undoes": undoes})
            self._fold(article, unit_code)
            return Decision(number, article, unit_code, choice, by, at, note, undoes)

    def _fold(self, article: str, unit_code: str) -> None:
        """Bring `standings` up to the facts. An article that became the office's is due to be read for its topics."""
        stands = standing(self.of(article, unit_code))
        connection = self._db.conn
        connection.execute("DELETE FROM standings WHERE article = ? AND unit_code = ?", [article, unit_code])
        if stands is not None:
            row = [article, unit_code, stands.choice.value, VERDICTS[stands.choice], stands.id]
            connection.execute("INSERT INTO standings VALUES (?, ?, ?, ?, ?)", row)

    def of(self, article: str, unit_code: str) -> tuple[Decision, ...]:
        """All decisions about an article for a commune, in order of time."""
        sql = "SELECT * FROM decisions WHERE article = ? AND unit_code = ? ORDER BY id"
        return tuple(_decision(row) for row in self._db.query(sql, [article, unit_code]))

    def get(self, number: int) -> Decision | None:
        """One decision, None when unknown."""
        rows = list(self._db.query("SELECT * FROM decisions WHERE id = ?", [number]))
        return _decision(rows[0]) if rows else None

    def stands(self, article: str, unit_code: str) -> Choice | None:
        """The choice in force, None when nobody decided."""
        sql = "SELECT choice FROM standings WHERE article = ? AND unit_code = ?"
        return next((Choice(row["choice"]) for row in self._db.query(sql, [article, unit_code])), None)

    def marked(self, unit_code: str, choice: Choice) -> frozenset[str]:
        """Ids of the articles on which this choice is in force."""
        sql = "SELECT article FROM standings WHERE unit_code = ? AND choice = ?"
        return frozenset(row["article"] for row in self._db.query(sql, [unit_code, choice.value]))

    def all_standing(self) -> dict[tuple[str, str], Decision]:
        """Every decision in force, by article and commune."""
        rows = self._db.query("SELECT d.* FROM standings s JOIN decisions d ON d.id = s.decision")
        return {(row["article"], row["unit_code"]): _decision(row) for row in rows}

    def chosen(
        self, unit_code: str, choices: Sequence[Choice], limit: int
    ) -> tuple[int, list[tuple[Article, Decision]]]:
        """How many articles stand so, and those decided first."""
        marks = ", ".join("?" * len(choices))
        where = f"FROM standings s WHERE s.unit_code = ? AND s.choice IN ({marks})"
        values: list[object] = [unit_code, *(choice.value for choice in choices)]
        total = _count(self._db, where, values)
        sql = f"SELECT s.article, s.decision {where} ORDER BY s.decision LIMIT ?"
        rows = list(self._db.query(sql, [*values, limit]))
        return total, [(self._article(row["article"]), self._must(row["decision"])) for row in rows]

    def undecided(
        self, unit_code: str, verdict: str, limit: int, since: datetime | None = None
    ) -> tuple[int, list[Article]]:
        """How many articles were read with this verdict and wait for a person's word, and the newest of them.

        With `since` only those first seen later.
        """
        # The few articles of the last days, or the few with a verdict: whichever is the shorter way in.
        tables = _LATELY if since else "judgements j JOIN articles a ON a.id = j.article"
        where = (
            f"FROM {tables} WHERE j.unit_code = ? AND j.verdict = ? AND a.first_seen > ? AND NOT EXISTS "
            "(SELECT 1 FROM standings s WHERE s.article = j.article AND s.unit_code = j.unit_code)"
        )
        values: list[object] = [unit_code, verdict, utc_text(since) if since else ""]
        sql = f"SELECT a.* {where} ORDER BY a.published DESC NULLS LAST, a.id LIMIT ?"
        return _count(self._db, where, values), [article_of(row) for row in self._db.query(sql, [*values, limit])]

    def waiting(self, unit_code: str, verdict: str) -> int:
        """How many articles were read with this verdict and wait for a person's word."""
        where = (
            "FROM judgements j WHERE j.unit_code = ? AND j.verdict = ? AND NOT EXISTS "
            "(SELECT 1 FROM standings s WHERE s.article = j.article AND s.unit_code = j.unit_code)"
        )
        return _count(self._db, where, [unit_code, verdict])

    def asking(self, unit_code: str, since: datetime, limit: int) -> tuple[int, list[Article]]:
        """How many accepted articles first seen since then ask something of the commune (as read, or as the officer
        said) and wait for a person's word, and the oldest of them."""
        where = (
            f"FROM {_LATELY} JOIN target_tones t ON t.article = j.article AND t.unit_code = j.unit_code "
            "WHERE j.verdict = 'accept' AND t.unit_code = ? AND a.first_seen > ? AND NOT EXISTS "
            "(SELECT 1 FROM standings s WHERE s.article = t.article AND s.unit_code = t.unit_code) "
            "AND coalesce((SELECT d.value = 'yes' FROM corrections d WHERE d.article = t.article "
            "AND d.unit_code = t.unit_code AND d.subject = 'reply_due' ORDER BY d.number DESC LIMIT 1), t.reply_due)"
        )
        values: list[object] = [unit_code, utc_text(since)]
        sql = f"SELECT a.* {where} ORDER BY a.published, a.id LIMIT ?"
        return _count(self._db, where, values), [article_of(row) for row in self._db.query(sql, [*values, limit])]

    def about(self, unit_code: str, article: Article, limit: int) -> list[Article]:
        """Accepted articles published within a fortnight of one, the nearest first."""
        seen = to_local(article.first_seen).date() if article.first_seen else None
        day = article.published.day if article.published else seen
        if day is None:
            return []
        sql = (
            "SELECT a.* FROM articles a JOIN verdicts v ON v.article = a.id AND v.unit_code = ? "
            "WHERE v.verdict = 'accept' AND a.published_day BETWEEN ? AND ? "
            "ORDER BY abs(julianday(a.published_day) - julianday(?)), a.id LIMIT ?"
        )
        days = [(day + timedelta(days=step)).isoformat() for step in (-14, 14)]
        return [article_of(row) for row in self._db.query(sql, [unit_code, *days, day.isoformat(), limit])]

    def recent(self, unit_code: str, limit: int) -> Iterator[Decision]:
        """The last decisions, newest first."""
        sql = "SELECT * FROM decisions WHERE unit_code = ? ORDER BY id DESC LIMIT ?"
        return (_decision(row) for row in self._db.query(sql, [unit_code, limit]))

    def _article(self, article_id: str) -> Article:
        return article_of(next(iter(self._db.query("SELECT * FROM articles WHERE id = ?", [article_id]))))

    def _must(self, number: int) -> Decision:
        found = self.get(number)
        assert found is not None, "standings refer to decisions"
        return found


_LATELY = "articles a CROSS JOIN judgements j ON j.article = a.id"


def _count(db: sqlite_utils.Database, where: str, values: Sequence[object]) -> int:
    return int(next(iter(db.query(f"SELECT count(*) AS n {where}", values)))["n"])


def _decision(row: Row) -> Decision:
    return Decision(
        id=row["id"],
        article=row["article"],
        unit_code=row["unit_code"],
        choice=Choice(row["choice"]),
        by=row["by"],
        at=from_utc_text(row["at"]),
        note=row["note"],
        undoes=row["undoes"],
    )
