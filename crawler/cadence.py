"""When to look into a way again: sooner where news comes often, later where nothing comes or nothing answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.outcome import Permanent, Temporary, Trouble
from domain.press import Way, WayKind, WayState

# First interval of a way, before anything is known of its rhythm. A search feed costs a foreign server and moves
# slowly; a feed of 50 items at a national newspaper turns over in about 5 hours.
FIRST = {
    WayKind.FEED: timedelta(minutes=30),
    WayKind.SITEMAP: timedelta(hours=1),
    WayKind.LIST: timedelta(hours=1),
    WayKind.SEARCH: timedelta(hours=3),
}
SHORTEST = timedelta(minutes=20)
LONGEST = timedelta(hours=6)
LONGEST_SEARCH = timedelta(hours=12)
SOONER = 0.6
LATER = 1.5
# After a failure: 20 minutes, doubled with each further one; a newspaper that says no is asked once a day, then weekly.
FIRST_RETRY = timedelta(minutes=20)
LONGEST_RETRY = timedelta(hours=24)
REFUSED_RETRY = timedelta(days=1)
LONGEST_REFUSED = timedelta(days=7)


def is_due(state: WayState, now: datetime) -> bool:
    """Whether a way is to be read at `now`; one never read is."""
    return state.due_at is None or state.due_at <= now


def with_due(state: WayState, due_at: datetime) -> WayState:
    """The state with the moment of the next reading."""
    return replace(state, due_at=due_at)


def next_due(way: Way, state: WayState, found_new: int, trouble: Trouble | None, now: datetime) -> datetime:
    """When to read `way` again.

    `state` is that of the reading just made (crawler.discover), whose `due_at` carries the last interval on from
    `read_at`; `found_new` counts the links that the store did not know. A wait the server asked for is kept to;
    nothing is ever due at once.
    """
    doubled = 1 << min(max(state.failures - 1, 0), 10)
    if isinstance(trouble, Permanent):
        return now + min(REFUSED_RETRY * doubled, LONGEST_REFUSED)
    if trouble is not None:
        back_off = min(FIRST_RETRY * doubled, LONGEST_RETRY)
        asked = trouble.retry_after if isinstance(trouble, Temporary) and trouble.retry_after else 0.0
        return now + max(back_off, timedelta(seconds=asked))
    return now + _interval(way, state, found_new)


def _interval(way: Way, state: WayState, found_new: int) -> timedelta:
    """The last interval, shortened when something new came, lengthened when not."""
    longest = LONGEST_SEARCH if way.kind is WayKind.SEARCH else LONGEST
    if state.read_at is None or state.due_at is None:
        return FIRST[way.kind]
    last = state.due_at - state.read_at
    return min(max(last * (SOONER if found_new else LATER), SHORTEST), longest)
