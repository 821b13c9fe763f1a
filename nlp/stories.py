"""Which articles tell one event? Each new article joins the story it is likest to, or opens one; nothing else is moved.

Open stories + article -> where it stands: a pure decision, the same online, in a replay and over an archive. An article
is compared with the few that share its rarest words; a story's likeness is the mean over its articles. An article that
is like two stories joins both into one. The officer's decisions are honoured beforehand and never undone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.clock import VIETNAM, Stamp
from domain.press import Article
from domain.story import Copy, CopyKind, Grouping, Joined, Rulings
from domain.text import one_line
from nlp.duplicates import CopyIndex, Twin, credit
from nlp.engines.editions import clash, one_name
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
# A copy tells its original's event (all pairs of copies in stories_stream do).
COPY = 0.99
# Articles further apart than this tell different events, unless their headlines name one project or case: that goes on
# up to a year, and is this likely.
WINDOW = timedelta(days=30)
LONG = timedelta(days=365)
GOES_ON = 0.9
# Articles further apart than this whose leads name different days are doubted by this factor. Set by hand on the
# commune's year of tests/nlp/commune_year.py; the public sets have no dates that could tell.
SAME_DAYS = timedelta(days=2)
ELSEWHEN = 0.4


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
        self._copies = CopyIndex()

    def restore(self, item: Item, beside: Sequence[str] = ()) -> None:
        """Take up an article that was joined before."""
        number = self._number(item)
        self._copies.text(number, item.text)
        self._keep(number, _Known(item, profile(item.title, item.text, self._rarity)), beside)

    def add(self, item: Item) -> Joined:
        """Decide where an article stands, and take it up."""
        number = self._number(item)
        known = _Known(item, profile(item.title, item.text, self._rarity))
        twins = {twin.number: twin for twin in self._copies.text(number, item.text) if self._near(item, twin.number)}
        self._grouping.add(item.id)
        joined = self._decide(known, twins)
        self._keep(number, known, joined.beside)
        return joined

    def story(self, article: str) -> str:
        """The id of the story in which an article stands."""
        return self._grouping.story(article)

    def _number(self, item: Item) -> int:
        return self._numbers.setdefault(item.id, len(self._numbers))

    def _keep(self, number: int, known: _Known, beside: Sequence[str]) -> None:
        self._known[number : number + 1] = [known]
        self._window.add(number, known.profile.pairs)
        self._grouping.add(known.item.id, beside)

    def _decide(self, known: _Known, twins: Mapping[int, Twin]) -> Joined:
        copy, own = self._copy(known.item, twins), credit(known.item.text)
        likely = sorted(self._likely(known, twins), key=lambda found: (-found.mean, found.nearest))
        if not likely or likely[0].mean < JOIN:
            return Joined(known.item.id, copy=copy, credit=own)
        first = likely[0]
        others = [found for found in likely[1:] if found.mean >= LOOK and self._one(first, found)]
        beside = tuple(self._known[found.nearest].item.id for found in (first, *others))
        reason = self._reason(known.item, first.nearest, twins)
        return Joined(known.item.id, beside, round(first.mean, 3), reason, copy, own)

    def _copy(self, item: Item, twins: Mapping[int, Twin]) -> Copy | None:
        best = next(iter(twins.values()), None)
        return Copy(item.id, self._id(best.number), best.kind, best.share, credit(item.text)) if best else None

    def _likely(self, known: _Known, twins: Mapping[int, Twin]) -> list[_Likeness]:
        """The stories of the nearest articles, measured."""
        near = [*twins, *self._window.nearest(known.profile.pairs)]
        chances = {number: COPY if number in twins else self._chance(known, number) for number in near}
        chances.pop(self._numbers[known.item.id], None)
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
        one, other = known.profile, self._known[number].profile
        gap = self._gap(known.item, number)
        if clash(one.marks, other.marks):
            return 0.0
        if gap is not None and gap <= LONG and one_name(one.names, other.names):
            return GOES_ON
        if gap is not None and gap > WINDOW:
            return 0.0
        elsewhen = gap is not None and gap > SAME_DAYS and one.lead_days and other.lead_days
        doubt = ELSEWHEN if elsewhen and one.lead_days.isdisjoint(other.lead_days) else 1.0
        return doubt * chance(one, other)

    def _gap(self, item: Item, number: int) -> timedelta | None:
        """Time between two articles, None when either has none."""
        one, other = item.moment, self._known[number].item.moment
        return abs(one - other) if one and other else None

    def _near(self, item: Item, number: int) -> bool:
        """Whether an article lies inside the window around another; a missing time is no distance."""
        gap = self._gap(item, number)
        return gap is None or gap <= WINDOW

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

    def _reason(self, item: Item, number: int, twins: Mapping[int, Twin]) -> str:
        other = self._known[number].item
        if number in twins:
            exact = twins[number].kind is CopyKind.EXACT
            share = "nguyên văn" if exact else f"phần lớn nội dung (giống nhau {round(twins[number].share * 100)} %)"
            return f"In lại {share} bài “{one_line(other.title)}”."
        said = in_common(f"{item.title}. {item.text}", f"{other.title}. {other.text}", self._rarity)
        quoted = ", ".join(f"“{phrase}”" for phrase in said)
        return f"Cùng sự việc với bài “{one_line(other.title)}”" + (f": cùng có {quoted}." if quoted else ".")

    def _id(self, number: int) -> str:
        return self._known[number].item.id
