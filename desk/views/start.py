"""Bắt đầu: the first page of a home without settings: which commune, who signs, who administers."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import config.gazetteer
from desk import accounts, actions, tokens
from desk.doors import new_word, open_to_all, services
from domain.errors import KnownError
from domain.people import Role
from domain.place import Unit

pages = Blueprint("start", __name__, url_prefix="/bat-dau")

MOST = 30


@pages.get("")
@open_to_all
def start() -> ResponseReturnValue:
    """First the commune, by its present or a former name; then the rest of the form."""
    if g.store.users.any() or g.person is not None:
        return redirect(url_for("today.today"))
    if g.office is not None:
        return render_template("first_person.html", complaint="", form={})
    unit = config.gazetteer.unit(request.args.get("ma", ""))
    if unit is not None:
        return _form(unit)
    asked = request.args.get("ten", "").strip()[:100]
    found = config.gazetteer.find(asked) if asked else []
    rows = [(one, _before(one)) for one in found[:MOST]]
    return render_template("start.html", asked=asked, rows=rows, more=len(found) - len(rows))


@pages.post("")
@open_to_all
def begin() -> ResponseReturnValue:
    """Write the settings, add the administrator, sign them in, ask for the first reading."""
    if g.store.users.any() or g.person is not None:
        return redirect(url_for("today.today"))
    form = {key: value[:500] for key, value in request.form.items()}
    unit = config.gazetteer.unit(form.get("ma", ""))
    name, password = form.get("name", "").strip(), form.get("password", "")
    try:
        if password != form.get("again", ""):
            raise actions.Refused("Hai lần ghi mật khẩu không giống nhau. Chưa ghi gì.")
        if g.office is not None:
            person = accounts.add_person(g.store, name, Role.ADMIN, password, name, services().clock())
        elif unit is None:
            return redirect(url_for("start.start"))
        else:
            title, signer, contact = (form.get(key, "") for key in ("signer_title", "signer_name", "contact"))
            beginning = accounts.Beginning(unit, title, signer, contact, name, password)
            person = accounts.set_up(g.store, services().home, beginning, services().clock())
    except KnownError as trouble:
        if g.office is not None or unit is None:
            return render_template("first_person.html", complaint=trouble, form=form), 400
        return _form(unit, trouble, form), 400
    g.store.users.begin_session(person, tokens.hashed(new_word()), services().clock())
    return redirect(url_for("today.today"), 303)


def _form(unit: Unit, complaint: object = "", form: dict[str, str] | None = None) -> str:
    return render_template("start_form.html", unit=unit, before=_before(unit), complaint=complaint, form=form or {})


def _before(unit: Unit) -> str:
    """The former units a commune was made from, so that a namesake is told apart."""
    formers = config.gazetteer.commune(unit.code).formers
    return ", ".join(f"{former.type.lower()} {former.name} ({former.district})" for former in formers)
