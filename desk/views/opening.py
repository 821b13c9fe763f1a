"""Mở hồ sơ: an officer chooses a statement of an article, looks at it beside the commune's facts, opens its case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import looking, opening
from desk.actions import Refused
from desk.doors import code, needs, services
from desk.services import Passage
from desk.views.article import article_or_404
from digest.safe import href
from domain.case import Case
from domain.casefields import KINDS
from domain.people import Role
from domain.press import Article
from domain.sameclaim import the_same
from store.cases import NotAllowed

pages = Blueprint("opening", __name__)


@pages.get("/bai/<article_id>/mo-ho-so")
@needs(Role.EDITOR)
def choose(article_id: str) -> ResponseReturnValue:
    """The sentences to choose from; with words chosen, these beside the facts, to be confirmed."""
    found = article_or_404(article_id)
    passages = services().passages(found)
    if "noi" not in request.args:
        return _choosing(found, passages, request.args)
    try:
        asked = opening.question(passages, request.args, g.person)
    except Refused as trouble:
        return _choosing(found, passages, request.args, trouble), 400
    if known := the_same(_cases(found), asked.sentence, asked.said):
        return redirect(url_for("cases.case", case_id=known.id, da="1"))
    return _confirming(found, asked)


@pages.post("/bai/<article_id>/mo-ho-so")
@needs(Role.EDITOR)
def open_case(article_id: str) -> ResponseReturnValue:
    """Open the case; what the rules forbid is told and nothing is stored; a claim that has a case leads to it."""
    found, form, unit = article_or_404(article_id), request.form, code()
    passages = services().passages(found)
    try:
        asked = opening.question(passages, form, g.person)
        beside = services().beside(g.office, g.store, found, asked.sentence, asked.said)
        now = services().clock()
        case = opening.case_of(asked, unit, found.id, g.person, beside, form.get("so-lieu", ""), now)
        made = services().open_case(g.store, case, g.person.name)
    except (Refused, NotAllowed) as trouble:
        return _choosing(found, passages, form, trouble), 400
    if made:
        return redirect(url_for("cases.case", case_id=made.id, vua="1"), 303)
    known = the_same(_cases(found), asked.sentence, asked.said)
    assert known is not None, "the store refuses a second case only where there is a first"
    return redirect(url_for("cases.case", case_id=known.id, da="1"), 303)


def _cases(article: Article) -> tuple[Case, ...]:
    """The commune's cases on an article."""
    found: tuple[Case, ...] = g.store.cases.on_article(code(), article.id)
    return found


def _choosing(article: Article, passages: Sequence[Passage], form: Mapping[str, str], complaint: object = "") -> str:
    cases = _cases(article)
    return render_template(
        "opening.html",
        article=article,
        outlet=looking.outlet(g.office, article),
        link=href(article.url),
        passages=opening.offered(passages),
        cases=cases,
        same=lambda sentence, said: the_same(cases, sentence, said),
        kinds=KINDS,
        form=form,
        complaint=complaint,
    )


def _confirming(article: Article, asked: opening.Question) -> str:
    return render_template(
        "opening_confirm.html",
        article=article,
        outlet=looking.outlet(g.office, article),
        asked=asked,
        beside=services().beside(g.office, g.store, article, asked.sentence, asked.said),
        kinds=KINDS,
    )
