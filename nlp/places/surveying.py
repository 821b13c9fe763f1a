"""The atlas made from the gazetteer and from what the watched communes know of themselves."""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from domain.place import Commune, FormerUnit, Gazetteer, Unit
from domain.text import fold
from nlp.places.atlas import ALIASES, Atlas, Name, Place, bare, lowered, province_key
from nlp.places.cues import FOREIGN, HEADS, STREETS, SURNAMES
from nlp.places.syllables import key_of

_WORD = re.compile(r"\w+")
_JOINT = re.compile(r"[^\w ]")


def make(gazetteer: Gazetteer, watched: Sequence[Commune]) -> Atlas:
    """The atlas of the country, with what the watched communes know of themselves."""
    with _made_to_stay():
        building = _Building(gazetteer)
        for place in building.places():
            building.add(place)
        for commune in watched:
            for place in _own(commune):
                building.add(place)
        building.parents()
        return building.atlas()


@contextmanager
def _made_to_stay() -> Iterator[None]:
    """All that is made here stays: while it is made garbage is not looked for, and later not among it.

    Looking through the atlas again and again would be a third of the time of making it, and a seventh of the time of
    every article judged with it (measured in one process, in turn, 400 articles).
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if running:
            gc.enable()


class _Building:
    def __init__(self, gazetteer: Gazetteer):
        self.gazetteer = gazetteer
        self.names: dict[str, Name] = {}
        self.spelt: dict[str, Name] = {}
        self.gathered: dict[str, list[Place]] = defaultdict(list)
        self.titles: dict[str, str] = {}
        self.units = {unit.code: unit for unit in gazetteer.units}
        self.heirs: dict[str, list[str]] = defaultdict(list)
        self.before: dict[str, list[FormerUnit]] = defaultdict(list)
        formers = {former.code: former for former in gazetteer.formers}
        for pair in gazetteer.successions:
            if not pair.suspect:
                self.heirs[pair.old_code].append(pair.new_code)
                if pair.old_code in formers:
                    self.before[pair.new_code].append(formers[pair.old_code])

    def places(self) -> Iterator[Place]:
        for unit in self.gazetteer.units:
            yield self._present(unit)
        lasting = {_seat(former) for former in self.gazetteer.formers if self.heirs[former.code]}
        for former in self.gazetteer.formers:
            doubled = not self.heirs[former.code] and _seat(former) in lasting
            if former.district and not doubled:
                yield self._former(former)

    def _present(self, unit: Unit) -> Place:
        before = self.before[unit.code]
        return Place(
            kind="present",
            name=unit.name,
            type=unit.kind,
            codes=(unit.code,),
            districts=frozenset(key_of(bare(former.district)) for former in before),
            provinces=frozenset({province_key(unit.province), *(province_key(former.province) for former in before)}),
            label=f"{unit.full_name} ({bare(unit.province)})",
            zone=unit.type == "Đặc khu",
        )

    def _former(self, former: FormerUnit) -> Place:
        codes = tuple(self.heirs[former.code])
        heirs = [self.units[code] for code in codes if code in self.units]
        return Place(
            kind="former",
            name=former.name,
            type=former.type.lower(),
            codes=codes,
            districts=frozenset({key_of(bare(former.district))}),
            provinces=frozenset({province_key(former.province), *(province_key(heir.province) for heir in heirs)}),
            label=f"{former.type.lower()} {former.name} ({lowered(former.district)}, {bare(former.province)})",
            zone=bool(heirs) and all(heir.type == "Đặc khu" for heir in heirs),
        )

    def add(self, place: Place) -> None:
        name = self._name(place.name)
        self.gathered[name.key].append(place)

    def parents(self) -> None:
        for former in self.gazetteer.formers:
            if former.district:
                name = self._name(bare(former.district))
                heirs = (self.units.get(code) for code in self.heirs[former.code])
                name.district_in |= {province_key(former.province)} | {
                    province_key(heir.province) for heir in heirs if heir
                }
                self.titles[name.key] = lowered(former.district)
                name.home = province_key(former.province) if name.home in ("", province_key(former.province)) else "?"
        for name in self.names.values():
            name.home = "" if name.home == "?" else name.home
        every = {former.province for former in self.gazetteer.formers if former.province}
        for title in every | {unit.province for unit in self.gazetteer.units}:
            self._name(bare(title)).province = province_key(title)
            self.titles.setdefault(province_key(title), bare(title))
        for alias, meant in ALIASES.items():
            self._name(alias).province = province_key(meant)
        for land in FOREIGN:
            name = self._name(land)
            name.province, name.foreign = name.key, True
            self.titles[name.key] = land

    def _name(self, text: str) -> Name:
        if (known := self.spelt.get(text)) is None:
            known = self.spelt[text] = self._new_name(str(int(text)) if text.isdigit() else text)
        return known

    def _new_name(self, text: str) -> Name:
        key = key_of(text)
        if key not in self.names:
            words = _WORD.findall(text)
            lower = frozenset(n for n, word in enumerate(words) if word[0].islower())
            self.names[key] = Name(key, text, lower, jointed=_JOINT.search(text) is not None)
        return self.names[key]

    def atlas(self) -> Atlas:
        for key, places in self.gathered.items():
            _settle(self.names[key], places)
        plain: dict[str, list[Name]] = defaultdict(list)
        for name in self.names.values():
            if name.places or name.locals:
                plain[key_of(fold(name.text))].append(name)
        return Atlas(
            self.names,
            self.titles,
            {key: tuple(names) for key, names in plain.items()},
            _lengths(plain),
        )


def _seat(former: FormerUnit) -> tuple[str, str, str]:
    return key_of(former.name), key_of(bare(former.district)), former.province


def _settle(name: Name, places: Sequence[Place]) -> None:
    """Fold places of one name into what is looked up: by district, by province."""
    name.locals = tuple(place for place in places if place.kind == "local")
    name.places = tuple(place for place in places if place.kind != "local")
    by_district: dict[str, list[Place]] = defaultdict(list)
    by_province: dict[str, list[Place]] = defaultdict(list)
    for place in name.places:
        for district in place.districts:
            by_district[district].append(place)
        for province in place.provinces:
            by_province[province].append(place)
    name.by_district = {key: tuple(found) for key, found in by_district.items()}
    name.by_province = {key: tuple(found) for key, found in by_province.items()}
    name.codes = tuple(dict.fromkeys([code for place in places for code in place.codes]))
    name.several = _differ(places)
    name.several_in = frozenset(key for key, group in by_province.items() if _differ(group))
    name.zone = any(place.zone for place in name.places)
    parts = name.key.split()
    name.streetlike = name.key in STREETS or (len(parts) >= 2 and parts[0] in SURNAMES and _personal(parts))


def _differ(places: Sequence[Place]) -> bool:
    """Whether places of one name became different units."""
    return len({place.codes for place in places}) > 1


def _own(commune: Commune) -> Iterator[Place]:
    """The villages and landmarks a watched commune knows of itself."""
    knowledge = commune.knowledge
    unit = commune.unit
    districts = frozenset(key_of(bare(former.district)) for former in commune.formers)
    provinces = frozenset({province_key(unit.province), *(province_key(former.province) for former in commune.formers)})
    for kind, names in (
        ("village", knowledge.villages),
        ("landmark", (*knowledge.landmarks, *knowledge.projects, *knowledge.schools)),
    ):
        for text in names:
            heads, name = split_heads(text)
            if name:
                yield Place(
                    "local",
                    name,
                    kind,
                    (commune.code,),
                    districts,
                    provinces,
                    f"{text} ({unit.full_name})",
                    heads=heads,
                )


def split_heads(text: str) -> tuple[tuple[str, ...], str]:
    """What stands before the proper name, and the name: "KCN Tân Trào" -> (kcn), Tân Trào."""
    words = text.split()
    first = next((n for n, word in enumerate(words) if word[0].isupper() and key_of(word) not in HEADS), len(words))
    return tuple(key_of(word) for word in words[:first]), " ".join(words[first:])


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for key in names:
        parts = key.split()
        lengths[parts[0]].add(len(parts))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


# Old place names that begin like a surname but are no person's name: two syllables beginning with these are places.
_PLACELIKE = frozenset(map(key_of, "dương hà cao lâm phú lưu vĩnh thái đồng đông lương nông thân mai bùi".split()))


def _personal(parts: Sequence[str]) -> bool:
    return len(parts) >= 3 or parts[0] not in _PLACELIKE
