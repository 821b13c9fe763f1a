"""Người dùng: who may sign in, in which role."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import accounts
from desk.doors import needs, services
from desk.tongues import Said
from domain.errors import KnownError
from domain.people import Role

pages = Blueprint("people", __name__, url_prefix="/nguoi-dung")


@pages.get("")
@needs(Role.ADMIN)
def people() -> ResponseReturnValue:
    """Everybody."""
    return _page()


@pages.post("/them")
@needs(Role.ADMIN)
def add() -> ResponseReturnValue:
    """Add a person."""
    form = request.form
    try:
        role = Role(form.get("role", ""))
    except ValueError:
        abort(400)
    try:
        accounts.add_person(
            g.store, form.get("name", ""), role, form.get("password", ""), g.person.name, services().clock()
        )
    except KnownError as trouble:
        return _page(trouble), 400
    return redirect(url_for("people.people"), 303)


@pages.post("/khoa")
@needs(Role.ADMIN)
def enable() -> ResponseReturnValue:
    """Lock a person out, or let them in again; never oneself."""
    found = g.store.users.named(request.form.get("name", "")) or abort(404)
    if found[0].id == g.person.id:
        return _page(Said("Không tự khóa chính mình được. Mời nhờ một người quản trị khác.")), 400
    accounts.enable(g.store, found[0], request.form.get("enabled") == "1", g.person.name, services().clock())
    return redirect(url_for("people.people"), 303)


def _page(complaint: object = "") -> str:
    return render_template("people.html", people=g.store.users.all(), complaint=complaint)
