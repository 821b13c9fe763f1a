"""Nguồn báo: how each newspaper is doing, in plain words."""

from __future__ import annotations

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from desk.doors import services

pages = Blueprint("sources", __name__)


@pages.get("/nguon")
def sources() -> ResponseReturnValue:
    """Newspapers, those in trouble first, those switched off last."""
    states = services().states(g.office, g.store, services().believes(g.office))
    ordered = sorted(states, key=lambda one: (not one.source.enabled, one.ok))
    return render_template("sources.html", states=ordered)
