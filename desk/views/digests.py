"""Bản tổng hợp: what was built, as it looks, as files; and building one now."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Blueprint, Response, abort, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from desk import actions, words
from desk.doors import needs, services
from domain.edition import PeriodKind
from domain.people import Role
from domain.request import Task
from store.editions import Built

pages = Blueprint("digests", __name__, url_prefix="/tong-hop")

FOLDER = "digests"
_KEY = re.compile(r"(week|month|quarter|half|year)-\d{4}-\d\d-\d\d\Z", re.ASCII)
# A digest is a page of its own with its styles inside; framed by this desk only, it can do nothing but be read (no
# script runs in a sandbox without allow-scripts; with an origin of its own Chromium leaves the frame blank in print).
_FRAMED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-same-origin"
)


@pages.get("")
def digests() -> ResponseReturnValue:
    """All editions, the newest first."""
    built = g.store.editions.all(g.office.commune.code)
    tasks = [task for task in g.store.requests.open() if task.task is Task.BUILD]
    due = services().period(g.office, PeriodKind.WEEK)
    last = g.store.requests.latest(Task.BUILD)
    return render_template("digests.html", editions=built[::-1], tasks=tasks, due=due, last=last)


@pages.post("/lap")
@needs(Role.EDITOR)
def build() -> ResponseReturnValue:
    """Ask for a digest to be built."""
    detail = actions.build_detail(request.form.get("kind", ""), request.form.get("day", ""))
    actions.ask(g.store, g.person, Task.BUILD, detail, services().clock())
    return redirect(url_for("digests.digests"), 303)


@pages.get("/<key>")
def digest(key: str) -> ResponseReturnValue:
    """One edition as it will look, and its files."""
    edition = _edition(key)
    short = _file(edition, "txt")
    return render_template(
        "digest.html",
        edition=edition,
        formats=[name for name in words.FORMATS if _file(edition, name)],
        short=short.read_text(encoding="utf-8") if short else "",
    )


@pages.get("/<key>/xem")
def preview(key: str) -> ResponseReturnValue:
    """The edition's own page, for the frame."""
    path = _file(_edition(key), "html") or abort(404)
    answer = Response(path.read_bytes(), mimetype="text/html")
    answer.headers["Content-Security-Policy"] = _FRAMED
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


@pages.get("/<key>/tep/<name>")
def download(key: str, name: str) -> ResponseReturnValue:
    """One of the edition's files."""
    path = _file(_edition(key), name) or abort(404)
    return send_file(path.resolve(), as_attachment=True, download_name=path.name)


def _edition(key: str) -> Built:
    found: Built | None = g.store.editions.get(g.office.commune.code, key) if _KEY.match(key) else None
    return found or abort(404)


def _file(edition: Built, name: str) -> Path | None:
    """The edition's file of a format, None when there is none; never one outside the folder of digests."""
    folder = (services().home / FOLDER).resolve()
    for kept in edition.files:
        path = (services().home / kept).resolve()
        if name in words.FORMATS and path.suffix == f".{name}" and path.is_relative_to(folder) and path.is_file():
            return path
    return None
