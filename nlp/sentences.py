"""The sentences of a Vietnamese press text, verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][”\"’]))\s+|\n+")
# After these a full stop ends nothing: "TP. Hải Phòng", "Th.S", "ông N.V. A".
_ABBREVIATION = re.compile(r"(?:^|[\s.(])(?:[A-ZĐ]{1,3}|Th|Tr|[Tt]p|\d{1,2})\s?\.$")
# Letters, with more before it than an abbreviation has: that many are looked at before a full stop.
_LONGEST_ABBREVIATION = 8
_WORD = re.compile(r"\w")


def sentences(text: str) -> list[str]:
    """The sentences in order, each as it stands in the text; pieces without a word are left out."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        paragraph = "\n" in match.group()
        last = text[max(start, match.start() - _LONGEST_ABBREVIATION) : match.start()]
        if not paragraph and (text[match.end() : match.end() + 1].islower() or _ABBREVIATION.search(last)):
            continue
        found.append(text[start : match.start()])
        start = match.end()
    found.append(text[start:])
    return [piece.strip() for piece in found if _WORD.search(piece)]


def located(text: str) -> Iterator[tuple[int, str]]:
    """The sentences in order, each with the place where it starts in the text."""
    at = 0
    for sentence in sentences(text):
        start = text.index(sentence, at)
        yield start, sentence
        at = start + len(sentence)
