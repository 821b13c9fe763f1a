"""What a name can be instead of a commune: a street, a person, a firm, a longer name, a district, a province."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.places.cues import Head
from nlp.places.found import Found
from nlp.places.readings import Reading, reading_of
from nlp.places.setting import Setting

_AGE = re.compile(r" \((?:SN|sinh năm|\d{1,2} tuổi)")
_AGE_LENGTH = 14
HEAD_KINDS: dict[Head | None, tuple[str, str]] = {
    Head.STREET: ("street", "street"),
    Head.WATER: ("structure", "water"),
    Head.LOCAL: ("institution", "local"),
    Head.FIRM: ("institution", "firm"),
    Head.PERSON: ("person", "person"),
    Head.VILLAGE: ("village", "other village"),
    Head.HISTORY: ("history", "history"),
}
_BARE = frozenset({None, Head.PLACE})
_HIGH = frozenset({Head.DISTRICT, Head.CITY, Head.ISLAND})


def others_of(one: Found, setting: Setting) -> Iterator[Reading]:
    """Readings that are no commune. After "xã", "phường" … only a longer name is one."""
    if one.after:
        kind = "longer unit" if one.as_unit else "longer"
        yield reading_of("longer name", kind, one, one.start, one.end + 1)
    if one.as_unit:
        return
    if one.lower:
        yield reading_of("phrase", "lower", one, one.start, one.end)
    if one.before:
        yield reading_of("person", "person", one, one.start - 1, one.end)
    if one.number:
        yield reading_of("street", "number", one, one.start - 1, one.end)
    if one.text.gaps[one.end] == " (" and _AGE.match(one.text.following(one.end, _AGE_LENGTH)):
        yield reading_of("person", "age", one, one.start, one.end)
    if one.head in HEAD_KINDS:
        yield reading_of(*HEAD_KINDS[one.head], one, one.opening, one.end)
    yield from _higher(one, setting)
    if one.name.streetlike:
        yield reading_of("street", "bare street", one, one.start, one.end)


def _higher(one: Found, setting: Setting) -> Iterator[Reading]:
    """A district or a province of that name."""
    head, name = one.head, one.name
    zone = name.zone and any(p.zone and not name.district_in.isdisjoint(p.provinces) for p in name.places)
    bare = head in _BARE or one.used
    start = one.opening
    if name.district_in and not zone:
        if head in _HIGH:
            yield reading_of("district", "district", one, start, one.end)
        elif bare and not name.province:
            kind = (
                "district as parent"
                if one.used
                else "district bare, after"
                if setting.after and setting.day
                else "district bare"
            )
            yield reading_of("district", kind, one, one.start, one.end)
    elif head in _HIGH and not name.province and not name.zone:
        yield reading_of("history", "no district", one, start, one.end)
    if head is Head.PROVINCE or (name.province and head is Head.CITY):
        yield reading_of("province", "province", one, start, one.end)
    elif name.province and bare:
        yield reading_of("province", "province bare", one, one.start, one.end)
