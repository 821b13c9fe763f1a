"""Vấn đề: what the press asked of the commune, given to a unit, answered, closed; every word about it stays."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import actions, looking
from desk.doors import code, needs, services
from desk.views import periods
from domain.matter import Matter
from domain.people import Role

pages = Blueprint("matters", __name__, url_prefix="/van-de")


@pages.get("")
def matters() -> ResponseReturnValue:
    """Open ones first, the most urgent at the top; then those done with."""
    return _page()


@pages.post("/<matter_id>")
@needs(Role.EDITOR)
def write(matter_id: str) -> ResponseReturnValue:
    """Add what an officer writes; when someone wrote in between, show it and store nothing."""
    unit = code()
    found: Matter = g.store.matters.get(unit, matter_id) or abort(404)
    form = {key: value[:500] for key, value in request.form.items()}
    try:
        actions.write_matter(g.store, g.person, found, form, services().clock())
    except actions.Overtaking as other:
        return _page(other, form), 409
    except actions.Refused as trouble:
        return _page(trouble, form), 400
    return redirect(url_for("matters.matters") + f"#v-{matter_id}", 303)


def _page(complaint: object = "", form: dict[str, str] | None = None) -> str:
    day = periods.today()
    everything = g.store.matters.all(code())
    return render_template(
        "matters.html",
        waiting=looking.urgent(everything),
        done=[one for one in reversed(everything) if not one.open],
        day=day,
        complaint=complaint,
        form=form or {},
        units=sorted({rules.unit for rules in g.office.topic_rules}),
    )
