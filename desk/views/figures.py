"""Thống kê: figures of a week, a month, a quarter, and behind each the list that it counts."""

from __future__ import annotations

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from desk import figures
from desk.doors import code, services
from desk.views import periods
from digest.drawing import svg
from domain.edition import Period, PeriodKind

pages = Blueprint("figures", __name__, url_prefix="/thong-ke")

# Those that a row of periods is long enough for (figures.SHOWN).
KINDS = ("tuan", "thang", "quy")
MOST = 500


@pages.get("")
def sheet() -> ResponseReturnValue:
    """The figures of the period that holds a day, by default of the last whole one."""
    period = periods.asked(PeriodKind.WEEK, KINDS, lambda kind: services().period(g.office, kind))
    found = figures.sheet(g.office, g.store, period, services().agreement(g.office))
    return render_template(
        "figures.html",
        sheet=found,
        pictures=[(one, Markup(svg(one))) for one in map(figures.spoken, found.charts)],
        **periods.around(period, KINDS),
    )


@pages.get("/danh-sach")
def listed() -> ResponseReturnValue:
    """The articles that a figure counts."""
    period = _days()
    found = figures.picked(g.office, figures.counted(g.store, code(), period.start, period.end), request.args)
    names = figures.paper_names(g.office, found)
    rows = [(one, names[one.outlet, one.source]) for one in found]
    asked = [request.args[name][:120] for name in ("bao", "linh-vuc", "sac-thai") if request.args.get(name)]
    return render_template("figures_list.html", period=period, asked=asked, rows=rows[:MOST], total=len(rows))


@pages.get("/thoi-gian")
def times() -> ResponseReturnValue:
    """What a figure about time counts: articles to be answered, cases, requests of the press."""
    period, unit = _days(), code()
    what = request.args.get("loai", "")
    rows: dict[str, object] = {
        "answers": [(one, g.store.articles.get(one.article)) for one in figures.answers(g.store, unit, period)]
        if what == "tra-loi"
        else [],
        "cases": figures.cases(g.store, unit, period) if what == "ho-so" else [],
        "requests": figures.requests(g.store, unit, period) if what == "phat-ngon" else [],
    }
    if what not in ("tra-loi", "ho-so", "phat-ngon"):
        abort(404)
    return render_template(
        "figures_times.html", period=period, what=what, lasted=figures.lasted, closed_at=figures.closed_at, **rows
    )


def _days() -> Period:
    """The days that an address names; 404 for none."""
    first, last = periods.day_of("tu"), periods.day_of("den")
    if first is None or last is None:
        abort(404)
    return Period(PeriodKind.WEEK, first, last)
