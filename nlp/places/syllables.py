"""A field of an article as syllables with keys, the gaps between them, and their places in the text as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from domain.text import tone_key

# A syllable keeps its combining marks (NFD) and the invisible characters inside it (soft hyphen, zero width).
_PLAIN = re.compile(r"(\w+)")
_ODD = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
_SYLLABLE = re.compile("([\\w\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]+)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# Texts are foreign matter: what is remembered of their words stays bounded.
_MOST_REMEMBERED = 100_000
V = TypeVar("V")


class Remembered(dict[str, V]):
    """Word -> what `make` says of it, worked out once. Looking up every word of every article is most of the work, so
    it is a dictionary whose own lookup maps over a text without a step of the interpreter: `map(known.__getitem__, …)`.
    """

    def __init__(self, make: Callable[[str], V]):
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> V:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        made = self[word] = self._make(word)
        return made


def key_of_word(word: str) -> str:
    """The tone key of one word; numbers without leading zeros."""
    return tone_key(_INVISIBLE.sub("", word)).lstrip("0") or "0"


_KEYS = Remembered(key_of_word)


def keys_of(text: str) -> tuple[str, ...]:
    """The keys of a phrase."""
    return tuple(map(_KEYS.__getitem__, _SYLLABLE.findall(text)))


@lru_cache(maxsize=_MOST_REMEMBERED)
def key_of(text: str) -> str:
    """The keys of a phrase as one string, the form in which names are looked up."""
    return " ".join(keys_of(text))


class Text:
    """One field: `words`, their `keys`, and `gaps` (the text before each word; one more than words)."""

    __slots__ = ("_known", "_parts", "field", "gaps", "keys", "text", "words")

    def __init__(self, field: str, text: str):
        parts = (_SYLLABLE if _ODD.search(text) else _PLAIN).split(text)
        self.field = field
        self.text = text
        self.words = parts[1::2]
        self.gaps = parts[0::2]
        self.keys = list(map(_KEYS.__getitem__, self.words))
        self._parts = parts
        self._known = (0, 0)

    def quote(self, start: int, end: int) -> str:
        """The text from word `start` up to word `end` (not included), "" when there is nothing."""
        return "".join(self._parts[2 * start + 1 : 2 * end]) if start >= 0 else ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Characters of words `start` up to `end` (not included)."""
        part, first = self._known if 2 * start + 1 >= self._known[0] else (0, 0)
        first += len("".join(self._parts[part : 2 * start + 1]))
        self._known = (2 * start + 1, first)
        return first, first + len(self.quote(start, end))

    def following(self, end: int, length: int) -> str:
        """About `length` characters after word `end` (not included)."""
        return "".join(self._parts[2 * end : 2 * end + length])[:length]
