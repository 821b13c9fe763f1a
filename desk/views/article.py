"""Bài: one article with every reason why it is here, what was decided about it, and what happened to it."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import actions, looking, rules, words
from desk.doors import code, inside, needs, services
from domain.correction import REPLY_DUE, TONE, TOPICS
from domain.people import Role
from domain.press import Article
from domain.reading import Verdict
from domain.review import Choice, Decision
from store.reviews import Overtaken

pages = Blueprint("article", __name__)


@pages.get("/bai/<article_id>")
def article(article_id: str) -> ResponseReturnValue:
    """The page of an article."""
    return _page(article_or_404(article_id), just=looking.just(g.store, code(), request.args.get("vua", 0, int)))


@pages.post("/bai/<article_id>/quyet-dinh")
@needs(Role.EDITOR)
def decide(article_id: str) -> ResponseReturnValue:
    """Store a decision; when someone else decided in between, show theirs and store nothing."""
    found = article_or_404(article_id)
    try:
        choice = Choice(request.form.get("choice", ""))
    except ValueError:
        abort(400)
    if choice is Choice.UNDO:
        abort(400)
    seen, note = request.form.get("seen", 0, int), request.form.get("note", "")
    try:
        decision = actions.decide(g.store, code(), g.person, found, choice, services().clock(), seen, note)
    except Overtaken as other:
        return _page(found, overtaken=other.last, refused=choice), 409
    return _back(decision)


@pages.post("/quyet-dinh/<int:number>/hoan-tac")
@needs(Role.EDITOR)
def undo(number: int) -> ResponseReturnValue:
    """Take a decision back."""
    decision = g.store.reviews.get(number)
    if decision is None or decision.unit_code != code():
        abort(404)
    found = article_or_404(decision.article)
    try:
        fact = actions.undo(g.store, g.person, decision, found, services().clock())
    except Overtaken as other:
        return _page(found, overtaken=other.last, refused=Choice.UNDO), 409
    return _back(fact)


@pages.post("/bai/<article_id>/sac-thai")
@needs(Role.EDITOR)
def correct(article_id: str) -> ResponseReturnValue:
    """Store what the officer says of tone, answer due and topics; when someone said so in between, show it."""
    found, form = article_or_404(article_id), request.form
    wanted = {name: form[name][:20] for name in (TONE, REPLY_DUE) if name in form}
    known = {rules.code for rules in g.office.topic_rules}
    named = [form.get(name, "") for name in ("topic0", "topic1")]
    if not known >= set(filter(None, named)):
        abort(400)
    wanted[TOPICS] = ",".join(dict.fromkeys(filter(None, named)))
    unit, seen = code(), form.get("said", 0, int)
    try:
        actions.correct(g.store, unit, g.person, found, wanted, seen, services().clock())
    except actions.Overtaking as other:
        return _page(found, complaint=other), 409
    return redirect(url_for("article.article", article_id=found.id) + "#sac-thai", 303)


def _back(decision: Decision) -> ResponseReturnValue:
    """Where the form came from, with the decision just made."""
    path = inside(request.form.get("ve")).split("?")[0].split("#")[0]
    return redirect(f"{path}?vua={decision.id}", 303)


def article_or_404(article_id: str) -> Article:
    """The article with an id; the answer is "not found" for anything else."""
    found: Article | None = g.store.articles.get(article_id)
    return found if found and may_see(article_id) else abort(404)


def may_see(article_id: str) -> bool:
    """Whether an article is theirs to look at: always, but for a person tied to communes and another one's article."""
    if not g.person.units:
        return True
    in_force = g.store.readings.in_force(article_id)
    unit = code()
    return any(one.unit_code == unit for one in in_force) or all(one.verdict is Verdict.REJECT for one in in_force)


def _page(
    found: Article,
    just: Decision | None = None,
    overtaken: Decision | None = None,
    refused: Choice | None = None,
    complaint: object = "",
) -> str:
    hits = g.store.readings.topics(found.id)
    item = looking.item(g.office, g.store, found)
    pros, cons = looking.speaking(item.read.reasons if item.read else ())
    joined, others = looking.fellows(g.office, g.store, found, may_see)
    names = {rules.code: rules.name for rules in g.office.topic_rules}
    return render_template(
        "article.html",
        item=item,
        pros=pros,
        cons=cons,
        topics=[(names.get(hit.topic, hit.topic), hit.reason) for hit in hits],
        codes=[*(hit.topic for hit in hits), "", ""],
        all_topics=list(names.items()),
        corrections=g.store.tones.corrections(code(), found.id),
        complaint=complaint,
        joined=joined,
        others=others,
        rules=rules.in_force(g.office.commune),
        phrase=rules.proposed(found, item.read),
        facts=item.facts,
        outcomes=sorted(g.store.outcomes.of(found.id), key=lambda one: words.step(one.stage)),
        just=just,
        overtaken=overtaken,
        refused=refused,
    )
