"""Addresses: cleaning, ids, newspapers."""

from __future__ import annotations

import pytest
from courlan import clean_url as courlan_clean
from hypothesis import given
from hypothesis import strategies as st

from domain.urls import TRACKING, article_id, clean_url, domain_of, host_of, resolve, same_host


@pytest.mark.parametrize(
    ("address", "cleaned"),
    [
        (
            "HTTP://Bao-Mot.Example:80/Tin.html?utm_source=zalo&id=5&zarsrc=31#top",
            "http://bao-mot.example/Tin.html?id=5",
        ),
        ("https://bao-mot.example", "https://bao-mot.example/"),
        ("https://bao-mot.example:8443/a", "https://bao-mot.example:8443/a"),
        ("https://bao-mot.example/a%20b/%C4%91?gidzl=x", "https://bao-mot.example/a%20b/%C4%91"),
        ("https://bao-mot.example/a b/đ", "https://bao-mot.example/a%20b/%C4%91"),
    ],
)
def test_cleaning(address: str, cleaned: str) -> None:
    assert clean_url(address) == cleaned
    assert clean_url(cleaned) == cleaned


def test_what_is_no_web_address_is_refused() -> None:
    for address in ("", "mailto:x@y.example", "javascript:alert(1)", "/tin.html", "http://"):
        with pytest.raises(ValueError):
            clean_url(address)


def test_a_newspaper_is_host_and_port() -> None:
    assert host_of("http://127.0.0.1:8001/a") != host_of("http://127.0.0.1:8002/a")
    assert same_host("http://bao-mot.example/a", "https://bao-mot.example/b")
    assert domain_of("https://www.bao-mot.example/a") == domain_of("https://m.bao-mot.example/a") == "bao-mot.example"


def test_one_page_has_one_id() -> None:
    assert article_id("http://bao-mot.example/a?fbclid=1") == article_id("https://bao-mot.example/a")
    assert article_id("https://bao-mot.example/a") != article_id("https://bao-hai.example/a")
    assert len(article_id("https://bao-mot.example/a")) == 16


def test_no_tracker_that_courlan_removes_stays() -> None:
    for name in sorted(TRACKING | {"utm_campaign"}):
        address = f"https://bao-mot.example/tin.html?{name}=x"
        assert clean_url(address) == courlan_clean("https://bao-mot.example/tin.html")


def test_references_become_absolute() -> None:
    assert resolve("http://bao-mot.example/a/b.html", "../c.html ") == "http://bao-mot.example/c.html"
    assert resolve("http://bao-mot.example/", "javascript:void(0)") is None
    assert resolve("http://bao-mot.example/", "http://[") is None
    assert resolve("http://bao-mot.example/", "https://\ufffdbao.example/a") is None
    assert resolve("http://bao-mot.example/", "//bao.example:99999/a") is None


@given(st.text(max_size=60))
def test_any_text_is_cleaned_or_refused(text: str) -> None:
    try:
        cleaned = clean_url("http://bao-mot.example/" + text)
    except ValueError:
        return
    assert clean_url(cleaned) == cleaned
