"""Articles that tell one event: what joins them, what the officer decided about them, and the story that results.

The machine joins each article beside the articles of a story it found nearest (`Joined`); the officer's decisions say
of articles that they belong together or apart. Neither knows of the other: `stories` puts both in force, so deriving
anew never undoes a decision. A story's id is its first article's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import combinations, product


class CopyKind(StrEnum):
    """How much one article is another one's text."""

    EXACT = "exact"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that prints another one's text.

    `of` published first; `share` (0..1) is the part of the shorter text that the longer one holds; `credit` is the
    copy's line that names whose text it is ("Theo TTXVN"), "" when there is none.
    """

    article: str
    of: str
    kind: CopyKind
    share: float
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """Where the machine put an article: beside which articles of one story (none: it opens a story), and why.

    `score` (0..1) is how sure the machine is that they tell one event; `reason` a Vietnamese sentence that quotes what
    they share. `copy` is found against what was read before, whoever published first (see `copies`); `credit` is the
    article's own line on whose text it is.
    """

    article: str
    beside: tuple[str, ...] = ()
    score: float = 0.0
    reason: str = ""
    copy: Copy | None = None
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One event: its articles in the order in which they were read. `id` is the first one's."""

    articles: tuple[str, ...]

    @property
    def id(self) -> str:
        """The first article's id."""
        return self.articles[0]


class Ruling(StrEnum):
    """What an officer can decide about stories."""

    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class StoryDecision:
    """One decision of the officer, never edited: undoing it is a decision of its own.

    MERGE: all of `articles` and `others` tell one event. SPLIT: `articles` tell another event than `others`.
    UNDO: the decision with the number `undoes` no longer counts. `number` is given by the store, in order.
    """

    ruling: Ruling
    by: str
    at: datetime
    articles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    undoes: int | None = None
    why: str = ""
    number: int = 0


Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Rulings:
    """The decisions in force, as pairs of articles: a later decision on a pair replaces the earlier one."""

    together: frozenset[Pair] = frozenset()
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Sequence[StoryDecision]) -> Rulings:
        """What these decisions, in their order, come to."""
        undone = {decision.undoes for decision in decisions if decision.ruling is Ruling.UNDO}
        pairs: dict[Pair, bool] = {}
        for decision in decisions:
            if decision.number not in undone:
                pairs |= dict(_pairs(decision))
        apart: dict[str, set[str]] = {}
        for one, other in (pair for pair, joined in pairs.items() if not joined):
            apart.setdefault(one, set()).add(other)
            apart.setdefault(other, set()).add(one)
        together = frozenset(pair for pair, joined in pairs.items() if joined)
        return cls(together, {article: frozenset(others) for article, others in apart.items()})


def _pairs(decision: StoryDecision) -> Iterator[tuple[Pair, bool]]:
    for one, other in product(decision.articles, decision.others):
        if one != other:
            yield frozenset((one, other)), decision.ruling is Ruling.MERGE
    for side in (decision.articles, decision.others):
        for one, other in combinations(sorted(set(side)), 2):
            yield frozenset((one, other)), True


class Grouping:
    """Which articles stand in one story, kept while articles are added one by one. Decisions outweigh the machine."""

    def __init__(self, rulings: Rulings | None = None):
        self._rulings = rulings = rulings or Rulings()
        self._order: dict[str, int] = {}
        self._members: dict[str, list[str]] = {}
        self._head: dict[str, str] = {}
        self._partners: dict[str, list[str]] = {}
        for one, other in (tuple(sorted(pair)) for pair in sorted(rulings.together, key=sorted)):
            self._partners.setdefault(one, []).append(other)
            self._partners.setdefault(other, []).append(one)

    def add(self, article: str, beside: Iterable[str] = ()) -> str:
        """Put an article (again) beside others that are known; returns the id of the story it stands in."""
        if article not in self._order:
            self._order[article] = len(self._order)
            self._head[article] = article
            self._members[article] = [article]
            for partner in self._partners.get(article, ()):
                self.join(article, partner)
        for other in beside:
            self.join(article, other)
        return self.story(article)

    def join(self, one: str, other: str) -> bool:
        """Make two articles' stories one; False when a decision or an unknown article forbids it."""
        if one not in self._head or other not in self._head:
            return False
        first, second = sorted((self._head[one], self._head[other]), key=lambda head: len(self._members[head]))
        if first == second:
            return True
        if self.forbidden(first, second):
            return False
        moved = self._members.pop(first)
        self._members[second] += moved
        self._head |= dict.fromkeys(moved, second)
        return True

    def forbidden(self, one: str, other: str) -> bool:
        """Whether a decision keeps the stories of two articles apart."""
        if not self._rulings.apart:
            return False
        theirs = set(self._members[self._head[other]])
        return any(self._rulings.apart.get(mine, frozenset()) & theirs for mine in self._members[self._head[one]])

    def members(self, article: str) -> tuple[str, ...]:
        """The articles of an article's story, in the order in which they were first added."""
        return tuple(sorted(self._members[self._head[article]], key=self._order.__getitem__))

    def story(self, article: str) -> str:
        """The id of the story in which an article stands."""
        return self.members(article)[0]

    def __contains__(self, article: str) -> bool:
        return article in self._head

    def stories(self) -> tuple[Story, ...]:
        """All stories, in the order in which they were opened."""
        found = [Story(self.members(head)) for head in self._members]
        return tuple(sorted(found, key=lambda story: self._order[story.id]))


def stories(joined: Iterable[Joined], decisions: Sequence[StoryDecision] = ()) -> tuple[Story, ...]:
    """The stories that the machine's joins (in the order of reading) and the officer's decisions come to."""
    grouping = Grouping(Rulings.of(decisions))
    kept = list(joined)
    for item in kept:
        grouping.add(item.article)
    for item in kept:
        grouping.add(item.article, item.beside)
    return grouping.stories()


def copies(joined: Sequence[Joined], published: Mapping[str, str]) -> dict[str, Copy]:
    """Each article that prints another one's text, with who published that text first.

    `published` holds times that sort as text; articles without one come after those that have one, in order of reading.
    """
    place = {item.article: number for number, item in enumerate(joined)}
    found = [item for item in joined if item.copy and item.copy.of in place]
    same = Grouping()
    for item in joined:
        same.add(item.article, (item.copy.of,) if item.copy else ())
    credits = {item.article: item.credit for item in joined}
    shares: dict[str, Copy] = {}
    for item in found:
        assert item.copy is not None
        for article in (item.article, item.copy.of):
            if article not in shares or item.copy.share > shares[article].share:
                shares[article] = item.copy
    first: dict[str, str] = {}
    for article in shares:
        members = same.members(article)
        first[article] = min(members, key=lambda one: (published.get(one, "9999"), place[one]))
    return {
        article: Copy(article, first[article], copy.kind, copy.share, credits[article])
        for article, copy in sorted(shares.items(), key=lambda pair: place[pair[0]])
        if first[article] != article
    }
