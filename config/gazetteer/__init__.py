"""The units of the country, present and former, as shipped data; loaded once, only when asked for.

`load` gives all of it, `find` the present units a person may mean by a name or code, `commune` one to be watched;
`cities`, `find_cities` and `city` do the same for provinces and cities.
"""

from __future__ import annotations

import csv
import gzip
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from config.errors import SettingsError
from domain.place import City, Commune, FormerUnit, Gazetteer, LocalKnowledge, Succession, Unit
from domain.text import clean, fold, syllables, tone_key

HERE = Path(__file__).parent
LOCAL = HERE.parent / "defaults" / "communes"
NOTHING = LocalKnowledge()
# Other names by which a city is called.
_CITY_NAMES = {"hcm": "Hồ Chí Minh", "sai gon": "Hồ Chí Minh", "thua thien hue": "Huế"}
_TYPES = frozenset({"xa", "phuong", "dac khu", "thi tran"})


@cache
def load() -> Gazetteer:
    """Every unit: 3,321 present ones, the former ones with their districts, and who succeeded whom."""
    return Gazetteer(
        units=tuple(Unit(*row) for row in _rows("present.csv.gz")),
        formers=tuple(
            FormerUnit(row[0], row[1], row[2], row[3], row[4], row[5] == "1") for row in _rows("former.csv.gz")
        ),
        successions=tuple(
            Succession(row[0], row[1], row[2] == "1", row[3] == "1") for row in _rows("succession.csv.gz")
        ),
    )


def unit(code: str) -> Unit | None:
    """The present unit with this code, None when there is none."""
    return _by_code().get(code)


def find(text: str) -> list[Unit]:
    """The present units a name or code may mean: by present name, then by former name, then without marks.

    "xã Nghi Dương", "Nghi Dương", "nghi duong", "11713" and "Ngũ Phúc" all work; several answers mean a choice.
    """
    wanted = clean(text)
    if wanted.isdigit():
        return [found] if (found := unit(wanted)) else []
    kind, name = _split_type(wanted)
    for key in (_exact, fold):
        present = [one for one in load().units if key(one.name) == key(name) and _fits(kind, one.type)]
        if present:
            return present
        if heirs := _heirs(former.code for former in load().formers if key(former.name) == key(name)):
            return heirs
    return []


def commune(code: str, own: LocalKnowledge = NOTHING) -> Commune:
    """A commune to be watched, with what is shipped about it and what the office knows. Raises SettingsError."""
    found = unit(code)
    if found is None:
        raise SettingsError(
            f"commune.code: không có đơn vị hành chính nào mang mã «{code}». "
            "Mời tìm mã đúng bằng: diembao init --commune TÊN"
        )
    return Commune(found, _formers().get(code, ()), knowledge=_together(_shipped(code), own))


@cache
def cities() -> tuple[Unit, ...]:
    """The 34 provinces and cities, each as a unit of its own code."""
    found = {one.province_code: one.province for one in load().units}
    return tuple(_city_unit(code, name) for code, name in sorted(found.items()))


def find_cities(text: str) -> list[Unit]:
    """The provinces or cities a name or code may mean: by present name, then by a former one, then without marks.

    "Hải Phòng", "thành phố Hải Phòng", "TP Hải Phòng", "hai phong", "31" and "Hải Dương" all work.
    """
    wanted = clean(text)
    if wanted.isdigit():
        return [one for one in cities() if one.code == wanted.zfill(2)]
    kind, name = _split_city(wanted)
    if not name:
        return []
    name = _CITY_NAMES.get(fold(name), name)
    for key in (_exact, fold):
        present = [one for one in cities() if key(one.name) == key(name) and kind in ("", fold(one.type))]
        if present:
            return present
        formers = {former.code for former in load().formers if key(_split_city(former.province)[1]) == key(name)}
        if heirs := _main_provinces(formers):
            return [one for one in cities() if one.code in heirs]
    return []


