"""Số liệu chính thức: what the commune has published, with its documents; what runs out; entering one."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import casebook, typed
from desk.actions import Refused
from desk.doors import code, filled, needs, services
from desk.tongues import Said
from desk.views import periods
from domain.people import Role
from store.facts import NoSuchFact, NotAFact

pages = Blueprint("facts", __name__, url_prefix="/so-lieu")

SECRET = Said(
    "Nội dung mang dấu chỉ độ mật nên không được nhập vào máy nối mạng. Chưa ghi gì; mời xử lý theo quy định bảo vệ bí "
    "mật nhà nước."
)


@pages.get("")
def facts() -> ResponseReturnValue:
    """All facts that stand, those that run out first."""
    return page()


@pages.post("")
@needs(Role.EDITOR)
def add() -> ResponseReturnValue:
    """Keep a fact."""
    form = filled()
    if services().secret(form.values()):
        return page(SECRET), 400
    try:
        casebook.add_fact(g.store, code(), g.person, form, services().clock())
    except (Refused, NotAFact) as trouble:
        return page(trouble, form), 400
    return redirect(url_for("facts.facts"), 303)


@pages.post("/<fact_id>/thoi-dung")
@needs(Role.EDITOR)
def withdraw(fact_id: str) -> ResponseReturnValue:
    """Say that a fact no longer holds."""
    number = typed.number(fact_id)
    if number is None:
        abort(404)
    unit, reason = code(), request.form.get("reason", "")
    try:
        casebook.withdraw_fact(g.store, unit, g.person, number, reason, services().clock())
    except NoSuchFact:
        abort(404)
    except NotAFact as trouble:
        return page(trouble), 400
    return redirect(url_for("facts.facts"), 303)


def numbers(text: str) -> set[int]:
    """The numbers in a list written with commas; what is none is left out."""
    return {found for one in text[:4000].split(",") if (found := typed.number(one)) is not None}


def page(complaint: object = "", form: dict[str, str] | None = None, file_open: bool = False) -> str:
    """The page with what went wrong, and what was typed; `file_open`: the form for a file is at hand again."""
    day = periods.today()
    found = list(g.store.facts.standing(code()))
    found.sort(key=lambda fact: (not fact.expired(day), not fact.expires_soon(day), -fact.id))
    fresh = numbers(request.args.get("moi", "")) & {fact.id for fact in found}
    return render_template(
        "facts.html",
        facts=found,
        day=day,
        complaint=complaint,
        form=form or {},
        fresh=sorted(fresh),
        file_open=file_open,
    )
