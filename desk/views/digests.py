"""Bản tổng hợp: what was built, as it looks, as files; and building one now."""

from __future__ import annotations

import io
import re
from pathlib import Path

from flask import Blueprint, Response, abort, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from desk import actions, editing, words
from desk.doors import code, needs, services
from desk.views import periods
from digest.render import RENDERERS
from digest.render.pdf import CannotPrint
from domain.document import Digest
from domain.edition import PeriodKind
from domain.people import Role
from domain.request import Task
from store.editions import Built, Editions

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
    built = g.store.editions.all(code())
    tasks = [task for task in g.store.requests.open() if task.task is Task.BUILD]
    due = services().period(g.office, PeriodKind.WEEK)
    last = g.store.requests.latest(Task.BUILD)
    return render_template(
        "digests.html",
        editions=[(one, editing.standing(g.store, one)) for one in built[::-1]],
        tasks=tasks,
        due=due,
        last=last,
    )


@pages.post("/lap")
@needs(Role.EDITOR)
def build() -> ResponseReturnValue:
    """Ask for a digest to be built."""
    detail = actions.build_detail(request.form.get("kind", ""), request.form.get("day", ""), whose())
    actions.ask(g.store, g.person, Task.BUILD, detail, services().clock())
    return redirect(url_for("digests.digests"), 303)


@pages.get("/<key>")
def digest(key: str) -> ResponseReturnValue:
    """One edition as it will look, and its files."""
    edition = edition_or_404(key)
    services().recompose(g.office, g.store, edition.period)
    edition = edition_or_404(key)
    state = editing.state(g.store, edition)
    document, short = _document(edition, state), _file(edition, "txt")
    return render_template(
        "digest.html",
        edition=edition,
        state=state,
        tasks=g.store.requests.open(),
        today=periods.today(),
        formats=[name for name in words.FORMATS if _file(edition, name) or (document and name in RENDERERS)],
        short=short.read_text(encoding="utf-8") if short else "",
    )


@pages.get("/<key>/xem")
def preview(key: str) -> ResponseReturnValue:
    """The edition's own page, for the frame."""
    edition = edition_or_404(key)
    path = _file(edition, "html")
    content = path.read_bytes() if path else _rendered(edition, "html")
    answer = Response(content, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = _FRAMED
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


@pages.get("/<key>/tep/<name>")
def download(key: str, name: str) -> ResponseReturnValue:
    """One of the edition's files."""
    edition = edition_or_404(key)
    path = _file(edition, name)
    if path:
        return send_file(path.resolve(), as_attachment=True, download_name=path.name)
    content = io.BytesIO(_rendered(edition, name))
    stem = f"{edition.unit_code}-{key}" if g.office.city else key
    return send_file(content, as_attachment=True, download_name=f"tong-hop-bao-chi-{stem}.{name}")


def _rendered(edition: Built, name: str) -> bytes:
    """The bytes of a file that was not built, or is gone."""
    content = _document(edition, editing.state(g.store, edition)) if name in RENDERERS else None
    if content is None:
        abort(404)
    try:
        return RENDERERS[name](content)
    except CannotPrint as trouble:
        abort(503, str(trouble))


def _document(edition: Built, state: editing.State) -> Digest | None:
    """What a file of the edition would hold: the document issued last, else the draft."""
    editions: Editions = g.store.editions
    if state.frozen:
        return editions.frozen(state.issued[-1])[1]
    draft = editions.draft(edition.unit_code, edition.period.key)
    return draft[1] if draft else None


def whose() -> str:
    """In a city's home the code of the commune, or the city, looked at: what is asked for is done for it alone."""
    return code() if g.office.city else ""


def edition_or_404(key: str) -> Built:
    """The edition with a key; the answer is "not found" for anything else."""
    found: Built | None = g.store.editions.get(code(), key) if _KEY.match(key) else None
    return found or abort(404)


def _file(edition: Built, name: str) -> Path | None:
    """The edition's file of a format, None when there is none; never one outside the folder of digests."""
    folder = (services().home / FOLDER).resolve()
    for kept in edition.files:
        path = (services().home / kept).resolve()
        if name in words.FORMATS and path.suffix == f".{name}" and path.is_relative_to(folder) and path.is_file():
            return path
    return None
