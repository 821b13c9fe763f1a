"""What the whole article says: which districts and provinces it names and where, and before or after July 2025."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from domain.place import MERGER_DAY
from domain.press import Article
from domain.text import fold
from nlp.places.atlas import Atlas
from nlp.places.cues import Head
from nlp.places.found import Found

# Plans named the new units from the spring of 2025 on.
_PLANS = date(2025, 4, 1)
_NO_PARENT = frozenset({Head.UNIT, Head.STREET, Head.WATER, Head.LOCAL, Head.FIRM, Head.PERSON, Head.VILLAGE})
_AS_DISTRICT = frozenset({Head.DISTRICT, Head.CITY})
_SHORTEST_DOMAIN_NAME = 6


class Setting:
    """Districts and provinces by key, each with the names that say so, in reading order; and the time.

    `after`: from July 2025 on, by its date or because it calls a unit "cũ"; `before`: before the new units were
    planned, by its date or because it names a district as standing. Neither where the article does not tell.
    """

    __slots__ = ("after", "before", "day", "districts", "main", "outlet_province", "provinces")

    def __init__(self, article: Article, found: Sequence[Found], outlet_province: str):
        self.day = article.published.day if article.published else None
        self.districts: dict[str, list[Found]] = {}
        self.provinces: dict[str, list[Found]] = {}
        self.main = ""
        self.outlet_province = outlet_province
        standing = cited = False
        for one in found:
            cited = cited or one.former
            if one.head in _NO_PARENT or one.before or (one.after and not one.used):
                continue
            name = one.name
            if name.district_in and (not name.province or one.head in _AS_DISTRICT):
                self.districts.setdefault(name.key, []).append(one)
                standing = standing or one.head is Head.DISTRICT
                if name.home and (one.head is Head.DISTRICT or one.used):
                    self._province(name.home, one)
            if name.province:
                self._province(name.province, one)
        self.after = self.day >= MERGER_DAY if self.day else cited
        self.before = self.day < _PLANS if self.day else standing and not cited

    def _province(self, key: str, one: Found) -> None:
        self.main = self.main or ("" if one.name.foreign else key)
        self.provinces.setdefault(key, []).append(one)


class Outlets:
    """Newspapers' provinces: as the watched communes know them, else by their address (baonghean.vn)."""

    def __init__(self, atlas: Atlas, known: Mapping[str, str]):
        names = {name.province: fold(name.text).replace(" ", "") for name in atlas.names.values() if name.province}
        self._known = known
        self._letters = sorted(
            ((plain, key) for key, plain in names.items() if len(plain) >= _SHORTEST_DOMAIN_NAME),
            key=lambda pair: (-len(pair[0]), pair),
        )
        self._remembered: dict[str, str] = {}

    def province(self, outlet: str) -> str:
        """The key of the newspaper's province, "" for one of the whole country."""
        if not outlet:
            return ""
        if outlet not in self._remembered:
            letters = outlet.lower().replace("-", "")
            found = next((key for plain, key in self._letters if plain in letters), "")
            self._remembered[outlet] = self._known.get(outlet, "") or found
        return self._remembered[outlet]
