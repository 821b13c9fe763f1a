from __future__ import annotations

import string
import unicodedata

import pytest

from digest import layout
from digest.metrics import text_width


def test_every_letter_of_vietnamese_has_its_width():
    plain = text_width("ơ", 14) / text_width("o", 14)
    assert plain > 1
    for letter in "ớờởỡợ":
        assert text_width(letter, 14) == text_width("ơ", 14)
        assert text_width(unicodedata.normalize("NFC", letter), 13, bold=True) == text_width("ơ", 13, bold=True)


@pytest.mark.parametrize("bold", [False, True])
def test_widths_scale_with_the_size_and_add_up(bold: bool):
    text = string.printable[:94]
    assert text_width(text, 28, bold) == pytest.approx(2 * text_width(text, 14, bold))
    assert text_width(text * 3, 14, bold) == pytest.approx(3 * text_width(text, 14, bold))


def test_known_lengths():
    """Measured on a page set in a face with the widths of Times New Roman: 60.46 and 17.63 mm."""
    assert text_width("Độc lập - Tự do - Hạnh phúc", 14, bold=True) == pytest.approx(60.46, abs=0.05)
    assert text_width("Kính gửi", 14) == pytest.approx(layout.UNDER_COLON, abs=0.01)
    assert text_width("- ", 14) == pytest.approx(layout.DASH, abs=0.01)


def test_pages():
    assert layout.PORTRAIT.text_width == 160
    assert layout.LANDSCAPE.text_width == 247
    assert sum(layout.LETTERHEAD) == sum(layout.SIGNATURE) == layout.PORTRAIT.text_width


def test_units():
    assert layout.twips(12.7) == 720
    assert layout.twips(210) == 11906
    assert layout.half_points(13) == 26
    assert layout.centred(100, 40) == (30, 30)
    assert layout.centred(10, 40) == (0, 0)


def test_every_size_is_one_the_decree_allows():
    for name, face in layout.FACES.items():
        assert 11 <= face.size <= 14, name
