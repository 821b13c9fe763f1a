"""When to visit an article again: within hours while it is fresh, then within days, to its sixtieth day.

Newspapers correct in the first hours; the law gives an electronic paper no grace after that, so later visits mostly
confirm. Of the steps below five fall after the first week: 2,000 articles ask for 2,000 * 5 / 53 = 189 conditional
requests a day from the eighth to the sixtieth day, and for none later. With 40 new articles a week on top a simulated
year (tests/crawler/test_rhythm.py) asks for 237 a day in those weeks, 94 a day on average after the first week, and 63
a day once the crowd is over.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.watch import State, Watched

# Age at each visit, in hours, counted from where the schedule begins.
STEPS = tuple(timedelta(hours=hours) for hours in (3, 8, 24, 48, 96, 168, 264, 408, 648, 960, 1440))
# Two steps closer than this are one: the machine may have been off for a while.
CLOSEST = timedelta(hours=1)
# Articles of a case are visited at least so often, for so long after they were first seen.
CASE_EVERY, CASE_LONGEST = timedelta(days=2), timedelta(days=365)
# A changed article is as good as a day old again: further changes tend to follow within days.
AGE_AFTER_CHANGE = timedelta(hours=24)
# Gone: asked again so that three visits span a day. Removed: now and then, for it may come back.
CONFIRM = timedelta(hours=8)
REMOVED_STEPS = tuple(timedelta(days=days) for days in (2, 7, 21, 60))
# No answer: asked again after as long as it has been silent, within these bounds.
RETRY, LONGEST_RETRY = timedelta(hours=3), timedelta(days=1)


def begins_anew(since: datetime, now: datetime) -> datetime:
    """Where the schedule begins for an article whose text was seen changed at `now`."""
    return max(since, now - AGE_AFTER_CHANGE)


def next_visit(watched: Watched, now: datetime, *, in_case: bool = False) -> datetime | None:
    """When to come again after the visit made at `now` led to `watched`; None when the watch is over."""
    if watched.state is State.REMOVED:
        return _next(REMOVED_STEPS, watched.last_missed or now, now)
    over = now > watched.since + STEPS[-1]
    if watched.misses and not over:
        return now + CONFIRM
    if watched.state is State.UNREACHABLE and not over:
        silent = now - watched.ok_at if watched.ok_at else RETRY
        return now + min(max(RETRY, silent), LONGEST_RETRY)
    planned = _next(STEPS, watched.since, now)
    if in_case and now < watched.since + CASE_LONGEST:
        return min(planned or now + CASE_EVERY, now + CASE_EVERY)
    return planned


def _next(steps: tuple[timedelta, ...], begin: datetime, now: datetime) -> datetime | None:
    return next((begin + step for step in steps if begin + step > now + CLOSEST), None)
