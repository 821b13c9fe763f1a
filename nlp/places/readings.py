"""A reading of a mention with its sum, and the decision between the readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from nlp.places.atlas import Place
from nlp.places.found import Found
from nlp.places.weights import WEIGHTS

# A piece of evidence: its kind in WEIGHTS, and the words of the text it rests on (whose text, from word, to word).
Evidence = tuple[str, Found, int, int]


_SCORE = attrgetter("score")


@dataclass(slots=True)
class Reading:
    """One thing a mention can mean, with its sum and what it rests on. `place` is None for what is no commune."""

    kind: str
    place: Place | None = None
    evidence: list[Evidence] = field(default_factory=list)
    score: float = 0.0

    def add(self, kind: str, one: Found, start: int = 0, end: int = 0) -> None:
        """One more piece of evidence."""
        self.evidence.append((kind, one, start, end))
        self.score += WEIGHTS[kind]


def reading_of(what: str, kind: str, one: Found, start: int, end: int) -> Reading:
    """A reading that rests on one piece of evidence."""
    reading = Reading(what)
    reading.add(kind, one, start, end)
    return reading


@dataclass(slots=True)
class Decision:
    """The readings of a mention, best first, and `base`: what any commune of that name has."""

    found: Found
    readings: list[Reading]
    base: Reading

    @property
    def best(self) -> Reading:
        """The winner."""
        return self.readings[0] if self.readings else self.base

    def of(self, code: str) -> tuple[Reading, Reading | None]:
        """The best reading as the commune with this code, and the best reading as anything else."""
        mine = rival = None
        for reading in self.readings:
            if reading.place is not None and code in reading.place.codes:
                mine = mine or reading
            else:
                rival = rival or reading
            if mine is not None and rival is not None:
                break
        if self.found.name.several and (rival is None or rival.score < self.base.score):
            rival = self.base
        return mine or self.base, rival


def ranked(readings: Sequence[Reading]) -> list[Reading]:
    """Best first."""
    return sorted(readings, key=_SCORE, reverse=True) if len(readings) > 1 else list(readings)
