"""JSON Feed as a way in: what it lists, how it is announced, and what it does when it breaks off."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawler.discover import read_way
from crawler.listings import feeds_in, parse_html
from domain.outcome import Word
from domain.press import Page, Source, Way, WayKind, WayState

NOW = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
HOME = "https://bao-bien.example/"
WAY = Way(WayKind.FEED, f"{HOME}feed.json")
ITEMS = (
    {"id": "1", "url": "/bai-70001.html", "title": "Nạo vét xong &quot;kênh&quot; Cầu Đá",
     "content_html": "<p>Dài 3 km.</p>",
     "date_published": "2026-11-27T07:05:00+07:00"},
    {"id": "https://bao-bien.example/bai-70002.html", "title": "Họp chợ sớm", "date_modified": "2026-11-27T00:05:00Z"},
    {"id": "3", "url": "https://bao-khac.example/bai-1.html", "title": "Của báo khác"},
    {"id": 4, "url": None, "title": ["không", "phải", "chữ"]},
    "không phải một mục",
)  # fmt: skip


def feed(version: str = "https://jsonfeed.org/version/1.1", **others: object) -> bytes:
    return json.dumps({"version": version, "title": "Báo Biển", "items": ITEMS} | others, ensure_ascii=False).encode()


def read(body: bytes, kind: str = "application/feed+json"):  # type: ignore[no-untyped-def]
    page = Page("f", WAY.url, WAY.url, 200, (("content-type", kind),), body, NOW)
    return read_way(WAY, Source("bao-bien", "Báo Biển", HOME, (WAY,)), page, WayState("bao-bien", WAY.url), NOW)


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"])
def test_what_a_feed_lists(version: str) -> None:
    reading = read(feed(version))
    assert reading.trouble is None
    assert [(link.url, link.title, link.published and link.published.iso()) for link in reading.links] == [
        (f"{HOME}bai-70001.html", 'Nạo vét xong "kênh" Cầu Đá', "2026-11-27T07:05:00+07:00"),
        (f"{HOME}bai-70002.html", "Họp chợ sớm", "2026-11-27T07:05:00+07:00"),
    ]
    assert reading.links[0].summary == "Dài 3 km."


@pytest.mark.parametrize("mark", ["", "\ufeff", "\r\n  "])
def test_a_feed_called_plain_text(mark: str) -> None:
    assert len(read(mark.encode() + feed(), "text/plain").links) == 2


def test_a_feed_cut_in_the_middle_gives_what_came_whole() -> None:
    reading = read(feed()[: feed().index(b"2026-11-27T00")])
    assert [link.url for link in reading.links] == [f"{HOME}bai-70001.html"]
    assert reading.trouble is not None
    assert reading.trouble.word is Word.FEED_CUT


@pytest.mark.parametrize("items", ['"x"', "{}", "null", "[" * 100_000, "[[[1]]]", "[" + "9" * 5_000 + "]"])
def test_hostile_items_are_no_links(items: str) -> None:
    body = '{"version":"https://jsonfeed.org/version/1.1","items":' + items + "}"
    assert read(body.encode()).links == ()


def test_json_of_another_kind_is_no_feed() -> None:
    reading = read(b'{"version":"2","items":[{"url":"/bai-70001.html"}]}')
    assert reading.links == ()
    assert reading.trouble is not None
    assert reading.trouble.word is Word.FEED_BROKEN


def test_how_a_page_announces_it() -> None:
    head = "".join(
        f'<link rel="alternate" type="{kind}" href="{href}">'
        for kind, href in (
            ("application/feed+json", "/feed.json"),
            ("application/json", "/tin/feed"),
            ("application/json", "/wp-json/wp/v2/posts/1"),
            ("application/json+oembed", "/oembed"),
        )
    )
    tree = parse_html(f"<html><head>{head}</head></html>".encode())
    assert tree is not None
    assert feeds_in(tree, HOME) == (f"{HOME}feed.json", f"{HOME}tin/feed")
