"""What was read in an article: is it about the commune, which topics, which tone; each with the words that say so.

A `Span` points into one field of one version of an article. Tone and truth are separate: nothing here carries a
verdict on truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether an article names the commune."""

    ACCEPT = "accept"
    REVIEW = "review"
    REJECT = "reject"


class Role(StrEnum):
    """The part the commune plays in an article."""

    MAIN = "main"
    SIDE = "side"
    LIST = "list"


class ToneValue(StrEnum):
    """Tone of a text, or tone toward the commune. `UNCLEAR` exists for the latter only."""

    POSITIVE = "pos"
    NEUTRAL = "neu"
    NEGATIVE = "neg"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Span:
    """Words in a field of an article: `quote` is the text between `start` and `end` (characters)."""

    field: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: its weight and a Vietnamese sentence that quotes the words it rests on."""

    weight: float
    sentence: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place name in the text and what it was taken for: a unit's code, or the kind of thing it is instead."""

    span: Span
    name: str
    referent: str
    kind: str
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """An article's verdict for one watched commune, with its mentions and the reasons sorted by weight."""

    unit_code: str
    verdict: Verdict
    score: float
    role: Role | None = None
    reasons: tuple[Reason, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicHit:
    """One of the 16 topics ("1".."16") found in an article; `rank` 1 is the main one."""

    topic: str
    rank: int
    score: float
    evidence: tuple[Span, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tone:
    """A tone with the sentence that decides it. `score_negative` in 0..1 ranks what to read first."""

    value: ToneValue
    score_negative: float
    sentence: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TargetTone:
    """The light in which an article puts a commune, and whether the press asks something of the commune.

    `due_sentence` is the sentence that asks, "" when no answer is proposed; the officer decides.
    """

    unit_code: str
    tone: Tone
    reply_due: bool
    due_score: float
    due_sentence: str = ""


@dataclass(frozen=True, slots=True)
class TopicRules:
    """One topic as knowledge: its code and name, the leading unit, cue phrases, and examples that are its tests.

    `unless`: phrases in which a cue is none ("gia đình" has nothing of a "đình").
    """

    code: str
    name: str
    unit: str
    cues: tuple[str, ...]
    unless: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
