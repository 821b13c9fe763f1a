"""Feeds, sitemaps and lists in fifteen manners that none of ours were written after: links, times and titles."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from crawler.discover import read_way
from domain.press import Page, Source, Way, WayKind, WayState

NOW = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
BASE = "https://bienxanh.example"
WHEN = "2026-11-27T14:05:00+07:00"
HEAD = '<rss version="2.0"><channel>'
END = "</channel></rss>"
TITLE = "Tiêu đề bài viết số {n} dài vừa đủ"


def at(n: int) -> str:
    return f"{BASE}/bai-so-{n}-{70000 + n}.html"


class Manner(NamedTuple):
    """A body, the links it must bring with their times, and where said their titles and what is read next."""

    name: str
    kind: WayKind
    body: str
    links: dict[str, str | None]
    titles: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    url: str = f"{BASE}/x"


def items(pattern: str) -> str:
    return "".join(pattern.format(n=n, url=at(n), title=TITLE.format(n=n)) for n in range(1, 7))


F, S, L = WayKind.FEED, WayKind.SITEMAP, WayKind.LIST
MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
MANNERS = (
    Manner("ngày ở dc:date", F, f'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item>'
           f'<title>Một</title><link>{at(1)}</link><guid isPermaLink="false">99</guid>'
           f"<dc:date>{WHEN}</dc:date></item>{END}", {at(1): WHEN}),
    Manner("thứ tiếng Việt, múi giờ ICT", F, f"{HEAD}<item><title>Một</title><link>{at(1)}</link>"
           "<pubDate>Thứ Sáu, 27/11/2026 14:05 GMT+7</pubDate></item>"
           f"<item><title>Hai</title><link>{at(2)}</link><pubDate>Fri, 27 Nov 2026 14:05:00 ICT</pubDate></item>{END}",
           {at(1): WHEN, at(2): WHEN}),
    Manner("CDATA và thực thể hai lớp", F, f"{HEAD}<item><title><![CDATA[ Xã &quot;Mẫu&quot; &amp;amp; bạn ]]></title>"
           f"<link><![CDATA[\n {at(1)}?utm_source=rss \n]]></link><pubDate>11/27/2026 2:05:00 PM</pubDate></item>{END}",
           {at(1): WHEN}, ('Xã "Mẫu" & bạn',)),
    Manner("Atom nhiều liên kết", F, '<feed xmlns="http://www.w3.org/2005/Atom"><entry>'
           f'<title type="html">&lt;b&gt;Một&lt;/b&gt;</title><link rel="self" href="{BASE}/api/1"/>'
           f'<link rel="alternate" type="text/html" href="{at(1)}"/><link rel="enclosure" href="{BASE}/a.mp3"/>'
           "<updated>2026-11-28T01:00:00Z</updated><published>2026-11-27T07:05:00Z</published></entry></feed>",
           {at(1): WHEN}, ("Một",)),
    Manner("địa chỉ tương đối", F, f"{HEAD}<link>{BASE}/</link><item><title>Một</title>"
           "<link>/bai-so-1-70001.html</link>"
           f"<pubDate>Fri, 27 Nov 2026 07:05:00 GMT</pubDate></item>{END}", {at(1): WHEN}),
    Manner("RSS 1.0", F, '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
           'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
           f'<channel rdf:about="{BASE}/"><title>x</title></channel><item rdf:about="{at(1)}"><title>Một</title>'
           f"<link>{at(1)}</link><dc:date>2026-11-27</dc:date></item></rdf:RDF>", {at(1): "2026-11-27"}),
    Manner("sơ đồ tin lẫn chuyên mục", S, f'<urlset xmlns="{MAPS}" '
           'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
           f"<loc>{at(1)}</loc><news:news><news:publication_date>{WHEN}</news:publication_date>"
           f"<news:title>Một</news:title></news:news></url><url><loc>{BASE}/thoi-su</loc>"
           "<lastmod>2026-11-28</lastmod></url></urlset>", {at(1): WHEN}, ("Một",)),
    Manner("sơ đồ theo tháng", S, f'<sitemapindex xmlns="{MAPS}"><sitemap><loc>{BASE}/sm/2026-11.xml</loc></sitemap>'
           f"<sitemap><loc>{BASE}/sm/2026-08.xml</loc></sitemap><sitemap><loc>{BASE}/sm/2019-01.xml</loc>"
           "<lastmod>2019-01-31</lastmod></sitemap></sitemapindex>", {}, more=(f"{BASE}/sm/2026-11.xml",)),
    Manner("sơ đồ chỉ có địa chỉ", S, f"{at(1)}\n{at(2)}\n", {at(1): None, at(2): None}),
    Manner("danh sách có ngày bên cạnh", L, "<html><body><ul>" + items(
           '<li><a href="{url}">{title}</a><span class="d">27/11/2026 14:0{n}</span></li>') + "</ul></body></html>",
           {at(n): None for n in range(1, 7)}),
    Manner("bảng của cổng thông tin", L, "<html><body><table>" + items(
           '<tr><td>{n}</td><td><a href="/chi-tiet?articleId=5000{n}">'
           "Thông báo lịch họp số {n} của ủy ban xã</a></td></tr>"
           ) + '</table><a href="javascript:void(0)">Xem thêm tin tức khác nữa nhé</a></body></html>',
           {f"{BASE}/chi-tiet?articleId=5000{n}": None for n in range(1, 7)}),
    Manner("liên kết bao cả thẻ bài", L, "<html><body>" + items(
           '<a class="card" href="{url}"><img alt="x"><h3>{title}</h3>'
           '<time datetime="2026-11-27T14:0{n}:00+07:00">hôm qua</time></a>') + "</body></html>",
           {at(n): f"2026-11-27T14:0{n}:00+07:00" for n in range(1, 7)},
           tuple(TITLE.format(n=n) for n in range(1, 7))),
    Manner("WordPress có BOM", F, f'\ufeff\n<?xml version="1.0" encoding="UTF-8"?>{HEAD}<item>'
           f"<title>Một &#8211; hai</title><link>{at(1)}</link><comments>{at(1)}#respond</comments>"
           f"<pubDate>Fri, 27 Nov 2026 07:05:00 +0000</pubDate></item>{END}", {at(1): WHEN}, ("Một – hai",)),
    Manner("kênh YouTube", F, '<?xml version="1.0"?><feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" '
           'xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom"><title>Kênh</title><entry>'
           '<id>yt:video:abc</id><title>Phim</title><link rel="alternate" href="https://www.youtube.com/watch?v=abcdefghijk"/>'
           "<published>2026-11-27T07:05:00+00:00</published><media:group><media:description>Mô tả</media:description>"
           "</media:group></entry></feed>", {"https://www.youtube.com/watch?v=abcdefghijk": WHEN}, ("Phim",),
           url="https://www.youtube.com/feeds/videos.xml?channel_id=UCx"),
    Manner("Google News", WayKind.SEARCH, f"{HEAD}<generator>NFE/5.0</generator><item>"
           "<title>Xã mở chợ - Báo Hải Mẫu</title>"
           '<link>https://news.google.com/rss/articles/CBMiabc?oc=5</link><guid isPermaLink="false">CBMiabc</guid>'
           "<pubDate>Fri, 27 Nov 2026 07:05:00 GMT</pubDate>"
           f'<source url="https://haimau.example">Báo Hải Mẫu</source></item>{END}',
           {"https://news.google.com/rss/articles/CBMiabc?oc=5": WHEN}, ("Xã mở chợ",),
           url="https://news.google.com/rss/search?q=x"),
)  # fmt: skip


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.name)
def test_a_way_in_its_own_manner(manner: Manner) -> None:
    way = Way(manner.kind, manner.url)
    page = Page("x", manner.url, manner.url, 200, (), manner.body.encode(), NOW)
    reading = read_way(way, Source("bx", "Biển Xanh", f"{BASE}/", (way,)), page, WayState("bx", manner.url), NOW)
    assert reading.trouble is None
    assert {link.url: link.published.iso() if link.published else None for link in reading.links} == manner.links
    assert tuple(way.url for way in reading.more) == manner.more
    if manner.titles:
        assert tuple(link.title for link in reading.links) == manner.titles
