"""The next page of a list is found as each newspaper writes it."""

from __future__ import annotations

import pytest

from crawler.listings import parse_html
from crawler.paging import next_page, paging_of

BASE = "https://bao-bien.example"


def found(body: str, path: str = "/thoi-su", base: str = BASE) -> tuple[str, str] | None:
    tree = parse_html(f"<html><body>{body}</body></html>".encode())
    assert tree is not None
    return paging_of(tree, base + path)


@pytest.mark.parametrize(
    ("body", "path", "second", "form"),
    [
        ('<link rel="next" href="/thoi-su-p2">', "/thoi-su", "/thoi-su-p2", "/thoi-su-p{n}"),
        ('<a href="/xa-hoi/trang-2.htm">2</a>', "/xa-hoi.htm", "/xa-hoi/trang-2.htm", "/xa-hoi/trang-{n}.htm"),
        ('<a rel="next" href="/thoi-su-page1">Sau</a>', "/thoi-su", "/thoi-su-page1", "/thoi-su-page{n}"),
        ('<a href="/thoi-su/page/2/">2</a>', "/thoi-su/", "/thoi-su/page/2/", "/thoi-su/page/{n}/"),
        ('<a href="?page=2">2</a>', "/thoi-su", "/thoi-su?page=2", "/thoi-su?page={n}"),
        (
            '<input id="hdZoneId" value="1961014">',
            "/kinh-te.htm",
            "/timelinelist/1961014/2.htm",
            "/timelinelist/1961014/{n}.htm",
        ),
        ('<input id="hdZoneId" value="31">', "/thi-truong.chn", "/timelinelist/31/2.chn", "/timelinelist/31/{n}.chn"),
    ],
)
def test_forms(body: str, path: str, second: str, form: str) -> None:
    assert found(body, path) == (BASE + second, BASE + form)


def test_tuoi_tre_has_a_form_of_its_own() -> None:
    page = found('<input id="hdZoneId" value="3">', "/thoi-su.htm", "https://tuoitre.vn")
    assert page == ("https://tuoitre.vn/timeline/3/trang-2.htm", "https://tuoitre.vn/timeline/3/trang-{n}.htm")


@pytest.mark.parametrize(
    "body",
    [
        "",
        '<a href="/kinh-te-p2">2</a>',
        '<a href="https://khac.example/thoi-su-p2">2</a>',
        '<a href="/thoi-su/bai-ve-duong-so-2.html">Bài</a>',
        '<input id="hdZoneId" value="x/../y">',
    ],
    ids=["nothing", "other-section", "other-host", "article", "odd-zone"],
)
def test_what_is_no_second_page(body: str) -> None:
    assert found(body) is None


def test_following_pages() -> None:
    form = f"{BASE}/thoi-su-p{{n}}"
    assert next_page(form, f"{BASE}/thoi-su", 20) == f"{BASE}/thoi-su-p2"
    assert next_page(form, f"{BASE}/thoi-su-p9", 20) == f"{BASE}/thoi-su-p10"
    assert next_page(form, f"{BASE}/thoi-su-p20", 20) is None
