"""A draft becomes an issued document that nothing changes; a later one says which it stands for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import docx
import pytest

from diembao import exports
from diembao.cli import Failed
from diembao.gathering import edition_of
from diembao.issue import build, issue, replace_issued
from diembao.office import Office
from domain.edition import week_of
from domain.matter import MatterEvent, MatterState
from domain.reading import TopicHit
from domain.story import Copy, CopyKind, Joined
from domain.urls import article_id
from store import Store
from tests.diembao.test_issue import THIS, THURSDAY, WEEK, find, here, store

__all__ = ["here", "store"]
DAY = date(2026, 11, 20)


def words(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_an_issued_document_is_frozen_and_its_successor_says_so(here: Office, store: Store) -> None:
    store.runs.begin("run", THURSDAY - WEEK, THURSDAY)
    find(store, 1, "2026-11-13", THURSDAY)
    build(here, store, THIS, THURSDAY, ["docx"])
    (first, *_) = issue(here, store, THIS, THURSDAY, "12", DAY)
    assert "Số: 12/BC-VHXH" in words(first)
    assert "ngày 20 tháng 11 năm 2026" in words(first)
    before = first.read_bytes()

    find(store, 2, "2026-11-14", THURSDAY)
    first.unlink()
    (again,) = build(here, store, THIS, THURSDAY + timedelta(days=3), ["docx"])
    assert again == first
    assert again.read_bytes() == before

    (draft,) = replace_issued(here, store, THIS, THURSDAY + timedelta(hours=3), ["docx"])
    assert draft != first
    assert "(thay thế Báo cáo số 12/BC-VHXH ngày 20/11/2026)" in words(draft)
    assert "ghi nhận 2 tin, bài" in words(draft)
    assert first.read_bytes() == before
    (second, *_) = issue(here, store, THIS, THURSDAY + timedelta(hours=4), "13", DAY)
    assert "Số: 13/BC-VHXH" in words(second)
    assert "thay thế Báo cáo số 12/BC-VHXH" in words(second)
    assert build(here, store, THIS, THURSDAY + WEEK, ["docx"]) == (second,)


def test_what_cannot_be_issued_names_the_remedy(here: Office, store: Store) -> None:
    with pytest.raises(Failed, match="digest build"):
        issue(here, store, THIS, THURSDAY, "12", DAY)
    with pytest.raises(Failed, match="chưa phát hành"):
        replace_issued(here, store, THIS, THURSDAY, ["txt"])
    build(here, store, THIS, THURSDAY, ["txt"])
    issue(here, store, THIS, THURSDAY, "12", DAY)
    with pytest.raises(Failed, match="--replace"):
        issue(here, store, THIS, THURSDAY, "14", DAY)


def complaint(store: Store, number: int, day: str, seen: datetime) -> str:
    find(store, number, day, seen)
    found = article_id(f"http://bao-mot.example/tin-{number}.html")
    store.readings.save_topics(found, [TopicHit("6", 1, 0.9), TopicHit("16", 2, 0.8)], 1)
    return found


def test_issues_are_carried_over_until_closed(here: Office, store: Store) -> None:
    store.runs.begin("run", THURSDAY - WEEK, THURSDAY)
    raised = complaint(store, 1, "2026-11-13", THURSDAY)
    build(here, store, THIS, THURSDAY, ["txt"])
    following = week_of(THURSDAY.date())
    later = THURSDAY + WEEK
    (carried,) = edition_of(here, store, following, later).matters
    assert (carried.id, carried.state, carried.unit) == (raised, MatterState.PROPOSED, "Phòng Kinh tế")

    event = MatterEvent(later + timedelta(hours=1), "lan", MatterState.CLOSED, result="Đã thu gom")
    store.matters.write("11713", raised, event)
    (closed,) = edition_of(here, store, following, later + timedelta(hours=2)).matters
    assert closed.result == "Đã thu gom"
    third = week_of(later.date())
    assert edition_of(here, store, week_of(third.end + timedelta(days=1)), later + 2 * WEEK).matters == ()
    assert edition_of(here, store, following, later).matters == (carried,)


def test_a_year_ago_and_the_weeks_before_are_counted_as_they_were(here: Office, store: Store) -> None:
    store.runs.begin("run", THURSDAY - 60 * WEEK, THURSDAY)
    for back, size in ((52, 2), (3, 1), (2, 4), (1, 3)):
        day = THURSDAY - back * WEEK - timedelta(days=3)
        for number in range(size):
            find(store, 100 * back + number, day.date().isoformat(), day)
    edition = edition_of(here, store, THIS, THURSDAY)
    assert edition.year_ago is not None
    assert edition.year_ago.articles == 2
    assert [past.articles for past in edition.history] == [0] * 9 + [1, 4, 3]


def test_articles_of_one_story_make_one_entry(here: Office, store: Store) -> None:
    store.runs.begin("run", THURSDAY - 3 * WEEK, THURSDAY)
    ids = [article_id(f"http://bao-mot.example/tin-{number}.html") for number in (1, 2, 3)]
    find(store, 1, "2026-11-10", THURSDAY - WEEK)
    find(store, 2, "2026-11-13", THURSDAY)
    find(store, 3, "2026-11-14", THURSDAY)
    copy = Copy(ids[2], ids[1], CopyKind.EXACT, 1.0, "Theo Báo Một")
    store.stories.save([Joined(ids[0]), Joined(ids[1], (ids[0],)), Joined(ids[2], (ids[1],), copy=copy)], 1)
    edition = edition_of(here, store, THIS, THURSDAY)
    assert [note.articles for note in edition.stories] == [3]
    assert edition.previous is not None
    assert (edition.previous.articles, edition.previous.stories) == (1, 1)
    (path,) = build(here, store, THIS, THURSDAY, ["docx"])
    text = words(path)
    assert "ghi nhận 2 tin, bài của 1 cơ quan báo chí viết về xã Nghi Dương, gom thành 1 sự việc" in text
    assert "1 tin, bài đăng lại nội dung của báo khác." in text
    assert "Sự việc được đưa tin từ ngày 10/11/2026, đến nay có 3 tin, bài." in text
    assert text.count("bài “Bài 2”") == 1


def test_issues_and_editions_are_the_offices_to_take(here: Office, store: Store) -> None:
    complaint(store, 1, "2026-11-13", THURSDAY)
    build(here, store, THIS, THURSDAY, ("html",))
    issue(here, store, THIS, THURSDAY, "12", THURSDAY.date())
    (row,) = exports.EXPORTS["matters"](store)
    assert row["state"] == "proposed"
    draft, issued = exports.EXPORTS["editions"](store)
    assert (draft["state"], issued["state"], issued["number"]) == ("draft", "issued", "12")
    assert issued["articles"] == draft["articles"] == 1
    for form in exports.FORMATS.values():
        assert form([draft, issued])
