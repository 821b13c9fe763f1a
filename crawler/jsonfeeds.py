"""Which articles a JSON Feed (versions 1 and 1.1) lists: text -> links, or the trouble with it.

Read item by item, so that a feed cut in the middle still gives what came whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler.dates import read_date
from crawler.feeds import CUT, MAX_ITEMS, SUMMARY
from crawler.links import Finder, unique
from crawler.markup import plain
from domain.clock import Stamp
from domain.outcome import Temporary, Trouble, Word
from domain.press import Link
from domain.text import shorten

_ITEMS = re.compile(r'"items"\s*:\s*\[\s*')
_COMMA = re.compile(r"\s*,\s*")


def read_json_feed(body: bytes, finder: Finder, now: datetime) -> tuple[tuple[Link, ...], Trouble | None]:
    """The links of a feed (UTF-8) in its order, and FEED_CUT where it breaks off."""
    items, whole = _items(body.decode("utf-8", errors="replace"))
    links = unique(link for item in items[:MAX_ITEMS] if (link := _link(item, finder, now)))
    return links, None if whole else Temporary(Word.FEED_CUT, CUT)


def _items(text: str) -> tuple[list[dict[str, Any]], bool]:
    """The items, and whether the feed is whole."""
    try:
        feed = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return list(_one_by_one(text)), False
    items = feed.get("items") if isinstance(feed, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else [], True


def _one_by_one(text: str) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder(strict=False)
    start = _ITEMS.search(text)
    place = start.end() if start else len(text)
    for _ in range(MAX_ITEMS):
        try:
            item, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return
        if isinstance(item, dict):
            yield item
        comma = _COMMA.match(text, place)
        if not comma:
            return
        place = comma.end()


def _link(item: dict[str, Any], finder: Finder, now: datetime) -> Link | None:
    own = _text(item.get("id"))
    addresses = (*(_text(item.get(name)) for name in ("url", "external_url")), own if own.startswith("http") else "")
    url = next((found for address in addresses if address and (found := finder.address(address))), None)
    if url is None:
        return None
    told = next((text for name in ("summary", "content_text", "content_html") if (text := _text(item.get(name)))), "")
    title = plain(_text(item.get("title")))
    summary = shorten(plain(told[: 10 * SUMMARY]), SUMMARY)
    return finder.link(url, title, "" if summary == title else summary, _stamp(item, now))


def _stamp(item: dict[str, Any], now: datetime) -> Stamp | None:
    texts = (_text(item.get(name)) for name in ("date_published", "date_modified"))
    return next((stamp for text in texts if text and (stamp := read_date(text, "feed", now))), None)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
