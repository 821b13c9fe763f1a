"""Which numbers deserve a picture? Fields, newspapers, and the periods side by side; each with its words.

A chart never says more than its text: the picture may be left out without loss.
"""

from __future__ import annotations

from collections import Counter

from digest import wording
from digest.counts import by_topic, counted, tones
from digest.tonewords import TONES
from domain.document import Chart, Series
from domain.edition import Edition, Past, Period, PeriodKind
from domain.reading import ToneValue

# A curve of fewer periods shows nothing; more than these no longer fit the width of a page.
LEAST_PERIODS = 4
MOST_PERIODS = 13
# Bars of fewer things are told faster in words; beyond these the rest is summed up.
LEAST_BARS = 3
MOST_BARS = 10
_UNIT = "tin, bài"


def shown(edition: Edition) -> tuple[Chart, ...]:
    """The charts that stand in the text: the course over the periods; in longer reports newspapers too."""
    chosen = [course(edition)]
    if edition.period.kind is not PeriodKind.WEEK:
        chosen.append(papers(edition))
    return tuple(chart for chart in chosen if chart)


def all_of(edition: Edition) -> tuple[Chart, ...]:
    """Every chart there is something to draw for."""
    found = (fields(edition), papers(edition), course(edition), tone(edition))
    return tuple(chart for chart in found if chart)


def fields(edition: Edition) -> Chart | None:
    """Articles by main topic."""
    sizes = {topic.name: len(found) for topic, found in by_topic(edition, counted(edition)).items()}
    return bars("fields", "Số tin, bài theo lĩnh vực", sizes)


def papers(edition: Edition) -> Chart | None:
    """Articles by newspaper, the fullest first."""
    sizes = Counter(wording.outlet(entry) for entry in counted(edition))
    ordered = dict(sorted(sizes.items(), key=lambda item: (-item[1], item[0])))
    return bars("papers", "Số tin, bài theo cơ quan báo chí", ordered)


def bars(name: str, caption: str, sizes: dict[str, int]) -> Chart | None:
    """Lying bars in the order given, the last ones summed up; None for too few to be worth a picture."""
    if len(sizes) < LEAST_BARS:
        return None
    names = list(sizes)
    shown = {key: sizes[key] for key in (names if len(names) <= MOST_BARS else names[: MOST_BARS - 1])}
    rest = sum(sizes.values()) - sum(shown.values())
    if rest:
        shown[f"{len(names) - len(shown)} mục khác"] = rest
    told = "; ".join(f"{key} {wording.number(size)}" for key, size in shown.items())
    values = tuple(float(size) for size in shown.values())
    return Chart(name, caption, "bars", tuple(shown), (Series(_UNIT, values),), _UNIT, f"{caption}: {told}.")


def course(edition: Edition) -> Chart | None:
    """Articles and stories of the last periods and of this one."""
    periods = _periods(edition)
    if len(periods) < LEAST_PERIODS:
        return None
    caption = f"Số tin, bài và sự việc qua {len(periods)} {PERIOD_WORDS[edition.period.kind]}"
    labels = tuple(short_name(past.period) for past in periods)
    articles = tuple(float(past.articles) for past in periods)
    events = tuple(float(past.stories) for past in periods)
    series = (Series(_UNIT, articles), Series("sự việc", events)) if articles != events else (Series(_UNIT, articles),)
    told = "; ".join(f"{label}: {_told(past)}" for label, past in zip(labels, periods, strict=True))
    return Chart("course", caption, "line", labels, series, _UNIT, f"{caption}: {told}.")


def _told(past: Past) -> str:
    return wording.articles(past.articles) + (
        f", {wording.events(past.stories)}" if past.stories < past.articles else ""
    )


def tone(edition: Edition) -> Chart | None:
    """Articles by tone toward the commune; None while tone is not read."""
    found = tones(edition)
    if not found:
        return None
    names = {TONES[value].capitalize(): found[value] for value in ToneValue if found[value]}
    return bars("tone", "Số tin, bài theo sắc thái", names)


def _periods(edition: Edition) -> list[Past]:
    now = Past(edition.period, len(counted(edition)), len({e.story or e.article.id for e in counted(edition)}))
    return [*edition.history, now][-MOST_PERIODS:]


PERIOD_WORDS = {
    PeriodKind.WEEK: "tuần",
    PeriodKind.MONTH: "tháng",
    PeriodKind.QUARTER: "quý",
    PeriodKind.HALF: "kỳ 6 tháng",
    PeriodKind.YEAR: "năm",
}


def short_name(period: Period) -> str:
    """Under a column: `T47` for a week, `11/2026`, `IV/2026`, `đầu 2026`, `2026`."""
    end = period.end
    match period.kind:
        case PeriodKind.WEEK:
            return f"T{period.week_number[1]}"
        case PeriodKind.MONTH:
            return f"{end.month}/{end.year}"
        case PeriodKind.QUARTER:
            return f"{wording.roman((end.month + 2) // 3)}/{end.year}"
        case PeriodKind.HALF:
            return f"{'đầu' if end.month <= 6 else 'cuối'} {end.year}"
        case PeriodKind.YEAR:
            return str(end.year)
