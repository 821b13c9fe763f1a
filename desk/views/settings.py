"""Cài đặt: every setting in force with its meaning. Changing them is done with `diembao config set` for now."""

from __future__ import annotations

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from config.explained import explained
from desk import rules

pages = Blueprint("settings", __name__)


@pages.get("/cai-dat")
def settings() -> ResponseReturnValue:
    """All settings, part by part."""
    return render_template("settings.html", parts=explained(g.office.settings), rules=rules.in_force(g.office.commune))
