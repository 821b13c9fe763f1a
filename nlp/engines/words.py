"""A text as arrays: every syllable and sign in reading order as a number, with its place; made once for all readers.

Syllables are compared by key: independent of case, tone-mark style and the way letters are composed. Names of people
and places become one sign (`masked`): a model that cannot see a name cannot lean on it. Segmenting words first costs
about 40 times as much and gains nothing for classifying (reading.md, 2.1).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from domain.text import clean, tone_key

Codes = NDArray[np.uint64]
Signs = NDArray[np.uint32]
Places = NDArray[np.int64]
Kinds = NDArray[np.uint8]

# Longer texts are cut: the first 40,000 characters decide (the longest article of the commune set has 4,000).
MOST_CHARACTERS = 40_000
_UNCLEAN = re.compile(
    r"[^\n -~\u00a1-\u00ac\u00ae-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ufefe]"
)
_SIGNS = '.!?…:;,()\n"“”'
_SENTENCE_ENDS = frozenset('.!?…:\n"“”')
BREAK_KEY, _NUMBER_KEY = "|", "0"
# What a syllable or sign is to the search for names: kept in the lowest bits of its code, below the length of its key.
_BREAKS, STARTS, NUMBER, PLAIN, CAPITAL, SHOUT = range(6)
_KIND, _LENGTH, _LOW = 7, 3, (1 << 10) - 1
# How many syllables of a text tell whether it is written in capitals.
_HEAD = 100
# So many different spellings are remembered; a newspaper's year has some 60,000.
_MOST_SPELLINGS = 1 << 16
# Longer "syllables" are no Vietnamese; their keys are cut.
_LONGEST = 100
_BLANK, _LINE_END, _STOP = (np.uint32(ord(sign)) for sign in " \n.")
_PAIR, _HIGH = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


@dataclass(frozen=True, eq=False)
class Words:
    """The syllables and signs of `text`: their keys, codes (0 for a sign that breaks a phrase), kinds, and where each
    stands in `text` (characters). `line` holds all keys between blanks; key i follows the blank at `blanks[i]`."""

    text: str
    codes: Codes
    kinds: Kinds
    starts: Places
    ends: Places
    line: str
    blanks: Places

    def __len__(self) -> int:
        return len(self.codes)

    def cut(self, first: int, last: int) -> Words:
        """The words from `first` to before `last`, still with their places in the whole text."""
        part = slice(first, last)
        blanks = self.blanks[first : last + 1]
        line, blanks = self.line[blanks[0] : blanks[-1] + 1], blanks - blanks[0]
        return Words(self.text, self.codes[part], self.kinds[part], self.starts[part], self.ends[part], line, blanks)

    def before(self, place: int) -> int:
        """How many words begin before a character."""
        return int(np.searchsorted(self.starts, place))

    @cached_property
    def shouted(self) -> bool:
        """Whether most of the beginning is in capitals: nothing tells a name there."""
        head = self.kinds[:_HEAD]
        return 2 * int(np.count_nonzero(head == SHOUT)) > int(np.count_nonzero(head >= PLAIN))

    @cached_property
    def in_names(self) -> NDArray[np.bool_]:
        """Which syllables are part of a name; none in a text in capitals."""
        return np.zeros(len(self), bool) if self.shouted else hiding(self.kinds)


@lru_cache(maxsize=32)
def words(text: str) -> Words:
    """The words of the part of a text that decides, made clean; text that is so already (all that is stored) keeps its
    places. Several readers ask for the same text in a row: the last ones are remembered."""
    part = text[:MOST_CHARACTERS]
    return as_it_stands(part) if _is_clean(part) else as_it_stands(clean(part))


def as_it_stands(text: str) -> Words:
    """The words of a text that is not made clean first: every place is one of `text`."""
    letters, starts, ends = _borders(text)
    if not len(starts):
        return Words(text, np.zeros(0, np.uint64), np.zeros(0, np.uint8), starts, ends, " ", np.zeros(1, np.int64))
    numbers, keys = zip(*map(_SPELLINGS.__getitem__, letters.split()), strict=True)
    codes = np.array(numbers, np.uint64)
    low = (codes & np.uint64(_LOW)).astype(np.int64)
    blanks = np.zeros(len(codes) + 1, np.int64)
    np.cumsum((low >> _LENGTH) + 1, out=blanks[1:])
    kinds = (low & _KIND).astype(np.uint8)
    return Words(text, codes & ~np.uint64(_LOW), kinds, starts, ends, f" {' '.join(keys)} ", blanks)


def masked(codes: Codes, hidden: NDArray[np.bool_]) -> tuple[Codes, Places]:
    """Codes with each run of hidden syllables as one `NAME`, and the place each comes from."""
    kept = ~hidden
    kept[1:] |= ~hidden[:-1]
    kept[:1] = True
    places = np.flatnonzero(kept)
    return np.where(hidden, NAME, codes)[places], places


def hiding(kinds: Kinds) -> NDArray[np.bool_]:
    """Which syllables are part of a name: capitalised, and no sentence begins with them."""
    hidden = np.zeros(len(kinds), bool)
    solid = np.flatnonzero(kinds != _BREAKS)
    found = kinds[solid]
    hidden[solid[1:]] = (found[1:] == CAPITAL) & (found[:-1] != STARTS)
    return hidden


def seen(parts: list[Words]) -> Codes:
    """The codes of several texts with names masked; a text in capitals keeps every syllable."""
    found = [masked(one.codes, one.in_names)[0] for one in parts]
    line_end = np.zeros(1, np.uint64)
    return np.concatenate([part for one in found for part in (one, line_end)]) if found else line_end


def signs_of(codes: Codes) -> Signs:
    """Each syllable and each pair of neighbours as one number; pairs never cross a break."""
    return signs_at(codes)[0]


def signs_at(codes: Codes) -> tuple[Signs, Places]:
    """As `signs_of`, each with the place of its first syllable: all syllables first, then all pairs."""
    is_word = codes != 0
    single = np.flatnonzero(is_word)
    pair = np.flatnonzero(is_word[:-1] & is_word[1:])
    mixed = codes[pair] * _PAIR + codes[pair + 1]
    found = np.concatenate([codes[single], mixed]) >> _HIGH
    return found.astype(np.uint32), np.concatenate([single, pair])


def sign_named(name: str) -> int:
    """The number of a sign that is no syllable, by its name."""
    return int(_hash(name)) >> 32


def code_of(key: str) -> np.uint64:
    """The code of a syllable key."""
    return np.uint64(_hash(key) & ~_LOW)


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


NAME = code_of("_n")


def _is_clean(part: str) -> bool:
    return not _UNCLEAN.search(part) and unicodedata.is_normalized("NFC", part)


def _borders(text: str) -> tuple[str, Places, Places]:
    """Syllables and signs between blanks, and where each begins and ends in the text."""
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if not len(characters):
        return "", np.zeros(0, np.int64), np.zeros(0, np.int64)
    classes = _classes()[np.minimum(characters, 0xFFFF)]
    is_sign = classes == 2
    ends_after = np.ones(len(classes), bool)
    ends_after[:-1] = (classes[1:] != classes[:-1]) | is_sign[1:]
    edges = np.flatnonzero(ends_after) + 1
    starts = np.zeros(len(edges), np.int64)
    starts[1:] = edges[:-1]
    solid = classes[starts] != 0
    return _apart(np.where(classes == 0, _BLANK, characters), is_sign), starts[solid], edges[solid]


def _apart(characters: NDArray[np.uint32], is_sign: NDArray[np.bool_]) -> str:
    """The characters as text, with a blank on either side of each sign; the end of a line is a full stop."""
    places = np.flatnonzero(is_sign)
    characters[characters == _LINE_END] = _STOP
    spread = np.repeat(characters, 1 + 2 * is_sign)
    moved = places + 2 * np.arange(len(places))
    spread[moved] = spread[moved + 2] = _BLANK
    return spread.tobytes().decode("utf-32-le")


@cache
def _classes() -> NDArray[np.uint8]:
    """For every character below 65,536: 1 letter or digit, 2 a sign that breaks a phrase, 0 anything else (as what lies
    above, but for the last place, which stands for all of these)."""
    kinds = np.fromiter((chr(number).isalnum() for number in range(0x10000)), np.uint8, 0x10000)
    kinds[[ord(sign) for sign in _SIGNS]] = 2
    return kinds


class _Spellings(dict[str, tuple[int, str]]):
    """Code (kind in the lowest bits) and key of each spelling met; forgotten all at once when there are many."""

    def __missing__(self, word: str) -> tuple[int, str]:
        if len(self) >= _MOST_SPELLINGS:
            self.clear()
        found = self[word] = _entry(word)
        return found


_SPELLINGS = _Spellings()


def _entry(word: str) -> tuple[int, str]:
    if not word[0].isalnum():
        return _low(STARTS if word in _SENTENCE_ENDS else _BREAKS, BREAK_KEY), BREAK_KEY
    if word[0].isdigit():
        return int(code_of(_NUMBER_KEY)) | _low(NUMBER, _NUMBER_KEY), _NUMBER_KEY
    key = tone_key(word)[:_LONGEST]
    kind = PLAIN if not word[0].isupper() else SHOUT if len(word) > 1 and word.isupper() else CAPITAL
    return int(code_of(key)) | _low(kind, key), key


def _low(kind: int, key: str) -> int:
    return kind | len(key) << _LENGTH
