"""Which newspapers a commune reads, and the soundness of what is shipped."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from config import shipped
from config.load import parse
from config.model import Settings
from config.sources import GENERATED, outlet, shipped_names, sources
from domain.place import Unit
from domain.press import Level, Source, Way, WayKind

ELSEWHERE = Unit("00004", "Ba Đình", "Phường", "Thành phố Hà Nội", "01")
NEXT_DOOR = Unit("06652", "Hạ Long", "Phường", "Tỉnh Quảng Ninh", "22")
SEARCH = Source(
    f"{GENERATED}-11713", "Tìm kiếm", "https://tim.example/", (Way(WayKind.SEARCH, "https://tim.example/"),)
)


def settings(text: str = "") -> Settings:
    return parse('[commune]\ncode = "11713"\n' + text, Path("settings.toml"))


def names(text: str, unit: Unit) -> set[str]:
    return {source.name for source in sources(settings(text), unit, (SEARCH,))}


def test_a_commune_reads_its_city_the_country_and_english_editions(unit: Unit) -> None:
    here = {source.name: source for source in sources(settings(), unit)}
    assert here["baohaiphong"].level is Level.CITY
    assert here["tuoitre"].level is Level.OTHER
    assert here["vnexpress"].level is Level.CENTRAL
    assert here["vnexpress-en"].language == "en"
    assert "trang-nghi-duong" in here
    assert here["baoquangninh"].level is Level.OTHER
    assert len(here) >= 38


def test_another_province_reads_the_country_alone() -> None:
    there = {source.name: source for source in sources(settings(), ELSEWHERE)}
    assert not {"baohaiphong", "baoquangninh"} & there.keys()
    quang_ninh = {source.name: source for source in sources(settings(), NEXT_DOOR)}
    assert quang_ninh["baoquangninh"].level is Level.CITY
    assert "baohungyen" not in quang_ninh
    assert there["hanoimoi"].level is Level.CITY
    neighbour = Unit("11311", "Thủy Nguyên", "Phường", "Thành phố Hải Phòng", "31")
    assert "trang-nghi-duong" not in {source.name for source in sources(settings(), neighbour)}


def test_every_shipped_source_can_be_read_and_is_known() -> None:
    files = sorted((shipped.FOLDER / "sources").glob("*.toml"))
    rows = [row for path in files for row in shipped.table(f"sources/{path.stem}")]
    assert len(rows) == len(set(rows)) == len(shipped_names())
    for unit in (Unit("11713", "Nghi Dương", "Xã", "Thành phố Hải Phòng", "31"), ELSEWHERE):
        for source in sources(settings(), unit):
            assert source.ways, source.name
            assert source.provenance.count(";") >= 2
            assert source.title != source.home
            assert outlet(urlsplit(source.home).netloc.removeprefix("www."))[0] == source.title


# Addresses in the forms that press/sources.csv records for each newspaper.
@pytest.mark.parametrize(
    ("name", "address", "fits"),
    [
        ("baohaiphong", "https://baohaiphong.vn/khai-giang-lop-hoc-554711.html", True),
        ("baohaiphong", "https://baohaiphong.vn/xa-hoi", False),
        ("anhp", "http://anhp.vn/tin-d78503.html", True),
        ("cong-hai-phong", "https://haiphong.gov.vn/tin-tuc-su-kien/hop-bao-680867", True),
        ("cong-hai-phong", "https://haiphong.gov.vn/tin-tuc-su-kien", False),
        ("cong-an-hai-phong", "https://congan.haiphong.gov.vn/Tin-An-ninh-trat-tu/Bat-giu-184974.html", True),
        ("vnexpress", "https://vnexpress.net/tin-4712345.html", True),
        ("dantri", "https://dantri.com.vn/xa-hoi/tin-20260307080712345.htm", True),
        ("qdnd", "https://www.qdnd.vn/chinh-tri/tin-812345", True),
        ("vov", "https://vov.vn/xa-hoi/tin-post1234567.vov", True),
        ("vov", "https://vov.vn/xa-hoi/", False),
        ("baoquangninh", "https://baoquangninh.vn/tin-post3349315.html", True),
        ("baoquangninh", "https://baoquangninh.vn/tin-3354446.html", True),
        ("baobacninh", "https://baobacninhtv.vn/tin-postid294056.bbg", True),
        ("baodautu", "https://baodautu.vn/tin-d543210.html", True),
    ],
)
def test_patterns_tell_articles_from_sections(unit: Unit, name: str, address: str, fits: bool) -> None:
    source = next(source for source in sources(settings(), unit) if source.name == name)
    patterns = [way.pattern for way in source.ways if way.kind in (WayKind.LIST, WayKind.SITEMAP)]
    assert patterns
    assert all(bool(re.search(pattern or "", address)) is fits for pattern in patterns)


def test_defaults_can_be_left_out_and_picked_one_by_one(unit: Unit) -> None:
    none = '[press]\ndefaults = "none"\n'
    assert names(none, unit) == set()
    assert names(none + "[sources.vnexpress]\nenabled = true\n", unit) == {"vnexpress"}
    assert names(none + "[sources.bao-mot]\nfeeds = ['http://a.example/rss']\n", unit) == {"bao-mot"}


def test_search_feeds_come_with_the_defaults_and_can_be_switched_off(unit: Unit) -> None:
    assert SEARCH.name in names("", unit)
    off = settings(f"[sources.{SEARCH.name}]\nenabled = false\n")
    found = [source for source in sources(off, unit, (SEARCH,)) if source.name == SEARCH.name]
    assert [(source.enabled, source.ways) for source in found] == [(False, SEARCH.ways)]
    assert SEARCH.name not in {source.name for source in sources(off, unit)}


def test_what_the_office_sets_is_added_to_a_shipped_source(unit: Unit) -> None:
    text = "[sources.anhp]\nfeeds = ['http://anhp.vn/rss']\ntitle = 'An ninh Hải Phòng'\nlevel = 'khac'\n"
    plain = {source.name: source for source in sources(settings(), unit)}["anhp"]
    told = {source.name: source for source in sources(settings(text), unit)}["anhp"]
    assert (told.title, told.level, told.home) == ("An ninh Hải Phòng", Level.OTHER, plain.home)
    assert set(told.ways) == {*plain.ways, Way(WayKind.FEED, "http://anhp.vn/rss")}
    assert outlet("anhp.vn", told) == ("An ninh Hải Phòng", Level.OTHER)


def test_an_own_source_needs_no_more_than_one_address(unit: Unit) -> None:
    text = "[sources.bao-mot]\nlists = ['http://127.0.0.1:8000/xa-hoi', 'http://127.0.0.1:8000/kt']\n"
    text += "paging = 'http://127.0.0.1:8000/xa-hoi/trang-{n}'\n"
    own = next(source for source in sources(settings(text), unit) if source.name == "bao-mot")
    assert (own.home, own.title, own.level) == ("http://127.0.0.1:8000/", "127.0.0.1:8000", Level.OTHER)
    assert [way.paging for way in own.ways] == ["http://127.0.0.1:8000/xa-hoi/trang-{n}", None]
    central = settings("[sources.nd]\nfeeds = ['https://nhandan.vn/rss/home.rss']\n")
    found = next(source for source in sources(central, unit) if source.name == "nd")
    assert (found.title, found.level) == ("Báo Nhân Dân", Level.CENTRAL)
