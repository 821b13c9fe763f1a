"""Bài: one article with every reason why it is here, what was decided about it, and what happened to it."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import actions, looking, words
from desk.doors import inside, needs, services
from domain.people import Role
from domain.press import Article
from domain.review import Choice, Decision
from store.reviews import Overtaken

pages = Blueprint("article", __name__)


@pages.get("/bai/<article_id>")
def article(article_id: str) -> ResponseReturnValue:
    """The page of an article."""
    return _page(_article(article_id), just=g.store.reviews.get(request.args.get("vua", 0, int)))


@pages.post("/bai/<article_id>/quyet-dinh")
@needs(Role.EDITOR)
def decide(article_id: str) -> ResponseReturnValue:
    """Store a decision; when someone else decided in between, show theirs and store nothing."""
    found = _article(article_id)
    try:
        choice = Choice(request.form.get("choice", ""))
    except ValueError:
        abort(400)
    if choice is Choice.UNDO:
        abort(400)
    seen, note = request.form.get("seen", 0, int), request.form.get("note", "")
    try:
        decision = actions.decide(
            g.store, g.office.commune.code, g.person, found, choice, services().clock(), seen, note
        )
    except Overtaken as other:
        return _page(found, overtaken=other.last, refused=choice), 409
    return _back(decision)


@pages.post("/quyet-dinh/<int:number>/hoan-tac")
@needs(Role.EDITOR)
def undo(number: int) -> ResponseReturnValue:
    """Take a decision back."""
    decision = g.store.reviews.get(number)
    if decision is None or decision.unit_code != g.office.commune.code:
        abort(404)
    found = _article(decision.article)
    try:
        fact = actions.undo(g.store, g.person, decision, found, services().clock())
    except Overtaken as other:
        return _page(found, overtaken=other.last, refused=Choice.UNDO), 409
    return _back(fact)


@pages.post("/bai/<article_id>/tach")
@needs(Role.EDITOR)
def split(article_id: str) -> ResponseReturnValue:
    """Say that an article tells another event than the others of its story; or take that back."""
    found = _article(article_id)
    number = request.form.get("hoan-tac", 0, int)
    if number:
        actions.undo_split(g.store, g.person, found, number, services().clock())
    else:
        actions.split(g.store, g.person, found, services().clock())
    return redirect(url_for("article.article", article_id=found.id) + "#su-viec", 303)


def _back(decision: Decision) -> ResponseReturnValue:
    """Where the form came from, with the decision just made."""
    path = inside(request.form.get("ve")).split("?")[0].split("#")[0]
    return redirect(f"{path}?vua={decision.id}", 303)


def _article(article_id: str) -> Article:
    found: Article | None = g.store.articles.get(article_id)
    return found or abort(404)


def _page(
    found: Article,
    just: Decision | None = None,
    overtaken: Decision | None = None,
    refused: Choice | None = None,
) -> str:
    item = looking.item(g.office, g.store, found)
    pros, cons = looking.speaking(item.read.reasons if item.read else ())
    joined, others = looking.fellows(g.office, g.store, found)
    names = {rules.code: rules.name for rules in g.office.topic_rules}
    return render_template(
        "article.html",
        item=item,
        pros=pros,
        cons=cons,
        topics=[(names.get(hit.topic, hit.topic), hit.reason) for hit in g.store.readings.topics(found.id)],
        joined=joined,
        others=others,
        split=looking.split_of(g.store, found.id),
        facts=g.store.reviews.of(found.id, g.office.commune.code),
        outcomes=sorted(g.store.outcomes.of(found.id), key=lambda one: words.step(one.stage)),
        just=just,
        overtaken=overtaken,
        refused=refused,
    )
