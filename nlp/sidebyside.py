"""What did a copy change? Its sentences beside the original's: same, altered, added, dropped; numbers that differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz, process

from domain.copies import Comparison, Line, LineKind, NumberChange
from domain.text import clean, tone_key
from nlp.sentences import sentences

# From this likeness (0..100) on is the other one altered. Set by hand; no sweep was made.
ALTERED = 60.0
_WORDS = re.compile(r"\d+(?:[.,]\d+)*|\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*\Z")


def side_by_side(original: str, copy: str) -> Comparison:
    """The two texts, sentence by sentence, in the copy's order; dropped ones stand after what preceded them."""
    ours, theirs = sentences(clean(original)), sentences(clean(copy))
    partner = _partners([_key(text) for text in ours], [_key(text) for text in theirs])
    taken = set(partner.values())
    lines: list[Line] = []
    done = -1
    for place, text in enumerate(theirs):
        match = partner.get(place)
        if match is not None:
            lines += [Line(LineKind.DROPPED, ours[lost]) for lost in range(done + 1, match) if lost not in taken]
            done = max(done, match)
        lines.append(_line(ours[match] if match is not None else "", text))
    lines += [Line(LineKind.DROPPED, ours[lost]) for lost in range(done + 1, len(ours)) if lost not in taken]
    return Comparison(tuple(lines))


def _line(original: str, copy: str) -> Line:
    if not original:
        return Line(LineKind.ADDED, copy=copy)
    kind = LineKind.SAME if _key(original) == _key(copy) else LineKind.ALTERED
    return Line(kind, original, copy, _numbers(original, copy) if kind is LineKind.ALTERED else ())


def _partners(ours: Sequence[str], theirs: Sequence[str]) -> dict[int, int]:
    """For places of the copy's sentences the original's, the likest pairs first, each used once."""
    where = {text: place for place, text in reversed(list(enumerate(ours)))}
    found: dict[int, int] = {}
    used: set[int] = set()
    for place, text in enumerate(theirs):
        match = where.get(text)
        if match is not None and match not in used:
            found[place] = match
            used.add(match)
    for place in (place for place in range(len(theirs)) if place not in found):
        free = {match: text for match, text in enumerate(ours) if match not in used}
        best = process.extractOne(theirs[place], free, scorer=fuzz.token_sort_ratio, score_cutoff=ALTERED)
        if best:
            found[place] = best[2]
            used.add(best[2])
    return found


def _key(text: str) -> str:
    return " ".join(tone_key(word) for word in _WORDS.findall(text))


def _numbers(original: str, copy: str) -> tuple[NumberChange, ...]:
    """Numbers that stand before the same word and differ."""
    ours, theirs = _counted(original), _counted(copy)
    return tuple(
        NumberChange(f"{ours[word]} {word}", f"{theirs[word]} {word}")
        for word in ours
        if word in theirs and ours[word] != theirs[word]
    )


def _counted(text: str) -> dict[str, str]:
    """What numbers count: the word after each, with the number (a word counted twice is left out)."""
    words = _WORDS.findall(text)
    found: dict[str, str] = {}
    twice: set[str] = set()
    for number, word in pairwise(words):
        if _NUMBER.match(number) and not _NUMBER.match(word):
            twice |= {word} & found.keys()
            found[word.lower()] = number
    return {word: number for word, number in found.items() if word not in twice}
