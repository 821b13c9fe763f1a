"""What is counted of a commune's articles: one light row each, without their texts, as read and as officers said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlite_utils

from domain.clock import from_utc_text
from domain.review import Choice, Decision, standing
from store.rows import TOLD_DAY


@dataclass(frozen=True, slots=True)
class Counted:
    """An accepted article: the day it counts for (its own, else that of first sight), newspaper, main topic, tone.

    `topic` is "" without one, `tone` "" where nobody has read it. `corrected` says that an officer gave another tone.
    """

    id: str
    day: date
    dated: bool
    outlet: str
    source: str
    title: str
    form: str
    canonical: str
    topic: str
    tone: str
    judged: bool
    corrected: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """An article on which an officer wrote that the paper must be answered: since when, and when that was done."""

    article: str
    since: datetime
    done: datetime | None


class Figures:
    """Over the tables of articles, verdicts, topics, tones and decisions."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def articles(self, unit_code: str, first: date, last: date) -> list[Counted]:
        """The articles accepted for a commune that count for the days from `first` to `last`, in their order."""
        values = {"code": unit_code, "first": first.isoformat(), "last": last.isoformat()}
        return [
            Counted(
                id=row["id"],
                day=date.fromisoformat(row["day"]),
                dated=bool(row["dated"]),
                outlet=row["outlet"],
                source=row["source"],
                title=row["title"],
                form=row["form"],
                canonical=row["canonical"],
                topic=(row["said_topics"] if row["said_topics"] is not None else row["topic"] or "").partition(",")[0],
                tone=row["said_tone"] or row["tone"] or "",
                judged=row["said_tone"] is not None,
                corrected=row["said_tone"] is not None and row["said_tone"] != row["tone"],
            )
            for row in self._db.query(_ARTICLES, values)
        ]

    def answers(self, unit_code: str) -> Iterator[Answer]:
        """Every article that was to be answered and still counts as such, or was answered; oldest first."""
        facts: dict[str, list[Decision]] = {}
        for row in self._db.query(_DECISIONS, [unit_code]):
            undoes, at = row["undoes"], from_utc_text(row["at"])
            fact = Decision(row["id"], row["article"], unit_code, Choice(row["choice"]), "", at, undoes=undoes)
            facts.setdefault(fact.article, []).append(fact)
        found = (_answer(article, told) for article, told in facts.items())
        yield from sorted((one for one in found if one), key=lambda one: (one.since, one.article))


def _answer(article: str, facts: list[Decision]) -> Answer | None:
    last = standing(facts)
    if last is None or last.choice not in (Choice.REPLY, Choice.ANSWERED):
        return None
    since = _begun(facts)
    if since is None:  # answered, and nobody had asked for it
        return None
    return Answer(article, since, last.at if last.choice is Choice.ANSWERED else None)


def _begun(facts: list[Decision]) -> datetime | None:
    """When "to be answered" was first written and stayed: what was taken back begins nothing."""
    for place, fact in enumerate(facts, start=1):
        if fact.choice is Choice.REPLY and not _void(fact.id, facts[place:]):
            return fact.at
    return None


def _void(number: int, later: list[Decision]) -> bool:
    """Whether a fact was taken back by one that itself stands."""
    return any(fact.undoes == number and not _void(fact.id, later) for fact in later if fact.choice is Choice.UNDO)


_ARTICLES = f"""
    SELECT a.id, {TOLD_DAY} AS day, a.published_day IS NOT NULL AS dated,
        a.outlet, a.source, a.title, a.form, a.canonical,
        (SELECT d.value FROM corrections d WHERE d.article = a.id AND d.subject = 'topics'
            ORDER BY d.number DESC LIMIT 1) AS said_topics,
        (SELECT t.topic FROM topics t WHERE t.article = a.id ORDER BY t.rank LIMIT 1) AS topic,
        (SELECT d.value FROM corrections d WHERE d.article = a.id AND d.unit_code = :code AND d.subject = 'tone'
            ORDER BY d.number DESC LIMIT 1) AS said_tone,
        (SELECT t.value FROM target_tones t WHERE t.article = a.id AND t.unit_code = :code) AS tone
    FROM verdicts v JOIN articles a ON a.id = v.article
    WHERE v.unit_code = :code AND v.verdict = 'accept'
        AND {TOLD_DAY} BETWEEN :first AND :last
    ORDER BY day, a.published, a.id
"""
_DECISIONS = """
    SELECT id, article, choice, at, undoes FROM decisions WHERE unit_code = ? AND article IN
        (SELECT article FROM standings WHERE unit_code = ?1 AND choice IN ('reply', 'answered')) ORDER BY id
"""
