"""Trợ giúp: the handbook at the desk, chapter by chapter; open to whoever can open the desk at all."""

from __future__ import annotations

import re

from flask import Blueprint, abort, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from desk import handbook
from desk.doors import open_to_all

pages = Blueprint("help", __name__, url_prefix="/tro-giup")

_NAME = re.compile(r"[a-z0-9-]+\.jpg\Z", re.ASCII)


@pages.get("")
@open_to_all
def contents() -> ResponseReturnValue:
    """All chapters."""
    return render_template("help.html", chapters=handbook.chapters(), chapter=None)


@pages.get("/<slug>")
@open_to_all
def chapter(slug: str) -> ResponseReturnValue:
    """One chapter."""
    found = handbook.chapter(slug) or abort(404)
    text = handbook.shown(
        found.text, lambda other: url_for("help.chapter", slug=other), lambda name: url_for("help.picture", name=name)
    )
    return render_template("help.html", chapters=handbook.chapters(), chapter=found, text=text)


@pages.get("/anh/<name>")
@open_to_all
def picture(name: str) -> ResponseReturnValue:
    """A picture of a chapter."""
    path = handbook.PICTURES / name
    if not _NAME.match(name) or not path.is_file():
        abort(404)
    return send_file(path, mimetype="image/jpeg", max_age=3600)
