"""What is known to come between two days? Yearly events, holidays, and those the office wrote down itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from config import holidays, shipped
from domain.edition import KnownEvent

_EVENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*\.\.\s*(\d{4}-\d{2}-\d{2}))?\s*:\s*(\S.*)")


def event_of(text: str) -> KnownEvent:
    """An event as the office writes it: `2026-12-05: tên` or `2026-12-05..2026-12-07: tên`. Raises ValueError."""
    found = _EVENT.fullmatch(text.strip())
    try:
        if found:
            first = date.fromisoformat(found[1])
            return KnownEvent(first, date.fromisoformat(found[2] or found[1]), found[3].strip(), "cài đặt của xã")
    except ValueError:
        pass
    raise ValueError(f"có “{text}” không hiểu được; mời ghi dạng 2026-12-05: tên sự kiện")


# A longer event has begun before anybody could call it news; it is not named again each week.
_SEASON = timedelta(days=60)


def coming(first: date, last: date, own: Sequence[KnownEvent] = ()) -> tuple[KnownEvent, ...]:
    """Events that touch the days from `first` to `last`, by day; seasons only where they begin."""
    found = [*_yearly(first, last), *_holidays(first, last), *own]
    inside = [event for event in found if event.first <= last and event.last >= first]
    fresh = [event for event in inside if event.last - event.first < _SEASON or event.first >= first]
    return tuple(sorted(fresh, key=lambda event: (event.first, event.name)))


def _yearly(first: date, last: date) -> Iterator[KnownEvent]:
    for year in range(first.year, last.year + 1):
        for row in shipped.table("calendar")["su_kien"]:
            yield _event(row, year)


def _event(row: Mapping[str, Any], year: int) -> KnownEvent:
    begin = date.fromisoformat(f"{year}-{row['tu']}")
    end = date.fromisoformat(f"{year}-{row['den']}") if "den" in row else begin
    return KnownEvent(begin, end, row["ten"], row["nguon"], row.get("chac", True))


def _holidays(first: date, last: date) -> Iterator[KnownEvent]:
    """Days off by name; the days of one holiday are one event."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    special = [holiday for day in days if (holiday := holidays.on(day)) and not holiday.works]
    named = [holiday for holiday in special if not holiday.name.startswith(("Nghỉ bù", "Hoán đổi"))]
    for name, found in groupby(named, key=lambda holiday: holiday.name):
        listed = list(found)
        sure = all(holiday.official for holiday in listed)
        yield KnownEvent(listed[0].day, listed[-1].day, f"nghỉ {name}", listed[0].source, sure)
