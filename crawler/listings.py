"""Which articles a list page (section, home page) links to, its feeds, and its next page: bytes -> links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from urllib.parse import urlsplit

from lxml import etree, html

from crawler.dates import read_date
from crawler.encoding import html_text
from crawler.links import ENOUGH, Finder, infer_pattern, looks_like_article
from crawler.markup import plain
from domain.clock import Stamp
from domain.press import Link
from domain.urls import resolve

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
# Version 1 of JSON Feed was announced as plain JSON, which WordPress also calls its interface for programs.
_JSON_FEED = re.compile(r"feed[\w.-]*(?:\.json)?/?$", re.IGNORECASE)
# Creation times in addresses: yyyymmddHHMMSS (Dân trí, CafeBiz), a 3-digit site number and yymmddHHMMSS (VCCorp).
_LONG_DATE = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])\d{6}")
_SHORT_DATE = re.compile(r"(?<!\d)1\d\d(2\d)(0[1-9]|1[0-2])([0-2]\d|3[01])\d{6}")
_DAY_FIRST = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}")
_CLIMB = 4
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
# Syllables from which on the text of an anchor is a headline and not a name ("Kết quả xổ số").
HEADLINE = 6
LONG_HEADLINE = 9
# Real lists lead to 15 to 130 articles, home pages to 150; 10,000 addresses took 10 s. What comes later is older.
MOST_ADDRESSES = 2_000


@dataclass(slots=True)
class _Seen:
    """What the anchors of one address said so far."""

    title: str = ""
    node: html.HtmlElement | None = None


def parse_html(body: bytes, content_type: str = "") -> html.HtmlElement | None:
    """The tree of a page; None when there is nothing to parse."""
    text = html_text(body, content_type).encode("utf-8", errors="replace")
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def base_of(tree: html.HtmlElement, url: str) -> str:
    """What relative addresses on a page are relative to: its `<base>`, else its own address."""
    href = next((href for node in tree.iter("base") if (href := node.get("href"))), "")
    return resolve(url, href) or url


def read_list(tree: html.HtmlElement, finder: Finder, now: datetime) -> tuple[Link, ...]:
    """The articles a page links to, in order, each with its title and, where the list shows it, its time.

    Without a pattern an address must look like an article's.
    """
    found: dict[str, _Seen] = {}
    for node in tree.iter("a"):
        url = finder.address(node.get("href") or "")
        if url is not None:
            seen = found.setdefault(url, _Seen())
            title = _title(node)
            if _better(title, seen.title):
                seen.title, seen.node = title, node
            if len(found) >= MOST_ADDRESSES:
                break
    if finder.pattern is None:
        found = _articles_only(found)
    owners = _owners(tree, finder, found)
    return tuple(finder.link(url, seen.title, when=_when(seen.node, owners, now)) for url, seen in found.items())


def feeds_in(tree: html.HtmlElement, base: str) -> tuple[str, ...]:
    """Addresses of the feeds a page announces for itself, comments' feeds left out."""
    links = (node for node in tree.iter("link") if _announces(node))
    hrefs = (resolve(base, node.get("href") or "") for node in links if "alternate" in (node.get("rel") or "").lower())
    return tuple(dict.fromkeys(href for href in hrefs if href and "comment" not in href.lower()))


def _announces(node: html.HtmlElement) -> bool:
    kind = (node.get("type") or "").strip().lower()
    return kind in FEED_TYPES or (kind == "application/json" and bool(_JSON_FEED.search(node.get("href") or "")))


def day_of(link: Link) -> date | None:
    """The day a link is from: as the list said, else as its address tells (creation, so a lower bound)."""
    if link.published is not None:
        return link.published.day
    found = _LONG_DATE.search(link.url) or _SHORT_DATE.search(link.url)
    if not found:
        return None
    try:
        return date(int(found[1]) + (2000 if len(found[1]) == 2 else 0), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _articles_only(found: dict[str, _Seen]) -> dict[str, _Seen]:
    """Without a pattern: addresses of the form that most have; others like an article's under a headline; any address
    under a long one, or of a shape whose addresses mostly stand under headlines; failing all that, numbered ones.
    """
    words = {url: len(seen.title.split()) for url, seen in found.items()}
    form = re.compile(infer_pattern(found) or "")
    shapes = _headline_shapes(words)
    kept = {url: seen for url, seen in found.items() if _is_article(url, words[url], form, shapes)}
    return kept or {url: seen for url, seen in found.items() if re.search(r"\d", _last_step(url))}


def _is_article(url: str, words: int, form: re.Pattern[str], shapes: set[str]) -> bool:
    if looks_like_article(url) and (words >= HEADLINE or form.search(url)):
        return True
    return urlsplit(url).path != "/" and (words >= LONG_HEADLINE or _shape(url) in shapes)


def _headline_shapes(words: dict[str, int]) -> set[str]:
    """Shapes of addresses under which mostly headlines stand, as on a list of files named one after the other."""
    by_shape: dict[str, list[int]] = {}
    for url, count in words.items():
        by_shape.setdefault(_shape(url), []).append(count)
    return {shape for shape, counts in by_shape.items() if len(counts) >= ENOUGH and median(counts) >= HEADLINE}


def _shape(url: str) -> str:
    """An address with every word and number of its last step made alike."""
    last = _last_step(url)
    folder = urlsplit(url).path.removesuffix(last)
    return f"{folder}{re.sub(r'[^./_-]+', 'x', last)}"


def _last_step(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]


def _title(node: html.HtmlElement) -> str:
    """What an anchor says: its text, else its title, else its picture's."""
    heading = max((plain(str(part.text_content())) for part in node.iter(*_HEADINGS)), key=len, default="")
    text = heading if len(heading.split()) >= HEADLINE else plain(str(node.text_content()))
    image = next((alt for img in node.iter("img") if (alt := img.get("alt"))), "")
    return text or plain(node.get("title") or "") or plain(image)


def _better(title: str, than: str) -> bool:
    """A headline has words; of two with words the first stands ("Xem thêm", numbers of comments never win)."""
    return (len(title.split()) >= 4 and len(than.split()) < 4) or (not than and bool(title))


def _owners(tree: html.HtmlElement, finder: Finder, found: dict[str, _Seen]) -> dict[html.HtmlElement, set[str]]:
    """For each element near an anchor, which articles it links to: a date in it is theirs if it is one alone."""
    owners: dict[html.HtmlElement, set[str]] = {}
    for node in tree.iter("a"):
        url = finder.address(node.get("href") or "")
        if url in found:
            for step, above in enumerate(node.iterancestors()):
                if step >= _CLIMB:
                    break
                owners.setdefault(above, set()).add(str(url))
    return owners


def _when(node: html.HtmlElement | None, owners: dict[html.HtmlElement, set[str]], now: datetime) -> Stamp | None:
    if node is None:
        return None
    if (stamp := _stamp_in(node, now)) is not None:
        return stamp
    for above in list(node.iterancestors())[:_CLIMB]:
        if len(owners.get(above, ())) != 1:
            return None
        if (stamp := _stamp_in(above, now)) is not None:
            return stamp
    return None


def _stamp_in(node: html.HtmlElement, now: datetime) -> Stamp | None:
    for part in node.iter("time", "span", "div", "p"):
        machine = part.get("datetime")
        shown = part.get("title") or ""
        if machine and (stamp := read_date(machine, "meta", now)):
            return stamp
        if part.tag != "a" and _DAY_FIRST.search(shown) and (stamp := read_date(shown, "visible", now)):
            return stamp
    return None
