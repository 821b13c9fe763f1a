"""A commune's names become search addresses."""

from __future__ import annotations

import base64
from urllib.parse import parse_qs, urlsplit

from crawler.searches import behind, commune_ways, is_opaque, search_source, search_way, site_way
from domain.place import Commune, FormerUnit, Unit
from domain.press import Way, WayKind

COMMUNE = Commune(
    Unit("99901", "Sông Mới", "Xã", "Hải Phòng", "31"),
    formers=(
        FormerUnit("1", "Sông Cũ", "Xã", "Kiến An", "Hải Phòng"),
        FormerUnit("2", "Bến Đò", "Thị trấn", "Kiến An", "Hải Phòng"),
    ),
)


def query(way: Way) -> str:
    return parse_qs(urlsplit(way.url).query)["q"][0]


def test_every_name_is_searched_for() -> None:
    ways = commune_ways(COMMUNE)
    assert [query(way) for way in ways] == [
        '"xã Sông Mới" when:14d',
        '"xã Sông Mới" "Hải Phòng" when:14d',
        '"xã Sông Cũ" ("Kiến An" OR "Hải Phòng") when:14d',
        '"thị trấn Bến Đò" ("Kiến An" OR "Hải Phòng") when:14d',
        '"Song Moi commune" when:14d',
    ]
    assert all(way.kind is WayKind.SEARCH for way in ways)
    assert all(parse_qs(urlsplit(way.url).query)["hl"] == ["vi"] for way in ways[:-1])
    assert parse_qs(urlsplit(ways[-1].url).query)["hl"] == ["en-US"]


def test_a_closed_newspaper_is_searched_within() -> None:
    assert query(site_way(["xã Sông Mới", "xã Sông Cũ"], "https://www.bao-dong.example/", days=7)) == (
        '("xã Sông Mới" OR "xã Sông Cũ") site:bao-dong.example when:7d'
    )


def test_search_address_is_the_engines_own() -> None:
    parts = urlsplit(search_way("a", 7).url)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "news.google.com", "/rss/search")
    assert parse_qs(parts.query)["ceid"] == ["VN:vi"]


def test_addresses_behind_a_search_engine() -> None:
    assert is_opaque("https://news.google.com/rss/articles/CBMiAA?oc=5")
    assert not is_opaque("https://bao-bien.example/articles/1")


def test_address_read_off_a_search_address() -> None:
    packed = base64.urlsafe_b64encode(
        b"\x08\x13\x22\x2ahttps://bao-bien.example/cau-moi-100001.html\xd2\x01\x00"
    ).decode()
    bing = "http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fbao-bien.example%2fa-1001.html&c=1"
    assert behind(f"https://news.google.com/rss/articles/{packed.rstrip('=')}?oc=5") == (
        "https://bao-bien.example/cau-moi-100001.html"
    )
    assert behind(bing) == "https://bao-bien.example/a-1001.html"
    assert behind("https://news.google.com/rss/articles/CBMiAUX_yqLabcd") is None
    assert behind("https://news.google.com/rss/articles/!") is None
    assert behind("https://bao-bien.example/a-1001.html") is None


def test_searches_form_a_source() -> None:
    source = search_source(COMMUNE)
    assert source.name == "tim-kiem-99901"
    assert len(source.ways) == 5
