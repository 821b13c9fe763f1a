"""Hồ sơ: statements of the press that need checking, one a case; what was written, its papers, its limits."""

from __future__ import annotations

import io
from datetime import datetime

from flask import Blueprint, abort, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from desk import casebook, looking
from desk.actions import Refused
from desk.doors import code, filled, needs, services
from desk.views.article import article_or_404
from domain.case import Case
from domain.casefields import KINDS
from domain.errors import KnownError
from domain.people import Role
from store.cases import NotAllowed

pages = Blueprint("cases", __name__, url_prefix="/ho-so")


@pages.get("")
def cases() -> ResponseReturnValue:
    """Open cases, the nearest limit first; then the closed ones."""
    everything = g.store.cases.all(code())
    never = datetime.max.replace(tzinfo=services().clock().tzinfo)
    waiting = [(case, casebook.limits(case)) for case in everything if case.open]
    waiting.sort(key=lambda pair: (pair[1][0].at if pair[1] else never, pair[0].id))
    done = [case for case in reversed(everything) if not case.open]
    return render_template(
        "cases.html",
        waiting=waiting,
        closed=[case for case in done if not case.mistaken],
        mistaken=[case for case in done if case.mistaken],
        now=services().believes(g.office),
    )


@pages.get("/so-sua-sai")
def mistakes() -> ResponseReturnValue:
    """The log of the office's own mistakes as a Word file."""
    data = io.BytesIO(services().mistakes(g.office, g.store))
    return send_file(data, "application/octet-stream", as_attachment=True, download_name="so-sua-sai.docx")


@pages.get("/<case_id>")
def case(case_id: str) -> ResponseReturnValue:
    """One case: both sentences side by side, why the program asks, everything written, what may be written now."""
    return _page(_case(case_id), told=next((word for word in ("vua", "da") if word in request.args), ""))


@pages.post("/<case_id>")
@needs(Role.EDITOR)
def write(case_id: str) -> ResponseReturnValue:
    """Write into a case; what the rules forbid is told and nothing is stored."""
    found = _case(case_id)
    form = filled()
    try:
        casebook.write(g.store, g.person, found, form.get("deed", ""), form, services().clock())
    except (NotAllowed, Refused) as trouble:
        return _page(_case(case_id), trouble, form), 400
    return redirect(url_for("cases.case", case_id=case_id), 303)


@pages.post("/<case_id>/van-ban")
@needs(Role.EDITOR)
def paper(case_id: str) -> ResponseReturnValue:
    """One paper of a case as a Word file."""
    name = request.form.get("name", "")
    found = _case(case_id)
    try:
        data = services().case_paper(g.office, g.store, found, name)
    except KnownError as trouble:
        return _page(found, trouble), 400
    return send_file(io.BytesIO(data), as_attachment=True, download_name=f"{case_id}-{name}.docx")


@pages.post("/<case_id>/tep")
@needs(Role.EDITOR)
def dossier(case_id: str) -> ResponseReturnValue:
    """The whole case as one file."""
    found = _case(case_id)
    data = services().case_dossier(g.office, g.store, found, g.person.name)
    return send_file(io.BytesIO(data), "application/zip", as_attachment=True, download_name=f"{case_id}.zip")


def _case(case_id: str) -> Case:
    found: Case | None = g.store.cases.get(code(), case_id)
    return found or abort(404)


def _page(found: Case, complaint: object = "", form: dict[str, str] | None = None, told: str = "") -> str:
    article = article_or_404(found.article)
    return render_template(
        "case.html",
        case=found,
        article=article,
        outlet=looking.outlet(g.office, article),
        limits=casebook.limits(found),
        forms=casebook.forms(found, g.person),
        papers=services().case_papers(g.office, g.store, found),
        kind=KINDS.get(found.kind, found.kind),
        seen=found.events[-1].number if found.events else 0,
        complaint=complaint,
        told=told,
        form=form or {},
    )
