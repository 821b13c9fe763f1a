"""Which words of an article may be repeated? At most `QUOTE_LIMIT` tiếng from any one article, and the best ones.

An article about the commune is quoted by its lead; an article that only names it, by the sentence that does. What the
reason sentence already repeats is taken off the limit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.safe import cut, inner, printable
from domain.edition import Entry
from domain.reading import Reason, Role, Span
from domain.text import begun, shorten, syllables

# House rule: at most 40 tiếng verbatim from one article (the law allows "reasonable" quotation and gives no figure).
QUOTE_LIMIT = 40
# House rule beside it (official-formats.md 3.4): so many tiếng of an officer's own words for one story.
SUMMARY_LIMIT = 80
# A reason is one short sentence; whatever the recogniser quotes in it stays far below the limit.
REASON_LIMIT = 26
# Characters, against words that never end; 40 tiếng of Vietnamese have about 200.
QUOTE_CHARACTERS = 400

ALSO = "Cùng đưa tin:"
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][”\"’]))\s+(?=[\"“‘A-ZÀ-ỸĐ0-9])")
_ABBREVIATION = re.compile(r"\b(?:[A-ZĐ]{1,3}|Th|Tr)\.\Z")
_QUOTED = re.compile(r"[“\"]([^”\"]*)")
_SYLLABLE = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of an article and the characters in it that name the commune."""

    text: str
    start: int
    end: int


def quote(entry: Entry) -> str:
    """The passage to print between “ and ”, without its final full stop; "" when the article offers none."""
    budget = QUOTE_LIMIT - quoted_syllables(reason(entry))
    place = None if entry.judgement.role in (Role.MAIN, None) and entry.article.sapo else naming(entry)
    passage = _around(place, budget) if place else _lead(printable(entry.article.sapo), budget)
    told = inner(cut(passage, QUOTE_CHARACTERS)).rstrip(".").rstrip()
    return told if _SYLLABLE.search(told) else ""


def reason(entry: Entry) -> str:
    """Why the article is here: the weightiest reason for it as one short sentence with a full stop, or ""."""
    speaking = [reason for reason in entry.judgement.reasons if reason.weight > 0]
    return _sentence(max(speaking, key=lambda reason: reason.weight, default=None))


def doubt(entry: Entry) -> str:
    """What speaks most against it, in the same form; "" when nothing does."""
    against = [reason for reason in entry.judgement.reasons if reason.weight < 0]
    return _sentence(min(against, key=lambda reason: reason.weight, default=None))


def _sentence(reason: Reason | None) -> str:
    text = shorten(cut(reason.sentence, QUOTE_CHARACTERS), REASON_LIMIT).rstrip(".; ") if reason else ""
    if not text:
        return ""
    closed = text + ("”" if text.count("“") > text.count("”") else "")
    return begun(closed) + ("" if closed.endswith("…") else ".")


def quoted_syllables(text: str) -> int:
    """How many tiếng stand inside quotation marks, closed or not; straight marks count both sides of themselves."""
    return sum(len(syllables(part)) for part in _QUOTED.findall(text))


def beyond(text: str, machine: str) -> tuple[int, int]:
    """How many tiếng a rewritten story quotes beside its headline, and says in words that did not stand there.

    A headline may stay whatever its length, and so may the list of those who told it too.
    """
    headline = {part.strip() for part in _QUOTED.findall(machine)[:1]}
    quoted = sum(len(syllables(part)) for part in _QUOTED.findall(text) if part.strip() not in headline)
    own, before = (len(syllables(_QUOTED.sub("", one.partition(ALSO)[0]))) for one in (text, machine))
    return quoted, max(0, own - before)


def sentences(text: str) -> list[str]:
    """The sentences of a text, as far as full stops tell; "TP. Hải Phòng" stays in one piece."""
    found: list[str] = []
    for part in _SENTENCE_END.split(text):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] += f" {part}"
        elif part:
            found.append(part)
    return found


def naming(entry: Entry) -> Place | None:
    """The first passage of lead or body that names the watched commune; None when only headline or captions do."""
    for mention in entry.judgement.mentions:
        if mention.referent == entry.judgement.unit_code:
            place = _passage(entry, mention.span)
            if place:
                return place
    return None


def _passage(entry: Entry, span: Span) -> Place | None:
    text = {"sapo": entry.article.sapo, "body": entry.article.body}.get(span.field, "")
    for sentence in (piece for line in text.split("\n") for piece in sentences(line)):
        start = sentence.find(span.quote)
        if span.quote and start >= 0:
            return Place(sentence, start, start + len(span.quote))
    return None


def _lead(text: str, budget: int) -> str:
    """Up to two whole sentences within the budget, else the beginning of the first."""
    parts = sentences(text)[:2]
    if len(parts) == 2 and len(syllables(" ".join(parts))) <= budget:
        return " ".join(parts)
    return shorten(parts[0], budget) if parts else ""


def _around(place: Place, budget: int) -> str:
    """The sentence, or when it is too long the part of it around the name, with ellipses where it was cut."""
    found = list(_SYLLABLE.finditer(place.text))
    if len(found) <= budget:
        return place.text
    at = next((number for number, match in enumerate(found) if match.end() > place.start), 0)
    first = max(0, min(at - budget // 2, len(found) - budget))
    cut = place.text[found[first].start() : found[first + budget - 1].end()]
    head = "" if first == 0 else "…"
    return head + cut + ("" if first + budget >= len(found) else "…")
