"""The units of the country, present and former, as shipped data; loaded once, only when asked for.

`load` gives all of it, `find` the present units a person may mean by a name or code, `commune` one to be watched.
"""

from __future__ import annotations

import csv
import gzip
import tomllib
from collections.abc import Iterable
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from config.errors import SettingsError
from domain.place import Commune, FormerUnit, Gazetteer, LocalKnowledge, Succession, Unit
from domain.text import clean, fold, syllables, tone_key

HERE = Path(__file__).parent
LOCAL = HERE.parent / "defaults" / "communes"
NOTHING = LocalKnowledge()
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
    before = {pair.old_code for pair in load().successions if pair.new_code == code and not pair.suspect}
    formers = tuple(former for former in load().formers if former.code in before)
    return Commune(found, formers, knowledge=_together(_shipped(code), own))


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
