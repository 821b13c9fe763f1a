"""Text and time: one form for storing, one for searching, one for matching."""

from __future__ import annotations

import unicodedata
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import Stamp, parse_now, to_local, vi_moment, vi_time
from domain.text import clean, fold, one_line, shorten, syllables, tone_key


def test_clean_text_is_nfc_with_single_spaces_and_breaks() -> None:
    messy = unicodedata.normalize("NFD", "Xã\u00a0Nghi \u200bDương\r\n\r\n  họp\x00 dân ")
    assert clean(messy) == "Xã Nghi Dương\nhọp dân"
    assert one_line(messy) == "Xã Nghi Dương họp dân"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_folding_drops_every_mark() -> None:
    assert fold("Đê điều Nghi Dương, Thuỵ Hoà") == "de dieu nghi duong, thuy hoa"


@pytest.mark.parametrize(("old", "new"), [("thuỵ", "thụy"), ("hoà", "hòa"), ("THUỶ", "thủy"), ("Khoẻ", "khỏe")])
def test_tone_placement_does_not_matter(old: str, new: str) -> None:
    assert tone_key(old) == tone_key(new) == tone_key(unicodedata.normalize("NFD", old))


def test_different_words_stay_different() -> None:
    keys = [tone_key(word) for word in ("nghi", "nghỉ", "nghĩ", "nghị", "dương", "dưỡng", "đương")]
    assert len(set(keys)) == len(keys)


def test_syllables_and_shortening() -> None:
    assert syllables("Xã Nghi Dương, 41 hộ.") == ["Xã", "Nghi", "Dương", "41", "hộ"]
    assert shorten("một hai ba bốn", 3) == "một hai ba…"
    assert shorten("một hai ba", 3) == "một hai ba"


def test_a_day_never_grows_a_minute() -> None:
    assert Stamp.parse("2026-11-18") == Stamp(datetime(2026, 11, 18).date())  # noqa: DTZ001
    for text in ("2026-11-18", "2026-11-18T08:15:00+07:00"):
        stamp = Stamp.parse(text)
        assert stamp is not None
        assert stamp.iso() == text
    assert Stamp.parse(None) is None


def test_midnight_belongs_to_the_vietnamese_day() -> None:
    stamp = Stamp.parse("2026-11-18T18:30:00+00:00")
    assert stamp is not None
    assert stamp.iso() == "2026-11-19T01:30:00+07:00"


def test_moments_carry_their_zone() -> None:
    with pytest.raises(ValueError):
        to_local(datetime(2026, 11, 18))  # noqa: DTZ001
    assert vi_time(parse_now("2026-11-19T08:05")) == "08 giờ 05"
    assert vi_moment(parse_now("2026-11-18T18:05+00:00")) == "01 giờ 05 ngày 19/11/2026"
    assert parse_now("2026-11-19").isoformat() == "2026-11-19T00:00:00+07:00"
