"""Turns an address found in a feed, sitemap or list into a Link, if it belongs to the newspaper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.clock import Stamp
from domain.press import Link, Page, Source, Way, WayKind
from domain.urls import article_id, clean_url, domain_of, resolve, same_host

# An address of an article ends in a number of at least 4 digits, or has a slug of at least 5 words.
# Of 22 address patterns in data/press/sources.csv, these two forms cover all that are written out.
_NUMBERED = re.compile(r"\d{4,}(?:\.[a-z]{2,5}|/)?$", re.IGNORECASE)
_NUMBER_AND_SLUG = re.compile(r"/\d{5,}/[^/]+-[^/]+$")
_SLUG_WORDS = 5
# A page links to at least so many addresses of one form before the form is taken for that of articles.
ENOUGH = 5
_ID_QUERY = re.compile(r"(?:^|&)[a-z_]*id=\d{4,}(?:&|$)", re.IGNORECASE)
_NO_PAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|mp[34]|css|js|xml|rss|zip|apk|ico)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finder:
    """Makes the links of one reading. `hosts` are the newspaper's; None takes every host (search feeds)."""

    source: str
    way: str
    base: str
    hosts: frozenset[str] | None
    pattern: re.Pattern[str] | None = None

    @classmethod
    def of(cls, way: Way, source: Source, page: Page) -> Finder:
        """For a page read through a way of a newspaper. Where a feed moved to is the newspaper's host too."""
        hosts = frozenset(_domains((source.home, way.url, page.final_url)))
        pattern = re.compile(way.pattern) if way.pattern else None
        return cls(source.name, way.url, page.final_url, None if way.kind is WayKind.SEARCH else hosts, pattern)

    def address(self, reference: str) -> str | None:
        """The cleaned absolute address, None when it is none, leads elsewhere or does not fit the way's pattern."""
        absolute = resolve(self.base, reference)
        try:
            url = clean_url(absolute) if absolute else ""
            ours = bool(url) and (self.hosts is None or domain_of(url) in self.hosts)
        except ValueError:
            return None
        return url if ours and (self.pattern is None or self.pattern.search(url)) else None

    def link(self, url: str, title: str, summary: str = "", when: Stamp | None = None, outlet: str = "") -> Link:
        """A Link to a cleaned address."""
        return Link(article_id(url), url, self.source, title, summary, when, self.way, outlet)


def on_host(address: str, other: str) -> bool:
    """Whether an address found on a page belongs to the newspaper of `other`; no address belongs to none."""
    try:
        return same_host(address, other)
    except ValueError:
        return False


def looks_like_article(url: str) -> bool:
    """Whether an address has the form of an article's: a long number at its end or as id, or a long slug; no file."""
    path, query = urlsplit(url).path, urlsplit(url).query
    if _ID_QUERY.search(query):
        return True
    if _NO_PAGE.search(path) or path in ("", "/"):
        return False
    last = path.rstrip("/").rpartition("/")[2]
    numbered = _NUMBERED.search(last) or _NUMBER_AND_SLUG.search(path)
    return bool(numbered) or last.count("-") >= _SLUG_WORDS - 1


def infer_pattern(urls: Iterable[str], share: float = 0.0) -> str | None:
    """The form that most article addresses among `urls` have, as a regular expression on the whole address.

    Known forms: a number before the ending ("-541045.html", "-post1234.html", "-d78503.html"), or nothing but a long
    slug. None when fewer than 5 addresses have it, or a smaller part of them than `share`.
    """
    articles = [url for url in dict.fromkeys(urls) if looks_like_article(url)]
    forms = Counter(form for url in articles if (form := _form(url)) and re.search(form, url, re.IGNORECASE))
    if not forms:
        return None
    form, count = forms.most_common(1)[0]
    return form if count >= max(ENOUGH, share * len(articles)) else None


def unique(links: Iterable[Link]) -> tuple[Link, ...]:
    """Each id once, the first of each."""
    return tuple({link.id: link for link in reversed(tuple(links))}.values())[::-1]


def _domains(addresses: Iterable[str]) -> Iterable[str]:
    for address in addresses:
        try:
            yield domain_of(address)
        except ValueError:
            continue


def _form(url: str) -> str | None:
    path = urlsplit(url).path
    last = path.rstrip("/").rpartition("/")[2]
    found = re.search(r"([-_/]?[a-z]{0,5})(\d{4,})(\.[a-z]{2,5})?$", last, re.IGNORECASE)
    slash = "/" if path.endswith("/") else ""
    if found:
        lead = re.escape(found[1]) if found[1] else "/"
        least = max(4, min(len(found[2]) - 1, 14))
        return rf"{lead}\d{{{least},}}{re.escape(found[3] or '')}{slash}$"
    ending = re.search(r"\.[a-z]{2,5}$", last, re.IGNORECASE)
    return rf"/[\w%]+(?:-[\w%]+){{4,}}{re.escape(ending[0]) if ending else ''}{slash}$"
