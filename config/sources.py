"""Which newspapers a commune reads: those shipped for its province and the country, and the office's own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from config.model import Settings, SourceSettings
from domain.place import Unit
from domain.press import Level, Source, Way, WayKind
from domain.urls import domain_of, host_of

FOLDER = Path(__file__).parent / "defaults" / "sources"
NATIONAL = "toan-quoc.toml"


def sources(settings: Settings, unit: Unit) -> tuple[Source, ...]:
    """Every newspaper of an office, disabled ones too: shipped ones (unless settings say none), then its own."""
    shipped = _shipped(unit.province_code) if settings.press.defaults == "default" else {}
    found = {name: _merged(source, settings.sources.get(name)) for name, source in shipped.items()}
    found |= {name: _own(name, own) for name, own in settings.sources.items() if name not in found}
    return tuple(found.values())


def outlet(domain: str, source: Source | None) -> tuple[str, Level]:
    """How a newspaper is printed and counted: by its domain where it is known, else by the source that led there."""
    known = _titles().get(domain)
    if known:
        return known
    if source and (not source.home or domain_of(source.home) == domain or host_of(source.home) == domain):
        return source.title, source.level
    return domain, Level.OTHER


@cache
def _shipped(province_code: str) -> dict[str, Source]:
    files = [path for path in sorted(FOLDER.glob("*.toml")) if path.name == NATIONAL or path.name[:2] == province_code]
    return {source.name: source for path in files for source in _read(path)}


@cache
def _titles() -> dict[str, tuple[str, Level]]:
    shipped = (source for path in sorted(FOLDER.glob("*.toml")) for source in _read(path))
    return {domain_of(source.home): (source.title, source.level) for source in shipped}


def _read(path: Path) -> Iterator[Source]:
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    for name, table in tables.items():
        provenance = str(table.pop("provenance", ""))
        yield _own(name, SourceSettings.model_validate(table), provenance)


def _own(name: str, table: SourceSettings, provenance: str = "cài đặt của cơ quan") -> Source:
    first = next((address for address in (*table.feeds, *table.lists, *table.sitemaps)), "")
    home = table.home or (f"{first.split('://')[0]}://{host_of(first)}/" if first else "")
    title = table.title or (domain_of(home) if home else name)
    return Source(
        name=name,
        title=title,
        home=home,
        ways=tuple(_ways(table)),
        level=Level(table.level or "khac"),
        language=table.language,
        enabled=table.enabled,
        provenance=provenance,
    )


def _merged(shipped: Source, table: SourceSettings | None) -> Source:
    """A shipped newspaper with what the office set for it; lists of its own are read beside the shipped ones."""
    if table is None:
        return shipped
    own = _own(shipped.name, table)
    return Source(
        name=shipped.name,
        title=table.title or shipped.title,
        home=table.home or shipped.home,
        ways=tuple(dict.fromkeys((*shipped.ways, *own.ways))),
        level=Level(table.level) if table.level else shipped.level,
        language=table.language if "language" in table.model_fields_set else shipped.language,
        enabled=table.enabled,
        provenance=shipped.provenance,
    )


def _ways(table: SourceSettings) -> Iterator[Way]:
    pattern = table.pattern or None
    kinds: Mapping[WayKind, tuple[str, ...]] = {
        WayKind.FEED: table.feeds,
        WayKind.SITEMAP: table.sitemaps,
        WayKind.SEARCH: table.searches,
    }
    for kind, addresses in kinds.items():
        for address in addresses:
            yield Way(kind, address, pattern if kind is WayKind.SITEMAP else None)
    for number, address in enumerate(table.lists):
        yield Way(WayKind.LIST, address, pattern, table.paging or None if number == 0 else None)
