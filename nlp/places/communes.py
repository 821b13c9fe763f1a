"""What speaks for each commune of a name: the word before it, its parents, the article, the time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from nlp.places.atlas import Place
from nlp.places.cues import Head
from nlp.places.found import Found
from nlp.places.readings import Reading, reading_of
from nlp.places.setting import Setting
from nlp.places.syllables import key_of

Communes = dict[Place, Reading]
_OTHER_HEADS = frozenset({Head.STREET, Head.WATER, Head.FIRM, Head.PERSON, Head.HISTORY})
# After "huyện", "tỉnh" a name is no commune, but for the special zones, which were island districts.
_DASHES = frozenset({"-", "–", "—"})
_LEVELS = frozenset({Head.DISTRICT, Head.CITY, Head.PROVINCE})
_ZONE = key_of("đặc khu")
_TYPES = {key_of(word): key_of(word) for word in ("xã", "phường", "thị trấn", "đặc khu")}


def base_of(one: Found) -> Reading:
    """What speaks for any commune of that name alike."""
    base = Reading("commune")
    if one.as_unit:
        base.add("listed" if one.listed else "unit", one, one.head_at, one.start)
        if one.authority:
            base.add("authority", one, one.authority_at, one.start)
    elif one.head is Head.PLACE:
        base.add("preposition", one, one.head_at, one.start)
    elif _in_a_row(one):
        base.add("row", one, one.start, one.end)
    if one.astray is not None and not one.chained:
        base.add("strange district", one.astray, one.astray.opening, one.astray.end)
    if one.name.streetlike and not one.as_unit:
        base.add("street name", one, one.start, one.end)
    return base


def _in_a_row(one: Found) -> bool:
    """Ends of a road or a line: "Bến Thành - Suối Tiên"."""
    gaps = one.text.gaps
    return gaps[one.start].strip() in _DASHES or (gaps[one.end].strip() in _DASHES)


def communes_of(one: Found, setting: Setting, base: Reading) -> tuple[Communes, list[Reading]]:
    """The communes that something speaks for, and readings as a place elsewhere."""
    communes: Communes = {}
    if one.elsewhere:
        return communes, [reading_of("elsewhere", "other parent", one, *one.elsewhere_at)]
    if _part_of_other(one):
        return communes, []
    elsewhere = _parents(one, setting, communes, base)
    _islands(one, communes, base)
    _districts(one, setting, communes, base)
    _provinces(one, setting, communes, base)
    _outlet(one, setting, communes, base)
    _unique(one, setting, communes, base)
    if one.head in _LEVELS:
        communes = {place: reading for place, reading in communes.items() if place.zone}
    for reading in communes.values():
        fit(reading, one, setting)
    return communes, elsewhere


def _part_of_other(one: Found) -> bool:
    """A street, a river, a firm, a person: whatever else the article says does not make it a commune."""
    if one.head is Head.WATER and one.name.zone:
        return False
    return one.before or one.number or one.head in _OTHER_HEADS


def _at(place: Place, communes: Communes, base: Reading) -> Reading:
    if place not in communes:
        communes[place] = Reading("commune", place, list(base.evidence), base.score)
    return communes[place]


def _one_of_several(province: str, place: Place, one: Found, setting: Setting) -> bool:
    """Whether the province has other units of that name that can be meant as well.

    No two present communes of a province bear one name: since July 2025 the name alone means the present one, unless
    the article calls it "cũ" or it is a name of streets and schools.
    """
    plain = not one.former and (one.as_unit or not one.name.streetlike)
    now = plain and place.kind == "present" and setting.after and setting.day is not None
    return province in one.name.several_in and not now


def _parents(one: Found, setting: Setting, communes: Communes, base: Reading) -> list[Reading]:
    """The parents right after the name: for those they fit, against all when they fit none."""
    name, district, province = one.name, one.district, one.province
    if not district and not province:
        return []
    group = name.by_district.get(district, ()) if district else name.by_province.get(province, ())
    fitting = [place for place in group if not province or province in place.provinces]
    if not fitting and any(_is_in(place, district, province) for place in name.locals):
        return []
    if not fitting:
        start, end = (one.district_at[0], one.last) if district else one.province_at
        return [reading_of("elsewhere", "other parent", one, start, end)]
    for place in fitting:
        reading = _at(place, communes, base)
        if district:
            reading.add("district after", one, *one.district_at)
            if province:
                reading.add("province with district", one, *one.province_at)
        else:
            several = _one_of_several(province, place, one, setting)
            reading.add("province after, several" if several else "province after", one, *one.province_at)
    return []


def _is_in(place: Place, district: str, province: str) -> bool:
    return (not district or district in place.districts) and (not province or province in place.provinces)


def _islands(one: Found, communes: Communes, base: Reading) -> None:
    if not one.name.zone:
        return
    if one.head in (Head.DISTRICT, Head.ISLAND):
        for place in one.name.places:
            if _island(place, one):
                _at(place, communes, base)
    if one.as_unit and _said(one) == _ZONE:
        for place in one.name.places:
            if place.zone and place.kind == "present":
                _at(place, communes, base).add("zone said", one, one.head_at, one.end)


def _said(one: Found) -> str:
    """The kind of unit that stands before the name."""
    return " ".join(one.text.keys[one.head_at : one.start])


def _districts(one: Found, setting: Setting, communes: Communes, base: Reading) -> None:
    """Districts named elsewhere in the article; the last one before the mention counts most.

    A bare name takes only what stands before it, so that nothing added at the end makes it a commune.
    """
    name = one.name
    if one.district or not setting.districts:
        return
    near: list[tuple[str, Found]] = []
    for key in name.by_district:
        if key in setting.districts and (key != name.key or one.as_unit):
            at = _nearest(setting.districts[key], one)
            if at is not None and (one.as_unit or at.order < one.order):
                near.append((key, at))
    if not near and one.as_unit and _in_another(one, setting):
        base.add("other district", one, one.start, one.end)
    last = max((at.order for _, at in near if at.order < one.order), default=None)
    for key, at in near:
        kind = "district before" if at.order == last else "district elsewhere"
        for place in name.by_district[key]:
            if not one.province or one.province in place.provinces:
                _at(place, communes, base).add(kind, at, at.opening, at.end)


def _in_another(one: Found, setting: Setting) -> bool:
    """A district is named before, and none that any commune of this name lies in: perhaps one the list lacks."""
    return any(names[0].order < one.order for key, names in setting.districts.items() if key != one.name.key)


def _nearest(names: Sequence[Found], one: Found) -> Found | None:
    """The last of these before the mention, else the first after it; a name is no parent of itself."""
    at = bisect_left(names, one.order, key=_order)
    if at:
        return names[at - 1]
    return next((other for other in names[:2] if other is not one), None)


def _order(one: Found) -> int:
    return one.order


def _provinces(one: Found, setting: Setting, communes: Communes, base: Reading) -> None:
    """Provinces named in the article; the first one is mostly where it takes place.

    A district that stands for its province adds nothing to communes that a district speaks for already.
    """
    name = one.name
    if one.province:
        return
    nearer = frozenset(communes)
    for key, names in setting.provinces.items():
        group = name.by_province.get(key)
        if not group:
            continue
        at = names[0]
        if not one.as_unit and at.order > one.order:
            continue
        alone = "province main" if key == setting.main else "province named"
        implied = at.name.province != key
        for place in group:
            if place in nearer if implied else one.district and place not in nearer:
                continue
            kind = "province of several" if _one_of_several(key, place, one, setting) else alone
            _at(place, communes, base).add(kind, at, at.opening, at.end)


def _outlet(one: Found, setting: Setting, communes: Communes, base: Reading) -> None:
    """A newspaper of the province means its own."""
    if one.province or one.district or not setting.outlet_province:
        return
    for place in one.name.by_province.get(setting.outlet_province, ()):
        if not _one_of_several(setting.outlet_province, place, one, setting):
            _at(place, communes, base).add("outlet", one)


def _unique(one: Found, setting: Setting, communes: Communes, base: Reading) -> None:
    """A name that only one place of the country bears."""
    name = one.name
    if name.several or not name.places or name.province or name.streetlike or (one.chained and not communes):
        return
    if one.head is Head.LOCAL:
        return
    if name.district_in and not name.places[0].zone:
        return
    away = setting.provinces and not any(key in name.by_province for key in setting.provinces) and not one.district
    for place in name.places:
        reading = _at(place, communes, base)
        reading.add("unique", one, one.start, one.end)
        if away:
            reading.add("other provinces", one)


def _island(place: Place, one: Found) -> bool:
    """An island district became one special zone: "huyện Cát Hải", "đảo Cát Bà" are the zone."""
    return place.zone and (one.head is Head.ISLAND or (one.head is Head.DISTRICT and place.kind == "present"))


def fit(reading: Reading, one: Found, setting: Setting) -> None:
    """Whether the kind of unit and the time fit."""
    place = reading.place
    assert place is not None
    if _island(place, one):
        reading.add("island", one, one.head_at, one.end)
    elif place.zone and one.head in (None, Head.PLACE):
        reading.add("zone", one, one.start, one.end)
    if place.kind == "present":
        if setting.before and not place.zone:
            reading.add("era impossible" if setting.day else "era against", one)
        elif setting.after and setting.day:
            reading.add("era fits", one)
    if one.former and place.kind == "former":
        reading.add("former said", one, one.start, one.end + 1)
    if one.as_unit and not one.listed:
        said = _TYPES.get(_said(one))
        if said is not None and said != key_of(place.type):
            reading.add("other type", one, one.head_at, one.start)


def local_readings(one: Found, setting: Setting) -> Iterable[Reading]:
    """Villages and landmarks that watched communes know of themselves."""
    for place in one.name.locals:
        reading = Reading("commune", place)
        before = tuple(one.text.keys[max(0, one.start - len(place.heads)) : one.start])
        if place.heads and place.heads == before:
            reading.add("landmark", one, one.start - len(place.heads), one.end)
        elif place.type == "village" and one.head is Head.VILLAGE:
            reading.add("village", one, one.head_at, one.end)
        else:
            continue
        _local_parents(reading, place, one, setting)
        yield reading


def _local_parents(reading: Reading, place: Place, one: Found, setting: Setting) -> None:
    if one.district:
        reading.add("district after" if one.district in place.districts else "era impossible", one, *one.district_at)
    elif district := next((key for key in setting.districts if key in place.districts), ""):
        at = setting.districts[district][0]
        reading.add("district elsewhere", at, at.start, at.end)
    if one.province:
        reading.add("province after" if one.province in place.provinces else "era impossible", one, *one.province_at)
    elif province := next((key for key in setting.provinces if key in place.provinces), ""):
        at = setting.provinces[province][0]
        reading.add("province named", at, at.start, at.end)
