"""Every name of the country and what it can mean: made once (surveying.py), then only looked up.

A *name* is its keys; its *places* are the commune-level units that bear or bore it (and the watched communes' own
villages and landmarks); beside them a name can be a district's or a province's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from domain.text import fold
from nlp.places.syllables import key_of

ALIASES = {
    "hcm": "Hồ Chí Minh",
    "tphcm": "Hồ Chí Minh",
    "Sài Gòn": "Hồ Chí Minh",
    "Thừa Thiên Huế": "Huế",
    "Thừa Thiên": "Huế",
    "Vũng Tàu": "Bà Rịa - Vũng Tàu",
    "Đắc Lắc": "Đắk Lắk",
    "Đăk Lăk": "Đắk Lắk",
    "Hải Hưng": "Hải Dương",
}
_LEVEL = re.compile(r"^(?:Huyện|Quận|Thị xã|Thành phố|Tỉnh)\s+")


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A place a name can mean. `codes` are the present communes it is or became part of.

    `districts` and `provinces` are keys of the parents it has or had; `heads` are words that must stand before a
    landmark's own name ("khu công nghiệp" before "Tân Trào").
    """

    kind: str
    name: str
    type: str
    codes: tuple[str, ...]
    districts: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    label: str = ""
    zone: bool = False
    heads: tuple[str, ...] = ()

    @property
    def plain_districts(self) -> frozenset[str]:
        """The districts' names without marks."""
        return frozenset(map(unmarked, self.districts))

    @property
    def plain_provinces(self) -> frozenset[str]:
        """The provinces' names without marks."""
        return frozenset(map(unmarked, self.provinces))


@dataclass(slots=True, eq=False)
class Name:
    """One name with all that it can mean.

    `several`: more than one unit bears it, `several_in` those provinces in which more than one does; `zone`: one of
    them is a special zone.
    """

    key: str
    text: str
    lower: frozenset[int] = frozenset()
    jointed: bool = False
    places: tuple[Place, ...] = ()
    by_district: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    by_province: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    several: bool = False
    several_in: frozenset[str] = frozenset()
    zone: bool = False
    locals: tuple[Place, ...] = ()
    district_in: frozenset[str] = frozenset()
    home: str = ""
    province: str = ""
    foreign: bool = False
    streetlike: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """Names by key; for each first syllable the numbers of syllables its names have, longest first."""

    names: dict[str, Name]
    titles: dict[str, str]
    plain: dict[str, tuple[Name, ...]]
    plain_lengths: dict[str, tuple[int, ...]]


@cache
def unmarked(key: str) -> str:
    """A key without marks: "kiên thuyj" -> "kien thuy"."""
    return " ".join(fold(part[:-1] if part[-1:] in "fsxrj" and len(part) > 1 else part) for part in key.split())


@cache
def bare(name: str) -> str:
    """A unit's name without its level: "Huyện Kiến Thụy" -> "Kiến Thụy"."""
    return _LEVEL.sub("", name)


@cache
def province_key(title: str) -> str:
    """The key of a province, one for all its spellings."""
    name = bare(title)
    return key_of(ALIASES.get(name, name)) if name else ""


def lowered(title: str) -> str:
    """ "Huyện Kiến Thụy" -> "huyện Kiến Thụy"."""
    return title[:1].lower() + title[1:]
