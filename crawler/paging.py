"""Where a list goes on: the next page's address and the form of all further ones."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import html

from crawler.links import on_host
from domain.urls import domain_of, resolve

# How Vietnamese newspapers write page n (data/press/list, design notes on list pages): VnExpress, Dân trí, WordPress,
# VietnamNet (whose second page is number 1), portals.
_FORMS = (
    re.compile(r"(?P<before>-p)(?P<n>[12])(?P<after>(?:\.\w+)?/?)$"),
    re.compile(r"(?P<before>/trang-)(?P<n>[12])(?P<after>(?:\.\w+)?/?)$"),
    re.compile(r"(?P<before>/page/)(?P<n>[12])(?P<after>(?:\.\w+)?/?)$"),
    re.compile(r"(?P<before>-page)(?P<n>[12])(?P<after>(?:\.\w+)?/?)$"),
    re.compile(r"(?P<before>[?&](?:page|trang|p|Page|PageIndex)=)(?P<n>[12])(?P<after>)$"),
)


def next_page(paging: str, url: str, last: int) -> str | None:
    """The address after `url` in a list whose page n is `paging` with `{n}`; None after page `last`."""
    before, _, after = paging.partition("{n}")
    number = re.fullmatch(re.escape(before) + r"(\d+)" + re.escape(after), url)
    following = int(number[1]) + 1 if number else 2
    return paging.replace("{n}", str(following)) if following <= last else None


def paging_of(tree: html.HtmlElement, url: str) -> tuple[str, str] | None:
    """The second page of the list at `url` and the form of page n, as the page itself tells; None when it does not."""
    return _zone(tree, url) or next((found for href in _further(tree, url) if (found := _form(href))), None)


def is_further_page(url: str) -> bool:
    """Whether an address is that of a second page, not of a section."""
    return _form(url) is not None


def _zone(tree: html.HtmlElement, url: str) -> tuple[str, str] | None:
    """Sites of one maker load older articles by the number of the section, which the page holds in `hdZoneId`."""
    zone = next((node.get("value") or "" for node in tree.iter("input") if node.get("id") == "hdZoneId"), "")
    if not zone.isdigit():
        return None
    ending = ".chn" if urlsplit(url).path.endswith(".chn") else ".htm"
    path = (
        f"/timeline/{zone}/trang-{{n}}.htm" if domain_of(url) == "tuoitre.vn" else f"/timelinelist/{zone}/{{n}}{ending}"
    )
    template = resolve(url, path)
    return (template.replace("{n}", "2"), template) if template else None


def _further(tree: html.HtmlElement, url: str) -> list[str]:
    """Addresses that may be the second page: those announced as next, then anchors within the same section."""
    stem = re.sub(r"\.\w+$", "", urlsplit(url).path.rstrip("/"))
    announced = [node for node in tree.iter("link", "a") if (node.get("rel") or "").lower() == "next"]
    hrefs = [resolve(url, node.get("href") or "") for node in (*announced, *tree.iter("a"))]
    ours = [href for href in hrefs if href and on_host(href, url) and urlsplit(href).path.startswith(stem)]
    return [href for href in dict.fromkeys(ours) if href != url]


def _form(href: str) -> tuple[str, str] | None:
    for form in _FORMS:
        if found := form.search(href):
            return href, f"{href[: found.start()]}{found['before']}{{n}}{found['after']}"
    return None
