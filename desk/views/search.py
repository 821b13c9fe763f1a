"""Tìm: every article read, by its words."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from desk import looking
from desk.doors import services
from domain.errors import KnownError
from domain.press import Article

pages = Blueprint("search", __name__)

MOST = 50
LONGEST = 300


@pages.get("/tim")
def search() -> ResponseReturnValue:
    """The question and its answers, newest first."""
    asked = request.args.get("q", "").strip()[:LONGEST]
    total, complaint = 0, ""
    found: list[Article] = []
    if asked:
        try:
            total, found = services().find(g.office, g.store, asked, MOST)
        except KnownError as trouble:
            complaint = str(trouble)
    code = g.office.commune.code
    rows = [(one, looking.outlet(g.office, one), g.store.readings.judgement(one.id, code)) for one in found]
    return render_template("search.html", asked=asked, total=total, rows=rows, complaint=complaint)
