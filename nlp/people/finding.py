"""Which words of a sentence are the name of a person, as far as their form and what stands before them tell?"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from nlp.people import words

UP = "A-Z" + "".join(c for c in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))) if c.isupper())
LOW = "a-z" + "".join(c for c in map(chr, (*range(0xDF, 0x1B1), *range(0x1EA0, 0x1EFA))) if c.islower())
# "Nguyễn", "H'Luanh", an initial with its point, a lone capital ("Giàng A Pháo", "Nguyễn Văn A").
_SYLLABLE = rf"(?:[{UP}]['’][{UP}]?[{LOW}]+|[{UP}][{LOW}]+|[{UP}]\.|[{UP}](?!\w))"
_INITIAL = rf"[{UP}](?:\.|(?!\w))"
_NAME = rf"{_SYLLABLE}(?:(?<!\.) {_SYLLABLE}|(?<=\.) ?{_INITIAL}){{0,5}}"
ADDRESSED = re.compile(rf"(?<!\w)(?P<how>{words.HONORIFICS}|{words.CAPITAL_HONORIFICS}) (?P<name>{_NAME})")
SEQUENCE = re.compile(rf"(?<![\w'’.]){_NAME}")
_SHOUTED = re.compile(rf"[{UP}]{{2}} [{UP}]{{2}}")
_IN_CAPITALS = re.compile(
    rf"(?<!\w)(?:{'|'.join(name.upper() for name in sorted(words.SURNAMES))}) "
    rf"{words.MIDDLES_IN_CAPITALS}(?: [{UP}]+){{1,2}}(?!\w)"
)
_UNITS = words.any_of("xã, phường, thị trấn, huyện, quận, thị xã, thành phố, tp, tp., tỉnh, đặc khu, thôn, xóm, làng")
_UNIT = re.compile(rf"{_UNITS}\s*$", re.IGNORECASE)
_UNIT_OF_OFFICE = re.compile(
    r"(?: (?:ubnd|hđnd|đảng ủy))*(?: (?:xã|phường|thôn|xóm|ấp|bản|huyện|quận|thị trấn|tỉnh))?\s*", re.IGNORECASE
)
SENTENCE_START = re.compile(r"(?:^|[.!?…:;\"“”(–—-]|\bcác|\n)\s*$")

Tagger = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text: where, as written, with the form of address before it ("" when there is none)."""

    start: int
    end: int
    name: str
    how: str = ""

    @property
    def given(self) -> str:
        """The given name, by which Vietnamese are called; "" for initials."""
        return "" if "." in self.name else self.name.split()[-1]

    def touches(self, others: Collection[Found]) -> bool:
        """Whether it shares a letter with one of the others."""
        return any(self.start < other.end and other.start < self.end for other in others)


def names(sentence: str, places: Collection[str], persons: Tagger | None = None) -> list[Found]:
    """The names in a sentence, in order, none inside another.

    `persons` is asked where capitals are left that the rules neither took nor know as a place or thing.
    """
    found = list(_addressed(sentence))
    for more in (_unaddressed(sentence, places), _in_capitals(sentence)):
        found += [one for one in more if not one.touches(found)]
    if persons and _unexplained(sentence, found, places):
        found += [one for one in _tagged(sentence, persons, places) if not one.touches(found)]
    return sorted(found, key=lambda one: one.start)


def no_person_after(before: str) -> bool:
    """Whether a name here would be that of a street, a school, a company, or of a person of history."""
    return words.NO_PERSON_BEFORE.search(before[-60:]) is not None


def _addressed(sentence: str) -> Iterator[Found]:
    for match in ADDRESSED.finditer(sentence):
        if match["how"][0].isupper() and not SENTENCE_START.search(
            sentence[max(0, match.start() - 30) : match.start()]
        ):
            continue
        if match.group() not in words.PLACES_LIKE_PERSONS and match["name"] not in words.HISTORICAL:
            yield Found(match.start("name"), match.end("name"), match["name"], match["how"].lower())


def _unaddressed(sentence: str, places: Collection[str]) -> Iterator[Found]:
    """Surname, middle and given name without a form of address."""
    for match in SEQUENCE.finditer(sentence):
        if " " not in match.group() or words.SURNAMES.isdisjoint(match.group().split()):
            continue
        start, parts = _without_place(sentence, match.start(), match.group().split(), places)
        while len(parts) > 1 and parts[0] not in words.SURNAMES:
            start += len(parts.pop(0)) + 1
        name = " ".join(parts)
        if _is_name(sentence[:start], name, parts, places):
            yield Found(start, start + len(name), name)


def _is_name(before: str, name: str, parts: list[str], places: Collection[str]) -> bool:
    if not 2 <= len(parts) <= 5 or parts[0] not in words.SURNAMES or name in words.HISTORICAL:
        return False
    if parts[0].lower() in words.THINGS and parts[1] in words.COMMON_SURNAMES:  # "Đường Trần Phú"
        return False
    if _officially(before, parts):
        return True
    if no_person_after(before) or name in places:
        return False
    common = parts[0] in words.COMMON_SURNAMES
    return common or (len(parts) > 2 and f"{parts[0]} {parts[1]}" not in places)


def _without_place(sentence: str, start: int, parts: list[str], places: Collection[str]) -> tuple[int, list[str]]:
    """What is left of capitals after the name of a place that a unit word announces."""
    if _officially(sentence[:start], parts) or not _UNIT.search(sentence[max(0, start - 15) : start]):
        return start, parts
    size = next((n for n in (3, 2, 1) if " ".join(parts[:n]) in places), 2)
    return start + len(" ".join(parts[:size])) + 1, parts[size:]


def _officially(before: str, parts: list[str]) -> bool:
    """ "Chủ tịch xã Nguyễn Văn Mẫu": the unit's own name is left out, a person follows."""
    if len(parts) < 3 or parts[0] not in words.COMMON_SURNAMES:
        return False
    offices = list(words.OFFICE.finditer(before[-60:]))
    return bool(offices) and _UNIT_OF_OFFICE.fullmatch(before[-60:][offices[-1].end() :]) is not None


def _in_capitals(sentence: str) -> Iterator[Found]:
    for match in _IN_CAPITALS.finditer(sentence) if _SHOUTED.search(sentence) else ():
        yield Found(match.start(), match.end(), match.group())


def _unexplained(sentence: str, found: list[Found], places: Collection[str]) -> bool:
    for match in SEQUENCE.finditer(sentence):
        one = Found(match.start(), match.end(), match.group())
        known = one.name in places or one.name in words.HISTORICAL or one.name in words.COUNTRIES
        known |= "." in one.name or " " not in one.name or one.name.split()[0] in words.BODIES
        if not known and not one.touches(found) and not no_person_after(sentence[: one.start]):
            return True
    return False


def _tagged(sentence: str, persons: Tagger, places: Collection[str]) -> Iterator[Found]:
    """What the tagger calls a person: two full syllables at least, no place, no thing."""
    at = 0
    for name in persons(sentence):
        start = sentence.find(name, at)
        if start < 0 or "." in name or " " not in name or name in words.HISTORICAL or name in places:
            continue
        at = start + len(name)
        if not no_person_after(sentence[:start]):
            yield Found(start, at, name)
