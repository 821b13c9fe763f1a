"""Which articles tell one event? Each new article joins the story it is likest to, or opens one; nothing else is moved.

Open stories + article -> where it stands: a pure decision, the same online, in a replay and over an archive. An article
is compared with the few that share its rarest words; a story's likeness is the mean over its articles. An article that
is like two stories joins both into one. The officer's decisions are honoured beforehand and never undone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.clock import VIETNAM, Stamp
from domain.press import Article
from domain.story import Copy, CopyKind, Grouping, Joined, Rulings
from domain.text import one_line
from nlp.duplicates import CopyIndex, Twin, credit
from nlp.engines.editions import clash, one_figure, one_name
from nlp.engines.editions import goes_on as goes_on
from nlp.engines.likeness import Profile, chance, profile
from nlp.engines.signs import Rarity, shipped
from nlp.engines.window import Window
from nlp.shared import in_common

VERSION = 3

# Least mean chance for one story of two parts, by their sizes: the more articles say so, the less each must say. Swept
# on stories_stream, online: one bar for all .966; (.75, .5, .4) .9716, (.7, .45, .35) .9722, (.7, .4, .3) .9729.
JOIN_SINGLES = 0.7
JOIN_FEW = 0.45
JOIN_MANY = 0.35
FEW = 4
# Least chance of a single article for looking at its story at all.
LOOK = 0.2
# Headlines of two editions of what comes back ("tháng 5", "tháng 6") keep two stories apart, whatever the others say.
NEVER = float("-inf")
# Articles of a story that are compared: its latest. The longest story of the sets has 10.
MOST_COMPARED = 16
# A copy tells its original's event (all pairs of copies in stories_stream do).
COPY = 0.99
# Articles further apart than this tell different events, unless their headlines name one project or case: that goes on
# up to a year, and is this likely.
WINDOW = timedelta(days=30)
LONG = timedelta(days=365)
GOES_ON = 0.9
# Two articles that speak of what goes on are not doubted for other days from this chance on, and are looked at so far
# apart; further only where a figure of a headline comes back. Set by hand on the communes' years of tests/nlp.
STAGE = 0.8
STAGES_APART = timedelta(days=120)
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
        return cls(article.id, article.title, article.text, moment_of(article.published), article.outlet)


def moment_of(stamp: Stamp | None) -> datetime | None:
    """A moment for a time of publication; a bare day counts from its noon."""
    if stamp is None:
        return None
    return stamp.moment or datetime.combine(stamp.day, time(12), VIETNAM)


def reach(days: Collection[date]) -> tuple[tuple[date, date], tuple[date, date]]:
    """The days whose articles can tell one event with articles of these days, and those for what `goes_on`."""
    first, last = min(days), max(days)
    return (first - WINDOW, last + WINDOW), (first - LONG, last + LONG)


@dataclass(frozen=True, slots=True)
class _Known:
    item: Item
    profile: Profile


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How like a story is: mean chance over its articles, by how much it is over the bar, the nearest article."""

    mean: float
    over: float
    nearest: int


def _gap(one: Item, other: Item) -> timedelta | None:
    """Time between two articles, None when either has none."""
    return abs(one.moment - other.moment) if one.moment and other.moment else None


def _likely_within(one: Profile, other: Profile, gap: timedelta | None) -> float:
    """The chance of two articles near in time, or without a time."""
    likely = chance(one, other)
    if not one.course.storms.isdisjoint(other.course.storms) or _one_project(one, other, likely):
        return max(likely, GOES_ON)
    if likely >= STAGE and (_staged(one, other) or one_figure(one.course, other.course)):
        return likely
    elsewhen = gap is not None and gap > SAME_DAYS and one.lead_days and other.lead_days
    return likely * (ELSEWHEN if elsewhen and one.lead_days.isdisjoint(other.lead_days) else 1.0)


def _later_stage(one: Profile, other: Profile, gap: timedelta) -> float:
    """The chance of two articles too far apart for one event, when both speak of something that goes on."""
    if gap > LONG or not (one.course.goes_on and other.course.goes_on):
        return 0.0
    likely = chance(one, other)
    if _one_project(one, other, likely):
        return max(likely, GOES_ON)
    staged = gap <= STAGES_APART and _staged(one, other)
    return likely if likely >= GOES_ON and (staged or one_figure(one.course, other.course)) else 0.0


