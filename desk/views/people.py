"""Người dùng: who may sign in, in which role."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import accounts, words
from desk.actions import Refused
from desk.doors import needs, services
from desk.tongues import Said
from domain.errors import KnownError
from domain.people import Role
from domain.text import fold

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
    units = [code for code in form.getlist("xa")[:1] if code]
    if not set(units) <= _watched().keys():
        abort(400)
    try:
        accounts.add_person(
            g.store, form.get("name", ""), role, form.get("password", ""), g.person.name, services().clock(), units
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
    try:
        accounts.enable(g.store, found[0], request.form.get("enabled") == "1", g.person.name, services().clock())
    except Refused as trouble:
        return _page(trouble), 400
    return redirect(url_for("people.people"), 303)


@pages.post("/xa")
@needs(Role.ADMIN)
def tie() -> ResponseReturnValue:
    """In a city's home: tie a person to one commune more, to one less, or to none, which lets them see all."""
    form, watched = request.form, _watched()
    found = (g.store.users.named(form.get("name", "")) or abort(404))[0]
    code, deed = form.get("xa", ""), form.get("deed", "")
    if deed not in ("gan", "bo", "moi") or (deed != "moi" and code not in watched):
        abort(400)
    if found.id == g.person.id:
        return _page(Said("Không tự gắn chính mình với xã được. Mời nhờ một người quản trị khác.")), 400
    units = {"gan": (*found.units, code), "bo": tuple(one for one in found.units if one != code), "moi": ()}[deed]
    if deed == "bo" and not units:
        return _page(Said("Đây là xã cuối cùng. Muốn người này làm mọi xã, mời bấm “Cho làm mọi xã”.")), 400
    try:
        accounts.tie(g.store, found, units, g.person.name, services().clock())
    except Refused as trouble:
        return _page(trouble), 400
    return redirect(url_for("people.people"), 303)


def _watched() -> dict[str, str]:
    """The communes a person of a city's desk may be tied to, by name; none in the home of one commune."""
    communes = g.office.communes if g.office.city else ()
    named = {one.code: words.unit(one.unit) for one in communes}
    return dict(sorted(named.items(), key=lambda item: fold(item[1])))


def _page(complaint: object = "") -> str:
    return render_template("people.html", people=g.store.users.all(), communes=_watched(), complaint=complaint)
