"""Periods: weeks as set, official windows for the others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.edition import WEEK_STARTS, PeriodKind, Windows, period_of, previous_period, week_of, year_before


def test_the_default_week_runs_from_thursday_to_wednesday() -> None:
    week = week_of(date(2026, 11, 18))
    assert (week.start, week.end) == (date(2026, 11, 12), date(2026, 11, 18))
    assert week.week_number == (2026, 47)
    assert week_of(date(2026, 11, 19)).start == date(2026, 11, 19)


def test_the_last_week_of_a_year_with_53() -> None:
    assert week_of(date(2027, 1, 1), "mon").week_number == (2026, 53)


@pytest.mark.parametrize(
    ("day", "kind", "start", "end"),
    [
        ((2026, 11, 14), PeriodKind.MONTH, (2026, 10, 15), (2026, 11, 14)),
        ((2026, 11, 15), PeriodKind.MONTH, (2026, 11, 15), (2026, 12, 14)),
        ((2026, 12, 31), PeriodKind.MONTH, (2026, 12, 15), (2027, 1, 14)),
        ((2026, 3, 14), PeriodKind.QUARTER, (2025, 12, 15), (2026, 3, 14)),
        ((2026, 9, 15), PeriodKind.QUARTER, (2026, 9, 15), (2026, 12, 14)),
        ((2026, 6, 14), PeriodKind.HALF, (2025, 12, 15), (2026, 6, 14)),
        ((2026, 6, 15), PeriodKind.HALF, (2026, 6, 15), (2026, 12, 14)),
        ((2026, 12, 15), PeriodKind.YEAR, (2026, 12, 15), (2027, 12, 14)),
        ((2026, 12, 14), PeriodKind.YEAR, (2025, 12, 15), (2026, 12, 14)),
    ],
)
def test_official_windows(day: tuple[int, ...], kind: PeriodKind, start: tuple[int, ...], end: tuple[int, ...]) -> None:
    period = period_of(date(*day), kind)
    assert (period.start, period.end) == (date(*start), date(*end))


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.sampled_from(PeriodKind),
    st.builds(Windows, st.sampled_from(WEEK_STARTS), st.sampled_from([1, 10, 15, 28])),
)
def test_periods_tile_the_calendar(day: date, kind: PeriodKind, windows: Windows) -> None:
    period = period_of(day, kind, windows)
    assert day in period
    assert period_of(period.start, kind, windows) == period == period_of(period.end, kind, windows)
    assert previous_period(period, windows).end == period.start - timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "kind", "start", "end"),
    [
        ((2026, 11, 14), PeriodKind.MONTH, (2026, 11, 1), (2026, 11, 30)),
        ((2026, 12, 31), PeriodKind.QUARTER, (2026, 10, 1), (2026, 12, 31)),
        ((2026, 7, 1), PeriodKind.HALF, (2026, 7, 1), (2026, 12, 31)),
        ((2026, 1, 1), PeriodKind.YEAR, (2026, 1, 1), (2026, 12, 31)),
    ],
)
def test_calendar_windows(day: tuple[int, ...], kind: PeriodKind, start: tuple[int, ...], end: tuple[int, ...]) -> None:
    period = period_of(date(*day), kind, Windows(month_starts=1))
    assert (period.start, period.end) == (date(*start), date(*end))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(PeriodKind))
def test_the_same_period_last_year_has_the_same_name_or_weekdays(day: date, kind: PeriodKind) -> None:
    period = period_of(day, kind)
    before = year_before(period)
    if kind is PeriodKind.WEEK:
        assert period.start - before.start == timedelta(days=364)
    else:
        assert (before.end.month, before.end.day) == (period.end.month, period.end.day)
        assert before.end.year == period.end.year - 1
