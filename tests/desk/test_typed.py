"""What people type into a form: numbers and days, read or refused."""

from __future__ import annotations

from datetime import date

import pytest

from desk import typed
from desk.actions import Refused


def test_a_number_is_nine_plain_digits_at_most() -> None:
    assert [typed.number(text) for text in ("0", "012", "999999999")] == [0, 12, 999_999_999]
    assert {typed.number(text) for text in ("", "-1", "1.5", "²", "१२", "1000000000", "9" * 5000)} == {None}


def test_a_day_is_read_left_out_or_refused() -> None:
    assert typed.day("2026-11-19") == date(2026, 11, 19)
    assert typed.day("") is None
    with pytest.raises(Refused, match="Ngày chưa đọc được"):
        typed.day("mai")
