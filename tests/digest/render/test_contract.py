"""What every renderer must stand: any digest, any hostile headline, the same bytes twice."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compose import compose
from digest.render import RENDERERS
from domain.edition import Edition, Entry
from tests.digest import builders
from tests.digest.render.test_html import Page
from tests.digest.test_compose import EDITIONS
from tests.digest.wordml import Package, problems, text_of

HOSTILE = {
    "nul": "Xã\x00 Nghi Dương",
    "control": "Xã\x01\x08\x0b\x1f\x7f\x85 Nghi Dương",
    "markup": "<script>alert('x')</script> & <w:t>]]></w:t> <!-- \"quoted\" 'so'",
    "entity": "&amp;lt;b&#0; &nbsp; %s {0} {{ digest }} {% raw %}",
    "long": "Nghi" * 2000,
    "right to left": "\u202eتجربة עברית\u202c \u2066\u061c",
    "emoji": "👩‍👩‍👧‍👦 🇻🇳 🔥 lúa chín",
    "surrogate": "Xã \ud800 Nghi \udfff Dương",
    "non-character": "Xã \ufffe\uffff\ufdd0 Nghi Dương",
    "lines": "Xã\r\nNghi\u2028Dương\u2029\t\x0c",
    "nfd": unicodedata.normalize("NFD", "Xã Nghi Dương đón bằng chuẩn"),
    "zalgo": "N" + "\u0336\u0301\u0323" * 40,
    "formula": '=HYPERLINK("http://x.example";"x")',
    "path": "..\\..\\a:/b?*|",
    "empty": "",
    "blank": "   \u00a0\u200b ",
}
HOSTILE_LINKS = [
    "javascript:alert(1)",
    "https://bao.example/\x00\x07<a b>?q=\"'&x=1#{}|\\^`",
    "https://bao.example/%zz/%",
    "http://[::1/x",
    "https://ex ample/",
    "https://báo.example/tin-tức",
    "https://bao.example:99999999/",
    "",
    "\ud800",
]


def hostile(text: str, url: str = "https://cua-bien.example/tin/1.html") -> Edition:
    def spoil(entry: Entry) -> Entry:
        article = replace(
            entry.article, title=text, sapo=f"{text} {text}", author=text, url=url, body=f"{text}\n{text}"
        )
        return replace(entry, article=article, outlet_title=text)

    entries = [builders.COMPENSATION, builders.UNDATED, builders.DOUBTFUL, builders.LATE]
    reports = tuple(replace(report, title=text, trouble=text) for report in builders.sources())
    return builders.edition(*map(spoil, entries), sources=reports)


def sound(edition: Edition, workbook: bool = True) -> None:
    """All formats can be made and read back."""
    digest = compose(edition)
    assert problems(Package(RENDERERS["docx"](digest))) == []
    page = Page(RENDERERS["html"](digest).decode())
    assert page.broken == []
    assert page.open == []
    assert not {tag for tag, _ in page.tags} & {"script", "w:t"}
    assert all(str(link["href"]).startswith(("http://", "https://")) for tag, link in page.tags if tag == "a")
    assert len(RENDERERS["txt"](digest).decode()) <= 2000
    assert json.loads(RENDERERS["json"](digest))["title"] == digest.title
    if workbook:
        book = openpyxl.load_workbook(BytesIO(RENDERERS["xlsx"](digest)))
        assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_headlines_break_nothing(name: str):
    sound(hostile(HOSTILE[name]))


@pytest.mark.parametrize("url", HOSTILE_LINKS)
def test_hostile_addresses_break_nothing(url: str):
    sound(hostile("Tiêu đề", url))


@settings(max_examples=40)
@given(text=st.text(max_size=80), url=st.text(max_size=40) | st.text(max_size=40).map("https://bao.example/{}".format))
def test_nothing_a_newspaper_can_write_breaks_a_document(text: str, url: str):
    sound(hostile(text, url), workbook=False)


def test_markup_in_a_headline_is_shown_as_text():
    title = "Giá lúa <b>tăng</b> & ổn định"
    digest = compose(builders.edition(builders.entry(title)))
    assert title in text_of(Package(RENDERERS["docx"](digest)).body)
    assert title in Page(RENDERERS["html"](digest).decode()).text
    assert title in RENDERERS["txt"](digest).decode()


@pytest.mark.parametrize("name", [name for name in RENDERERS if name != "pdf"])
@pytest.mark.parametrize("edition", ["empty", "three", "full"])
def test_the_same_digest_gives_the_same_bytes(name: str, edition: str):
    render = RENDERERS[name]
    assert render(compose(EDITIONS[edition])) == render(compose(EDITIONS[edition]))


@pytest.mark.parametrize("name", [name for name in RENDERERS if name != "pdf"])
def test_every_format_carries_title_and_count(name: str):
    digest = compose(builders.normal())
    raw = RENDERERS[name](digest)
    if name == "xlsx":
        book = openpyxl.load_workbook(BytesIO(raw))
        assert book.properties.title == digest.title
        assert [row[13].value for row in book["Tin, bài"].iter_rows(min_row=2)].count("Có") == 25
        return
    text = text_of(Package(raw).body) if name == "docx" else raw.decode()
    assert digest.title.lower() in text.lower()
    assert "ghi nhận 25 tin, bài" in text
