from __future__ import annotations

import struct
import unicodedata
from xml.etree import ElementTree

import pytest

from digest.compose import compose
from digest.drawing import FONT_FILE, png, size_mm, svg
from domain.document import Chart, Series
from tests.digest import editions

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = compose(editions.full()).charts


@pytest.mark.parametrize("chart", CHARTS, ids=[chart.name for chart in CHARTS])
def test_a_picture_shows_every_value_and_says_it_in_words(chart: Chart):
    root = ElementTree.fromstring(svg(chart))
    texts = [element.text for element in root.iter(f"{SVG}text")]
    for series in chart.series:
        for value in series.values:
            assert f"{value:.0f}" in texts
    assert root.get("aria-label") == chart.alt == root.findtext(f"{SVG}title")


@pytest.mark.parametrize("chart", CHARTS, ids=[chart.name for chart in CHARTS])
def test_the_same_picture_for_word_and_mail(chart: Chart):
    picture = png(chart)
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    across, down = size_mm(chart)
    assert width / height == pytest.approx(across / down, rel=0.01)
    assert width / across * 25.4 >= 300
    assert png(chart) == picture


def test_nothing_is_said_by_colour_alone():
    course = next(chart for chart in CHARTS if chart.name == "course")
    lines = list(ElementTree.fromstring(svg(course)).iter(f"{SVG}polyline"))
    assert len({line.get("stroke-dasharray") for line in lines}) == len(lines) == 2
    assert {line.get("stroke") for line in lines} == {"#000"}


def test_a_hostile_name_stays_text():
    name = "<script>&\"'\x00" + "dài " * 60
    chart = Chart("x", name, "bars", (name, "b", "c"), (Series("n", (1.0, 2.0, 3.0)),), "tin", name)
    root = ElementTree.fromstring(svg(chart))
    assert not list(root.iter("script"))
    assert png(chart)


def test_the_face_has_every_vietnamese_letter():
    letters = "AĂÂEÊIOÔƠUƯYĐ"
    tones = "\u0300\u0301\u0303\u0309\u0323"
    wanted = {unicodedata.normalize("NFC", letter + tone) for letter in letters for tone in tones if letter != "Đ"}
    wanted |= set(letters) | set("“”…–/(),;:.%0123456789")
    wanted |= {letter.lower() for letter in wanted}
    assert wanted - characters(FONT_FILE.read_bytes()) == set()


def characters(font: bytes) -> set[str]:
    """What a TrueType file has glyphs for, read from its cmap of format 4."""
    tables = range(12, 12 + 16 * font[5], 16)
    (start,) = (struct.unpack(">I", font[at + 8 : at + 12])[0] for at in tables if font[at : at + 4] == b"cmap")
    found: set[str] = set()
    for number in range(struct.unpack(">H", font[start + 2 : start + 4])[0]):
        offset = start + struct.unpack(">I", font[start + 8 + 8 * number : start + 12 + 8 * number])[0]
        if struct.unpack(">H", font[offset : offset + 2])[0] == 4:
            segments = struct.unpack(">H", font[offset + 6 : offset + 8])[0] // 2
            ends = struct.unpack(f">{segments}H", font[offset + 14 : offset + 14 + 2 * segments])
            begins = struct.unpack(f">{segments}H", font[offset + 16 + 2 * segments : offset + 16 + 4 * segments])
            for begin, end in zip(begins, ends, strict=True):
                found |= {chr(code) for code in range(begin, end + 1) if code < 0xFFFF}
    return found


def test_the_licence_of_the_face_lies_beside_it():
    licence = (FONT_FILE.parent / "LICENSE.txt").read_text(encoding="utf-8")
    assert FONT_FILE.name in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
