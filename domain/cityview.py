"""What a city's edition tells: its communes with their counts, and the events that concern several of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.place import Unit
from domain.press import Level


@dataclass(frozen=True, slots=True)
class CommuneLine:
    """One commune in a city's edition, counted as its own digest counts: `waiting` are open issues, `doubtful` articles
    that wait for an officer's word."""

    unit: Unit
    articles: int = 0
    stories: int = 0
    outlets: int = 0
    waiting: int = 0
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class SharedStory:
    """An event that concerns several communes of a city: who told it first, how much, and the communes by name."""

    id: str
    title: str
    outlet: str
    day: date | None
    url: str
    articles: int
    outlets: int
    communes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CityView:
    """What a city's edition is made of: every commune watched, by name; events of several; articles counted once each.

    `outlets` are the newspapers by whose they are ("trung-uong", …), one entry a newspaper.
    """

    lines: tuple[CommuneLine, ...]
    shared: tuple[SharedStory, ...] = ()
    articles: int = 0
    stories: int = 0
    outlets: tuple[Level, ...] = ()

    @property
    def named(self) -> tuple[CommuneLine, ...]:
        """The communes that the press wrote about."""
        return tuple(line for line in self.lines if line.articles)

    @property
    def unnamed(self) -> tuple[CommuneLine, ...]:
        """Those of which nothing was found."""
        return tuple(line for line in self.lines if not line.articles)
