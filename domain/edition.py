"""What is printed: a period, the edition's contents, and the composed digest that every renderer draws.

`Edition` is all that composing needs, taken from the store; `Digest` is decided text, tables and links, with no
layout in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues the document: names, place, signer and addressees, all from settings."""

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
    full period, None when it was not watched.
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


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; with `href` it is a link."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `style` is one of body, heading1, heading2, item, note."""

    runs: tuple[Run, ...]
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; `widths` in millimetres, one a column; `align` one of l c r, one a column."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    widths: tuple[float, ...]
    align: str = ""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the digest. `annex` parts stand after the signature on pages of their own."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Digest:
    """A composed document: the official frame and its sections, in order."""

    kind: str
    title: str
    subtitle: str
    office: Office
    period: Period
    built_at: datetime
    sections: tuple[Section, ...]
    closing: str
    confidential: str = ""
    notes: tuple[str, ...] = field(default=())
