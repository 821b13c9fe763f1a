"""What is printed about: a period, and the edition's contents, which are all that composing needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.place import Commune
from domain.press import Article, Level
from domain.reading import Judgement, TopicHit


class PeriodKind(StrEnum):
    """The periods a digest can cover."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole Vietnamese days from `start` to `end`, both included."""

    kind: PeriodKind
    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def key(self) -> str:
        """`week-2026-11-18`: kind and last day, the edition's name in paths and the store."""
        return f"{self.kind}-{self.end.isoformat()}"

    @property
    def week_number(self) -> tuple[int, int]:
        """ISO (year, week) of the closing day, which names a weekly digest."""
        iso = self.end.isocalendar()
        return iso.year, iso.week


WEEK_STARTS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def week_of(day: date, starts: str = "thu") -> Period:
    """The week that contains `day`; `starts` is one of `WEEK_STARTS`."""
    start = day - timedelta(days=(day.weekday() - WEEK_STARTS.index(starts)) % 7)
    return Period(PeriodKind.WEEK, start, start + timedelta(days=6))


# Months in a reporting period; each period begins on the 15th before its first month (Nghị định 09/2019, Điều 12).
_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}


def period_of(day: date, kind: PeriodKind, week_starts: str = "thu") -> Period:
    """The period of a kind that contains `day`: weeks as set, the others by the windows of official reports."""
    if kind is PeriodKind.WEEK:
        return week_of(day, week_starts)
    months = _MONTHS[kind]
    # Months counted from year 0, where a day from the 15th on belongs to the next month's report.
    reported = day.year * 12 + day.month - 1 + (day.day >= 15)
    first = reported - reported % months
    return Period(kind, _fifteenth(first - 1), _fifteenth(first + months - 1) - timedelta(days=1))


def previous_period(period: Period, week_starts: str = "thu") -> Period:
    """The full period before this one."""
    return period_of(period.start - timedelta(days=1), period.kind, week_starts)


def _fifteenth(month: int) -> date:
    return date(month // 12, month % 12 + 1, 15)


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues the document: names, place, signer and addressees, all from settings.

    Names are in sentence case ("UBND xã Nghi Dương", "Phòng Văn hóa - Xã hội"); the layout capitalises. `symbol` is the
    issuer's abbreviation alone ("VHXH"). `authority` holds the lines above the signer's title ("KT. TRƯỞNG PHÒNG"),
    by line breaks, often empty. Addressees and recipients carry no dash and no final mark.
    """

    parent: str
    issuer: str
    place: str
    symbol: str
    authority: str
    signer_title: str
    signer_name: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    archive: str = "VT, VHXH"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in an edition, with what was read in it.

    `supplement` marks a late find of an earlier period ("bổ sung"); `topics` is empty when none was found.
    """

    article: Article
    outlet_title: str
    level: Level
    judgement: Judgement
    topics: tuple[TopicHit, ...] = ()
    supplement: bool = False


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How one newspaper could be read in the period: articles read in all, and why not when it failed."""

    name: str
    title: str
    articles: int
    ok: bool
    trouble: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class TopicName:
    """A topic as printed and the unit that leads on it."""

    code: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything a digest of one period is composed from.

    `entries` are dated inside the period or late finds; `undated` are first seen in the period and show no day;
    `review` waits for the officer's word and is not counted; `previous` is the number of articles in the previous
    full period, None when it was not watched; `previous_topics` the same by main topic, "" for articles without one.
    """

    commune: Commune
    office: Office
    period: Period
    built_at: datetime
    entries: tuple[Entry, ...] = ()
    undated: tuple[Entry, ...] = ()
    review: tuple[Entry, ...] = ()
    sources: tuple[SourceReport, ...] = ()
    articles_read: int = 0
    previous: int | None = None
    topics: tuple[TopicName, ...] = ()
    sample: bool = False
    previous_topics: tuple[tuple[str, int], ...] | None = None
