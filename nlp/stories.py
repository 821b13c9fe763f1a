"""Which articles tell one event? Each new article joins the story it is likest to, or opens one; nothing else is moved.

Open stories + article -> where it stands: a pure decision, the same online, in a replay and over an archive. An article
is compared with the few that share its rarest words; a story's likeness is the mean over its articles. An article that
is like two stories joins both into one. The officer's decisions are honoured beforehand and never undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.clock import VIETNAM, Stamp
from domain.press import Article
from domain.story import Grouping, Joined, Rulings
from domain.text import one_line
from nlp.engines.likeness import Profile, chance, profile
from nlp.engines.signs import Rarity, shipped
from nlp.engines.window import Window
from nlp.shared import in_common

VERSION = 1

# Least mean chance for joining (swept .3..0.7 on stories_stream, online: .5 best), and least chance of a single article
# for looking at its story at all.
JOIN = 0.5
LOOK = 0.2
# Articles of a story that are compared: its latest. The longest story of the sets has 10.
MOST_COMPARED = 16
# Articles further apart than this tell different events.
WINDOW = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Item:
    """What grouping needs of an article. `moment` is None when its day is unknown."""

    id: str
    title: str
    text: str
    moment: datetime | None = None
    outlet: str = ""

    @classmethod
    def of(cls, article: Article) -> Item:
        """An article as read by the house."""
        text = "\n".join(part for part in (article.sapo, article.body) if part)
        return cls(article.id, article.title, text, moment_of(article.published), article.outlet)


def moment_of(stamp: Stamp | None) -> datetime | None:
    """A moment for a time of publication; a bare day counts from its noon."""
    if stamp is None:
        return None
    return stamp.moment or datetime.combine(stamp.day, time(12), VIETNAM)


@dataclass(frozen=True, slots=True)
class _Known:
    item: Item
    profile: Profile


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How like a story is: mean chance over its articles, its nearest article and that one's chance."""

    mean: float
    nearest: int
    best: float


class Grouper:
    """The open stories, and the decision for each article that comes."""

    def __init__(self, rulings: Rulings | None = None, rarity: Rarity | None = None):
        self._rarity = rarity or shipped()
        self._grouping = Grouping(rulings)
        self._known: list[_Known] = []
        self._numbers: dict[str, int] = {}
        self._window = Window()

    def restore(self, item: Item, beside: Sequence[str] = ()) -> None:
        """Take up an article that was joined before."""
        self._keep(_Known(item, profile(item.title, item.text, self._rarity)), beside)

    def add(self, item: Item) -> Joined:
        """Decide where an article stands, and take it up."""
        known = _Known(item, profile(item.title, item.text, self._rarity))
        self._grouping.add(item.id)
        joined = self._decide(known)
        self._keep(known, joined.beside)
        return joined

    def story(self, article: str) -> str:
        """The id of the story in which an article stands."""
        return self._grouping.story(article)

    def _keep(self, known: _Known, beside: Sequence[str]) -> None:
        number = self._numbers.setdefault(known.item.id, len(self._known))
        self._known[number : number + 1] = [known]
        self._window.add(number, known.profile.pairs)
        self._grouping.add(known.item.id, beside)

    def _decide(self, known: _Known) -> Joined:
        likely = sorted(self._likely(known), key=lambda found: -found.mean)
        if not likely or likely[0].mean < JOIN:
            return Joined(known.item.id)
        first = likely[0]
        others = [found for found in likely[1:] if found.mean >= LOOK and self._one(first, found)]
        beside = tuple(self._known[found.nearest].item.id for found in (first, *others))
        return Joined(known.item.id, beside, round(first.mean, 3), self._reason(known.item, first.nearest))

    def _likely(self, known: _Known) -> list[_Likeness]:
        """The stories of the nearest articles, measured."""
        chances = {number: self._chance(known, number) for number in self._window.nearest(known.profile.pairs)}
        chances.pop(self._numbers.get(known.item.id, -1), None)
        heads = {self._grouping.story(self._id(number)) for number, value in chances.items() if value >= LOOK}
        return [
            self._measured(known, head, chances)
            for head in sorted(heads)
            if not self._grouping.forbidden(known.item.id, head)
        ]

    def _measured(self, known: _Known, head: str, chances: dict[int, float]) -> _Likeness:
        members = [self._numbers[article] for article in self._grouping.members(head)[-MOST_COMPARED:]]
        values = {
            number: chances[number] if number in chances else self._chance(known, number)
            for number in members
            if self._id(number) != known.item.id
        }
        nearest = max(values, key=lambda number: values[number])
        return _Likeness(sum(values.values()) / len(values), nearest, values[nearest])

    def _chance(self, known: _Known, number: int) -> float:
        other = self._known[number]
        if known.item.moment and other.item.moment and abs(known.item.moment - other.item.moment) > WINDOW:
            return 0.0
        return chance(known.profile, other.profile)

    def _one(self, first: _Likeness, other: _Likeness) -> bool:
        """Whether two stories are one: the mean chance between their articles says so and no decision forbids it."""
        one, two = self._id(first.nearest), self._id(other.nearest)
        if self._grouping.forbidden(one, two):
            return False
        sides = [
            [self._numbers[article] for article in self._grouping.members(side)[-MOST_COMPARED:]] for side in (one, two)
        ]
        values = [self._chance(self._known[a], b) for a in sides[0] for b in sides[1]]
        return sum(values) / len(values) >= JOIN

    def _reason(self, item: Item, number: int) -> str:
        other = self._known[number].item
        said = in_common(f"{item.title}. {item.text}", f"{other.title}. {other.text}", self._rarity)
        quoted = ", ".join(f"“{phrase}”" for phrase in said)
        return f"Cùng sự việc với bài “{one_line(other.title)}”" + (f": cùng có {quoted}." if quoted else ".")

    def _id(self, number: int) -> str:
        return self._known[number].item.id
