"""Editions of awkward moments, made on a real store: what is printed is sound, true, and says what it cannot know."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from config import edit
from diembao.gathering import edition_of
from diembao.issue import build, issue, replace_issued
from diembao.office import Office, office
from diembao.privacy import masked
from digest.compose import compose
from domain.clock import VIETNAM
from domain.document import Digest
from domain.edition import Edition, Period, PeriodKind, period_of, week_of
from domain.review import Choice
from domain.watch import Change, ChangeKind
from store import Store
from tests.diembao.test_issue import THIS, THURSDAY, WEEK, find, here, store, titles
from tests.digest.outline import outline, prose
from tests.digest.render.test_contract import sound

__all__ = ["here", "store"]
NEXT = week_of(THIS.end + timedelta(days=7))
FIRST = "Việc đọc báo bắt đầu từ ngày"


def printed(here: Office, store: Store, period: Period = THIS, now: datetime = THURSDAY) -> tuple[Edition, str]:
    """The edition, sound in every format, and its opening."""
    edition = masked(edition_of(here, store, period, now), here.masker())
    sound(edition)
    return edition, prose(compose(edition), "overview")


def issued(here: Office, store: Store) -> Digest:
    """The week's document as it was issued."""
    build(here, store, THIS, THURSDAY, ["txt"])
    issue(here, store, THIS, THURSDAY, "12", date(2026, 11, 19))
    return again(store)


def again(store: Store) -> Digest:
    return store.editions.frozen(store.editions.issued("11713", THIS.key)[-1])[1]


@pytest.fixture
def paper(here: Office, store: Store) -> Office:
    """An office that has watched one newspaper for a month."""
    edit.add_source(here.home, "bao-mot", {"title": "Báo Một", "feeds": ["http://bao-mot.example/rss"]})
    store.runs.begin("run", THURSDAY - 4 * WEEK, THURSDAY)
    return office(here.home)


def test_the_last_second_of_a_week_and_the_first_of_the_next(paper: Office, store: Store) -> None:
    for number, moment in enumerate(
        ("2026-11-18T16:59:59+00:00", "2026-11-18T17:00:00+00:00", "2026-11-12T00:00:00+07:00")
    ):
        find(store, number, moment, THURSDAY)
    assert sorted(titles(printed(paper, store)[0])["own"]) == ["Bài 0", "Bài 2"]
    assert titles(printed(paper, store, NEXT, THURSDAY + WEEK)[0])["own"] == ["Bài 1"]


def test_a_leap_day(paper: Office, store: Store) -> None:
    now = datetime(2028, 3, 2, 8, tzinfo=VIETNAM)
    find(store, 1, "2028-02-29T10:00:00+07:00", now - timedelta(hours=1))
    assert titles(printed(paper, store, week_of(date(2028, 3, 1)), now)[0])["own"] == ["Bài 1"]


@pytest.mark.parametrize("kind", [PeriodKind.WEEK, PeriodKind.YEAR])
def test_a_period_that_began_before_the_first_reading_says_so(here: Office, store: Store, kind: PeriodKind) -> None:
    edit.add_source(here.home, "bao-mot", {"title": "Báo Một", "feeds": ["http://bao-mot.example/rss"]})
    store.runs.begin("run", datetime(2026, 11, 16, 20, tzinfo=UTC), THURSDAY)
    find(store, 1, "2026-11-17", THURSDAY)
    now = THURSDAY if kind is PeriodKind.WEEK else datetime(2026, 12, 15, 8, tzinfo=VIETNAM)
    period = period_of(now.date() - timedelta(days=1), kind) if kind is PeriodKind.YEAR else THIS
    assert (
        f"{FIRST} 17/11/2026, nên tin, bài đăng trước ngày đó có thể chưa đầy đủ."
        in printed(office(here.home), store, period, now)[1]
    )
    assert FIRST not in printed(office(here.home), store, NEXT, THURSDAY + WEEK)[1]


def test_a_period_long_before_everything_claims_no_silence(paper: Office, store: Store) -> None:
    _, text = printed(paper, store, week_of(date(2020, 3, 4)))
    assert "chưa có căn cứ để nói" in text
    assert "không ghi nhận" not in text


def test_what_is_taken_down_after_the_issue_stands_in_the_next(paper: Office, store: Store) -> None:
    find(store, 1, "2026-11-13", THURSDAY)
    before = issued(paper, store)
    [article] = store.articles.all()
    gone = Change(article.id, article.url, THURSDAY + timedelta(days=3), ChangeKind.REMOVED, "Trang trả lời 410.")
    store.watch.add_changes([gone])
    assert again(store) == before
    edition, _ = printed(paper, store, NEXT, THURSDAY + WEEK)
    assert "Đã gỡ (ghi nhận ngày 22/11/2026)" in prose(compose(edition), "changes")


def test_a_renamed_newspaper_keeps_its_name_in_what_was_issued(paper: Office, store: Store) -> None:
    find(store, 1, "2026-11-13", THURSDAY)
    issued(paper, store)
    edit.set_value(paper.home, "sources.bao-mot.title", "Báo Một và Hai")
    find(store, 2, "2026-11-20", THURSDAY + timedelta(days=1))
    edition, _ = printed(office(paper.home), store, NEXT, THURSDAY + WEEK)
    assert "Báo Một và Hai (ngày 20/11/2026)" in prose(compose(edition), "highlights")
    assert "Báo Một và Hai" not in outline(again(store))


def test_the_message_too_says_what_it_stands_for(paper: Office, store: Store) -> None:
    find(store, 1, "2026-11-13", THURSDAY)
    find(store, 2, "2026-11-14", THURSDAY)
    issued(paper, store)
    [wrong] = [article for article in store.articles.all() if article.title == "Bài 1"]
    store.reviews.add(wrong.id, "11713", Choice.NOT_OURS, "Lan", THURSDAY + timedelta(hours=1))
    [text] = replace_issued(paper, store, THIS, THURSDAY + timedelta(hours=2), ["txt"])
    told = text.read_text(encoding="utf-8")
    assert "(thay thế Báo cáo số 12/BC-VHXH ngày 19/11/2026)" in told
    assert "Bài 1" not in told
