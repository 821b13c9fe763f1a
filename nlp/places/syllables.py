"""A field of an article as syllables with keys, the gaps between them, and their places in the text as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import compress, count

from domain.text import tone_key

# A syllable keeps its combining marks (NFD) and the invisible characters inside it (soft hyphen, zero width). Where a
# text has only Latin letters and usual signs, the letters are told by their ranges: the same cut, a quarter cheaper.
_LATIN = re.compile("([0-9A-Z_a-zª²³µ¹º¼-¾À-ÖØ-öø-ɏḀ-ỿ]+)")
_BEYOND = re.compile("[^\\x00-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e]")
_SYLLABLE = re.compile("([\\w\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]+)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
NO_BREAK = "\u00a0"
# Texts are foreign matter: what is remembered of their words stays bounded.
_MOST_REMEMBERED = 100_000


@lru_cache(maxsize=_MOST_REMEMBERED)
def key_of_word(word: str) -> str:
    """The tone key of one word; numbers without leading zeros."""
    return tone_key(_INVISIBLE.sub("", word)).lstrip("0") or "0"


def keys_of(text: str) -> tuple[str, ...]:
    """The keys of a phrase."""
    return tuple(map(key_of_word, _SYLLABLE.findall(text)))


@lru_cache(maxsize=_MOST_REMEMBERED)
def key_of(text: str) -> str:
    """The keys of a phrase as one string, the form in which names are looked up."""
    return " ".join(keys_of(text))


class Begun:
    """What may follow a first syllable: second syllable -> the numbers of syllables of such names, longest first.

    `alone`: (1,) when the syllable is a name by itself; `number` when it is one of a "quận 7".
    """

    __slots__ = ("alone", "number", "seconds")

    def __init__(self, number: bool = False) -> None:
        self.seconds: dict[str, tuple[int, ...]] = {}
        self.alone: tuple[int, ...] = ()
        self.number = number


class Words(dict[str, str]):
    """Word -> its key, worked out once; `opening`: the words at which a name may begin, with what may follow.

    Looking up every word of every article is most of the work, so these are dictionaries whose own lookups map over a
    text without a step of the interpreter.
    """

    def __init__(self, opens: Callable[[str, str], Begun | None]):
        super().__init__()
        self.opening: dict[str, Begun] = {}
        self._opens = opens

    def __missing__(self, word: str) -> str:
        key = self[word] = key_of_word(word)
        if (begun := self._opens(word, key)) is not None:
            self.opening[word] = begun
        return key

    def keys_of(self, words: Sequence[str]) -> list[str]:
        """The keys of a text's words. What is remembered is let go between two texts, never within one."""
        if len(self) > _MOST_REMEMBERED:
            self.clear()
            self.opening.clear()
        return list(map(self.__getitem__, words))


class Text:
    """One field: `words`, their `keys`, and `gaps` (the text before each word; one more than words).

    `begins`: the numbers of the words at which a name may begin.
    """

    __slots__ = ("_known", "_parts", "begins", "field", "gaps", "keys", "text", "words")

    def __init__(self, field: str, text: str, known: Words):
        parts = (_SYLLABLE if _BEYOND.search(text) else _LATIN).split(text)
        self.field = field
        self.text = text
        self.words = parts[1::2]
        self.gaps = parts[0::2]
        if NO_BREAK in text:
            self.gaps = [gap.replace(NO_BREAK, " ") for gap in self.gaps]
        self.keys = known.keys_of(self.words)
        self.begins = list(compress(count(), map(known.opening.__contains__, self.words)))
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
