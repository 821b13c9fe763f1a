"""An issue's day is the one of Vietnam."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.matter import Matter


def test_an_issue_opened_late_in_the_evening_of_utc_is_of_the_next_day_here() -> None:
    matter = Matter("a", "11713", datetime(2026, 11, 18, 18, 30, tzinfo=UTC), "Khói rác")
    assert matter.day == date(2026, 11, 19)
    assert replace(matter, raised=date(2026, 11, 13)).day == date(2026, 11, 13)
