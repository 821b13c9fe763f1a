"""Due days on working days, around holidays and the turn of the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.calendar import coming, event_of
from config.holidays import is_working_day
from diembao.deadlines import deadlines
from domain.edition import PeriodKind, period_of


@pytest.mark.parametrize(
    ("day", "kind", "sign", "send"),
    [
        ((2026, 11, 18), PeriodKind.WEEK, (2026, 11, 19), (2026, 11, 20)),
        ((2026, 2, 11), PeriodKind.WEEK, (2026, 2, 12), (2026, 2, 13)),
        ((2026, 2, 18), PeriodKind.WEEK, (2026, 2, 23), (2026, 2, 24)),
        ((2026, 12, 30), PeriodKind.WEEK, (2026, 12, 31), (2027, 1, 4)),
        ((2026, 11, 14), PeriodKind.MONTH, (2026, 11, 17), (2026, 11, 17)),
        ((2026, 5, 14), PeriodKind.MONTH, (2026, 5, 15), (2026, 5, 15)),
        ((2026, 2, 14), PeriodKind.MONTH, (2026, 2, 23), (2026, 2, 23)),
        ((2026, 12, 14), PeriodKind.QUARTER, (2026, 12, 17), (2026, 12, 17)),
        ((2026, 12, 14), PeriodKind.YEAR, (2026, 12, 16), (2026, 12, 16)),
    ],
)
def test_days(day: tuple[int, ...], kind: PeriodKind, sign: tuple[int, ...], send: tuple[int, ...]) -> None:
    found = deadlines(period_of(date(*day), kind))
    assert (found.sign, found.send) == (date(*sign), date(*send))


def test_days_that_rest_on_planned_holidays_say_so() -> None:
    assert deadlines(period_of(date(2027, 2, 4), PeriodKind.WEEK)).provisional
    assert not deadlines(period_of(date(2026, 11, 18), PeriodKind.WEEK)).provisional


@given(st.dates(date(2026, 1, 1), date(2027, 12, 1)), st.sampled_from(PeriodKind))
def test_a_due_day_is_a_working_day_after_the_period(day: date, kind: PeriodKind) -> None:
    period = period_of(day, kind)
    found = deadlines(period)
    assert period.end < found.sign <= found.send
    assert is_working_day(found.sign)
    assert is_working_day(found.send)


def test_what_comes_next_week() -> None:
    names = [event.name for event in coming(date(2026, 11, 19), date(2026, 11, 25))]
    assert names == ["Ngày Nhà giáo Việt Nam", "nghỉ Ngày Văn hóa Việt Nam"]
    assert "mùa mưa bão" in [event.name for event in coming(date(2026, 5, 28), date(2026, 6, 3))]
    assert "mùa mưa bão" not in [event.name for event in coming(date(2026, 7, 1), date(2026, 7, 8))]
    (tet,) = [event for event in coming(date(2026, 2, 12), date(2026, 2, 18)) if event.name == "nghỉ Tết Bính Ngọ"]
    assert (tet.first, tet.last) == (date(2026, 2, 16), date(2026, 2, 18))


def test_the_office_has_events_of_its_own() -> None:
    own = event_of("2026-12-05..2026-12-07: hội làng Mai Dương")
    assert own.last - own.first == timedelta(days=2)
    assert own in coming(date(2026, 12, 3), date(2026, 12, 9), (own,))
    assert own not in coming(date(2026, 12, 10), date(2026, 12, 16), (own,))
    for wrong in ("hội làng", "2026-13-05: hội làng", "2026-12-05:"):
        with pytest.raises(ValueError, match="2026-12-05: tên sự kiện"):
            event_of(wrong)
