"""What an officer is told of a newspaper: silence, other volume, another layout, lost dates, a new robots.txt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from diembao.health import health, sentence
from diembao.volume import Change, change
from domain.clock import Stamp
from domain.outcome import Outcome, Word
from domain.press import Source, Way, WayKind
from store import Store, opened
from tests.builders import a_link, an_article

NOW = datetime(2026, 11, 19, 1, tzinfo=UTC)
DAY = timedelta(days=1)
PAPER = Source("bao-mot", "Báo Một", "http://bao-mot.example/", (Way(WayKind.FEED, "http://bao-mot.example/rss"),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


def read(
    store: Store, counts: list[int], *, dated: bool = True, words: tuple[tuple[str, Word], ...] = (), since: int = 28
) -> None:
    """Articles day by day, the last of `counts` yesterday; each page leaves `words` behind at the time of its day."""
    number = store.sizes()["links"]
    for back, count in zip(range(len(counts), 0, -1), counts, strict=True):
        at = NOW - min(back, since) * DAY + timedelta(hours=1)
        for _ in range(count):
            number += 1
            url = f"http://bao-mot.example/tin-{number}.html"
            link = a_link(url)
            store.links.add([link], at)
            day = date(2026, 11, 19) - back * DAY
            published = {"published": Stamp(day), "published_from": "meta"} if dated else {}
            undated = {"published": None, "published_from": None}
            store.articles.save(an_article(url, id=link.id, **(published or undated)), link.id)
            for stage, word in words or (("extract", Word.DONE),):
                store.outcomes.put(Outcome(link.id, stage, 1, word, "", at))


def told(store: Store) -> str:
    (one,) = health(store, [PAPER], NOW)
    return sentence(one)


def test_a_steady_newspaper_has_no_symptom(store: Store) -> None:
    read(store, [3, 4, 3, 3, 4, 1, 2] * 4)
    (one,) = health(store, [PAPER], NOW)
    assert one.symptoms == ()
    assert (one.recent, one.usual) == (20, 80)


def test_silence_says_since_when_and_what_was_usual(store: Store) -> None:
    read(store, [3] * 19 + [0] * 9)
    assert "9 ngày không có bài (từ 10/11/2026), thường 3 bài/ngày" in told(store)


def test_less_and_more_are_told_with_their_day(store: Store) -> None:
    read(store, [10] * 18 + [2] * 10)
    assert "Từ 09/11/2026 ít bài hẳn: 2 bài/ngày, trước đó 10 bài/ngày" in told(store)


def test_more_than_usual(store: Store) -> None:
    read(store, [1, 2] * 10 + [9] * 8)
    assert "Từ 11/11/2026 nhiều bài hẳn: 9 bài/ngày, trước đó 2 bài/ngày" in told(store)


def test_a_newspaper_just_added_is_not_judged_by_the_days_before(store: Store) -> None:
    read(store, [4] * 6, since=1)
    (one,) = health(store, [PAPER], NOW)
    assert one.symptoms == ()


def test_a_layout_that_changed(store: Store) -> None:
    read(store, [2] * 20 + [0] * 7)
    read(store, [2] * 6, words=(("extract", Word.NOT_ARTICLE),))
    assert "chỉ bóc được 0 % trong 12 trang (trước đó 100 %)" in told(store)


def test_dates_that_went_missing(store: Store) -> None:
    read(store, [2] * 28)
    read(store, [3] * 6, dated=False)
    assert "18 trong 32 bài mới không rõ giờ đăng" in told(store)


def test_a_robots_txt_that_changed(store: Store) -> None:
    read(store, [2] * 20 + [0] * 7, words=(("fetch", Word.DONE),))
    read(store, [2] * 6, words=(("fetch", Word.FORBIDDEN),))
    assert "Báo mới đổi quy định đọc tự động (robots.txt): 12 trang" in told(store)


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ([], None),
        ([5] * 9, None),
        ([0] * 28, None),
        ([5] * 14 + [0] * 7, Change(14, 5.0, 0.0)),
        ([5] * 14 + [0, 0], None),
        ([1] * 10 + [8] * 5, Change(10, 1.0, 8.0)),
        ([4, 4, 4, 4, 4, 2, 2] * 4, None),
    ],
)
def test_change_points(counts: list[int], found: Change | None) -> None:
    assert change(counts) == found