def city(code: str, also: Iterable[str], without: Iterable[str], own: Mapping[str, LocalKnowledge]) -> City:
    """A province or city to be watched: its communes, others beside them, some left out. Raises SettingsError."""
    found = next((one for one in cities() if one.code == code), None)
    if found is None:
        raise SettingsError(
            f"city.code: không có tỉnh, thành phố nào mang mã «{code}». Mời tìm mã đúng bằng: diembao init --city TÊN"
        )
    codes = {one.code for one in load().units if one.province_code == code}
    for key, named in (("without", set(without) - codes), ("also", set(also) - _by_code().keys())):
        if named:
            raise SettingsError(
                f"city.{key}: không có xã nào {'của ' + found.full_name + ' ' if key == 'without' else ''}"
                f"mang mã «{min(named)}». Mời tìm mã đúng bằng: diembao init --commune TÊN"
            )
    if unknown := own.keys() - codes - set(also):
        raise SettingsError(
            f"communes.{min(unknown)}: {found.full_name} không theo dõi xã nào mang mã này. Mời xóa mục này, "
            "hoặc ghi mã vào city.also."
        )
    wanted = sorted((codes | set(also)) - set(without))
    return City(found, tuple(commune(one, own.get(one, NOTHING)) for one in wanted))


def _city_unit(code: str, name: str) -> Unit:
    kind, bare = _split_city(name)
    return Unit(code, bare, "Tỉnh" if kind == "tinh" else "Thành phố", name, code)


def _split_city(text: str) -> tuple[str, str]:
    """`Thành phố Hải Phòng` as ("thanh pho", "Hải Phòng"); a name alone has no kind."""
    found = re.match(r"(thành phố\s|thanh pho\s|tp\.|tp\s|tỉnh\s|tinh\s)\s*", text, re.IGNORECASE)
    if not found:
        return "", text
    return ("tinh" if fold(found[1]).strip() == "tinh" else "thanh pho"), text[found.end() :].strip()


def _main_provinces(old_codes: set[str]) -> set[str]:
    """The present provinces that got most of a former one; slivers at its borders do not count."""
    counted = Counter(one.province_code for one in _heirs(old_codes))
    return {code for code, count in counted.items() if count * 5 >= counted.total()}


@cache
def _formers() -> Mapping[str, tuple[FormerUnit, ...]]:
    """The former units of which each present one was made, in their order, doubtful ones left out."""
    heirs: dict[str, set[str]] = {}
    for pair in load().successions:
        if not pair.suspect:
            heirs.setdefault(pair.old_code, set()).add(pair.new_code)
    found: dict[str, list[FormerUnit]] = {}
    for former in load().formers:
        for code in heirs.get(former.code, ()):
            found.setdefault(code, []).append(former)
    return {code: tuple(formers) for code, formers in found.items()}


@cache
def _by_code() -> dict[str, Unit]:
    return {one.code: one for one in load().units}


def _rows(name: str) -> list[list[str]]:
    return list(csv.reader(gzip.decompress((HERE / name).read_bytes()).decode().splitlines()))


def _exact(name: str) -> str:
    return " ".join(tone_key(syllable) for syllable in syllables(name))


def _split_type(text: str) -> tuple[str, str]:
    folded = fold(text)
    kind = next((kind for kind in _TYPES if folded.startswith(kind + " ")), "")
    return kind, text[len(kind) :].strip()


def _fits(kind: str, given: str) -> bool:
    return not kind or fold(given) == kind


def _heirs(old_codes: Iterable[str]) -> list[Unit]:
    wanted = set(old_codes)
    heirs = {pair.new_code for pair in load().successions if pair.old_code in wanted}
    return [one for one in load().units if one.code in heirs]


def _shipped(code: str) -> LocalKnowledge:
    path = LOCAL / f"{code}.toml"
    if not path.exists():
        return LocalKnowledge()
    plain = tomllib.loads(path.read_text(encoding="utf-8"))
    known: dict[str, Any] = {key: tuple(map(_name, items)) for key, items in plain.items()}
    return replace(NOTHING, **known)


def _name(item: Any) -> str:
    """An entry is a name, or a table with the name and its source."""
    return str(item["name"]) if isinstance(item, dict) else str(item)


def _together(shipped: LocalKnowledge, own: LocalKnowledge) -> LocalKnowledge:
    def both(key: str) -> tuple[Any, ...]:
        return tuple(dict.fromkeys((*getattr(shipped, key), *getattr(own, key))))

    return replace(shipped, **{item.name: both(item.name) for item in fields(LocalKnowledge)})
