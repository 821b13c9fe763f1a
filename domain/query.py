"""The officer's search language: words, "phrases", AND OR NOT, and filters, read into an expression and conditions.

    rác "thôn 5" OR "bãi tập kết" NOT "Kiến Thụy" báo:saomai từ:01/11/2026 đến:18/11/2026 lĩnh-vực:6

Words side by side mean AND; NOT takes what follows out; OR binds least. A word written without any mark also finds the
word with marks. Nothing a person can type is an error but an unknown day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.text import fold, syllables, tone_key

_TOKEN = re.compile(r'"([^"]*)"?|([^\s":]+:"[^"]*"?|\S+)')
_FILTERS = {"bao": "outlet", "tu": "since", "den": "until", "linh-vuc": "topic", "sac-thai": "tone"}


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked: `expression` for the index ("" for all), and the filters as written ("" for none)."""

    expression: str
    outlet: str = ""
    since: date | None = None
    until: date | None = None
    topic: str = ""
    tone: str = ""


def read_query(text: str) -> Query:
    """Read a search. Raises ValueError with the text of a day that is none."""
    filters: dict[str, str] = {}
    alternatives: list[list[tuple[bool, str]]] = [[]]
    negated = False
    for phrase, word in _TOKEN.findall(text):
        name, _, value = word.partition(":")
        if word in ("AND", "OR", "NOT"):
            negated = word == "NOT"
            alternatives += [[]] if word == "OR" else []
        elif value and fold(name) in _FILTERS:
            filters[_FILTERS[fold(name)]] = value.strip('"')
        elif term := _term(phrase or word):
            alternatives[-1].append((negated, term))
            negated = False
    return Query(
        _expression(alternatives),
        outlet=filters.get("outlet", ""),
        since=_day(filters.get("since", "")),
        until=_day(filters.get("until", "")),
        topic=filters.get("topic", ""),
        tone=filters.get("tone", ""),
    )


def _expression(alternatives: Sequence[Sequence[tuple[bool, str]]]) -> str:
    parts = []
    for terms in alternatives:
        wanted = [term for negated, term in terms if not negated]
        if wanted:
            refused = "".join(f" NOT {term}" for negated, term in terms if negated)
            parts.append(f"(({' AND '.join(wanted)}){refused})")
    return " OR ".join(parts)


def _term(text: str) -> str:
    """One word or phrase as FTS5 has it: quoted, in the column that fits how it was written."""
    words = syllables(text)
    if not words:
        return ""
    plain = all(fold(word) == word.lower() for word in words)
    keys = [fold(word) for word in words] if plain else [tone_key(word) for word in words]
    return f'{"folded" if plain else "keys"} : "{" ".join(keys)}"'


def _day(text: str) -> date | None:
    if not text:
        return None
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
    raise ValueError(text)
