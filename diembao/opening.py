"""Opening a case by hand, at the desk as on the command line: the words, the facts beside them, the first evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from desk.services import Beside, Passage
from diembao.claiming import preserve
from domain.case import Case
from domain.claim import Claim, ClaimKind
from domain.press import Article
from nlp.claims import reading
from nlp.claims.conflicts import Known
from nlp.sentences import sentences
from store import Store

# The word after a bare number: "47 hộ".
_COUNTED = re.compile(r" [^\W\d_]+")


def open_by_hand(store: Store, case: Case, by: str, now: datetime) -> Case | None:
    """Open a case with the kept page as its first evidence and a line in the log; None when that claim has one.

    Raises store.cases.NotAllowed, and then nothing was stored.
    """
    with store.together():
        made = store.cases.open(case)
        if made is None:
            return None
        kept = preserve(store, made, by, now)
        store.audit.add(now, by, "case-open", made.id, made.said)
    return kept


def passages(article: Article) -> list[Passage]:
    """The sentences of an article in reading order, each with what can be checked in it."""
    points: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
    fields = {"title": article.title, "sapo": article.sapo, "body": article.body}
    for claim in reading.claims(article):
        if said := _told(claim, fields[claim.span.field]):
            points.setdefault((claim.span.field, claim.sentence), {})[claim.kind.value, said] = None
    told = [(field, sentence) for field, text in fields.items() for sentence in sentences(text)]
    return [Passage(at, *one, tuple(points.get(one, ()))) for at, one in enumerate(told)]


def _told(claim: Claim, text: str) -> str:
    """What is checkable in words a person can ask about: a bare number with what it counts; no place without a name."""
    said = claim.span.quote
    if claim.kind is ClaimKind.PLACE and not any(letter.isupper() or letter.isdigit() for letter in said[1:]):
        return ""
    counted = _COUNTED.match(text, claim.span.end) if claim.kind is ClaimKind.NUMBER and said[-1].isdigit() else None
    return said + counted[0] if counted else said


def facts_beside(store: Store, unit_code: str, article: Article, sentence: str, words: str) -> Sequence[Beside]:
    """The commune's facts that seem to speak of a sentence's matter: first those that differ in these words."""
    facts = {f"fact:{fact.id}": fact for fact in store.facts.standing(unit_code)}
    known = Known(fact.statement() for fact in facts.values())
    day = article.published.day if article.published else None
    found: dict[str, Beside] = {}
    for one in known.conflicts(sentence, day):
        if one.said in words or words in one.said:
            found.setdefault(one.statement, Beside(facts[one.statement], one.why))
    for name in known.near(sentence, day):
        found.setdefault(name, Beside(facts[name]))
    return tuple(found.values())
