"""Hôm nay: what needs a decision, in order."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import actions, editing, history, looking
from desk.deadlines import deadlines
from desk.doors import code, needs, services
from domain.clock import to_local
from domain.edition import PeriodKind
from domain.people import Role
from domain.request import Task

pages = Blueprint("today", __name__)


@pages.get("/")
def today() -> ResponseReturnValue:
    """The page that is opened every day; of a city looked at as a whole the list of its communes."""
    if g.office.is_city:
        return redirect(url_for("city.city"))
    now = services().believes(g.office)
    period = services().period(g.office, PeriodKind.WEEK)
    last = g.store.runs.last()
    edition = g.store.editions.get(code(), period.key)
    just = looking.just(g.store, code(), request.args.get("vua", 0, int))
    matters = g.store.matters.all(code())
    return render_template(
        "today.html",
        day=looking.day(g.office, g.store, now),
        matters=looking.urgent(matters),
        changed=history.waiting(g.office, g.store, now),
        warned=looking.warnings(g.office, g.store, matters),
        OF_PRESS=looking.OF_PRESS,
        date=to_local(now).date(),
        broken=[one for one in services().states(g.office, g.store, now) if one.source.enabled and not one.ok],
        period=period,
        edition=edition,
        state=editing.standing(g.store, edition) if edition else None,
        limits=deadlines(g.store, code(), now),
        last_run=last[0] if last else None,
        sizes=g.store.sizes() if last is None else {},
        tasks=g.store.requests.open(),
        asked=g.store.requests.latest(Task.RUN),
        now=now,
        just=just,
        decided=looking.title(g.store, just.article) if just else "",
    )


@pages.post("/doc-bao")
@needs(Role.EDITOR)
def read_now() -> ResponseReturnValue:
    """Ask for the press to be read now."""
    actions.ask(g.store, g.person, Task.RUN, "", services().clock())
    return redirect(url_for("today.today"))
