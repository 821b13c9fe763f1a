"""What can be checked in a sentence, what it is held against, and where the two differ.

A conflict is a question for a person, both sentences side by side: nothing here says which side is right, and tone
plays no part in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.reading import Span


class ClaimKind(StrEnum):
    """What is stated: a number with what it counts or measures, a day or hour, a place, an office-holder, a paper."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    OFFICE = "office"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Claim:
    """Something checkable that an article states: the words verbatim (`span`) and the sentence around them."""

    kind: ClaimKind
    span: Span
    sentence: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A text that a sentence is held against: an official fact or another paper's article.

    `day` is the day it speaks of or was published; None when unknown. `until` is its last day of validity.
    """

    id: str
    text: str
    day: date | None = None
    until: date | None = None
    official: bool = True


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sentences that say different things of what seems to be the same: `said` here, `official` there.

    `start` is the place of `said` in `sentence`. `why` is a Vietnamese sentence that quotes both.
    """

    kind: ClaimKind
    statement: str
    said: str
    official: str
    sentence: str
    other: str
    why: str
    start: int = 0
