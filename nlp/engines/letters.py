"""A text as runs of letters: parts of syllables and of foreign words, where whole ones are too rare to be known.

Names of places and people are left out, as everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nlp.engines.words import BREAK_KEY, Codes, Signs, Words

# Runs of so many letters; the blank before and after a syllable is one of them.
LENGTHS = (3, 4, 5)
_FACTOR, _END, _HIGH = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93), np.uint64(32)
_BLANK, _BREAK = np.uint64(ord(" ")), np.uint64(ord(BREAK_KEY))


def letters_of(parts: Sequence[Words]) -> Signs:
    """Each run of letters inside a syllable as one number."""
    letters = np.concatenate([np.zeros(0, np.uint64), *(_letters(part) for part in parts)])
    found = [_runs(letters, length) for length in LENGTHS if len(letters) >= length]
    return np.concatenate(found) if found else np.zeros(0, np.uint32)


def _letters(part: Words) -> Codes:
    """The letters of the keys between blanks, a break for each of a name."""
    letters = np.frombuffer(part.line.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    letters[: part.blanks[-1] - part.blanks[0]][np.repeat(part.in_names, np.diff(part.blanks))] = _BREAK
    return letters


def _runs(letters: Codes, length: int) -> Signs:
    count = len(letters) - length + 1
    signs, inside = np.zeros(count, np.uint64), np.ones(count, bool)
    for shift in range(length):
        part = letters[shift : shift + count]
        signs = signs * _FACTOR + part + np.uint64(1)
        inside &= part != _BREAK
        if 0 < shift < length - 1:
            inside &= part != _BLANK
    return ((signs[inside] * _END) >> _HIGH).astype(np.uint32)
