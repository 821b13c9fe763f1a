"""Time limits over the holidays of 2026, against days counted by hand on a calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from config.holidays import add_working_days
from domain.case import Case, CaseEvent, Deed, after
from domain.caseclock import all_due, due, escalation
from domain.clock import VIETNAM


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def case(*events: tuple[str, Deed, dict[str, object]], opened: str = "2026-11-19T08:00") -> Case:
    bare = Case("SL-2026-001", "11713", "a", "number", "47 hộ", "47 hộ dân", at(opened), "Lan")
    return after(bare, [CaseEvent(at(when), "Lan", deed, data) for when, deed, data in events])


def limit(found: Case) -> str:
    one = due(found, add_working_days)
    return one.at.strftime("%Y-%m-%dT%H:%M") if one else ""


# Counted by hand. Tết 2026: off from Sat 14/02 to Sun 22/02. 26-27/4 (Giỗ Tổ, a Sunday, with Monday), 30/4 Thursday,
# 01/5 Friday. 24/11 Tuesday.
@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-02-12", 1, "2026-02-13"),
        ("2026-02-13", 1, "2026-02-23"),
        ("2026-02-13", 3, "2026-02-25"),
        ("2026-02-10", 15, "2026-03-10"),
        ("2026-02-18", 1, "2026-02-23"),
        ("2026-04-24", 1, "2026-04-28"),
        ("2026-04-29", 1, "2026-05-04"),
        ("2026-04-28", 3, "2026-05-05"),
        ("2026-04-20", 15, "2026-05-14"),
        ("2026-11-23", 1, "2026-11-25"),
        ("2026-11-23", 2, "2026-11-26"),
        ("2026-11-16", 15, "2026-12-08"),
        ("2026-11-23", 15, "2026-12-15"),
    ],
)
def test_working_days_over_holidays(start: str, days: int, end: str):
    assert add_working_days(date.fromisoformat(start), days) == date.fromisoformat(end)
    found = case((f"{start}T09:00", Deed.SCREEN, {"hard": True} if days == 3 else {}))
    if days in (1, 3):
        assert limit(found) == f"{end}T17:00"
    if days == 15:
        told = {"unit": "Phòng Kinh tế", "received": start}
        assert limit(case((f"{start}T09:00", Deed.ACCEPT, told))) == f"{end}T17:00"


def test_the_first_hours():
    assert limit(case()) == "2026-11-19T10:00"
    preserved = ("2026-11-19T09:00", Deed.PRESERVE, {})
    assert limit(case(preserved)) == "2026-11-19T17:00"
    assert limit(case(("2026-11-19T18:00", Deed.PRESERVE, {}))) == "2026-11-20T17:00"
    assert limit(case(("2026-11-23T18:00", Deed.PRESERVE, {}))) == "2026-11-25T17:00"
    assert limit(case(("2026-02-14T09:00", Deed.PRESERVE, {}))) == "2026-02-23T17:00"


def test_the_spokesperson_has_24_hours_also_over_tet():
    screened = ("2026-02-15T20:00", Deed.SCREEN, {"affects_opinion": True})
    assert limit(case(screened)) == "2026-02-16T20:00"
    said = ("2026-02-16T10:00", Deed.STATEMENT, {"person": "A", "text": "x", "said_at": "2026-02-16T10:00:00+07:00"})
    assert limit(case(screened, said)) == "2026-02-23T17:00"


@pytest.mark.parametrize(
    ("medium", "end"), [("online", "2026-11-25"), ("daily", "2026-11-25"), ("weekly", "2026-11-30")]
)
def test_a_paper_has_calendar_days_and_then_two_working_days_follow(medium: str, end: str):
    found = case(
        ("2026-11-19T09:00", Deed.SCREEN, {"medium": medium}),
        ("2026-11-23T09:00", Deed.SEND, {"letter": "B", "number": "1", "day": "2026-11-23", "way": "thư"}),
    )
    assert limit(found) == f"{end}T17:00"
    assert all_due(found, add_working_days)[0].basis == "nghi-dinh-237-dieu-19"
    then = escalation(found, add_working_days)
    assert then is not None
    assert then.date() == add_working_days(date.fromisoformat(end), 2)
    answered = after(found, [CaseEvent(found.events[-1].at + timedelta(days=1), "Lan", Deed.ANSWER, {"text": "x"})])
    assert limit(answered) == ""


def test_an_own_limit_goes_before():
    assigned = ("2026-11-19T09:00", Deed.ASSIGN, {"unit": "Phòng Kinh tế", "due": "2026-11-27"})
    assert limit(case(assigned)) == "2026-11-27T17:00"
