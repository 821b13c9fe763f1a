"""Nhật ký: who did what, when, newest first."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from desk.doors import needs, of_the_city
from domain.people import Role

pages = Blueprint("log", __name__)

PAGE = 50


@pages.get("/nhat-ky")
@needs(Role.APPROVER)
@of_the_city
def log() -> ResponseReturnValue:
    """A page of the log; `truoc` is the number before which it begins."""
    deeds = g.store.audit.latest(PAGE, request.args.get("truoc", None, int))
    return render_template("log.html", deeds=deeds, older=deeds[-1].id if len(deeds) == PAGE else None)
