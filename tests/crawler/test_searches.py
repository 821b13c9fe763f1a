"""A commune's names become search addresses."""

from __future__ import annotations

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler import opaque
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
    assert is_opaque("https://news.google.com/articles/CBMiAA")
    assert is_opaque("https://news.google.com/read/CBMiAA?hl=vi")
    assert not is_opaque("https://bao-bien.example/articles/1")
    assert not is_opaque("https://news.google.com/rss/search?q=articles/read")


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


ADDRESS = "https://bao-bien.example/cau-moi-100001.html"
CALL = ["wrb.fr", "Fbv4je", json.dumps(["garturlres", ADDRESS, 1, f"{ADDRESS}?amp"]), None, None, None, "generic"]
# The documented forms of an answer: all on one line; a row a line; every array after its length ("rt=c").
ANSWERS = {
    "one line": json.dumps([CALL, ["di", 40], ["af.httprm", 39, "531", 6]]),
    "a row a line": f'[{json.dumps(CALL)},\n["di",38],\n["af.httprm",37,"531",6],\n["e",4,null,null,643]]',
    "closed on the next line": f'[{json.dumps(CALL)}\n,["di",38]\n]\n',
    "lengths": f'213\n{json.dumps([CALL])}\n25\n[["di",38]]\n27\n[["e",4,null,null,643]]\n',
    "other first": f'25\n[["di",38]]\n[[broken\n213\n{json.dumps([CALL])}\n',
}


@pytest.mark.parametrize("form", ANSWERS)
def test_an_answer_is_read_in_every_documented_form(form: str) -> None:
    assert opaque.answered(f")]}}'\n\n{ANSWERS[form]}".encode()) == ADDRESS


@pytest.mark.parametrize(
    "body",
    [b"", b")]}'\n\n[[", b'[["wrb.fr","Fbv4je",null,null,null,[3],"generic"],["di",19]]',
     b'[["wrb.fr","Fbv4je","[\\"garturlres\\",null]"]]', b'[["wrb.fr","Fbv4je","[garturlres"]]', b"[[" * 5000],
)  # fmt: skip
def test_an_answer_without_an_address_tells_none(body: bytes) -> None:
    assert opaque.answered(body) is None


def test_the_other_page_of_a_link() -> None:
    assert (
        opaque.beside("https://news.google.com/rss/articles/CBMi1?oc=5")
        == "https://news.google.com/articles/CBMi1?oc=5"
    )
    assert opaque.beside("https://news.google.com/articles/CBMi1") is None


def test_searches_form_a_source() -> None:
    source = search_source(COMMUNE)
    assert source.name == "tim-kiem-99901"
    assert len(source.ways) == 5
