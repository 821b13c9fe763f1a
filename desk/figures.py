"""How much did the press write, who, about what, how; how soon did the commune answer? Counts, each with its list.

No person is counted and nobody is ranked: newspapers stand by how much they printed, and never beside a tone. Shares
are told from ten on; below that a count says more. Every figure is the length of the list that its link opens.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import config.sources
from desk import tongues
from desk.services import Office
from desk.tongues import Said, listed
from desk.words import TONES
from digest import charts, wording
from digest.counts import UNSORTED
from digest.tonewords import tone_notes
from domain.case import Case, Deed
from domain.clock import to_local
from domain.document import Chart, Series
from domain.edition import Period, PeriodKind, ToneMeasure, Windows, previous_period
from domain.presswork import Asked
from domain.reading import ToneValue
from domain.review import Choice
from domain.shadows import without_shadows
from store import Store
from store.figures import Answer, Counted

# So many periods stand side by side: what fits a chart and a page.
SHOWN = {PeriodKind.WEEK: 13, PeriodKind.MONTH: 12, PeriodKind.QUARTER: 8}
UNREAD = "chưa đọc sắc thái"
# A week under a curve, as digest/charts.py writes it.
_WEEK = re.compile("T([0-9]+)")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what it counts, how many, its share ("" below ten), and what picks its list out."""

    name: str
    size: int
    share: str
    pick: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Course:
    """One period of the row: `size` is None for a time before the press was watched."""

    period: Period
    name: str
    size: int | None
    papers: int = 0


@dataclass(frozen=True, slots=True)
class Times:
    """How soon something was done: all that began in the period, those done, and how long these took."""

    name: Said
    began: int
    done: int
    told: Said | str
    link: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures of a period."""

    period: Period
    total: int
    undated: int
    course: tuple[Course, ...]
    papers: tuple[Line, ...]
    topics: tuple[Line, ...]
    tones: tuple[Line, ...]
    error: Said
    times: tuple[Times, ...]
    charts: tuple[Chart, ...]


def counted(store: Store, unit: str, first: date, last: date) -> list[Counted]:
    """The articles that count for some days: without headlines whose article is there, and copies of nothing known."""
    marked = store.reviews.marked(unit, Choice.COPY)
    found = without_shadows(store.figures.articles(unit, first, last), store.articles.known)
    return [one for one in found if one.id not in marked or _has_fellows(store, one.id)]


def _has_fellows(store: Store, article: str) -> bool:
    story = store.stories.of(article)
    return story is not None and len(story.articles) > 1


def sheet(office: Office, store: Store, period: Period, agreement: tuple[int, int]) -> Sheet:
    """The figures of a period and the row of periods that it ends."""
    unit, windows = office.commune.code, office.settings.digest.windows
    row = _row(period, windows)
    everything = counted(store, unit, row[0].start, period.end)
    own = [one for one in everything if one.day in period]
    names, since = _names(office, own), _watched_since(store)
    course = tuple(_course(one, everything, since) for one in row)
    papers, topics = (_lines(own, names[key], key) for key in ("bao", "linh-vuc"))
    tones = _lines(own, names["sac-thai"], "sac-thai", sort=False)
    return Sheet(
        period=period,
        total=len(own),
        undated=sum(not one.dated for one in own),
        course=course,
        papers=papers,
        topics=topics,
        tones=tones,
        error=listed(tone_notes(_measure(agreement, own)), " "),
        times=tuple(_times(store, unit, period)),
        charts=tuple(filter(None, (_line_chart(course), *_bar_charts(papers, topics)))),
    )


def _measure(agreement: tuple[int, int], own: Sequence[Counted]) -> ToneMeasure:
    return ToneMeasure(*agreement, sum(one.judged for one in own), sum(one.corrected for one in own))


def spoken(chart: Chart) -> Chart:
    """A chart with its words in the page's language."""
    if tongues.tongue() == tongues.VIETNAMESE:
        return chart
    series = tuple(replace(one, name=tongues.spoken(one.name)) for one in chart.series)
    names, caption = tuple(map(_category, chart.categories)), tongues.spoken(chart.caption)
    points = (f"{name} {tongues.number(value or 0)}" for name, value in zip(names, series[0].values, strict=True))
    alt = f"{caption}: {'; '.join(points)}."
    return replace(chart, caption=caption, categories=names, series=series, unit=tongues.spoken(chart.unit), alt=alt)


def _category(name: str) -> str:
    week = _WEEK.fullmatch(name)
    return Said("T{week}", week=week[1]).plain() if week else tongues.spoken(name)


def picked(office: Office, found: Iterable[Counted], pick: Mapping[str, str]) -> list[Counted]:
    """The articles behind a line: of a newspaper, a main topic, a tone, as these are named on the page."""
    rows = list(found)
    names = _names(office, rows)
    asked = {key: text for key, text in pick.items() if key in names and text}
    return [one for one in rows if all(names[key](one) == text for key, text in asked.items())]


def _names(office: Office, found: Iterable[Counted]) -> dict[str, Callable[[Counted], str]]:
    """How an article is named on the page: by its newspaper, its main topic, its tone."""
    papers, topics = paper_names(office, found), topic_names(office)
    return {
        "bao": lambda one: papers[one.outlet, one.source],
        "linh-vuc": lambda one: topics.get(one.topic, UNSORTED.name),
        "sac-thai": lambda one: tone_name(one.tone),
    }


def paper_names(office: Office, found: Iterable[Counted]) -> dict[tuple[str, str], str]:
    """The newspapers' names in print, by domain and source."""
    sources = {source.name: source for source in office.sources}
    province = office.commune.unit.province_code
    pairs = {(one.outlet, one.source) for one in found}
    return {pair: config.sources.outlet(pair[0], sources.get(pair[1]), province)[0] for pair in pairs}


