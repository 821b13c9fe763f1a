"""A page fetched for a way, and what was remembered, become links, new memory, further ways and trouble."""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from crawler import cadence
from crawler.discover import Reading, read_way, unreadable
from domain.clock import VIETNAM, Stamp
from domain.outcome import Permanent, Temporary, Word
from domain.press import Page, Source, Way, WayKind, WayState

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
HOME = "https://bao-bien.example/"
FEED = Way(WayKind.FEED, f"{HOME}rss/home.rss")
LIST = Way(WayKind.LIST, f"{HOME}thoi-su", paging=f"{HOME}thoi-su-p{{n}}")
SITEMAP = Way(WayKind.SITEMAP, f"{HOME}sitemap-news.xml")
SOURCE = Source("bao-bien", "Báo Biển", HOME, (FEED, LIST, SITEMAP))
PRESS = Path(__file__).parents[2].parent / "shared" / "data" / "press"


def read(
    way: Way, body: bytes | str, state: WayState | None = None, status: int = 200, url: str = "", **headers: str
) -> Reading:
    data = body.encode() if isinstance(body, str) else body
    final = url or way.url
    page = Page("x", way.url, final, status, tuple((k.replace("_", "-"), v) for k, v in headers.items()), data, NOW)
    return read_way(way, SOURCE, page, state or WayState("bao-bien", way.url), NOW)


def rss(*items: str, end: str = "</channel></rss>") -> str:
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo Biển</title>'
    return head + "".join(f"<item>{item}</item>" for item in items) + end


def item(path: str = "cau-moi-100001.html", title: str = "Thông cầu mới", when: str = "", more: str = "") -> str:
    date_ = f"<pubDate>{when}</pubDate>" if when else ""
    return f"<title>{title}</title><link>{HOME}{path}</link>{date_}{more}"


# feeds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wed, 18 Nov 2026 08:15:00 +0700", "2026-11-18T08:15:00+07:00"),
        ("Wed, 18 Nov 26 08:15:00 +0700", "2026-11-18T08:15:00+07:00"),
        ("Wed, 18 Nov 2026 08:15:00 GMT+7", "2026-11-18T08:15:00+07:00"),
        ("Wed, 18 Nov 2026 08:15:00 +07", "2026-11-18T08:15:00+07:00"),
        ("11/8/2026 9:41:00 PM", "2026-11-08T21:41:00+07:00"),
        ("2026-11-18 08:15:00", "2026-11-18T08:15:00+07:00"),
        ("Wed, 18 Nov 2026 01:15:00 GMT", "2026-11-18T08:15:00+07:00"),
        ("", None),
        ("hôm nào đó", None),
    ],
)
def test_dates_of_feeds(text: str, expected: str | None) -> None:
    (link,) = read(FEED, rss(item(when=text))).links
    assert (link.published.iso() if link.published else None) == expected


def test_feed_item_is_read_whole() -> None:
    summary = "<![CDATA[<a href='x'><img src='y'></a></br>Người d&acirc;n qua lại thuận tiện hơn.]]>"
    body = rss(item("cau-moi-100001.html?utm_source=rss&amp;zarsrc=30", more=f"<description>{summary}</description>"))
    (link,) = read(FEED, body).links
    assert link.url == f"{HOME}cau-moi-100001.html"
    assert (link.title, link.summary) == ("Thông cầu mới", "Người dân qua lại thuận tiện hơn.")
    assert (link.source, link.way, link.published, link.outlet) == ("bao-bien", FEED.url, None, "")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Gi&amp;aacute; l&amp;uacute;a tăng", "Giá lúa tăng"),
        ("<![CDATA[Chợ &quot;quê&quot; mở lại]]>", 'Chợ "quê" mở lại'),
        ("Ngh\u0069\u0323 quyê\u0301t", "Nghị quyết"),
        ("Thôn A\n  và\u00a0thôn B", "Thôn A và thôn B"),
        ("5 &lt; 10 hộ", "5 < 10 hộ"),
    ],
)
def test_titles_of_feeds(title: str, expected: str) -> None:
    (link,) = read(FEED, rss(item(title=title))).links
    assert link.title == expected


def test_other_hosts_are_left_out() -> None:
    other = "<title>A</title><link>https://en.bao-bien.example/new-bridge-1001.html</link>"
    mobile = "<title>B</title><link>https://www.bao-bien.example/cho-que-100002.html</link>"
    links = read(FEED, rss(item(), other, mobile, "<title>Không địa chỉ</title>")).links
    assert [link.title for link in links] == ["Thông cầu mới", "B"]


