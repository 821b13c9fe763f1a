"""Lịch sử của bài: versions with the words that changed, what was seen of the page, the officer's word, the dossier."""

from __future__ import annotations

import io
from datetime import timedelta

from flask import Blueprint, abort, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from desk import actions, history
from desk.doors import needs, services
from desk.looking import outlet
from desk.views.article import article_or_404
from domain.people import Role
from domain.watch import Change, Ruling

pages = Blueprint("watch", __name__)

# The page of changes looks back so far.
LOOK_BACK = timedelta(days=92)


@pages.get("/thay-doi")
def changes() -> str:
    """Articles that were edited, corrected, removed in the last three months."""
    now = services().believes(g.office)
    return render_template("changes.html", rows=history.changed(g.office, g.store, now - LOOK_BACK, now))


@pages.get("/bai/<article_id>/lich-su")
def article(article_id: str) -> str:
    """The history of an article."""
    found = article_or_404(article_id)
    return render_template(
        "history.html",
        article=found,
        outlet=outlet(g.office, found),
        history=history.history(g.store, found.id),
        Ruling=Ruling,
    )


@pages.post("/bai/<article_id>/lich-su/<int:number>")
@needs(Role.EDITOR)
def rule(article_id: str, number: int) -> ResponseReturnValue:
    """Say of a change that it is so, that it is not, or take that back."""
    found = article_or_404(article_id)
    change: Change = next((one for one in g.store.watch.changes(found.id) if one.id == number), None) or abort(404)
    try:
        ruling = Ruling(request.form.get("ruling", ""))
    except ValueError:
        abort(400)
    note = request.form.get("note", "")
    actions.rule_change(g.store, g.person, found, change, ruling, services().clock(), note)
    return redirect(url_for("watch.article", article_id=found.id) + f"#t-{number}", 303)


@pages.post("/bai/<article_id>/ho-so")
@needs(Role.EDITOR)
def dossier(article_id: str) -> ResponseReturnValue:
    """The evidence of an article as one file, with how to check it."""
    found = article_or_404(article_id)
    name, data = services().dossier(g.office, g.store, found.id, g.person.name)
    return send_file(io.BytesIO(data), "application/zip", as_attachment=True, download_name=name)
