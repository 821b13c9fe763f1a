"""Which days does the office work, and when is a number of working days over?

Days come from defaults/holidays.toml. In a year it does not cover, weekends and the holidays of the solar calendar
count; the lunar ones are then unknown, and every answer is provisional.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from config import shipped

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Holiday:
    """A weekday off, or a weekend day worked instead (`works`). `official` is False for what is only planned."""

    day: date
    name: str
    official: bool
    source: str
    works: bool = False


def on(day: date) -> Holiday | None:
    """What makes a day special, None for an ordinary one."""
    return _listed().get(day) or (None if day.year in _years() else _yearly(day))


def is_working_day(day: date) -> bool:
    """Whether the office works on a day."""
    special = on(day)
    return special.works if special else day.weekday() < _SATURDAY


def add_working_days(day: date, count: int) -> date:
    """The last day of a time limit of `count` working days that begins the day after `day`.

    A limit of 0 days ends on `day` itself. Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError(f"a time limit of {count} days")
    for _ in range(count):
        day = next_working_day(day)
    return day


def next_working_day(day: date) -> date:
    """The first working day after a day."""
    return next(filter(is_working_day, _walk(day, 1)))


def previous_working_day(day: date) -> date:
    """The last working day before a day."""
    return next(filter(is_working_day, _walk(day, -1)))


def due_day(day: date) -> date:
    """A due day as kept: the day itself, or the working day before it where it is a day off."""
    return day if is_working_day(day) else previous_working_day(day)


def working_days(first: date, last: date) -> int:
    """How many working days lie between two days, both included."""
    return sum(is_working_day(first + timedelta(days=number)) for number in range((last - first).days + 1))


def is_provisional(first: date, last: date) -> bool:
    """Whether a count between two days rests on holidays that are only planned, or on a year not yet listed."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return any(day.year not in _years() or ((special := on(day)) and not special.official) for day in days)


def last_year() -> int:
    """The last year whose holidays are listed."""
    return max(_years())


def _walk(day: date, step: int) -> Iterator[date]:
    while True:
        day += timedelta(days=step)
        yield day


@cache
def _listed() -> Mapping[date, Holiday]:
    table = shipped.table("holidays")
    days = [*(_holiday(row, False) for row in table["nghi"]), *(_holiday(row, True) for row in table["lam_bu"])]
    return {holiday.day: holiday for holiday in days}


@cache
def _years() -> frozenset[int]:
    return frozenset(day.year for day in _listed())


def _holiday(row: Mapping[str, Any], works: bool) -> Holiday:
    return Holiday(row["ngay"], row["ten"], row["trang_thai"] == "chính thức", row["nguon"], works)


def _yearly(day: date) -> Holiday | None:
    names = {row["ngay"]: row["ten"] for row in shipped.table("holidays")["hang_nam"]}
    name = names.get(f"{day:%m-%d}")
    return Holiday(day, name, False, "ngày lễ hằng năm, chưa có bảng của năm này") if name else None