def test_guid_stands_in_for_a_missing_link() -> None:
    body = rss(f"<title>A</title><guid>{HOME}a-100003.html</guid>", "<title>B</title><guid>tin-4</guid>")
    assert [link.url for link in read(FEED, body).links] == [f"{HOME}a-100003.html"]


def test_relative_links_and_wide_characters() -> None:
    body = rss("<title>Đường thôn</title><link>/duong-thon-100003.html</link>").replace("utf-8", "utf-16")
    (link,) = read(FEED, body.encode("utf-16")).links
    assert (link.url, link.title) == (f"{HOME}duong-thon-100003.html", "Đường thôn")


def test_a_cut_feed_gives_what_arrived_whole() -> None:
    body = rss(item(), item("hai-100002.html"), "<title>Ba</title><link>https://bao-bien.example/ba-10", end="")
    reading = read(FEED, body.removesuffix("</item>"))
    assert len(reading.links) == 2
    assert isinstance(reading.trouble, Temporary)
    assert reading.trouble.word is Word.FEED_CUT
    assert reading.state.failures == 1


def test_wrong_encoding_in_the_prolog_does_no_harm() -> None:
    body = rss(item(title="Đường về Nghĩa Lộ")).replace('encoding="utf-8"', 'encoding="windows-1252"')
    assert read(FEED, body).links[0].title == "Đường về Nghĩa Lộ"


def test_old_encodings_of_feeds_and_lists() -> None:
    body = rss(item(title="Nước sạch về thôn")).replace("utf-8", "windows-1258")
    assert read(FEED, _cp1258(body)).links[0].title == "Nước sạch về thôn"
    page = listing('<a href="/tin-500001.html">Nước sạch về thôn ba và thôn tư</a>', head="<meta charset=windows-1258>")
    assert read(LIST, _cp1258(page)).links[0].title == "Nước sạch về thôn ba và thôn tư"


TITLE = "Xã Sông Mới được mùa lúa, ngã ba xã Bến Đò hết ngập"


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "windows-1252", "windows-1258", "không-có"])
def test_a_feed_in_an_old_encoding_is_read_right_whatever_it_declares(label: str) -> None:
    body = _cp1258(rss(item(title=TITLE))).replace(b'encoding="utf-8"', b'encoding="' + label.encode() + b'"')
    assert read(FEED, body).links[0].title == TITLE


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "windows-1258"])
def test_latin_letters_with_references_for_the_rest_are_read_right(label: str) -> None:
    body = rss(item(title=TITLE)).replace("utf-8", label).encode("iso-8859-1", errors="xmlcharrefreplace")
    assert b"X\xe3 S\xf4ng M&#7899;i" in body
    assert read(FEED, body).links[0].title == TITLE


def _cp1258(text: str) -> bytes:
    """Vietnamese in windows-1258: letters whole where the code page has them, tone marks after them."""
    return "".join(_split_tone(char) for char in text).encode("cp1258")


def _split_tone(char: str) -> str:
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        base = unicodedata.normalize("NFD", char)
        tone = next(mark for mark in base if mark in "\u0300\u0301\u0303\u0309\u0323")
        return unicodedata.normalize("NFC", base.replace(tone, "", 1)) + tone
    return char


def test_feed_that_is_not_well_formed_is_still_read() -> None:
    assert read(FEED, rss(item(title="Cơm & phở"), item("hai-100002.html"))).links[1].url.endswith("hai-100002.html")


@pytest.mark.parametrize(
    ("body", "word", "lasting"),
    [
        (b"", Word.EMPTY, False),
        (b"  \n ", Word.EMPTY, False),
        (
            b"<!DOCTYPE html><html><body>" + b"<p>Trang ch\xe1\xbb\xa7</p>" * 300 + b"</body></html>",
            Word.FEED_IS_HTML,
            False,
        ),
        (b'<script>document.cookie="D1N=x";window.location.reload();</script>', Word.COOKIE_WALL, True),
        (b'{"items": []}', Word.FEED_BROKEN, False),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel></channel></rss>', Word.FEED_BROKEN, False),
    ],
    ids=["empty", "blank", "html", "cookie", "json", "entities"],
)
def test_what_is_no_feed(body: bytes, word: Word, lasting: bool) -> None:
    reading = read(FEED, body)
    assert reading.links == ()
    assert isinstance(reading.trouble, Permanent if lasting else Temporary)
    assert reading.trouble.word is word
    assert reading.trouble.sentence()


