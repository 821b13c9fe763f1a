"""Quy tắc “không phải xã mình”: write one from an article, take one back."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from desk import rules
from desk.doors import inside, needs, services
from desk.views.article import article_or_404
from domain.people import Role

pages = Blueprint("rules", __name__)


@pages.post("/bai/<article_id>/quy-tac")
@needs(Role.EDITOR)
def add(article_id: str) -> ResponseReturnValue:
    """A rule from this article's words, for its newspaper alone or for all."""
    found = article_or_404(article_id)
    outlet = found.outlet if request.form.get("chi-bao-nay") else ""
    rules.add(
        g.office.home,
        g.store,
        g.office.commune,
        g.person,
        found,
        request.form.get("cum-tu", ""),
        outlet,
        services().clock(),
    )
    return redirect(url_for("article.article", article_id=found.id) + "#quy-tac", 303)


@pages.post("/quy-tac/bo")
@needs(Role.EDITOR)
def remove() -> ResponseReturnValue:
    """Take a rule back."""
    written = request.form.get("quy-tac", "")
    rules.remove(g.office.home, g.store, g.office.commune, g.person, written, services().clock())
    return redirect(inside(request.form.get("ve")), 303)