def topic_names(office: Office) -> dict[str, str]:
    """Topics by code."""
    return {rules.code: rules.name for rules in office.topic_rules}


def tone_name(value: str) -> str:
    """A tone as it stands on a page."""
    return TONES[ToneValue(value)] if value else UNREAD


def _row(period: Period, windows: Windows) -> list[Period]:
    row = [period]
    while len(row) < SHOWN[period.kind]:
        row.insert(0, previous_period(row[0], windows))
    return row


def _watched_since(store: Store) -> date | None:
    first = store.runs.first()
    return to_local(first).date() if first else None


def _course(period: Period, everything: Sequence[Counted], since: date | None) -> Course:
    own = [one for one in everything if one.day in period]
    watched = since is not None and period.end >= since
    name = charts.short_name(period)
    return Course(period, name, len(own) if own or watched else None, len({one.outlet for one in own}))


def _lines(found: Sequence[Counted], name: Callable[[Counted], str], key: str, sort: bool = True) -> tuple[Line, ...]:
    """How many articles bear each name; the most first, or in the order of tones."""
    sizes = Counter(map(name, found))
    order = list(TONES.values())
    rank: Callable[[str], tuple[int, str]] = (
        (lambda one: (-sizes[one], one)) if sort else (lambda one: (order.index(one) if one in order else 9, one))
    )
    return tuple(Line(one, sizes[one], share(sizes[one], len(found)), {key: one}) for one in sorted(sizes, key=rank))


def share(part: int, whole: int) -> str:
    """`13,6%`, "" where the whole is too small for shares to say anything."""
    return wording.percent(part, whole) if whole >= wording.PERCENT_FROM else ""


def _line_chart(course: Sequence[Course]) -> Chart | None:
    known = [one for one in course if one.size is not None]
    if len(known) < charts.LEAST_PERIODS:
        return None
    caption = f"Số tin, bài qua {len(known)} {charts.PERIOD_WORDS[known[0].period.kind]}"
    told = "; ".join(f"{one.name}: {wording.number(one.size or 0)}" for one in known)
    values = Series("tin, bài", tuple(float(one.size or 0) for one in known))
    return Chart(
        "course", caption, "line", tuple(one.name for one in known), (values,), "tin, bài", f"{caption}: {told}."
    )


def _bar_charts(papers: Sequence[Line], topics: Sequence[Line]) -> list[Chart | None]:
    return [
        charts.bars("papers", "Số tin, bài theo cơ quan báo chí", {one.name: one.size for one in papers}),
        charts.bars("fields", "Số tin, bài theo lĩnh vực", {one.name: one.size for one in topics}),
    ]


def answers(store: Store, unit: str, period: Period) -> list[Answer]:
    """Articles on which "to be answered" was written in the period."""
    return [one for one in store.figures.answers(unit) if to_local(one.since).date() in period]


def cases(store: Store, unit: str, period: Period) -> list[Case]:
    """Cases opened in the period, but for those opened by mistake."""
    opened = (one for one in store.cases.all(unit) if not one.mistaken)
    return [one for one in opened if to_local(one.opened).date() in period]


def requests(store: Store, unit: str, period: Period) -> list[Asked]:
    """Requests of the press with a limit of 24 hours that were written down in the period."""
    return [one for one in store.press.all(unit) if one.limited and to_local(one.at).date() in period]


def closed_at(case: Case) -> datetime | None:
    """When a case was closed, None while it is open."""
    last = case.last(Deed.CLOSE) if not case.open else None
    return last.at if last else None


def _times(store: Store, unit: str, period: Period) -> Iterable[Times]:
    replies = [(one.since, one.done) for one in answers(store, unit, period)]
    yield _time(Said("Bài ghi “Cần trả lời” đến khi ghi “Đã trả lời”"), replies, "tra-loi")
    own = [(one.opened, closed_at(one)) for one in cases(store, unit, period)]
    yield _time(Said("Hồ sơ từ khi mở đến khi đóng"), own, "ho-so")
    asked = [(one.at, one.answers[0].at if one.answers else None) for one in requests(store, unit, period)]
    yield _time(Said("Đề nghị của báo chí có hạn 24 giờ đến lần phát ngôn đầu"), asked, "phat-ngon")


def _time(name: Said, spans: Sequence[tuple[datetime, datetime | None]], link: str) -> Times:
    took = sorted(end - begin for begin, end in spans if end)
    return Times(name, len(spans), len(took), _told(took), link)


def _told(took: Sequence[timedelta]) -> Said | str:
    """How long the done ones took: each by itself below ten, else the middle one and both ends."""
    if not took:
        return ""
    if len(took) < wording.PERCENT_FROM:
        return listed(map(lasted, took), "; ")
    middle = statistics.median(one.total_seconds() for one in took)
    half = lasted(timedelta(seconds=middle))
    ends = {"fast": lasted(took[0]), "slow": lasted(took[-1])}
    return Said("một nửa xong trong {half}; nhanh nhất {fast}, lâu nhất {slow}", half=half, **ends)


def lasted(span: timedelta) -> Said:
    """`5 giờ`, `3 ngày 4 giờ`: whole hours, minutes below one hour."""
    minutes = max(0, int(span.total_seconds()) // 60)
    days, hours = divmod(minutes // 60, 24)
    if days:
        return Said("{days} ngày {hours} giờ", days=days, hours=hours) if hours else Said("{days} ngày", days=days)
    return Said("{hours} giờ", hours=hours) if hours else Said("{minutes} phút", minutes=minutes)
