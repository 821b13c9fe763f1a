"""Working days against calendars of the office."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import holidays, shipped
from config.holidays import (
    add_working_days,
    due_day,
    is_provisional,
    is_working_day,
    previous_working_day,
    working_days,
)

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))

# One letter a day, Monday first: w worked, . off.
WEEKS = {
    date(2025, 12, 29): "www....",  # Tết Dương lịch, 02/01 swapped
    date(2026, 1, 5): "wwwwww.",  # Saturday 10/01 worked instead
    date(2026, 2, 9): "wwwww..",
    date(2026, 2, 16): ".......",  # Tết Bính Ngọ, 14 to 22/02 on end
    date(2026, 2, 23): "wwwww..",
    date(2026, 4, 20): "wwwww..",
    date(2026, 4, 27): ".ww....",  # Giỗ Tổ made up on Monday; 30/4 and 01/5
    date(2026, 5, 4): "wwwww..",
    date(2026, 8, 17): "wwwwww.",  # Saturday 22/8 worked instead
    date(2026, 8, 31): "...ww..",  # Quốc khánh from 29/8 to 02/9
    date(2026, 11, 23): "w.www..",  # Ngày Văn hóa Việt Nam
    date(2026, 12, 28): "wwww...",
    date(2027, 2, 1): "wwww...",
    date(2027, 2, 8): "....w..",
    date(2027, 5, 3): ".wwww..",
}


@pytest.mark.parametrize("monday", WEEKS, ids=str)
def test_a_week_is_worked_as_the_calendar_says(monday: date) -> None:
    week = "".join("w" if is_working_day(monday + timedelta(days=number)) else "." for number in range(7))
    assert week == WEEKS[monday]
    assert working_days(monday, monday + timedelta(days=6)) == WEEKS[monday].count("w")


def test_the_week_of_the_day_of_culture_has_four_working_days() -> None:
    monday = date.fromisocalendar(2026, 48, 1)
    assert working_days(monday, monday + timedelta(days=6)) == 4


def test_new_years_day_belongs_to_week_53() -> None:
    assert date(2027, 1, 1).isocalendar()[:2] == (2026, 53)


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [
        (date(2026, 11, 23), 2, date(2026, 11, 26)),
        (date(2026, 11, 17), 15, date(2026, 12, 9)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 4, 24), 2, date(2026, 4, 29)),
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_time_limits_in_working_days(day: date, count: int, end: date) -> None:
    assert add_working_days(day, count) == end


def test_due_days_move_to_the_working_day_before() -> None:
    assert due_day(date(2026, 11, 24)) == date(2026, 11, 23)
    assert due_day(date(2026, 11, 25)) == date(2026, 11, 25)
    assert due_day(date(2026, 2, 17)) == date(2026, 2, 13)
    assert previous_working_day(date(2026, 5, 4)) == date(2026, 4, 29)
    assert previous_working_day(date(2026, 11, 26)) == date(2026, 11, 25)


def test_what_is_only_planned_says_so() -> None:
    assert not is_provisional(date(2026, 1, 1), date(2026, 12, 31))
    assert is_provisional(date(2027, 2, 1), date(2027, 2, 12))
    assert not is_provisional(date(2027, 3, 1), date(2027, 3, 31))
    assert is_provisional(date(2029, 3, 1), date(2029, 3, 1))
    assert holidays.last_year() == 2027


def test_a_year_not_listed_knows_the_solar_holidays() -> None:
    assert [is_working_day(date(2030, month, day)) for month, day in ((1, 1), (4, 30), (9, 2), (11, 24))] == [False] * 4
    special = holidays.on(date(2030, 1, 1))
    assert special is not None
    assert not special.official


def test_every_row_is_sourced_and_in_order() -> None:
    for name, weekend in (("nghi", None), ("lam_bu", True)):
        rows = shipped.table("holidays")[name]
        days = [row["ngay"] for row in rows]
        assert days == sorted(set(days))
        assert all(row["ten"] and row["nguon"] and row["trang_thai"] in ("chính thức", "dự kiến") for row in rows)
        assert weekend is None or all(day.weekday() >= 5 for day in days)


@given(DAYS, st.integers(1, 40))
def test_a_time_limit_holds_its_days(day: date, count: int) -> None:
    end = add_working_days(day, count)
    assert is_working_day(end)
    assert working_days(day + timedelta(days=1), end) == count


@given(DAYS)
def test_before_and_after_meet(day: date) -> None:
    assert previous_working_day(holidays.next_working_day(day)) == due_day(day)


def test_no_limit_runs_backwards() -> None:
    with pytest.raises(ValueError, match="-1"):
        add_working_days(date(2026, 11, 23), -1)
