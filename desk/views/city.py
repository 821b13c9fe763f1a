"""Toàn tỉnh, thành phố: every commune with what waits there; and the choice of the commune that the desk shows."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk.doors import choices_of, cookie_name, of_the_city, services
from domain.edition import PeriodKind
from domain.place import Unit
from domain.reading import Verdict
from domain.text import fold

pages = Blueprint("city", __name__)


@dataclass(frozen=True, slots=True)
class Row:
    """One commune: how many articles ask for a word, how many issues are open, whether its digest was built."""

    unit: Unit
    doubtful: int
    open: int
    built: bool


@pages.get("/thanh-pho")
@of_the_city
def city() -> ResponseReturnValue:
    """Every commune by name."""
    if g.office.city is None:
        abort(404)
    period = services().period(g.office, PeriodKind.WEEK)
    units = sorted((one.unit for one in g.office.communes), key=lambda unit: (fold(unit.name), unit.code))
    rows = [_row(unit, period.key) for unit in units]
    return render_template("city.html", rows=rows, period=period)


def _row(unit: Unit, key: str) -> Row:
    doubtful = g.store.reviews.waiting(unit.code, Verdict.REVIEW.value)
    waiting = sum(matter.open for matter in g.store.matters.all(unit.code))
    return Row(unit, doubtful, waiting, g.store.editions.get(unit.code, key) is not None)


@pages.post("/xa")
def choose() -> ResponseReturnValue:
    """Look from another commune, or from the city, from now on; refused where the person has no right."""
    code = request.form.get("xa", "")
    if g.office.city is None or code not in choices_of(g.office, g.person):
        abort(403, "Đồng chí không được làm việc với xã này. Chưa có gì thay đổi.")
    answer = redirect(url_for("today.today"), 303)
    answer.set_cookie(f"{cookie_name()}-xa", code, httponly=True, samesite="Lax", secure=request.is_secure, path="/")
    return answer
