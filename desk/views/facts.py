"""Số liệu chính thức: what the commune has published, with its documents; what runs out; entering one."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import casebook
from desk.actions import Refused
from desk.doors import needs, services
from domain.clock import to_local
from domain.people import Role
from store.facts import NotAFact

pages = Blueprint("facts", __name__, url_prefix="/so-lieu")


@pages.get("")
def facts() -> ResponseReturnValue:
    """All facts that stand, those that run out first."""
    return _page()


@pages.post("")
@needs(Role.EDITOR)
def add() -> ResponseReturnValue:
    """Keep a fact."""
    form = {key: value for key, value in request.form.items() if key != "dau"}
    if services().secret(form.values()):
        return _page(
            "Nội dung mang dấu chỉ độ mật nên không được nhập vào máy nối mạng. Chưa ghi gì; mời xử lý theo quy định "
            "bảo vệ bí mật nhà nước."
        ), 400
    try:
        casebook.add_fact(g.store, g.office.commune.code, g.person, form, services().clock())
    except (Refused, NotAFact) as trouble:
        return _page(str(trouble), form), 400
    return redirect(url_for("facts.facts"), 303)


@pages.post("/<fact_id>/thoi-dung")
@needs(Role.EDITOR)
def withdraw(fact_id: str) -> ResponseReturnValue:
    """Say that a fact no longer holds."""
    number = int(fact_id) if fact_id.isascii() and fact_id.isdigit() and len(fact_id) < 10 else abort(404)
    try:
        casebook.withdraw_fact(g.store, g.person, number, request.form.get("reason", ""), services().clock())
    except NotAFact as trouble:
        return _page(str(trouble)), 400
    return redirect(url_for("facts.facts"), 303)


def _page(complaint: str = "", form: dict[str, str] | None = None) -> str:
    day = to_local(services().believes(g.office)).date()
    found = list(g.store.facts.standing(g.office.commune.code))
    found.sort(key=lambda fact: (not fact.expired(day), not fact.expires_soon(day), -fact.id))
    return render_template("facts.html", facts=found, day=day, complaint=complaint, form=form or {})
