"""A page that names a watched commune passes the glance at its bytes, however it is written; most others do not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from unicodedata import normalize

import pytest

import config.gazetteer
from crawler.rawtext import as_utf8
from nlp.mentions import Recogniser
from nlp.places.glance import Glance

TEXT = "Sáng nay, UBND xã Nghi Dương họp dân thôn 5 về tuyến đường trục."


@pytest.fixture(scope="module")
def glance() -> Glance:
    return Recogniser(config.gazetteer.load(), [config.gazetteer.commune("11713")]).glance()


def wrapped(text: str) -> str:
    menu = '<a href="/du-lich/khu-nghi-duong-ven-bien-123.html">Du lịch</a>' * 9
    return f'<html><head><meta charset="utf-8"></head><body>{menu}<p>{text}</p></body></html>'


def entities(text: str, form: str) -> str:
    return "".join(letter if letter.isascii() else form.format(ord(letter)) for letter in text)


WAYS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: wrapped(text).encode(),
    "capitals": lambda text: wrapped(text.upper()).encode(),
    "apart": lambda text: wrapped(normalize("NFD", text)).encode(),
    "decimal": lambda text: wrapped(entities(text, "&#{};")).encode(),
    "hexadecimal": lambda text: wrapped(entities(text, "&#x{:X};")).encode(),
    "escaped twice": lambda text: wrapped(entities(text, "&amp;#{};")).encode(),
    "json": lambda text: f"<script>{json.dumps({'a': f'{chr(10)}{text}'})}</script>".encode(),
    "utf-16": lambda text: wrapped(text).encode("utf-16"),
    "windows-1258": lambda text: wrapped(normalize("NFC", text)).encode("cp1258", "xmlcharrefreplace"),
    "a tag a word": lambda text: wrapped(re.sub(r"(\w+)", rf'<a href="/{"x" * 90}" title="b c">\1</a>', text)).encode(),
    "no-break": lambda text: wrapped(text.replace(" ", "&nbsp;")).encode(),
    "no-break as itself": lambda text: wrapped(text.replace(" ", "\u00a0")).encode(),
    "broken lines": lambda text: wrapped(text.replace(" ", "\r\n\t")).encode(),
    "soft hyphens": lambda text: wrapped(re.sub(r"(?<=\w)(?=\w)", "\u00ad", text)).encode(),
    "marks of direction": lambda text: wrapped(re.sub(r"(?<=\w)(?=\w)", "\u200e", text)).encode(),
    "soft hyphens as entities": lambda text: wrapped(re.sub(r"(?<=\w)(?=\w)", "&shy;", text)).encode(),
    "attribute": lambda text: f'<meta name="description" content="{text}">'.encode(),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["Nghi Dương", "Ngũ Phúc", "Kiến Quốc", "Du Lễ"])
def test_a_name_passes_however_it_is_written(glance: Glance, way: str, name: str) -> None:
    assert glance.may_name(as_utf8(WAYS[way](TEXT.replace("Nghi Dương", name))))


@pytest.mark.parametrize(
    "text", ["Nghi Duong Commune, Hai Phong", "dia chi: xa-nghi-duong", "o xa Ngu Phuc", "Du\u0308 Lễ Du Lễ"]
)
def test_names_without_marks_pass_where_they_can_be_meant(glance: Glance, text: str) -> None:
    assert glance.may_name(as_utf8(wrapped(text).encode()))


@pytest.mark.parametrize(
    "text",
    [
        "Khu nghỉ dưỡng ven biển hút khách; nghi duong cuoi tuan.",
        "Nghi lễ ở tỉnh Bình Dương, nghi thức tại Hải Dương.",
        "Kiến nghị lên Quốc hội; kiến thức, quốc lộ 5.",
        "Nghi Dươngg và aNghi Dương",
        "",
    ],
)
def test_what_only_resembles_a_name_does_not(glance: Glance, text: str) -> None:
    assert not glance.may_name(as_utf8(wrapped(text).encode()))


def test_nothing_is_found_where_nothing_is_watched() -> None:
    assert not Glance(()).may_name(b"Nghi")
