"""Thống kê: figures of a week, a month, a quarter, and behind each the list that it counts."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from desk import figures
from desk.doors import services
from digest.drawing import svg
from domain.clock import to_local
from domain.edition import Period, PeriodKind, period_of, previous_period

pages = Blueprint("figures", __name__, url_prefix="/thong-ke")

# Kinds of periods as they stand in an address.
KINDS = {"tuan": PeriodKind.WEEK, "thang": PeriodKind.MONTH, "quy": PeriodKind.QUARTER}
MOST = 500


@pages.get("")
def sheet() -> ResponseReturnValue:
    """The figures of the period that holds a day, by default of the last whole one."""
    kind = KINDS.get(request.args.get("ky", "tuan"), PeriodKind.WEEK)
    period = _period(kind)
    today = to_local(services().believes(g.office)).date()
    found = figures.sheet(g.office, g.store, period, services().agreement(g.office))
    return render_template(
        "figures.html",
        sheet=found,
        kinds=KINDS,
        chosen=next(name for name, one in KINDS.items() if one is kind),
        before=previous_period(period, g.office.settings.digest.windows).end,
        after=period.end if period.end < today else None,
        next_day=lambda day: day + timedelta(days=1),
        unfinished=today <= period.end,
        pictures=[(one, Markup(svg(one))) for one in found.charts],
    )


@pages.get("/danh-sach")
def listed() -> ResponseReturnValue:
    """The articles that a figure counts."""
    period = _days()
    found = figures.picked(
        g.office, figures.counted(g.store, g.office.commune.code, period.start, period.end), request.args
    )
    names = figures.paper_names(g.office, found)
    rows = [(one, names[one.outlet, one.source]) for one in found]
    asked = [request.args[name][:120] for name in ("bao", "linh-vuc", "sac-thai") if request.args.get(name)]
    return render_template("figures_list.html", period=period, asked=asked, rows=rows[:MOST], total=len(rows))


@pages.get("/thoi-gian")
def times() -> ResponseReturnValue:
    """What a figure about time counts: articles to be answered, cases, requests of the press."""
    period, code = _days(), g.office.commune.code
    what = request.args.get("loai", "")
    rows: dict[str, object] = {
        "answers": [(one, g.store.articles.get(one.article)) for one in figures.answers(g.store, code, period)]
        if what == "tra-loi"
        else [],
        "cases": figures.cases(g.store, code, period) if what == "ho-so" else [],
        "requests": figures.requests(g.store, code, period) if what == "phat-ngon" else [],
    }
    if what not in ("tra-loi", "ho-so", "phat-ngon"):
        abort(404)
    return render_template(
        "figures_times.html", period=period, what=what, lasted=figures.lasted, closed_at=figures.closed_at, **rows
    )


def _period(kind: PeriodKind) -> Period:
    asked = _day("ngay")
    if asked is None:
        return services().period(g.office, kind)
    return period_of(asked, kind, g.office.settings.digest.windows)


def _days() -> Period:
    """The days that an address names; 404 for none."""
    first, last = _day("tu"), _day("den")
    if first is None or last is None:
        abort(404)
    return Period(PeriodKind.WEEK, first, last)


def _day(name: str) -> date | None:
    try:
        found = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return found if 2000 <= found.year < 2100 else None
