"""Whatever a newspaper sends, reading it ends in a Reading and never in an exception."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discover import read_way
from crawler.finder import propose
from domain.press import Page, Source, Way, WayKind, WayState

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
HOME = "https://bao-bien.example/"
WAYS = tuple(Way(kind, f"{HOME}{kind}") for kind in WayKind)
SOURCE = Source("bao-bien", "Báo Biển", HOME, WAYS)
PIECES = (
    '<?xml version="1.0" encoding="utf-16"?>',
    '<rss version="2.0"><channel>',
    "<item>",
    "</item>",
    "<title>Cầu &amp;amp; đường</title>",
    "<title><![CDATA[",
    "]]>",
    f"<link>{HOME}a-100001.html</link>",
    "<link>http://[::1</link>",
    "<link>//x:99999/</link>",
    "<pubDate>31/02/2026 25:61</pubDate>",
    "<guid>",
    "</channel></rss>",
    '<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>',
    "</loc></url></urlset>",
    "<sitemapindex><sitemap><loc>https://bao-bien.example/s-2026-13.xml</loc></sitemap></sitemapindex>",
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry>",
    "<html><base href='http://[x'><a href='/tin-123456.html'>Tin</a><a href='http://\u0301/'>x</a>",
    "<a href='?p=2'>2</a><input id=hdZoneId value=3><link rel=next href='javascript:1'>",
    "<time datetime='0000-00-00'></time>",
    "\x00",
    "\ufeff",
    "&#xD800;&#0;&bogus;",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
)
BODIES = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=14).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass")),
    st.tuples(st.lists(st.sampled_from(PIECES), max_size=8), st.binary(max_size=20)).map(
        lambda both: "".join(both[0]).encode() + both[1]
    ),
)


@settings(max_examples=150)
@given(body=BODIES, way=st.sampled_from(WAYS))
def test_any_body_gives_a_reading(body: bytes, way: Way) -> None:
    page = Page("x", way.url, way.url, 200, (), body, NOW)
    reading = read_way(way, SOURCE, page, WayState("bao-bien", way.url), NOW)
    assert all(link.url.startswith("http") for link in reading.links)
    assert len({link.id for link in reading.links}) == len(reading.links)
    propose(page, body)
