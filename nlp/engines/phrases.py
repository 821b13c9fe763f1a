"""Which of many phrases stand in a text, found in one pass by syllable keys: case and tone-mark style do not matter."""

from __future__ import annotations

from collections.abc import Sequence

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

from domain.text import clean
from nlp.engines.words import Words, as_it_stands

# Shape (N, 3): number of the phrase, its first word, its last word.
Found = NDArray[np.int64]
NOTHING_FOUND: Found = np.zeros((0, 3), np.int64)


def phrase_key(phrase: str) -> str:
    """The keys of a phrase between blanks, as a line of words holds them."""
    return as_it_stands(clean(phrase)).line


class PhraseFinder:
    """Finds phrases, given by `phrase_key`; made once, used for many texts."""

    def __init__(self, phrases: Sequence[str]):
        self._search = ahocorasick_rs.AhoCorasick(list(phrases))

    def find(self, words: Words) -> Found:
        """Every phrase with its words, also inside a longer one, in the order of their last word."""
        matches = self._search.find_matches_as_indexes(words.line, overlapping=True)
        found = np.array(matches, np.int64).reshape(-1, 3)
        found[:, 1] = np.searchsorted(words.blanks, found[:, 1])
        found[:, 2] = np.searchsorted(words.blanks, found[:, 2] - 1) - 1
        return found


def outermost(found: Found) -> Found:
    """Those that lie in no longer one, in order of their first word."""
    if len(found) < 2:
        return found
    ordered = found[np.argsort((found[:, 1] << 32) - found[:, 2])]
    reach = np.maximum.accumulate(ordered[:, 2])
    kept = np.ones(len(ordered), bool)
    kept[1:] = ordered[1:, 2] > reach[:-1]
    return ordered[kept]