def test_a_file_name_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """feedparser opens a file when it is given its name, even as bytes."""
    (tmp_path / "rss").write_text(rss(item()), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read(FEED, b"rss").links == ()


def numbered(numbers: Iterable[int], more: str = "") -> list[str]:
    return [
        item(f"cau-{100000 + n}.html", f"Bài {n}", f"Wed, 18 Nov 2026 {n // 60 % 9:02}:{n % 60:02}:00 +0700", more)
        for n in numbers
    ]


@pytest.mark.parametrize("end", ["</channel></rss>", "<webMaster>a</webMaster></channel></rss>", ""])
def test_of_a_long_feed_only_the_newest_items_are_parsed(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in items that reach the parser; a tag inside CDATA or a comment is none."""
    parsed: list[int] = []
    parse = feedparser.parse
    monkeypatch.setattr(
        feedparser, "parse", lambda body, **more: (got := parse(body, **more), parsed.append(len(got.entries)))[0]
    )
    more = "<description><![CDATA[<item><p>Chữ</p></item>]]></description><!-- <item> -->"
    newest_first = read(FEED, rss(*numbered(range(499, -1, -1), more), end=end))
    assert [link.title for link in newest_first.links] == [f"Bài {n}" for n in range(499, 199, -1)]
    assert newest_first.links[0].summary == "Chữ"
    assert (newest_first.trouble is None) == bool(end)
    oldest_first = read(FEED, rss(*numbered(range(500), more), end=end))
    assert [link.title for link in oldest_first.links] == [f"Bài {n}" for n in range(200, 500)]
    pinned = read(FEED, rss(*numbered([5, *range(499, 5, -1)]), end=end))
    assert pinned.links[1].title == "Bài 499"
    assert parsed == [300, 300, 300]


def test_a_long_feed_in_other_forms_is_cut_at_an_item_too() -> None:
    entry = "<entry><title>Bài {0}</title><link href='{1}b-{2}.html'/><updated>2026-11-18T08:00:00Z</updated></entry>"
    entries = "".join(entry.format(n, HOME, 100000 + n) for n in range(400))
    atom = read(FEED, f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Biển</title>{entries}</feed>')
    prefixed = read(FEED, rss(*numbered(range(400))).replace("<item>", "<ITEM >").replace("</item>", "</ITEM >"))
    unclosed = read(FEED, rss(*numbered(range(400))).replace("</item>", ""))
    assert (len(atom.links), atom.trouble) == (300, None)
    assert (len(prefixed.links), prefixed.trouble) == (300, None)
    assert len(unclosed.links) <= 300


@pytest.mark.parametrize("opening", ["<!-- ", "<![CDATA["])
def test_what_is_opened_and_never_closed_does_not_reach_the_parser(
    opening: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred thousand comments that do not end kept feedparser busy for hours."""
    sizes: list[int] = []
    parse = feedparser.parse
    monkeypatch.setattr(
        feedparser, "parse", lambda body, **more: (sizes.append(len(body.getvalue())), parse(body, **more))[1]
    )
    found = read(FEED, rss(*numbered(range(3)), end=f"<item>{opening}" * 100_000 + "</channel></rss>"))
    assert [link.title for link in found.links] == ["Bài 0", "Bài 1", "Bài 2"]
    assert sizes[0] < 2_000


def test_empty_feed_is_no_trouble() -> None:
    reading = read(FEED, rss())
    assert (reading.links, reading.trouble) == ((), None)


def test_atom_and_youtube() -> None:
    way = Way(WayKind.FEED, "https://www.youtube.com/feeds/videos.xml?channel_id=UC1")
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><entry>'
        '<title>Lễ hội thôn</title><link rel="alternate" href="https://www.youtube.com/watch?v=abc"/>'
        "<published>2026-11-17T02:00:00+00:00</published><updated>2026-11-18T02:00:00+00:00</updated>"
        "<media:group><media:description>Cả thôn đi hội</media:description></media:group></entry></feed>"
    )
    (link,) = read(way, body).links
    assert (link.url, link.summary) == ("https://www.youtube.com/watch?v=abc", "Cả thôn đi hội")
    assert link.published == Stamp.at(datetime(2026, 11, 17, 9, 0, tzinfo=VIETNAM))


def test_search_feed_names_the_outlet_by_its_address() -> None:
    way = Way(WayKind.SEARCH, "https://news.google.com/rss/search?q=x")
    body = rss(
        "<title>Cầu mới thông xe - Báo Điện tử Sông</title><link>https://news.google.com/rss/articles/CBMiAA?oc=5</link>"
        "<pubDate>Tue, 17 Nov 2026 01:00:00 GMT</pubDate>"
        '<source url="https://www.bao-song.example">Báo Điện tử Sông</source>'
        "<description>&lt;a href='x'&gt;Cầu mới thông xe&lt;/a&gt;&amp;nbsp;Báo Điện tử Sông</description>"
    )
    (link,) = read(way, body).links
    assert (link.title, link.summary, link.outlet) == ("Cầu mới thông xe", "", "bao-song.example")
    assert link.url.startswith("https://news.google.com/rss/articles/CBMiAA")


# sitemaps


def urlset(*urls: str) -> str:
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f"<?xml version='1.0'?><urlset {spaces}>{''.join(f'<url>{url}</url>' for url in urls)}</urlset>"


def news(path: str, when: str) -> str:
    return (
        f"<loc>{HOME}{path}</loc><news:news><news:publication_date>{when}</news:publication_date>"
        "<news:title>Mùa &amp; vụ mới</news:title></news:news><lastmod>2026-11-18T08:00:00+07:00</lastmod>"
    )


def test_news_sitemap() -> None:
    reading = read(SITEMAP, urlset(news("a-100001.html", "2026-11-17T10:30:00+07:00"), f"<loc>{HOME}</loc>"))
    (link,) = [link for link in reading.links if link.title]
    assert link.title == "Mùa & vụ mới"
    assert link.published
    assert link.published.iso() == "2026-11-17T10:30:00+07:00"


def test_change_of_a_page_is_not_its_publication() -> None:
    (link,) = read(SITEMAP, urlset(f"<loc>{HOME}a-100001.html</loc><lastmod>2026-11-17</lastmod>")).links
    assert link.published is None


def test_pictures_in_a_sitemap_are_not_its_articles() -> None:
    image = (
        '<image:image xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
        f"<image:loc>{HOME}anh-1.jpg</image:loc><image:title>Ảnh</image:title></image:image>"
    )
    (link,) = read(SITEMAP, urlset(image + news("a-100001.html", "2026-11-17"))).links
    assert (link.url, link.title) == (f"{HOME}a-100001.html", "Mùa & vụ mới")


def test_packed_sitemap() -> None:
    body = gzip.compress(urlset(news("a-100001.html", "2026-11-17")).encode())
    assert len(read(SITEMAP, body).links) == 1


def test_gzip_bomb_of_a_sitemap() -> None:
    trouble = read(SITEMAP, gzip.compress(b" " * 60_000_000)).trouble
    assert isinstance(trouble, Permanent)
    assert trouble.word is Word.TOO_LARGE


def test_sitemap_index_leads_to_the_backlog_only() -> None:
    names = ("news-2026-11.xml", "news-2026-10.xml", "news-2025-01.xml", "muc.xml")
    index = "".join(f"<sitemap><loc>{HOME}sitemaps/{name}</loc></sitemap>" for name in names)
    body = f"<sitemapindex>{index}<sitemap><loc>https://khac.example/s.xml</loc></sitemap></sitemapindex>"
    more = [way.url.rpartition("/")[2] for way in read(SITEMAP, body).more]
    assert more == ["news-2026-11.xml", "muc.xml"]


def test_large_sitemap_is_read_back_to_the_backlog_and_small_one_whole() -> None:
    old = [f"<loc>{HOME}cu-{n + 200000}.html</loc><lastmod>2025-01-01</lastmod>" for n in range(300)]
    new = [f"<loc>{HOME}moi-{n + 100000}.html</loc><lastmod>2026-11-10</lastmod>" for n in range(150)]
    assert len(read(SITEMAP, urlset(*old, *new)).links) == 150
    assert len(read(SITEMAP, urlset(*old[:80])).links) == 80


def test_cut_sitemap() -> None:
    body = urlset(news("a-100001.html", "2026-11-17"), news("b-100002.html", "2026-11-17"))
    reading = read(SITEMAP, body[: body.index("b-1000") + 4])
    assert [link.url for link in reading.links] == [f"{HOME}a-100001.html"]
    assert reading.trouble
    assert reading.trouble.word is Word.FEED_CUT


def test_a_feed_called_sitemap_is_read_as_what_it_is() -> None:
    assert len(read(SITEMAP, rss(item())).links) == 1
    assert len(read(FEED, urlset(news("a-100001.html", "2026-11-17"))).links) == 1
    assert len(read(LIST, rss(item())).links) == 1


# lists


def anchor(number: int, title: str, day: str = "") -> str:
    time = f'<time datetime="{day}"></time>' if day else ""
    headline, comments = f'<a href="/tin-{number}.html">{title}</a>', f'<a href="/tin-{number}.html#binh-luan">12</a>'
    return f"<article><h3>{headline}</h3>{comments}{time}</article>"


def listing(*articles: str, head: str = "") -> str:
    menu = '<nav><a href="/thoi-su">Thời sự</a><a href="/">Trang chủ</a><a href="https://khac.example/x-1234567.html">K</a></nav>'
    return f"<html><head>{head}</head><body>{menu}{''.join(articles)}</body></html>"


TODAY = [anchor(500000 + n, f"Xã họp bàn việc làm đường số {n}", "2026-11-18T08:00:00+07:00") for n in range(6)]


def test_list_page() -> None:
    reading = read(LIST, listing(*TODAY))
    assert len(reading.links) == 6
    first = reading.links[0]
    assert (first.url, first.title) == (f"{HOME}tin-500000.html", "Xã họp bàn việc làm đường số 0")
    assert first.published
    assert first.published.iso() == "2026-11-18T08:00:00+07:00"
    assert reading.reached == date(2026, 11, 18)


def test_base_of_a_page() -> None:
    body = listing('<a href="tin-500009.html">Xã tổ chức ngày hội đọc sách</a>', head='<base href="/muc/">')
    assert [link.url for link in read(LIST, body).links] == [f"{HOME}muc/tin-500009.html"]


def test_a_pattern_decides_what_is_an_article() -> None:
    way = Way(WayKind.LIST, LIST.url, pattern=r"/tin-50000[0-2]\.html$")
    assert len(read(way, listing(*TODAY)).links) == 3


def test_title_is_the_headline_of_several_anchors() -> None:
    body = listing(
        '<a href="/tin-500001.html"><img alt="ảnh"></a><a href="/tin-500001.html">Xem thêm</a>'
        '<a href="/tin-500001.html" title="x">Mưa lớn làm ngập đường thôn 3</a>'
    )
    (link,) = read(LIST, body).links
    assert link.title == "Mưa lớn làm ngập đường thôn 3"


def test_list_leads_on_until_the_backlog_is_read() -> None:
    fresh = read(LIST, listing(*TODAY))
    assert [way.url for way in fresh.more] == [f"{HOME}thoi-su-p2"]
    page_2 = read(fresh.more[0], listing(*TODAY))
    assert [way.url for way in page_2.more] == [f"{HOME}thoi-su-p3"]
    old = [anchor(400000 + n, f"Tin đã cũ của tháng trước số {n}", "2026-10-01T08:00:00+07:00") for n in range(6)]
    assert read(page_2.more[0], listing(*old)).more == ()


def test_list_read_a_while_ago_does_not_lead_on() -> None:
    recent = WayState("bao-bien", LIST.url, ok_at=NOW - timedelta(hours=2))
    assert read(LIST, listing(*TODAY), recent).more == ()
    after_a_power_cut = WayState("bao-bien", LIST.url, ok_at=NOW - timedelta(days=4))
    assert len(read(LIST, listing(*TODAY), after_a_power_cut).more) == 1


def test_short_addresses_under_long_headlines_are_articles() -> None:
    long = [f'<a href="/tin/{name}">Ủy ban nhân dân xã họp bàn kế hoạch năm {name}</a>' for name in "abc"]
    assert len(read(LIST, listing(*TODAY, *long)).links) == 9


def test_list_of_plain_files_is_read_when_nothing_else_is_there() -> None:
    plain = [f'<a href="/bai/{number}.html">Bài {number}</a>' for number in range(4)]
    assert len(read(LIST, listing(*plain)).links) == 4


def test_list_announces_its_feed() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    head = link.format("/rss/thoi-su.rss") + link.format("/rss/home.rss") + link.format("/comments/feed")
    more = read(Way(WayKind.LIST, LIST.url), listing(*TODAY, head=head)).more
    assert [(way.kind, way.url) for way in more] == [(WayKind.FEED, f"{HOME}rss/thoi-su.rss")]


def test_list_without_articles_is_trouble() -> None:
    trouble = read(LIST, listing()).trouble
    assert isinstance(trouble, Temporary)
    assert "giao diện" in trouble.sentence()


# memory


def test_success_keeps_validators_and_failure_drops_them() -> None:
    good = read(FEED, rss(item()), ETag='"v1"', Last_Modified="Tue, 17 Nov 2026 01:00:00 GMT").state
    assert (good.etag, good.last_modified, good.failures) == ('"v1"', "Tue, 17 Nov 2026 01:00:00 GMT", 0)
    assert good.ok_at == good.read_at == NOW
    bad = read(FEED, b"{}", good, ETag='"v2"').state
    assert (bad.etag, bad.last_modified, bad.failures, bad.ok_at) == (None, None, 1, NOW)


def test_unchanged_way_brings_nothing_and_forgets_nothing() -> None:
    state = WayState("bao-bien", FEED.url, etag='"v1"', ok_at=NOW - timedelta(days=1))
    reading = read(FEED, b"", state, status=304)
    assert (reading.links, reading.trouble, reading.state.etag) == ((), None, '"v1"')
    assert reading.state.ok_at == NOW


def test_unchanged_after_a_failure_stays_a_failure() -> None:
    state = WayState("bao-bien", FEED.url, failures=2, ok_at=NOW - timedelta(days=3))
    reading = read(FEED, b"", state, status=304)
    assert isinstance(reading.trouble, Temporary)
    assert (reading.state.failures, reading.state.ok_at) == (3, state.ok_at)


def test_page_that_could_not_be_fetched() -> None:
    trouble = Temporary(Word.TIMEOUT, "Máy chủ không trả lời.", 90)
    reading = unreadable(WayState("bao-bien", FEED.url, etag='"v1"', failures=1), trouble, NOW)
    assert (reading.trouble, reading.state.failures, reading.links) == (trouble, 2, ())


def test_nothing_behind_a_guessed_address_is_no_trouble() -> None:
    gone = Permanent(Word.GONE, "Trang không còn.")
    state = WayState("bao-bien", f"{LIST.url}-p7")
    assert unreadable(state, gone, NOW, guessed=True).trouble is None
    assert unreadable(state, gone, NOW).trouble is gone
    assert unreadable(state, Temporary(Word.TIMEOUT), NOW, guessed=True).trouble


def test_rhythm_survives_a_reading() -> None:
    first = read(FEED, rss(item())).state
    first = cadence.with_due(first, cadence.next_due(FEED, first, 1, None, NOW))
    again = read(FEED, rss(item()), first).state
    assert again.due_at
    assert first.due_at
    assert again.due_at - NOW == first.due_at - NOW


# real files


@pytest.mark.skipif(not PRESS.is_dir(), reason="shared/data/press is not beside the project")
def test_real_feeds_are_read_with_their_dates() -> None:
    for path in sorted((PRESS / "rss").glob("*.xml.gz")):
        host = path.name.rsplit("_", 1)[0]
        way = Way(WayKind.FEED, f"https://{host}/rss/x.rss")
        body = gzip.decompress(path.read_bytes())
        page = Page("x", way.url, way.url, 200, (), body, NOW)
        reading = read_way(way, Source(host, host, f"https://{host}/", (way,)), page, WayState(host, way.url), NOW)
        assert reading.trouble is None, path.name
        assert reading.links, path.name
        assert all(link.title and link.published and link.published.moment for link in reading.links), path.name
        assert not any("<" in link.summary for link in reading.links), path.name


@pytest.mark.skipif(not PRESS.is_dir(), reason="shared/data/press is not beside the project")
def test_real_lists_give_articles_with_titles() -> None:
    rows = [json.loads(line) for line in (PRESS / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    lists = [row for row in rows if row["kind"] == "list" and row["file"].startswith("list/") and row["url"]]
    found = titled = 0
    for row in lists:
        way = Way(WayKind.LIST, row["url"])
        page = Page("x", way.url, way.url, 200, (), gzip.decompress((PRESS / row["file"]).read_bytes()), NOW)
        reading = read_way(way, Source("a", "a", row["url"], (way,)), page, WayState("a", way.url), NOW)
        found += len(reading.links)
        titled += sum(len(link.title.split()) >= 3 for link in reading.links)
    assert found > 25 * len(lists)
    assert titled > 0.97 * found
