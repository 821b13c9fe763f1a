"""Due times: sooner with news, later without, back-off after failures, never at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.cadence import FIRST, LONGEST, LONGEST_RETRY, SHORTEST, is_due, next_due, with_due
from domain.outcome import Permanent, Temporary, Word
from domain.press import Way, WayKind, WayState

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
FEED = Way(WayKind.FEED, "https://bao-bien.example/rss")
FRESH = WayState("bao-bien", FEED.url, read_at=NOW)


def carrying(minutes: float) -> WayState:
    return WayState("bao-bien", FEED.url, read_at=NOW, due_at=NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize("kind", list(WayKind))
def test_first_interval(kind: WayKind) -> None:
    assert next_due(Way(kind, FEED.url), FRESH, 3, None, NOW) == NOW + FIRST[kind]


def test_news_brings_the_next_reading_nearer_and_silence_puts_it_off() -> None:
    assert next_due(FEED, carrying(100), 2, None, NOW) == NOW + timedelta(minutes=60)
    assert next_due(FEED, carrying(100), 0, None, NOW) == NOW + timedelta(minutes=150)
    assert next_due(FEED, carrying(21), 5, None, NOW) == NOW + SHORTEST
    assert next_due(FEED, carrying(350), 0, None, NOW) == NOW + LONGEST


def test_back_off_doubles_and_has_an_end() -> None:
    trouble = Temporary(Word.TIMEOUT)
    waits = [next_due(FEED, WayState("b", FEED.url, failures=n), 0, trouble, NOW) - NOW for n in range(1, 12)]
    assert waits[:3] == [timedelta(minutes=20), timedelta(minutes=40), timedelta(minutes=80)]
    assert waits[-1] == LONGEST_RETRY


def test_a_wait_the_server_asks_for_is_kept() -> None:
    busy = Temporary(Word.BUSY, retry_after=7200)
    assert next_due(FEED, WayState("b", FEED.url, failures=1), 0, busy, NOW) == NOW + timedelta(hours=2)


def test_a_newspaper_that_says_no_is_asked_daily_then_weekly() -> None:
    no = Permanent(Word.FORBIDDEN)
    assert next_due(FEED, WayState("b", FEED.url, failures=1), 0, no, NOW) == NOW + timedelta(days=1)
    assert next_due(FEED, WayState("b", FEED.url, failures=9), 0, no, NOW) == NOW + timedelta(days=7)


@given(
    kind=st.sampled_from(list(WayKind)),
    minutes=st.none() | st.floats(0, 10_000),
    failures=st.integers(0, 50),
    new=st.integers(0, 500),
    trouble=st.sampled_from([None, Temporary(Word.BUSY), Temporary(Word.BUSY, retry_after=0), Permanent(Word.GONE)]),
)
def test_a_second_run_at_once_finds_nothing_due(
    kind: WayKind, minutes: float | None, failures: int, new: int, trouble: Temporary | None
) -> None:
    due_at = None if minutes is None else NOW + timedelta(minutes=minutes)
    state = WayState("b", FEED.url, read_at=NOW, due_at=due_at, failures=failures)
    after = with_due(state, next_due(Way(kind, FEED.url), state, new, trouble, NOW))
    assert not is_due(after, NOW + timedelta(minutes=10))
    assert is_due(after, NOW + timedelta(days=8))
    assert is_due(FRESH, NOW)
