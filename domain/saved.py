"""A search worth keeping: its name and words, and what it became: a part of the digest, a warning, a feed to follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Use(StrEnum):
    """What a saved search may become, beside a link to click; a feed has an address of its own instead."""

    SECTION = "section"
    WARNING = "warning"


class Kept(StrEnum):
    """What was done to a saved search."""

    SAVE = "save"
    CHANGE = "change"
    FEED = "feed"
    CLOSE = "close"
    LOOK = "look"
    DROP = "drop"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A commune's search as it stands after `deed`, which `by` did at `at`.

    `feed` is the hash of the word in its feed's address, "" without a feed; `seen` is up to when its finds were looked
    at, None for never; `dropped` says that it is no longer used. `number` is the deed's own, `id` the search's.
    """

    unit_code: str
    name: str
    query: str
    by: str
    at: datetime
    uses: frozenset[Use] = frozenset()
    feed: str = ""
    seen: datetime | None = None
    dropped: bool = False
    deed: Kept = Kept.SAVE
    id: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One article that a saved search found, as printed, and no more of it. `ours`: it is about the commune."""

    title: str
    outlet: str
    day: date | None
    url: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """What a saved search found in a period: how many articles in all, and the first of them in order of time."""

    name: str
    query: str
    total: int
    found: tuple[Found, ...]
