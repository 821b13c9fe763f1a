"""When must a period's report be signed and sent? Days as the office works, read from the holidays it has.

Weeks: signed on the first working day after the week, sent by 10:00 on the next (our default; no national rule). Other
periods: the 17th after a window that closes on the 14th, the year on the 16th, moved to the working day before where
that is a day off, and never before one working day has passed (Nghị định 09/2019/NĐ-CP, Điều 8). The office's own
rules go before these.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from config.holidays import due_day, is_provisional, next_working_day
from domain.edition import Period, PeriodKind

_AFTER_WINDOW = timedelta(days=3)
_AFTER_YEAR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The days on which a report is signed and sent; `provisional` when they rest on holidays only planned."""

    sign: date
    send: date
    provisional: bool


def deadlines(period: Period) -> Deadlines:
    """The days for a period's report."""
    first = next_working_day(period.end)
    if period.kind is PeriodKind.WEEK:
        send = next_working_day(first)
        return Deadlines(first, send, is_provisional(period.end, send))
    wanted = due_day(period.end + (_AFTER_YEAR if period.kind is PeriodKind.YEAR else _AFTER_WINDOW))
    send = max(wanted, first)
    return Deadlines(send, send, is_provisional(period.end, send))
