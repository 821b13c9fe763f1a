"""Which articles an RSS or Atom feed lists: bytes -> links, or the trouble with it.

feedparser gets bytes alone, never a name or an address. Its reading of dates is not used: it knows none of three forms
that Vietnamese feeds write, and takes a time without zone for UTC.
"""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

import feedparser

from crawler.dates import read_date
from crawler.links import Finder, unique
from crawler.markup import plain
from crawler.searches import behind
from domain.clock import Stamp
from domain.outcome import Temporary, Trouble, Word
from domain.press import Link
from domain.text import shorten
from domain.urls import domain_of

# VietnamNet's feeds hold about 1,000 items; the newest 300 are weeks of a section.
MAX_ITEMS = 300
SUMMARY = 400
_END = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_ITEM_END = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
# A start of an item, or a stretch in which a tag is none; a stretch without an end goes on to the body's.
_ITEMS = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|(?P<open>\Z))|<!--.*?(?:-->|(?P<torn>\Z))|(?P<item><(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s>/]))",
    re.IGNORECASE | re.DOTALL,
)
_DATE = re.compile(rb"<(?:pubdate|published|updated|dc:date)\b[^<>]*>(?:<!\[CDATA\[)?([^<\]]{6,60})", re.IGNORECASE)
# A pinned or undated item does not turn a feed round: so many are looked at on each end.
_ENDS = 5
_XML = {"content-type": "application/xml; charset=utf-8"}
CUT = "Danh mục tin bị cắt giữa chừng; phần đọc được vẫn được lấy. Hệ thống sẽ đọc lại phần còn thiếu."
_BROKEN = "Danh mục tin của báo bị hỏng, không đọc được. Tin cũ vẫn còn nguyên. Hệ thống sẽ tự thử lại."


def read_feed(
    body: bytes, finder: Finder, now: datetime, *, search: bool = False
) -> tuple[tuple[Link, ...], Trouble | None]:
    """The links of a feed (UTF-8 without an XML declaration) in its order, and FEED_CUT or FEED_BROKEN.

    `search` reads an aggregator's feed.
    """
    if b"<!ENTITY" in body[:20_000]:
        return (), Temporary(Word.FEED_BROKEN, _BROKEN)
    cut = not _END.search(body)
    body = _newest(_up_to_last_item(body) if cut else body, now)
    try:
        parsed = feedparser.parse(io.BytesIO(body), response_headers=_XML)
    except ValueError:
        # feedparser stumbles over references to characters that do not exist (&#xD800;).
        return (), Temporary(Word.FEED_BROKEN, _BROKEN)
    links = unique(link for entry in parsed.entries[:MAX_ITEMS] if (link := _link(entry, finder, now, search)))
    if cut:
        return links, Temporary(Word.FEED_CUT, CUT)
    broken = not parsed.entries and parsed.bozo and not parsed.version
    return links, Temporary(Word.FEED_BROKEN, _BROKEN) if broken else None


def _up_to_last_item(body: bytes) -> bytes:
    """A feed that was cut, ended after its last whole item: an address cut in the middle is worse than none."""
    ends = list(_ITEM_END.finditer(body))
    return body[: ends[-1].end()] if ends else b""


def _newest(body: bytes, now: datetime) -> bytes:
    """A feed without the items beyond the newest 300, closed as it was: to parse 20,000 items took 4.6 s.

    The newest come first, but for the feeds whose last items are dated after their first.
    """
    marks = list(_ITEMS.finditer(body))
    if marks and marks[-1].lastgroup in ("open", "torn"):
        # feedparser takes hours over a hundred thousand comments that do not end.
        body = body[: marks.pop().start()]
    starts = [mark.start() for mark in marks if mark["item"]]
    if len(starts) <= MAX_ITEMS:
        return body
    first, last = _newest_day(body[starts[0] : starts[_ENDS]], now), _newest_day(body[starts[-_ENDS] :], now)
    if first and last > first:
        return body[: starts[0]] + body[starts[-MAX_ITEMS] :]
    ends = [found.end() for found in _ITEM_END.finditer(body, starts[-1])]
    return body[: starts[MAX_ITEMS]] + (body[ends[-1] :] if ends else b"")


def _newest_day(items: bytes, now: datetime) -> str:
    texts = [found.decode(errors="replace").strip() for found in _DATE.findall(items)[: 2 * _ENDS]]
    return max((stamp.iso() for text in texts if (stamp := read_date(text, "feed", now))), default="")


def _link(entry: Any, finder: Finder, now: datetime, search: bool) -> Link | None:
    guid, link = entry.get("id") or "", entry.get("link") or ""
    # feedparser puts the guid where a link is missing; a guid is an address only when it looks like one.
    candidates = [address for address in (entry.get("feedburner_origlink"), link) if address and address != guid]
    candidates += [guid] if guid.startswith("http") else []
    known = ((behind(address) or address) if search else address for address in candidates)
    url = next((found for address in known if (found := finder.address(address))), None)
    if url is None:
        return None
    title, outlet = plain(entry.get("title", "")), ""
    if search:
        title, outlet = _without_outlet(title, entry.get("source", {}))
    summary = shorten(plain(entry.get("summary", "")), SUMMARY)
    # A search engine's summary is the title and the outlet once more.
    repeated = summary == title or (search and summary.startswith(title))
    return finder.link(url, title, "" if repeated else summary, _stamp(entry, now), outlet)


def _stamp(entry: Any, now: datetime) -> Stamp | None:
    text = entry.get("published") or entry.get("updated") or ""
    return read_date(text, "feed", now) if text else None


def _without_outlet(title: str, source: Any) -> tuple[str, str]:
    """An aggregator's title without " - Báo X" at its end, and the outlet by its address, not by its name."""
    name = plain(source.get("title", ""))
    bare = title.removesuffix(f" - {name}") if name else title
    try:
        return bare, domain_of(source.get("href", ""))
    except ValueError:
        return bare, ""
