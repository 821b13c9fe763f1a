from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.safe import href, inner, legal, printable


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://bao.example/tin?a=1&b=2#c", "https://bao.example/tin?a=1&b=2#c"),
        ("HTTP://Bao.Example:8080/Tin", "http://bao.example:8080/Tin"),
        ("https://bao.example/tin tức", "https://bao.example/tin%20t%E1%BB%A9c"),
        ("https://bao.example/100%", "https://bao.example/100%25"),
        ("https://bao.example/a%20b", "https://bao.example/a%20b"),
        ("https://báo.example/", "https://xn--bo-mia.example/"),
        ("javascript:alert(1)", ""),
        ("https://user:pass@bao.example/", ""),
        ("https:///x", ""),
        ("bao.example/x", ""),
        ("https://[::1", ""),
        ("https://a..b.example\\@evil/", ""),
    ],
)
def test_links(address: str, link: str):
    assert href(address) == link


@given(st.text(max_size=60))
def test_a_link_is_plain_ascii_or_nothing(text: str):
    link = href(text) or href(f"https://bao.example/{text}")
    assert link.isascii()
    assert not set(link) & set("<>\"'{}|\\^` \n")


@given(st.text())
def test_printable_text_is_one_legal_line_and_stays_as_it_is(text: str):
    line = printable(text)
    assert "\n" not in line
    assert legal(line) == line
    assert printable(line) == line
    line.encode()


def test_marks_piled_on_a_letter_are_cut_and_vietnamese_stays():
    assert len(printable("N" + "\u0336\u0323" * 40)) <= 3
    assert printable("Thuỵ ưởng ệ đặc") == "Thuỵ ưởng ệ đặc"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('Vì sao "nóng"?', "Vì sao ‘nóng’?"),
        ("“Cha chung” không ai khóc", "‘Cha chung’ không ai khóc"),
        ('«Nóng» 5" mưa', "‘Nóng’ 5’ mưa"),
    ],
)
def test_quotation_marks_inside_quotation_marks(text: str, shown: str):
    assert inner(text) == shown