def _staged(one: Profile, other: Profile) -> bool:
    """Whether both headlines speak of something that goes on."""
    return one.course.staged and other.course.staged


def _one_project(one: Profile, other: Profile, likely: float) -> bool:
    """Whether the leads of two articles that are somewhat alike name one project or case."""
    return likely >= LOOK and one_name(one.course.projects, other.course.projects)


def _bar(one: int, other: int) -> float:
    """The least mean chance for one story of two parts of so many articles."""
    if max(one, other) == 1:
        return JOIN_SINGLES
    return JOIN_FEW if one + other <= FEW else JOIN_MANY


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
        likely = sorted(self._likely(known, twins), key=lambda found: (-found.over, found.nearest))
        if not likely or likely[0].over < 0:
            return Joined(known.item.id, copy=copy, credit=own)
        first = likely[0]
        others = self._others(known, first, likely[1:])
        beside = tuple(self._known[found.nearest].item.id for found in (first, *others))
        reason = self._reason(known.item, first.nearest, twins)
        return Joined(known.item.id, beside, round(first.mean, 3), reason, copy, own)

    def _copy(self, item: Item, twins: Mapping[int, Twin]) -> Copy | None:
        best = next(iter(twins.values()), None)
        return Copy(item.id, self._id(best.number), best.kind, best.share, credit(item.text)) if best else None

    def _likely(self, known: _Known, twins: Mapping[int, Twin]) -> list[_Likeness]:
        """The stories of the nearest articles, measured."""
        near = [*twins, *self._window.nearest(known.profile.pairs)]
        chances = {number: COPY if number in twins else self._chance(known, self._known[number]) for number in near}
        chances.pop(self._numbers[known.item.id], None)
        heads = {self._grouping.story(self._id(number)) for number, value in chances.items() if value >= LOOK}
        return [
            self._measured(known, head, chances)
            for head in sorted(heads)
            if not self._grouping.forbidden(known.item.id, head)
        ]

    def _measured(self, known: _Known, head: str, chances: dict[int, float]) -> _Likeness:
        members = [other for other in self._members(head) if other.item.id != known.item.id]
        values = {
            (number := self._numbers[other.item.id]): chances[number]
            if number in chances
            else self._chance(known, other)
            for other in members
        }
        nearest = max(values, key=lambda number: values[number])
        mean = sum(values.values()) / len(values)
        return _Likeness(mean, mean - _bar(1, len(values)), nearest)

    def _chance(self, known: _Known, earlier: _Known) -> float:
        one, other = known.profile, earlier.profile
        gap = _gap(known.item, earlier.item)
        if clash(one.course.marks, other.course.marks):
            return NEVER
        if gap is not None and gap <= LONG and one_name(one.course.names, other.course.names):
            return GOES_ON
        if gap is not None and gap > WINDOW:
            return _later_stage(one, other, gap)
        return _likely_within(one, other, gap)

    def _near(self, item: Item, number: int) -> bool:
        """Whether an article lies inside the window around another; a missing time is no distance."""
        gap = _gap(item, self._known[number].item)
        return gap is None or gap <= WINDOW

    def _others(self, known: _Known, first: _Likeness, rest: Sequence[_Likeness]) -> list[_Likeness]:
        """The stories that the new article shows to be one with the story it joins; no decision is overridden."""
        whole = [known, *self._members(self._id(first.nearest))]
        found: list[_Likeness] = []
        for other in rest:
            members = self._members(self._id(other.nearest))
            values = [self._chance(one, two) for one in whole for two in members]
            one = sum(values) / len(values) >= _bar(len(whole), len(members))
            if one and not any(self._forbidden(story, other) for story in (first, *found)):
                found.append(other)
                whole += members
        return found

    def _members(self, article: str) -> list[_Known]:
        """The latest articles of an article's story."""
        return [self._known[self._numbers[member]] for member in self._grouping.members(article)[-MOST_COMPARED:]]

    def _forbidden(self, one: _Likeness, other: _Likeness) -> bool:
        """Whether the officer keeps two stories apart."""
        return self._grouping.forbidden(self._id(one.nearest), self._id(other.nearest))

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
