"""Periods: weeks as set, official windows for the others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.edition import WEEK_STARTS, PeriodKind, period_of, previous_period, week_of


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


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(PeriodKind), st.sampled_from(WEEK_STARTS))
def test_periods_tile_the_calendar(day: date, kind: PeriodKind, starts: str) -> None:
    period = period_of(day, kind, starts)
    assert day in period
    assert period_of(period.start, kind, starts) == period == period_of(period.end, kind, starts)
    assert previous_period(period, starts).end == period.start - timedelta(days=1)
