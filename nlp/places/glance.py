"""Could a page name a watched commune at all? Asked of its bytes, before anything is parsed.

Whatever the recogniser would find must pass; what passes needlessly costs one reading. One automaton finds the
syllables of all names in all their spellings; where the last syllable of a name follows its others closely enough, the
whole name is looked for there, tags aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from unicodedata import normalize

from ahocorasick_rs import BytesAhoCorasick

from nlp.places.atlas import Name, unmarked
from nlp.places.cues import BARE_UNITS
from nlp.places.syllables import keys_of

# So many bytes a whole name may take: each of its syllables may stand in a link of its own.
_REACH = 800
_TAG = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r"<[^<>]*>|&(?:amp;)*[A-Za-z]{2,8};|\\+[nrt]|_")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = frozenset("aăâeêioôơuưy")
# Without marks "nghi duong" is mostly "nghỉ dưỡng"; the recogniser takes it with a capital or after these words.
_BARE_UNITS = f"(?:{'|'.join(sorted(BARE_UNITS))})"
_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")


@dataclass(frozen=True, slots=True)
class _Sought:
    """A name by the numbers of its syllables before the last; `plain` is how its form without marks must stand."""

    key: str
    before: tuple[int, ...]
    plain: re.Pattern[str] | None


class Glance:
    """Made once for the names of the watched communes."""

    def __init__(self, names: Iterable[Name]):
        numbers: dict[tuple[bytes, ...], int] = {}
        self._ending: dict[int, list[_Sought]] = {}
        seen: set[tuple[str, bool]] = set()
        for name in names:
            for syllables, plain in _forms(name):
                if (name.key, plain is None) not in seen:
                    seen.add((name.key, plain is None))
                    *before, last = (numbers.setdefault(one, len(numbers)) for one in syllables)
                    self._ending.setdefault(last, []).append(_Sought(name.key, tuple(before), plain))
        spelt = [(spelling, number) for spellings, number in numbers.items() for spelling in spellings]
        self._numbers = [number for _, number in spelt]
        self._count = len(numbers)
        self._automaton = BytesAhoCorasick([spelling for spelling, _ in spelt]) if spelt else None

    def may_name(self, page: bytes) -> bool:
        """Whether a page (UTF-8, NFC, letters as themselves) can name one of the communes."""
        if self._automaton is None:
            return False
        low = page.lower()
        last = [-_REACH] * self._count
        numbers, ending = self._numbers, self._ending
        for pattern, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if low[end : end + 1] and low[end] in _WORD:
                continue
            number = numbers[pattern]
            for sought in ending.get(number, ()):
                nearest = start - _REACH
                if all(last[one] > nearest for one in sought.before) and _is_there(sought, page, low, start, end):
                    return True
            last[number] = start
        return False


def _forms(name: Name) -> Iterator[tuple[list[tuple[bytes, ...]], re.Pattern[str] | None]]:
    """The syllables of a name in all spellings: with marks, and where that differs without."""
    keys = name.key.split()
    syllables = re.findall(r"\w+", normalize("NFC", name.text))
    yield [_spellings(one) for one in (syllables if len(syllables) == len(keys) else keys)], None
    plain = unmarked(name.key).split()
    if plain != keys:
        joined = r"[\W_]+".join(map(re.escape, plain))
        capital = f"{plain[0][0].upper()}(?i:{joined[1:]})"
        stands = rf"(?<![^\W_])(?:{capital}|(?i:{_BARE_UNITS}[\W_]+{joined}))(?![^\W_])"
        yield [(one.encode(),) for one in plain], re.compile(stands)


def _spellings(syllable: str) -> tuple[bytes, ...]:
    """A syllable with its tone mark on any vowel, letters beyond ASCII small and capital; ASCII small."""
    if syllable.isdigit():
        return ((syllable.lstrip("0") or "0").encode(),)
    letters = normalize("NFD", syllable.lower())
    tone = next((mark for mark in letters if mark in _TONES), "")
    base = normalize("NFC", letters.replace(tone, "") if tone else letters)
    places = [n + 1 for n, letter in enumerate(base) if tone and letter in _VOWELS]
    words = [normalize("NFC", base[:n] + tone + base[n:]) for n in places] or [normalize("NFC", letters)]
    cases = (product(*((one,) if one.isascii() else (one, one.upper()) for one in word)) for word in words)
    return tuple(dict.fromkeys("".join(chosen).encode() for several in cases for chosen in several))


def _stands_alone(text: bytes, start: int, end: int) -> bool:
    """Whether no letter touches a stretch of UTF-8; the sign of a line break in JSON is none."""
    before = text[max(0, start - 4) : start].decode(errors="ignore")[-2:]
    after = text[end : end + 4].decode(errors="ignore")[:1]
    return (before in ("\\n", "\\r", "\\t") or not before[-1:].isalnum()) and not after.isalnum()


def _is_there(sought: _Sought, page: bytes, low: bytes, start: int, end: int) -> bool:
    """Whether the whole name ends at an anchor, in text or in an attribute."""
    if not _stands_alone(low, start, end):
        return False
    if not sought.before and sought.plain is None:
        return True
    text = page[max(0, start - _REACH) : end].decode(errors="ignore")
    for form in (_BLANK.sub(" ", text), _TAG.sub("", text), text):
        if sought.plain is not None:
            if sought.plain.search(form):
                return True
        elif f" {' '.join(keys_of(form[-_REACH:]))}".endswith(f" {sought.key}"):
            return True
    return False
