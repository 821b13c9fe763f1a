"""How is a newspaper printed and counted? By its domain, from defaults/outlets.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from config import shipped
from domain.press import Level
from domain.text import fold


@dataclass(frozen=True, slots=True)
class Outlet:
    """A newspaper or portal: `name` as digests print it, its domains (the first is its own), other names in use.

    A local paper carries its province's code and counts as the city's own only there.
    """

    name: str
    domains: tuple[str, ...]
    level: Level
    aliases: tuple[str, ...] = ()
    province: str = ""

    def level_in(self, province_code: str | None) -> Level:
        """Its level seen from a province; None asks for its level at home."""
        away = self.level is Level.CITY and province_code is not None and province_code != self.province
        return Level.OTHER if away else self.level


@cache
def outlets() -> tuple[Outlet, ...]:
    """Every outlet of the directory."""
    return tuple(
        Outlet(
            name=row["name"],
            domains=tuple(row["domains"]),
            level=Level(row["level"]),
            aliases=tuple(row.get("aliases", ())),
            province=row.get("province", ""),
        )
        for row in shipped.table("outlets")["outlet"]
    )


def by_domain(domain: str) -> Outlet | None:
    """The outlet of a domain or of a sub-domain of it ("xahoi.bao.vn"); None when it is not in the directory.

    Under gov.vn each sub-domain is an office of its own, so only the very domain counts there.
    """
    labels = domain.lower().split(".")
    if labels[-2:] == ["gov", "vn"]:
        return _domains().get(domain.lower())
    found = (_domains().get(".".join(labels[start:])) for start in range(len(labels) - 1))
    return next(filter(None, found), None)


def by_name(name: str) -> Outlet | None:
    """The outlet of a printed name or alias, case and diacritics aside; None when it is not in the directory."""
    return _names().get(fold(name).strip())


@cache
def _domains() -> Mapping[str, Outlet]:
    return {domain: outlet for outlet in outlets() for domain in outlet.domains}


@cache
def _names() -> Mapping[str, Outlet]:
    return {fold(name): outlet for outlet in outlets() for name in (outlet.name, *outlet.aliases)}
