"""Which limits of cases and of the press's requests end soon, or have ended? The nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk import casebook
from desk.tongues import Said
from store import Store

# A limit is told from so long before its end: over a weekend and a holiday.
AHEAD = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Deadline:
    """What has to be done until when; `case` is its number, `line` that of a line of the press register."""

    at: datetime
    what: Said | str
    about: str
    case: str = ""
    line: int = 0


def deadlines(store: Store, unit: str, now: datetime) -> list[Deadline]:
    """What is due within the next days, and what is overdue."""
    found = (*_of_cases(store, unit), *_of_requests(store, unit))
    return sorted((one for one in found if one.at <= now + AHEAD), key=lambda one: (one.at, one.about))


def _of_cases(store: Store, unit: str) -> Iterator[Deadline]:
    for case in store.cases.all(unit):
        for limit in casebook.limits(case) if case.open else ():
            yield Deadline(limit.at, limit.what, case.said, case=case.id)


def _of_requests(store: Store, unit: str) -> Iterator[Deadline]:
    for one in store.press.all(unit):
        if one.due:
            yield Deadline(one.due, Said("phát ngôn, trả lời báo trong 24 giờ"), one.what, line=one.id)
