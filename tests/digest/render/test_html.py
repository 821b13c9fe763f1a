from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from digest.compose import compose
from digest.render import RENDERERS, html
from domain.document import Run
from tests.digest import builders
from tests.digest.test_compose import EDITIONS

VOID = {"col", "meta", "br", "hr", "link", "img", "input"}


class Page(HTMLParser):
    """Tags with their attributes, the visible text, and whatever was closed out of turn."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.broken: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.broken.append(tag)

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


def page(name: str) -> Page:
    return Page(RENDERERS["html"](compose(EDITIONS[name])).decode())


@pytest.mark.parametrize("name", EDITIONS)
def test_one_file_without_scripts_or_remote_addresses(name: str):
    source = RENDERERS["html"](compose(EDITIONS[name])).decode()
    found = Page(source)
    assert found.broken == []
    assert found.open == []
    tags = {tag for tag, _ in found.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert [tag for tag, _ in found.tags].count("style") == 1
    assert not re.search(r"url\(|@import|javascript:|\son\w+=", source)
    assert {name for tag, attributes in found.tags for name in attributes if tag != "a"}.isdisjoint(
        {"src", "href", "style"}
    )


def test_it_forbids_itself_everything_but_its_own_style():
    policy = next(a for tag, a in page("normal").tags if tag == "meta" and a.get("http-equiv"))
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_links_are_the_articles_own():
    links = {attributes["href"] for tag, attributes in page("normal").tags if tag == "a"}
    edition = builders.normal()
    assert links == {entry.article.url for entry in (*edition.entries, *edition.undated, *edition.review)}


def test_it_says_what_the_digest_says():
    text = page("normal").text
    digest = compose(builders.normal())
    assert digest.title in text
    assert digest.closing in text
    for section in digest.sections:
        assert section.title in text
    assert "bài “Vụ mùa Nghi Dương đạt 61 tạ/ha” đưa tin: “Xã Nghi Dương đã gặt" in text


def test_screen_readers_find_language_title_and_headings():
    found = page("normal")
    assert ("html", {"lang": "vi"}) in found.tags
    assert [tag for tag, _ in found.tags].count("h1") == 1
    heads = [a for tag, a in found.tags if tag == "th"]
    assert all(head == {"scope": "col"} for head in heads)


def test_a_phone_gets_the_name_of_each_cell():
    labels = {attributes.get("data-label") for tag, attributes in page("normal").tags if tag == "td"}
    assert {"Tiêu đề và căn cứ", "Đường dẫn"} <= labels


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//host/x", "ftp://h.example/", "https://a b/"]
)
def test_an_address_that_is_no_web_address_is_no_link(address: str):
    assert html.inline([Run("bài", href=address)]) == "bài"


def test_runs_are_escaped_and_add_no_blanks():
    made = html.inline(
        [Run("“"), Run('<b>&"', bold=True, href='https://a.example/?x=1&y="2'), Run("”\nhết", italic=True)]
    )
    assert made == (
        '“<a href="https://a.example/?x=1&amp;y=%222" rel="noreferrer noopener"><b>&lt;b&gt;&amp;&#34;</b></a>'
        "<i>”<br>hết</i>"
    )


def test_a_sample_is_marked_before_anything_else():
    found = page("sample").text
    assert found.index("chạy thử với báo mẫu") < found.index("Kính gửi")
