"""Which articles a sitemap lists, and which further sitemaps an index names: bytes -> links or addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lxml import etree

from crawler.dates import read_date
from crawler.decoding import inflate
from crawler.links import Finder, looks_like_article, unique
from crawler.markup import plain
from domain.clock import Stamp, to_local
from domain.outcome import Temporary, Trouble, Word
from domain.press import Link

# A sitemap may list all that was ever written: so many of the newest are taken in any case, older ones only within
# the backlog.
ALWAYS = 100
MAX_LINKS = 3_000
# Sitemaps of an index that are read in one pass, newest first.
MAX_CHILDREN = 12
UNPACKED = 50_000_000
_GZIP = b"\x1f\x8b"
_MEDIA = re.compile(r"sitemap-(?:image|video)|xhtml")
_MONTH = re.compile(r"(20\d\d)[-_/]?(0[1-9]|1[0-2])(?:[-_/]?([0-2]\d|3[01]))?(?!\d)")
_CUT = "Sơ đồ trang của báo bị cắt giữa chừng; phần đọc được vẫn được lấy. Hệ thống sẽ đọc lại phần còn thiếu."
_ADDRESS, _LOOKED_AT = re.compile(r"https?://\S+$"), 50
_BROKEN = "Sơ đồ trang của báo bị hỏng, không đọc được. Tin cũ vẫn còn nguyên. Hệ thống sẽ tự thử lại."


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap says: links of articles, addresses of further sitemaps, trouble."""

    links: tuple[Link, ...] = ()
    children: tuple[str, ...] = ()
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One `<url>` or `<sitemap>`: `day` is its newest date in whichever field, for the backlog alone."""

    url: str
    title: str
    published: Stamp | None
    day: date | None


def unpack(body: bytes) -> bytes | Trouble:
    """A `.gz` sitemap unpacked; anything else as it is."""
    if not body.startswith(_GZIP):
        return body
    unpacked = inflate(body, UNPACKED)
    return unpacked if isinstance(unpacked, Trouble) else unpacked.body


def read_sitemap(body: bytes, finder: Finder, now: datetime, backlog_days: int) -> Sitemap:
    """Links within the backlog, newest first (at least the newest 100), or the sitemaps an index names for that time.

    Trouble: FEED_BROKEN, FEED_CUT (with what could be read).
    """
    root = _tree(body)
    if root is None:
        return Sitemap(trouble=Temporary(Word.FEED_BROKEN, _BROKEN))
    cut = not re.search(rb"</(?:[\w.-]+:)?(?:urlset|sitemapindex)\s*>", body, re.IGNORECASE)
    since = (to_local(now) - timedelta(days=backlog_days)).date()
    trouble = Temporary(Word.FEED_CUT, _CUT) if cut else None
    entries = [entry for node in root if (entry := _entry(node, now))]
    if cut and entries:
        entries.pop()
    if _name(root) == "sitemapindex":
        return Sitemap(children=_children(entries, since), trouble=trouble)
    return Sitemap(links=_links(entries, finder, since), trouble=trouble)


def read_address_list(body: bytes, finder: Finder) -> tuple[Link, ...]:
    """The articles of a sitemap that is nothing but addresses, one a line; none for any other text."""
    lines = body.decode("utf-8-sig", errors="replace").split()
    if not lines or not all(_ADDRESS.match(line) for line in lines[:_LOOKED_AT]):
        return ()
    urls = (url for line in lines[-MAX_LINKS:] if (url := finder.address(line)))
    return unique(finder.link(url, "") for url in urls if finder.pattern or looks_like_article(url))


def sitemaps_in_robots(body: bytes) -> tuple[str, ...]:
    """The addresses of the `Sitemap:` lines of a robots.txt."""
    text = body.decode("utf-8-sig", errors="replace")
    found = re.findall(r"^\s*sitemap\s*:\s*(https?://\S+)", text, re.IGNORECASE | re.MULTILINE)
    return tuple(dict.fromkeys(found))


def _tree(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return None


def _name(node: etree._Element) -> str:
    """The name without its namespace; "" for comments and the like."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _entry(node: etree._Element, now: datetime) -> _Entry | None:
    fields = _fields(node)
    url = fields.get("loc", "")
    if not url:
        return None
    published = _read(fields.get("publication_date", ""), now)
    changed = _read(fields.get("lastmod", ""), now)
    days = [stamp.day for stamp in (published, changed) if stamp]
    return _Entry(url, plain(fields.get("title", "")), published, max(days) if days else _day_in(url))


def _fields(node: etree._Element) -> dict[str, str]:
    """Texts by name, the first of each; pictures and films have addresses and titles of their own, left out here."""
    fields: dict[str, str] = {}
    for child in node.iter():
        if isinstance(child.tag, str) and not _MEDIA.search(child.tag.rpartition("}")[0]):
            fields.setdefault(_name(child), (child.text or "").strip())
    return fields


def _read(text: str, now: datetime) -> Stamp | None:
    return read_date(text, "meta", now) if text else None


def _day_in(url: str) -> date | None:
    """The last day that a month or day in an address can mean (`news-2026-11.xml`); None when there is none."""
    found = _MONTH.search(url)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2]), found[3]
    following = date(year + month // 12, month % 12 + 1, 1)
    try:
        return date(year, month, int(day)) if day else following - timedelta(days=1)
    except ValueError:
        return following - timedelta(days=1)


def _children(entries: list[_Entry], since: date) -> tuple[str, ...]:
    """Newest first; those without any date may hold anything, so they are read after the dated ones."""
    dated = sorted((e for e in entries if e.day and e.day >= since), key=lambda e: e.day or since, reverse=True)
    undated = [entry for entry in entries if entry.day is None]
    return tuple(entry.url for entry in (*dated, *undated)[:MAX_CHILDREN])


def _links(entries: list[_Entry], finder: Finder, since: date) -> tuple[Link, ...]:
    found = [(entry, url) for entry in entries if (url := finder.address(entry.url))]
    if finder.pattern is None:
        found = [pair for pair in found if pair[0].title or looks_like_article(pair[1])] or found
    ordered = sorted(found, key=lambda pair: pair[0].day or date.min, reverse=True)
    kept = [p for n, p in enumerate(ordered) if n < ALWAYS or p[0].day is None or p[0].day >= since][:MAX_LINKS]
    return unique(finder.link(url, entry.title, when=entry.published) for entry, url in kept)
