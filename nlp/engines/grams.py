"""What a text is counted by: syllables and pairs of syllables, independent of case, tone-mark style and names.

Names of people and places become one sign (`NAME`): a model that cannot see a name cannot lean on it. Segmenting
words first costs about 40 times as much and gains nothing for classifying (reading.md, 2.1).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from domain.text import clean, tone_key

NAME = "_n"
NUMBER = "0"
BREAK = "|"
# Longer texts are cut: the first 40,000 characters decide (the longest article of the commune set has 4,000).
MOST_CHARACTERS = 40_000
_WORD = re.compile(r"[^\W_]+|[.!?…:;,()\n\"“”]")
_UNCLEAN = re.compile(
    r"[^\n -~\u00a1-\u00ac\u00ae-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ufefe]"
)
_SENTENCE_ENDS = frozenset('.!?…:\n"“”')
_BREAKS, _STARTS, _NUMBER, _WORD_IN, _CAPITAL = range(5)


def keys(text: str, *, names: bool = False) -> list[str]:
    """Syllable keys in reading order, `BREAK` between phrases; runs of capitalised syllables inside a sentence are one
    `NAME` unless `names` are kept. Text in capitals keeps every syllable (nothing tells a name there)."""
    plain = readable(text)
    return masked(plain) if not names and not _mostly_capitals(plain) else unmasked(plain)


def readable(text: str) -> str:
    """The part of a text that decides, clean; text that is so already (all that is stored) costs nothing."""
    part = text[:MOST_CHARACTERS].strip()
    return clean(part) if _UNCLEAN.search(part) or not unicodedata.is_normalized("NFC", part) else part


def unmasked(plain: str) -> list[str]:
    """The keys of clean text with every name kept."""
    return [_look(word)[0] for word in _WORD.findall(plain)]


def placed(text: str) -> list[tuple[str, int, int]]:
    """The keys of a text as it stands, with names kept, each with its place in characters."""
    return [(_look(m[0])[0], m.start(), m.end()) for m in _WORD.finditer(text, 0, MOST_CHARACTERS)]


def masked(plain: str) -> list[str]:
    """The keys of clean text with names as one sign each."""
    found: list[str] = []
    add = found.append
    starting = True
    for word in _WORD.findall(plain):
        key, kind = _look(word)
        if kind == _CAPITAL and not starting:
            if not found or found[-1] != NAME:
                add(NAME)
            continue
        add(key)
        if kind >= _NUMBER:
            starting = False
        elif kind == _STARTS:
            starting = True
    return found


def grams(found: Sequence[str]) -> Counter[str]:
    """How often each syllable and each pair of neighbours occurs; pairs never cross a `BREAK`."""
    counts = Counter([key for key in found if key != BREAK])
    counts.update([one + " " + two for one, two in pairwise(found) if one != BREAK and two != BREAK])
    return counts


@lru_cache(maxsize=1 << 16)
def _look(word: str) -> tuple[str, int]:
    """The key of a syllable or sign, and what it is to the search for names."""
    if not word[0].isalnum():
        return BREAK, _STARTS if word in _SENTENCE_ENDS else _BREAKS
    if word[0].isdigit():
        return NUMBER, _NUMBER
    capital = word[0].isupper() and (len(word) == 1 or not word.isupper())
    return tone_key(word), _CAPITAL if capital else _WORD_IN


def _mostly_capitals(text: str) -> bool:
    """More capitals than small letters in the beginning."""
    letters = [char for char in text[:500] if char.isalpha()]
    return sum(map(str.isupper, letters)) * 2 > len(letters)
