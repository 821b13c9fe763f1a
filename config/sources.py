"""Which newspapers does a commune read? Those shipped for its province and the country, and the office's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import cache
from typing import Literal

from config import outlets, shipped
from config.kinds import Texts
from config.model import Settings
from config.sections import SourceSettings
from domain.place import Unit
from domain.press import Article, Level, Source, Way, WayKind
from domain.urls import domain_of, host_of

# Names that begin so belong to the search feeds made from the commune's names.
GENERATED = "tim-kiem"


class ShippedSource(SourceSettings):
    """A newspaper of config/defaults/sources, and how we know of it.

    `confidence` is A (seen working), B (seen in use), C (form known, not seen working) or D (a guess). Only `communes`
    and the communes of provinces in `neighbours` read it, where these are given.
    """

    seen_in: str
    year: str
    confidence: Literal["A", "B", "C", "D"]
    note: str = ""
    neighbours: Texts = ()
    communes: Texts = ()

    @property
    def provenance(self) -> str:
        """How we know, in one line."""
        note = f"; {self.note}" if self.note else ""
        return f"thấy ở: {self.seen_in}; năm {self.year}; độ tin {self.confidence}{note}"


def sources(
    settings: Settings, unit: Unit, generated: Iterable[Source] = (), communes: Iterable[str] = ()
) -> tuple[Source, ...]:
    """Every newspaper of an office, disabled ones too: shipped ones (unless settings say none), then its own.

    `unit` is the commune watched, or the city whose `communes` (by code) are watched.
    `generated` are search feeds made elsewhere from the commune's names; they come and go with the shipped ones and
    can be switched off by name like these. What the office writes under a shipped name is added to it.
    """
    wanted = settings.press.defaults == "default"
    known = {source.name: source for source in (*_shipped(unit, frozenset(communes)), *generated)}
    kept = {name: source for name, source in known.items() if wanted or name in settings.sources}
    found = {name: _merged(source, settings.sources.get(name)) for name, source in kept.items()}
    own = {name: table for name, table in settings.sources.items() if name not in found and table.has_ways}
    return (*found.values(), *(_own(name, table, unit.province_code) for name, table in own.items()))


def outlet(domain: str, source: Source | None = None, province_code: str | None = None) -> tuple[str, Level]:
    """How a newspaper is printed and counted, seen from a province (None: from its own).

    The source that is this newspaper says it; else the directory; else the bare domain.
    """
    if source and source.home and domain in (domain_of(source.home), host_of(source.home)):
        return source.title, source.level
    known = outlets.by_domain(domain)
    return (known.name, known.level_in(province_code)) if known else (domain, Level.OTHER)


def printed(article: Article, sources: Iterable[Source], province_code: str) -> tuple[str, Level]:
    """How the newspaper of an article is printed and counted in an office that reads these sources."""
    source = next((one for one in sources if one.name == article.source), None)
    return outlet(article.outlet, source, province_code)


@cache
def shipped_names() -> frozenset[str]:
    """The names of all newspapers shipped, whatever the province."""
    return frozenset(name for file in _files() for name in shipped.table(file))


@cache
def _shipped(unit: Unit, communes: frozenset[str] = frozenset()) -> tuple[Source, ...]:
    files = [file for file in _files() if _covers(file, unit.province_code)]
    rows = ((name, ShippedSource.model_validate(row)) for file in files for name, row in shipped.table(file).items())
    return tuple(
        replace(_own(name, row, unit.province_code), provenance=row.provenance)
        for name, row in rows
        if _reads(unit.province_code, communes or {unit.code}, row)
    )


def _files() -> list[str]:
    """Those of one province first, then the others, by name."""
    return sorted(f"sources/{path.stem}" for path in (shipped.FOLDER / "sources").glob("*.toml"))


def _covers(file: str, province_code: str) -> bool:
    """`31-hai-phong` is for province 31; a name without a number is for the whole country."""
    number = file.split("/")[1].split("-")[0]
    return not number.isdigit() or number == province_code


def _reads(province_code: str, communes: Set[str], row: ShippedSource) -> bool:
    near = not row.neighbours or province_code in row.neighbours
    return near and (not row.communes or not communes.isdisjoint(row.communes))


def _own(name: str, table: SourceSettings, province_code: str) -> Source:
    ways = tuple(_ways(table))
    direct = next((way.url for way in ways if way.kind is not WayKind.SEARCH), "")
    home = table.home or (f"{direct.split('://')[0]}://{host_of(direct)}/" if direct else "")
    known = outlets.by_domain(domain_of(home)) if home else None
    level = Level(table.level) if table.level else known.level_in(province_code) if known else Level.OTHER
    return Source(
        name=name,
        title=table.title or (known.name if known else domain_of(home) if home else name),
        home=home,
        ways=ways,
        level=level,
        language=table.language,
        enabled=table.enabled,
        provenance="cài đặt của cơ quan",
    )


def _merged(source: Source, table: SourceSettings | None) -> Source:
    """A shipped newspaper with what the office set for it; addresses of its own are read beside the shipped ones."""
    if table is None:
        return source
    plain = {"title": table.title, "home": table.home, "level": Level(table.level) if table.level else None}
    told = {key: value for key, value in plain.items() if value}
    told |= {key: getattr(table, key) for key in ("language", "enabled") if key in table.model_fields_set}
    return replace(source, ways=tuple(dict.fromkeys((*source.ways, *_ways(table)))), **told)  # type: ignore[arg-type]


def _ways(table: SourceSettings) -> Iterator[Way]:
    """Feeds first: they know most of each article. Only lists and sitemaps need a pattern to tell articles."""
    pattern = table.pattern or None
    kinds: Mapping[WayKind, tuple[str, ...]] = {
        WayKind.FEED: table.feeds,
        WayKind.SITEMAP: table.sitemaps,
        WayKind.LIST: table.lists,
        WayKind.SEARCH: table.searches,
    }
    for kind, addresses in kinds.items():
        patterned = pattern if kind in (WayKind.SITEMAP, WayKind.LIST) else None
        for number, address in enumerate(addresses):
            paged = table.paging or None if kind is WayKind.LIST and number == 0 else None
            yield Way(kind, address, patterned, paged)
