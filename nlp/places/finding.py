"""The names in a text: the longest where several begin, with capitals where a name has them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from nlp.places.after import chains
from nlp.places.atlas import Atlas, Name
from nlp.places.before import look_around
from nlp.places.found import Found
from nlp.places.syllables import Text, key_of, key_of_word

# What is remembered of foreign words stays bounded.
_MOST_REMEMBERED = 50_000
_LEVEL_WORDS = frozenset(map(key_of, ("xã", "phường", "trấn", "huyện", "quận", "tỉnh")))
# Before these a bare number is a name: "quận 7", "phường 12".
_NUMBERED = frozenset(map(key_of, ("quận", "q", "phường", "p", "f")))
_UNIT_HERE = (0,)
_NOTHING: tuple[int, ...] = ()


class Finder:
    """Finds the names of an atlas in texts."""

    def __init__(self, atlas: Atlas):
        self._names = atlas.names
        self._starts = _Starts(atlas.lengths)
        self._mixed = {name.key.split(" ", 1)[0] for name in atlas.names.values() if 1 in name.lower}

    def find(self, text: Text, order: int) -> list[Found]:
        """Every name in reading order, numbered from `order` on, each with what stands around it."""
        found: list[Found] = []
        free = 0
        begins = self._starts.of_words(text.words)
        for i in compress(range(len(begins)), begins):
            lengths = begins[i]
            start, those = (i + 1, self._lower(text, i + 1)) if lengths is _UNIT_HERE else (i, lengths)
            if start < free or not those:
                continue
            name, end = self._at(text, start, those)
            if name is not None:
                free = end
                found.append(Found(text, start, end, name, order + len(found)))
        for one in found:
            look_around(one)
        chains(found)
        return found

    def _lower(self, text: Text, i: int) -> tuple[int, ...]:
        """Names in lower case count only after "xã", "phường", "huyện", …"""
        if i < len(text.words) and text.words[i][0].islower():
            return self._starts.of_key(text.keys[i])
        return _NOTHING

    def _at(self, text: Text, start: int, lengths: Sequence[int]) -> tuple[Name | None, int]:
        names, keys, total = self._names, text.keys, len(text.keys)
        if start + 1 < total and text.words[start + 1][0].islower() and not text.words[start][0].islower():
            lengths = lengths if keys[start] in self._mixed else lengths[-1:]
        for length in lengths:
            end = start + length
            if end <= total:
                name = names.get(" ".join(keys[start:end]) if length > 1 else keys[start])
                if name is not None and _whole(text, start, end, name):
                    return self._overlapping(text, end, name) or (name, end)
        return None, start

    def _overlapping(self, text: Text, end: int, name: Name) -> tuple[Name | None, int] | None:
        """Nothing where a province begins with the name's last syllable: "phía Đông Bắc Hà Nội" is no "Bắc Hà"."""
        if end < len(text.keys) and text.gaps[end] == " " and " " in name.key:
            after = self._names.get(f"{text.keys[end - 1]} {text.keys[end]}")
            if after is not None and after.province and text.words[end][0].isupper():
                return None, end
        return None


class _Starts:
    """Words -> the numbers of syllables of the names that begin with each, longest first."""

    def __init__(self, lengths: dict[str, tuple[int, ...]]):
        self._lengths = lengths
        self._known: dict[str, tuple[int, ...]] = {}

    def of_words(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """For every word of a text."""
        known = self._known
        if missing := set(words).difference(known):
            if len(known) > _MOST_REMEMBERED:
                known.clear()
                missing = set(words)
            for word in missing:
                known[word] = self._of_word(word)
        return [known[word] for word in words]

    def _of_word(self, word: str) -> tuple[int, ...]:
        key = key_of_word(word)
        return _UNIT_HERE if key in _LEVEL_WORDS else _NOTHING if word[0].islower() else self.of_key(key)

    def of_key(self, key: str) -> tuple[int, ...]:
        """The same for a syllable in lower case."""
        return self._lengths.get(key, _NOTHING)


def _whole(text: Text, start: int, end: int, name: Name) -> bool:
    """In one piece, and with capitals where a name has them (or none at all: a name all in lower case)."""
    words = text.words
    if end - start == 1:
        return not words[start].isdigit() or (start > 0 and text.keys[start - 1] in _NUMBERED)
    for gap in text.gaps[start + 1 : end]:
        if gap != " " and not (gap.isspace() and "\n" not in gap) and not (name.jointed and len(gap) <= 3):
            return False
    if words[start][0].islower():
        return all(word[0].islower() for word in words[start:end])
    return all(not word[0].islower() or n in name.lower for n, word in enumerate(words[start:end]))
