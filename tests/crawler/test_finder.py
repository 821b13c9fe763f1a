"""Ways into a newspaper are found on its home page and judged by what they bring."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.discover import Reading, read_way
from crawler.finder import best, feeds_listed, propose, rss_pages, told_by_address
from crawler.links import infer_pattern, looks_like_article
from domain.outcome import Temporary, Word
from domain.press import Link, Page, Source, Way, WayKind, WayState

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
HOME = "https://bao-bien.example/"


def home(body: str, url: str = HOME) -> Page:
    return Page("h", url, url, 200, (), f"<html>{body}</html>".encode(), NOW)


def anchors(*paths: str) -> str:
    return "".join(f'<a href="{path}">Mục</a>' for path in paths)


ARTICLES = tuple(f"/thoi-su/xa-mo-rong-duong-{541000 + n}.html" for n in range(8))


def test_announced_feeds_come_first_and_nothing_is_guessed() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/rss/home.rss">'
    proposals = propose(home(head + anchors(*ARTICLES)), b"Sitemap: https://bao-bien.example/sm-news.xml\n")
    assert [(p.way.kind, p.way.url) for p in proposals] == [
        (WayKind.FEED, f"{HOME}rss/home.rss"),
        (WayKind.SITEMAP, f"{HOME}sm-news.xml"),
        (WayKind.LIST, HOME),
    ]
    assert all(p.why for p in proposals)


def test_without_any_hint_the_usual_addresses_are_tried() -> None:
    urls = [p.way.url for p in propose(home("<p>Trang chủ</p>"))]
    assert f"{HOME}rss/home.rss" in urls
    assert f"{HOME}sitemap.xml" in urls


def test_sections_become_lists_with_the_pattern_of_their_articles() -> None:
    page = home(anchors("/thoi-su", "/thoi-su-p2", "/lien-he.html", *ARTICLES))
    lists = [p.way for p in propose(page) if p.way.kind is WayKind.LIST]
    assert [way.url for way in lists] == [HOME, f"{HOME}thoi-su"]
    assert {way.pattern for way in lists} == {r"\-\d{5,}\.html$"}


def test_page_of_feeds_is_opened_up() -> None:
    assert rss_pages(home(anchors("/rss.htm", "/rss/a.rss", "/thoi-su"))) == (f"{HOME}rss.htm",)
    listed = feeds_listed(home(anchors("/rss/a.rss", "/rss/b.rss", "/thoi-su"), f"{HOME}rss.htm"))
    assert [way.url for way in listed] == [f"{HOME}rss/a.rss", f"{HOME}rss/b.rss"]


@pytest.mark.parametrize(
    ("urls", "pattern"),
    [
        ([f"https://a.example/bai-{n}.html" for n in range(541000, 541006)], r"\-\d{5,}\.html$"),
        ([f"https://a.example/bai-post{n}.html" for n in range(54100, 54106)], r"\-post\d{4,}\.html$"),
        ([f"https://a.example/bai-d{n}.html" for n in range(78503, 78509)], r"\-d\d{4,}\.html$"),
        ([f"https://a.example/chinh-tri/bai-{n}" for n in range(680867, 680873)], r"\-\d{5,}$"),
        ([f"https://a.example/xa-ta-lam-duong-{'x' * n}" for n in range(1, 7)], r"/[\w%]+(?:-[\w%]+){4,}$"),
        (["https://a.example/thoi-su", "https://a.example/bai-1234.html"], None),
    ],
)
def test_pattern_of_articles(urls: list[str], pattern: str | None) -> None:
    assert infer_pattern(urls) == pattern


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/", False),
        ("https://a.example/thoi-su", False),
        ("https://a.example/thoi-su/the-gioi", False),
        ("https://a.example/anh-20261118.jpg", False),
        ("https://a.example/xa-thong-cau-moi-vao-sang-nay", True),
        ("https://a.example/tin-123456.htm", True),
        ("https://a.example/tin-i680867/", True),
        ("https://a.example/chi-tiet?newsId=48213", True),
        ("https://a.example/danh-sach?page=2", False),
    ],
)
def test_looks_like_article(url: str, expected: bool) -> None:
    assert looks_like_article(url) is expected


def reading(*ids: str, trouble: Temporary | None = None) -> Reading:
    links = tuple(Link(name, f"{HOME}{name}", "bao-bien") for name in ids)
    return Reading(links, WayState("bao-bien", HOME), trouble=trouble)


def test_the_best_ways_are_kept() -> None:
    small, large, same, broken = (Way(WayKind.FEED, f"{HOME}rss/{name}") for name in "slxb")
    sitemap, page = Way(WayKind.SITEMAP, f"{HOME}s.xml"), Way(WayKind.LIST, HOME)
    tried = [
        (small, reading("a", "d")),
        (large, reading("a", "b", "c")),
        (same, reading("b", "c")),
        (broken, reading(trouble=Temporary(Word.FEED_BROKEN))),
        (sitemap, reading("a", "b")),
        (page, reading("a")),
    ]
    assert best(tried) == (large, small)
    assert best([*tried, (page, reading("a", "x", "y", "z"))]) == (large, small, page)
    assert best(tried[3:]) == (sitemap,)
    assert best(tried[5:]) == (page,)
    assert best([]) == ()


def test_a_proposal_can_be_read_at_once() -> None:
    page = home(anchors(*ARTICLES))
    way = next(p.way for p in propose(page) if p.way.kind is WayKind.LIST)
    found = read_way(way, Source("bao-bien", "", HOME, (way,)), page, WayState("bao-bien", way.url), NOW)
    assert len(found.links) == 8


CHANNEL = "UC" + "a1-_" * 5 + "bc"


@pytest.mark.parametrize(
    ("address", "way"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"),
        (f"https://m.youtube.com/channel/{CHANNEL}/videos", f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"),
        ("https://youtube.com/playlist?list=PLabcdefghijkl", "https://www.youtube.com/feeds/videos.xml?playlist_id=PLabcdefghijkl"),
        (f"https://www.youtube.com/playlist?list=UULF{CHANNEL[2:]}", f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"),
        (f"https://www.youtube.com/playlist?list=UU{CHANNEL[2:]}", f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"),
        ("https://news.google.com/search?q=%22x%C3%A3%22&hl=vi&gl=VN&ceid=VN:vi", "https://news.google.com/rss/search?q=%22x%C3%A3%22&hl=vi&gl=VN&ceid=VN:vi"),
        ("https://www.youtube.com/@songmau", None),
        ("https://www.youtube.com/channel/UCngan", None),
        ("https://news.google.com/home?hl=vi", None),
        ("https://youtube.com.example/channel/" + CHANNEL, None),
        ("khong phai dia chi", None),
    ],
)  # fmt: skip
def test_some_addresses_name_their_feed_themselves(address: str, way: str | None) -> None:
    told = told_by_address(address)
    assert (told.url if told else None) == way


def test_comments_are_never_proposed() -> None:
    head = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{href}">'
        for href in ("/comments/feed/", "/?feed=comments-rss2", "/feeds/comments/default", "/feed/")
    )
    assert [p.way.url for p in propose(home(head)) if p.way.kind is WayKind.FEED] == [f"{HOME}feed/"]
