"""The schedule of visits: close at first, then rare, and never more than the newspapers' budget allows."""

from __future__ import annotations

import heapq
import itertools
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawler import rhythm
from domain.watch import State, Watched

START = datetime(2026, 1, 1, tzinfo=UTC)


def a_watched(since: datetime = START, **changes: object) -> Watched:
    return replace(Watched("a", "http://bao-mot.example/tin-1.html", "bao-mot", since, ok_at=since), **changes)  # type: ignore[arg-type]


def visits(first_seen: datetime, **more: bool) -> list[float]:
    """Ages in hours at which an article that never changes is visited when every visit is on time."""
    ages, now = [], first_seen + rhythm.STEPS[0]
    while True:
        ages.append((now - first_seen).total_seconds() / 3600)
        due = rhythm.next_visit(a_watched(first_seen), now, **more)
        if due is None:
            return ages
        now = due


def test_an_article_is_visited_within_hours_then_days_to_its_sixtieth() -> None:
    ages = visits(START)
    assert ages[:3] == [3, 8, 24]
    assert ages[-1] == 60 * 24
    assert all(one < other for one, other in itertools.pairwise(ages))


def test_an_article_of_a_case_is_visited_for_a_year() -> None:
    ages = visits(START, in_case=True)
    assert max(other - one for one, other in itertools.pairwise(ages)) <= 48
    assert 363 * 24 <= ages[-1] <= 367 * 24


def test_two_thousand_articles_ask_for_less_than_two_hundred_requests_a_day() -> None:
    """A year: 2,000 articles at once, 40 a week more; one in twelve changes in its first days; one in fifty goes."""
    chance = random.Random(8)
    seen = [START] * 2_000 + [START + timedelta(hours=4.2 * n) for n in range(2_085)]
    queue = [(moment + rhythm.STEPS[0], number) for number, moment in enumerate(seen)]
    state = {number: a_watched(moment) for number, moment in enumerate(seen)}
    changes = {number for number in state if chance.random() < 1 / 12}
    goes = {number for number in state if chance.random() < 1 / 50}
    heapq.heapify(queue)
    days = [0] * 366
    while queue and queue[0][0] < START + timedelta(days=365):
        now, number = heapq.heappop(queue)
        days[(now - START).days] += 1
        watched = state[number]
        if number in goes and now > watched.since + timedelta(days=3):
            misses = watched.misses + 1
            gone = State.REMOVED if misses >= 4 else State.PRESENT
            watched = replace(
                watched, misses=misses, state=gone, last_missed=watched.last_missed if gone is watched.state else now
            )
        elif number in changes and now > watched.since + timedelta(hours=20):
            changes.discard(number)
            watched = replace(watched, since=rhythm.begins_anew(watched.since, now))
        state[number] = watched
        due = rhythm.next_visit(watched, now)
        if due is not None:
            heapq.heappush(queue, (due, number))
    crowd = days[7:60]
    assert sum(crowd) / len(crowd) < 245  # the 2,000 of the first day (189) and what came and changed after
    assert sum(days[7:365]) / 358 < 100
    assert sum(days[70:365]) / 295 < 70  # the newcomers alone
    assert sum(days[:7]) / 7 < 2_000


def test_the_two_thousand_alone_stay_under_two_hundred() -> None:
    late = [age for age in visits(START) if 7 * 24 < age <= 60 * 24]
    assert 2_000 * len(late) / 53 < 200


def test_steps_missed_while_the_machine_was_off_are_not_made_up_for() -> None:
    due = rhythm.next_visit(a_watched(), START + timedelta(days=12))
    assert due == START + timedelta(hours=408)


def test_a_change_makes_an_article_young_again() -> None:
    now = START + timedelta(days=20)
    watched = a_watched(rhythm.begins_anew(START, now))
    due = rhythm.next_visit(watched, now)
    assert due is not None
    assert due - now == timedelta(hours=24)


def test_gone_is_confirmed_within_a_day_and_asked_again_later() -> None:
    missed = a_watched(misses=1, first_missed=START, last_missed=START)
    moments = [START]
    for _ in range(3):
        due = rhythm.next_visit(missed, moments[-1])
        assert due is not None
        moments.append(due)
    assert moments[-1] - START == timedelta(hours=24)
    removed = a_watched(state=State.REMOVED, last_missed=START)
    assert rhythm.next_visit(removed, START) == START + timedelta(days=2)
    assert rhythm.next_visit(removed, START + timedelta(days=60)) is None


def test_silence_is_answered_with_patience_and_in_the_end_with_none() -> None:
    silent = a_watched(state=State.UNREACHABLE)
    assert rhythm.next_visit(silent, START + timedelta(hours=1)) == START + timedelta(hours=4)
    assert rhythm.next_visit(silent, START + timedelta(days=9)) == START + timedelta(days=10)
    assert rhythm.next_visit(silent, START + timedelta(days=61)) is None
