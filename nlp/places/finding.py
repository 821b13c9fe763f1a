"""The names in a text: the longest where several begin, with capitals where a name has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from nlp.places.after import chains
from nlp.places.atlas import Atlas, Name
from nlp.places.before import look_around
from nlp.places.cues import BARE_UNITS
from nlp.places.found import Found
from nlp.places.syllables import Begun, Text, Words, key_of

_LEVEL_WORDS = frozenset(map(key_of, ("xã", "phường", "trấn", "huyện", "quận", "tỉnh")))
# Before these a bare number is a name: "quận 7", "phường 12".
_NUMBERED = frozenset(map(key_of, ("quận", "q", "phường", "p", "f")))


_UNIT_HERE = Begun()
# Where a unit word without marks stands plain.py looks for a name; with marks none begins there.
_NO_NAME_HERE = Begun()


class Finder:
    """Finds the names of an atlas in texts."""

    def __init__(self, atlas: Atlas):
        self._names = atlas.names
        self._begun = _begun(atlas.names.values())
        self._words = Words(self._opens)

    def text(self, field: str, text: str) -> Text:
        """A field as syllables, with the places where names may begin."""
        return Text(field, text, self._words)

    def find(self, text: Text, order: int) -> list[Found]:
        """Every name in reading order, numbered from `order` on, each with what stands around it."""
        found: list[Found] = []
        free = 0
        opening, words, following = self._words.opening, text.words, [*text.keys[1:], ""]
        for at in text.begins:
            opens = opening[words[at]]
            start, begun = (at + 1, self._lower(text, at + 1)) if opens is _UNIT_HERE else (at, opens)
            if begun is None or start < free:
                continue
            if following[start] not in begun.seconds and not (begun.alone and _may_stand(text, start, begun)):
                continue
            name, end = self._at(text, start, begun)
            if name is not None:
                free = end
                found.append(Found(text, start, end, name, order + len(found)))
        for one in found:
            look_around(one)
        chains(found)
        return found

    def _opens(self, word: str, key: str) -> Begun | None:
        if key in _LEVEL_WORDS:
            return _UNIT_HERE
        begun = None if word[0].islower() else self._begun.get(key)
        return begun or (_NO_NAME_HERE if key in BARE_UNITS else None)

    def _lower(self, text: Text, i: int) -> Begun | None:
        """Names in lower case count only after "xã", "phường", "huyện", …"""
        return self._begun.get(text.keys[i]) if i < len(text.words) and text.words[i][0].islower() else None

    def _at(self, text: Text, start: int, begun: Begun) -> tuple[Name | None, int]:
        keys = text.keys
        longer = begun.seconds.get(keys[start + 1]) if start + 1 < len(keys) else None
        for length in longer or begun.alone:
            end = start + length
            name = self._names.get(" ".join(keys[start:end])) if end <= len(keys) else None
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


def _may_stand(text: Text, start: int, begun: Begun) -> bool:
    """A number is a name only after its word: "quận 7"."""
    return not begun.number or (start > 0 and text.keys[start - 1] in _NUMBERED)


def _begun(names: Iterable[Name]) -> dict[str, Begun]:
    begun: dict[str, Begun] = {}
    lengths: dict[tuple[str, str], set[int]] = defaultdict(set)
    for name in names:
        first, *rest = name.key.split()
        begins = begun.setdefault(first, Begun(first.isdigit()))
        if rest:
            lengths[first, rest[0]].add(len(rest) + 1)
        else:
            begins.alone = (1,)
    for (first, second), several in lengths.items():
        begun[first].seconds[second] = (*sorted(several, reverse=True), *begun[first].alone)
    return begun


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
