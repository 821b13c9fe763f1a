"""Which search feeds follow a commune's names through all newspapers, also those that cannot be read themselves."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from domain.place import City, Commune
from domain.press import Source, Way, WayKind
from domain.text import fold, one_line
from domain.urls import domain_of

GOOGLE = "https://news.google.com/rss/search"
# How far back a query asks; a query gives at most 100 items.
DAYS = 14
# A city's query holds several communes and is asked at each reading, so it looks back less far: 100 items must do.
CITY_DAYS = 7
# Names in one query of a city: with the place about 30 words, which search engines are known to read whole (32).
MOST_NAMES = 8
_VIETNAMESE = {"hl": "vi", "gl": "VN", "ceid": "VN:vi"}
_ENGLISH = {"hl": "en-US", "gl": "US", "ceid": "US:en"}
_UNIT_WORDS = {"xã": "commune", "phường": "ward", "đặc khu": "special zone", "thị trấn": "township"}


def search_way(query: str, days: int = DAYS, *, english: bool = False) -> Way:
    """A news search for `query` (quotes, OR, site: as the search engine knows them), newest `days` days."""
    parameters = {"q": f"{one_line(query)} when:{days}d", **(_ENGLISH if english else _VIETNAMESE)}
    return Way(WayKind.SEARCH, f"{GOOGLE}?{urlencode(parameters)}")


def is_opaque(url: str) -> bool:
    """Whether an address is a search engine's own, behind which the article's is hidden: nothing to read there."""
    parts = _parts(url)
    return parts.hostname == "news.google.com" and parts.path.rpartition("/")[0].endswith(("/articles", "/read"))


def is_video(url: str) -> bool:
    """Whether an address is a video's on YouTube: its page has no text, its feed tells title, description and time."""
    parts = _parts(url)
    return parts.hostname in ("www.youtube.com", "m.youtube.com") and parts.path.startswith(("/watch", "/shorts/"))


def told_by_list(url: str) -> bool:
    """Whether all that can be read of an article stands in the list that names it."""
    return is_opaque(url) or is_video(url)


def behind(url: str) -> str | None:
    """The article's own address inside a search engine's, where it can be read off: Bing's parameter, Google's older
    links (base64 around the address). None where only the engine's server knows it.
    """
    parts = _parts(url)
    if (parts.hostname or "").endswith("bing.com"):
        return next((value for key, value in parse_qsl(parts.query) if key == "url"), None)
    if not is_opaque(url):
        return None
    packed = parts.path.rpartition("/")[2]
    try:
        inside = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    except ValueError:
        return None
    found = re.search(rb"https?://[\x21-\x7e]+", inside)
    return found[0].decode() if found else None


def commune_ways(commune: Commune, days: int = DAYS) -> tuple[Way, ...]:
    """Search feeds for a commune: its present name, each former one with its district or province, and in English.

    A present name is asked for alone and with its province: alone it finds papers that do not name the province, with
    it the 100 items of a query are not used up by namesakes. A former name is asked for with its places only.
    """
    unit = commune.unit
    full = f'"{unit.full_name}"'
    queries = [full, f'{full} "{unit.province}"']
    for former in commune.formers:
        places = dict.fromkeys(place for place in (former.district, former.province, unit.province) if place)
        queries.append(f'"{former.type.lower()} {former.name}" ({" OR ".join(quoted(places))})')
    english = f'"{plain_name(unit.name)} {_UNIT_WORDS.get(unit.kind, "commune")}"'
    ways = (*(search_way(query, days) for query in queries), search_way(english, days, english=True))
    return tuple(dict.fromkeys(ways))


def city_ways(city: City) -> tuple[Way, ...]:
    """Search feeds for all communes of a city: several names a query, so that their number stays polite.

    Present names are asked for with the city, former ones with their district, all once more in English.
    """
    units = [commune.unit for commune in city.communes]
    queries = [_any(names, [city.unit.name]) for names in batched(dict.fromkeys(u.full_name for u in units))]
    districts: dict[str, dict[str, None]] = {}
    for commune in city.communes:
        for former in commune.formers:
            names = districts.setdefault(former.district or former.province or city.unit.name, {})
            names[f"{former.type.lower()} {former.name}"] = None
    for district, found in sorted(districts.items()):
        queries += [_any(names, [district]) for names in batched(found)]
    english = dict.fromkeys(f"{plain_name(u.name)} {_UNIT_WORDS.get(u.kind, 'commune')}" for u in units)
    ways = [search_way(query, CITY_DAYS) for query in queries]
    ways += [
        search_way(_any(names, [plain_name(city.unit.name)]), CITY_DAYS, english=True) for names in batched(english)
    ]
    return tuple(dict.fromkeys(ways))


def batched(names: Iterable[str]) -> list[list[str]]:
    """Names in groups that one query can hold."""
    kept = list(names)
    return [kept[n : n + MOST_NAMES] for n in range(0, len(kept), MOST_NAMES)]


def city_source(city: City) -> Source:
    """The search feeds of a city as one source of its own."""
    title = f"Tìm kiếm tin về các xã, phường của {city.unit.full_name}"
    return Source(f"tim-kiem-{city.code}", title, "https://news.google.com/", city_ways(city))


def _any(names: Iterable[str], places: Iterable[str]) -> str:
    """Any of the names, together with the place."""
    return f"({' OR '.join(quoted(names))}) {' '.join(quoted(places))}"


def site_way(names: Iterable[str], home: str, days: int = DAYS) -> Way:
    """A search for any of these names within one newspaper that cannot be read itself."""
    return search_way(f"({' OR '.join(quoted(names))}) site:{domain_of(home)}", days)


def search_source(commune: Commune, days: int = DAYS) -> Source:
    """The search feeds of a commune as one source of its own."""
    title = f"Tìm kiếm tin về {commune.unit.full_name}"
    name = f"tim-kiem-{commune.code}"
    return Source(name, title, "https://news.google.com/", commune_ways(commune, days))


def quoted(names: Iterable[str]) -> list[str]:
    """Each name as an exact phrase."""
    return [f'"{name}"' for name in names]


def plain_name(name: str) -> str:
    """A name as English papers print it: "Nghi Duong"."""
    return fold(name).title()


def _parts(url: str) -> SplitResult:
    """The parts of an address; of what is none, those of the empty one."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
