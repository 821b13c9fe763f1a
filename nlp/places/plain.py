"""Names in English text ("Nghi Duong Commune, Hai Phong City") and in Vietnamese typed without marks.

Without marks "nghi duong" is "nghỉ dưỡng" 98 times of 100 (measured in 50,234 articles): a bare form never counts.
English text needs "commune", "ward" or the city beside a name with capitals; Vietnamese without marks needs the unit
word and a parent ("xa Ngu Phuc, huyen Kien Thuy"), or the address form `xa-nghi-duong`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.places.atlas import Atlas, Name, Place
from nlp.places.cues import BARE_UNITS
from nlp.places.found import Found
from nlp.places.readings import Decision, Reading, ranked
from nlp.places.syllables import NO_BREAK, Text

_UNITS = {"commune": True, "ward": True, "township": True, "communes": False, "wards": False}
_ZONE = ["special", "zone"]
_PARKS = frozenset({"industrial", "economic"})
_LEVELS = frozenset("huyen quan thanh pho tp tinh city province district h q in of".split())
_PARK_HEADS = frozenset({"kcn", "khu công nghiêpj", "ccn", "cumj công nghiêpj"})
# English words that no Vietnamese syllable is, marks or not ("the", "that", "in", "to" are).
_SMALL_WORDS = frozenset("of and with from were which said by for will are has have been its their".split())
_MARKED = 0.04
_SIGNS = frozenset(" ,(-")
_IN_A_ROW = frozenset({" ", ", "})
# Words to either side in which the names of a row are counted.
_ROW = 24
# How far on a parent, or the "communes" that closes a list, may stand.
_WORDS_ON = 8


def is_english(texts: Sequence[Text], language: str) -> bool:
    """Whether a text without marks reads as English.

    A page's own word for its language is not enough: Vietnamese typed without marks is often taken for English.
    """
    seen = frozenset().union(*(_SMALL_WORDS.intersection(text.keys) for text in texts))
    return len(seen) >= (1 if language == "en" else 2)


def _unmarked(text: Text) -> bool:
    """Next to no letters beyond ASCII, which Vietnamese prose has in every second word."""
    plain = text.text.replace(NO_BREAK, " ")
    return len(plain.encode(errors="replace")) - len(plain) <= _MARKED * len(plain)


class PlainFinder:
    """Finds names without marks; its tables are those of the atlas, folded."""

    def __init__(self, atlas: Atlas):
        self._names = atlas.plain
        self._lengths = atlas.plain_lengths

    def decisions(self, texts: Sequence[Text], language: str) -> list[Decision]:
        """Decisions on names after an unmarked "xa", "phuong", and on the names of texts without marks."""
        found = [decision for text in texts for decision in self._addresses(text)]
        if not texts or not all(map(_unmarked, texts)):
            return found
        english = is_english(texts, language)
        cities = {key for text in texts for key in _pairs(text)} if english else set()
        return found + [decision for text in texts for decision in self._english(text, cities)]

    def _english(self, text: Text, cities: set[str]) -> Iterator[Decision]:
        for i, word in enumerate(text.words):
            if word[0].isupper() and text.keys[i] in self._lengths:
                for names, end in self._at(text, i):
                    for name in names:
                        if (decision := self._decide(text, i, end, name, cities)).best.score > 0:
                            yield decision
                    break

    def _addresses(self, text: Text) -> Iterator[Decision]:
        places = [at + 1 for at in text.begins if text.keys[at] in BARE_UNITS]
        for i in places:
            if i < len(text.keys) and text.keys[i] in self._lengths:
                for names, end in self._at(text, i):
                    for name in names:
                        yield self._address(text, i, end, name)
                    break

    def _at(self, text: Text, start: int) -> Iterator[tuple[tuple[Name, ...], int]]:
        joint = text.gaps[start + 1] if start + 1 < len(text.words) else ""
        for length in self._lengths[text.keys[start]]:
            end = start + length
            names = self._names.get(" ".join(text.keys[start:end]), ()) if end <= len(text.words) else ()
            if names and joint in (" ", "-") and all(gap == joint for gap in text.gaps[start + 1 : end]):
                yield names, end

    def _decide(self, text: Text, start: int, end: int, name: Name, cities: set[str]) -> Decision:
        """English: the unit word after the name or its list, the parent beside it or anywhere, a known park."""
        one = Found(text, start, end, name, 0)
        one.siblings = _beside(text, start, end)
        one.listed = one.siblings > 0
        following = _parents(text, end)
        after = text.keys[end] if end < len(text.keys) else ""
        zone = text.keys[end : end + 2] == _ZONE
        unit = zone or _UNITS.get(after, False) or _list_closes(text, end)
        readings = []
        for place in (*name.places, *name.locals):
            reading = Reading("commune", place)
            if place.kind == "local":
                if after not in _PARKS or " ".join(place.heads) not in _PARK_HEADS:
                    continue
                reading.add("landmark", one, start, end + 1)
            elif unit:
                reading.add("unit after", one, start, end)
            if not unit and not cities and place.kind != "local":
                continue
            if not _parent(reading, place, one, following) and not place.plain_provinces.isdisjoint(cities):
                reading.add("plain city", one, start, end)
            readings.append(reading)
        return self._decided(one, readings)

    def _address(self, text: Text, start: int, end: int, name: Name) -> Decision:
        """Vietnamese without marks: the unit word, and a parent or the hyphens of an address."""
        one = Found(text, start, end, name, 0)
        one.lower = one.caps = False
        following = _parents(text, end)
        readings = []
        for place in name.places:
            reading = Reading("commune", place)
            if not _parent(reading, place, one, following) and text.gaps[start] != "-":
                continue
            reading.add("unmarked", one, start - 1, end)
            readings.append(reading)
        return self._decided(one, readings)

    def _decided(self, one: Found, readings: list[Reading]) -> Decision:
        """With what a name unique in the country adds, where something speaks for it at all."""
        readings = [reading for reading in readings if reading.score]
        names = self._names[" ".join(one.text.keys[one.start : one.end])]
        if not one.name.several and len(names) == 1:
            for reading in readings:
                reading.add("unique", one, one.start, one.end)
        return Decision(one, ranked(readings), Reading("commune"))


def _beside(text: Text, start: int, end: int) -> int:
    """How many names stand in one row with this: "An Lao, Kien Thuy and Nghi Duong communes".

    What follows "X Commune" may be its parents, so only what stands before it counts then.
    """
    before = _row(text, range(start - 1, max(-1, start - _ROW), -1), 1)
    single = end < len(text.keys) and _UNITS.get(text.keys[end], False)
    return before if single else before + _row(text, range(end, min(end + _ROW, len(text.words))), 0)


def _row(text: Text, places: range, gap: int) -> int:
    """Separators of a row along `places`; `gap` is 1 where the gap towards the name follows the word."""
    names = 0
    for j in places:
        joins = text.keys[j] == "and"
        sign = text.gaps[j + gap]
        if sign not in _IN_A_ROW or not (joins or text.words[j][0].isupper()):
            break
        names += joins or (sign == ", " and (not gap or text.keys[j + 1] != "and"))
    return names


def _pairs(text: Text) -> Iterator[str]:
    for i in range(len(text.keys) - 1):
        if text.words[i][0].isupper():
            yield f"{text.keys[i]} {text.keys[i + 1]}"


def _list_closes(text: Text, end: int) -> bool:
    """ "Kien Hung and Nghi Duong communes": only capitalised names and "and" up to the plural."""
    for j in range(end, min(end + _WORDS_ON, len(text.words))):
        if text.keys[j] in _UNITS:
            return not _UNITS[text.keys[j]]
        if text.keys[j] != "and" and not text.words[j][0].isupper():
            return False
    return False


def _parents(text: Text, end: int) -> dict[str, int]:
    """Pairs of syllables in the names right after, each a parent's perhaps; stops at a word that is none of them."""
    pairs: dict[str, int] = {}
    for j in range(end, min(end + _WORDS_ON, len(text.words) - 1)):
        gap, key = text.gaps[j], text.keys[j]
        if not _SIGNS.issuperset(gap) or not (text.words[j][0].isupper() or key in _LEVELS or key in _UNITS):
            break
        pairs[f"{key} {text.keys[j + 1]}"] = j
    return pairs


def _parent(reading: Reading, place: Place, one: Found, following: dict[str, int]) -> bool:
    """Whether a parent of the place follows; its district counts more than its province."""
    for kind, names in (("district after", place.plain_districts), ("province after", place.plain_provinces)):
        if at := next((following[name] for name in names if name in following), 0):
            reading.add(kind, one, at, at + 2)
            return True
    return False
