"""Sự việc: the articles that tell one event, their copies compared; splitting, joining, and taking both back."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import actions, telling
from desk.doors import needs, services
from desk.views.article import article_or_404, may_see
from domain.people import Role

pages = Blueprint("stories", __name__, url_prefix="/su-viec")


@pages.get("/<article_id>")
def story(article_id: str) -> ResponseReturnValue:
    """The story in which an article stands."""
    found = article_or_404(article_id)
    return render_template(
        "story.html",
        article=found,
        told=telling.telling(services(), g.office, g.store, found, may_see),
        other=_titles(),
    )


@pages.post("/<article_id>/tach")
@needs(Role.EDITOR)
def split(article_id: str) -> ResponseReturnValue:
    """Say that an article tells another event than the others."""
    found = article_or_404(article_id)
    _refuse_shared(article_id)
    actions.split(g.store, g.person, found, services().clock())
    return _back(article_id)


@pages.post("/<article_id>/gop")
@needs(Role.EDITOR)
def merge(article_id: str) -> ResponseReturnValue:
    """Say that another article's story is this one."""
    found, other = article_or_404(article_id), article_or_404(request.form.get("voi", ""))
    _refuse_shared(article_id, other.id)
    actions.merge(g.store, g.person, found, other, services().clock())
    return _back(article_id)


@pages.post("/<article_id>/hoan-tac")
@needs(Role.EDITOR)
def undo(article_id: str) -> ResponseReturnValue:
    """Take a splitting or joining back."""
    number = request.form.get("number", 0, int) or abort(400)
    _refuse_shared(article_id)
    actions.undo_story(g.store, g.person, article_or_404(article_id), number, services().clock())
    return _back(article_id)


def _refuse_shared(*articles: str) -> None:
    """A story is the same for every commune: one with another commune's articles is not for a person tied to some."""
    stories = [g.store.stories.of(one) for one in articles]
    if not all(may_see(one) for story in stories if story for one in story.articles):
        abort(403, "Sự việc này có cả bài của xã khác; việc tách, gộp do người quản trị của tỉnh, thành phố làm.")


def _back(article_id: str) -> ResponseReturnValue:
    return redirect(url_for("stories.story", article_id=article_id), 303)


def _titles() -> object:
    """Headlines by id, for telling what a decision was about."""

    def title(article_id: str) -> str:
        found = g.store.articles.get(article_id)
        return found.title if found else ""

    return title
