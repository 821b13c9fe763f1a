"""Nhập số liệu từ tệp: a file is read and shown; only what somebody has looked at is kept."""

from __future__ import annotations

import re

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import factfile
from desk.actions import Refused
from desk.doors import code, needs, services, takes
from desk.views import facts
from domain.errors import KnownError
from domain.people import Role
from domain.text import one_line
from store.facts import NotAFact

pages = Blueprint("factfiles", __name__, url_prefix="/so-lieu/tep")

# Beside the file its form has a token; beside the facts a mark for each.
_FORM, _PARTS = 64 << 10, factfile.MOST_FACTS + 10
LONGEST_NAME = 120


@pages.post("")
@needs(Role.EDITOR)
@takes(factfile.LARGEST_FILE + _FORM, 5)
def show() -> ResponseReturnValue:
    """What a file says, to be looked at; nothing is kept."""
    given = request.files.get("tep")
    data = given.stream.read() if given else b""
    if given is None or not data:
        return facts.page(
            "Chưa có tệp nào. Mời chọn một tệp Word, Excel, PDF có chữ hoặc CSV; chưa ghi gì.", file_open=True
        ), 400
    name = _name(given.filename or "")
    try:
        found = factfile.checked(services().facts_in(data, name))
    except KnownError as trouble:
        return facts.page(trouble, file_open=True), 400
    return render_template("facts_file.html", facts=found, name=name, packed=factfile.packed(found))


@pages.post("/ghi")
@needs(Role.EDITOR)
@takes(2 << 20, _PARTS)
def keep() -> ResponseReturnValue:
    """Keep the facts that were chosen."""
    form = request.form
    name = _name(form.get("ten-tep", ""))
    try:
        found = factfile.unpacked(form.get("so-lieu", ""), form.getlist("giu"))
        if services().secret([name, *factfile.texts(found)]):
            return facts.page(facts.SECRET), 400
        new = factfile.keep(g.store, code(), g.person, found, name, services().clock())
    except (Refused, NotAFact) as trouble:
        return facts.page(trouble), 400
    return redirect(url_for("facts.facts", moi=",".join(map(str, new))), 303)


@pages.post("/hoan-tac")
@needs(Role.EDITOR)
def undo() -> ResponseReturnValue:
    """Withdraw what came in with a file."""
    numbers = facts.numbers(request.form.get("moi", ""))
    try:
        factfile.undo(g.store, code(), g.person, numbers, services().clock())
    except Refused as trouble:
        return facts.page(trouble), 400
    return redirect(url_for("facts.facts"), 303)


def _name(text: str) -> str:
    """A file's name without any folder, short enough to stand in the log."""
    return one_line(re.split(r"[/\\]", text)[-1])[-LONGEST_NAME:] or "tệp không tên"
