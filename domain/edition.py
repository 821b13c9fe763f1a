"""What is printed about: a period, and the edition's contents, which are all that composing needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.casework import NOT_KEPT, CaseLine, PressWork
from domain.cityview import CityView
from domain.editing import UNTOUCHED, Edits
from domain.matter import Matter
from domain.place import Commune
from domain.press import Article, Level
from domain.reading import Judgement, ToneValue, TopicHit
from domain.saved import Findings
from domain.watch import Noted


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


@dataclass(frozen=True, slots=True)
class Windows:
    """Where periods begin: weeks on one of `WEEK_STARTS`, the others on a day of a month.

    From the 15th on, a day belongs to the next month's report (Nghị định 09/2019/NĐ-CP, Điều 12); with
    `month_starts` 1 the calendar's own months are reported.
    """

    week_starts: str = "thu"
    month_starts: int = 15


OFFICIAL = Windows()


def week_of(day: date, starts: str = "thu") -> Period:
    """The week that contains `day`; `starts` is one of `WEEK_STARTS`."""
    start = day - timedelta(days=(day.weekday() - WEEK_STARTS.index(starts)) % 7)
    return Period(PeriodKind.WEEK, start, start + timedelta(days=6))


# Months in a reporting period.
_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}


def period_of(day: date, kind: PeriodKind, windows: Windows = OFFICIAL) -> Period:
    """The period of a kind that contains `day`."""
    if kind is PeriodKind.WEEK:
        return week_of(day, windows.week_starts)
    months, early = _MONTHS[kind], windows.month_starts > 1
    # Months counted from year 0, where a day from the window's first on belongs to the next month's report.
    reported = day.year * 12 + day.month - 1 + (early and day.day >= windows.month_starts)
    first = reported - reported % months - early
    return Period(kind, _begin(first, windows), _begin(first + months, windows) - timedelta(days=1))


def previous_period(period: Period, windows: Windows = OFFICIAL) -> Period:
    """The full period before this one."""
    return period_of(period.start - timedelta(days=1), period.kind, windows)


def year_before(period: Period, windows: Windows = OFFICIAL) -> Period:
    """The same period last year; of a week the one 52 weeks earlier, which has the same weekdays."""
    if period.kind is PeriodKind.WEEK:
        return week_of(period.start - timedelta(weeks=52), windows.week_starts)
    return period_of(date(period.start.year - 1, period.start.month, period.start.day), period.kind, windows)


def _begin(month: int, windows: Windows) -> date:
    return date(month // 12, month % 12 + 1, windows.month_starts)


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

    `supplement` marks a late find of an earlier period ("bổ sung"); `topics` is empty when none was found; `tone` is
    the tone toward the commune, None while nobody has read it; `story` is the id of its story, "" when not grouped;
    `copied` says that it prints another article's text; `reply_due` that it puts a question or a complaint to the
    commune, as proposed.
    """

    article: Article
    outlet_title: str
    level: Level
    judgement: Judgement
    topics: tuple[TopicHit, ...] = ()
    supplement: bool = False
    story: str = ""
    tone: ToneValue | None = None
    copied: bool = False
    reply_due: bool = False


@dataclass(frozen=True, slots=True)
class ToneMeasure:
    """How far the machine's tone may be trusted: of `checked` labelled articles it said the same on `agreed`;
    of `judged` articles of this period the officer corrected `corrected`."""

    checked: int
    agreed: int
    judged: int = 0
    corrected: int = 0


@dataclass(frozen=True, slots=True)
class StoryNote:
    """What an edition knows of a story beyond its own articles: when it began, how many articles it has in all."""

    id: str
    began: date | None
    articles: int


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How one newspaper could be read in the period: articles read in all, and why not when it failed.

    `since` is when it was last read without fault.
    """

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
class Past:
    """What another full period counted: articles, stories, and articles by main topic ("" for those without one)."""

    period: Period
    articles: int
    stories: int
    topics: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """Something known to come: its days, its name in print, and where that is known from.

    `sure` is False where the days are only about right and the office must check them.
    """

    first: date
    last: date
    name: str
    source: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Echo:
    """A story that the press told a year ago, in the days that now come: its headline, first day, and size."""

    title: str
    day: date
    articles: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything a digest of one period is composed from.

    `entries` are dated inside the period or late finds; `undated` are first seen in the period and show no day;
    `review` waits for the officer's word and is not counted. `history` holds the full periods before this one that were
    watched, oldest first, without a gap; `year_ago` the same period last year, None when it was not watched.
    `matters` are the issues raised by the press that are open, or were closed in the period. `replaces` names the
    issued document that this one stands for. `coming` are events known for the next period.
    `changes` is what was seen to happen to watched articles since the edition before. `seal` is where the chain of
    evidence ended when the edition was made ("812 3f2a…"), "" before there is one.
    `cases` are the doubtful statements whose case is open or was closed in the period, None where no register of cases
    is kept (silence then means nothing); `press_work` are the counters of speaking to the press. `echoes` are last
    year's stories of the coming period. `citations` are legal references by id, as printed. `edits` is what people
    changed in the document. `city` makes it the edition of a city with its communes; `commune` is then the city itself
    and `entries` stay empty. `masked` says that names of private persons were taken out of the press texts. `searches`
    is what saved searches found that officers made a part of the digest. `watched_from` is the day of the first reading
    where it lies after the period's first day.
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
    topics: tuple[TopicName, ...] = ()
    sample: bool = False
    stories: tuple[StoryNote, ...] = ()
    history: tuple[Past, ...] = ()
    year_ago: Past | None = None
    matters: tuple[Matter, ...] = ()
    coming: tuple[KnownEvent, ...] = ()
    replaces: str = ""
    tone_measure: ToneMeasure | None = None
    changes: tuple[Noted, ...] = ()
    seal: str = ""
    cases: tuple[CaseLine, ...] | None = None
    press_work: PressWork = NOT_KEPT
    echoes: tuple[Echo, ...] = ()
    citations: tuple[tuple[str, str], ...] = ()
    edits: Edits = UNTOUCHED
    masked: bool = False
    searches: tuple[Findings, ...] = ()
    city: CityView | None = None
    watched_from: date | None = None

    @property
    def previous(self) -> Past | None:
        """The full period just before, None when it was not watched."""
        return self.history[-1] if self.history else None
