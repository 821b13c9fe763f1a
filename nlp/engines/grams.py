"""What a text is counted by: syllables and pairs of syllables, independent of case, tone-mark style and names.

Names of people and places become one sign (`NAME`): a model that cannot see a name cannot lean on it. Segmenting
words first costs about 40 times as much and gains nothing for classifying (reading.md, 2.1).
"""

from __future__ import annotations

import re
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
_SENTENCE_ENDS = frozenset('.!?…:\n"“”')
_key = lru_cache(maxsize=1 << 16)(tone_key)


def keys(text: str, *, names: bool = False) -> list[str]:
    """Syllable keys in reading order, `BREAK` between phrases; runs of capitalised syllables inside a sentence are one
    `NAME` unless `names` are kept. Text in capitals keeps every syllable (nothing tells a name there)."""
    plain = clean(text[:MOST_CHARACTERS])
    keep = names or _mostly_capitals(plain)
    found: list[str] = []
    starting = True
    for word in _WORD.findall(plain):
        if not word[0].isalnum():
            starting = starting or word in _SENTENCE_ENDS
            found.append(BREAK)
        elif word[0].isdigit():
            found.append(NUMBER)
            starting = False
        elif keep or starting or not word[0].isupper() or (len(word) > 1 and word.isupper()):
            found.append(_key(word))
            starting = False
        elif not found or found[-1] != NAME:
            found.append(NAME)
    return found


def grams(found: Sequence[str]) -> Counter[str]:
    """How often each syllable and each pair of neighbours occurs; pairs never cross a `BREAK`."""
    counts = Counter(key for key in found if key != BREAK)
    counts.update(f"{one} {two}" for one, two in pairwise(found) if BREAK not in (one, two))
    return counts


def _mostly_capitals(text: str) -> bool:
    letters = [char for char in text[:2000] if char.isalpha()]
    return sum(map(str.isupper, letters)) * 2 > len(letters)
