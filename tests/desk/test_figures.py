"""Thống kê: every number is the length of the list behind it; small numbers stay counts; nobody is ranked."""

from __future__ import annotations

import html
import re
from datetime import date, datetime, timedelta
from typing import Any

import lxml.html
import pytest

from desk import figures
from domain.clock import VIETNAM, Stamp
from domain.correction import TONE, Correction
from domain.reading import TargetTone, Tone, ToneValue, TopicHit, Verdict
from domain.review import Choice
from tests.builders import a_judgement
from tests.desk.conftest import NOW, Browser, Desk
from tests.desk.test_doors import CODE, HOSTILE

WEEK, DAYS = "ky=tuan&ngay=2026-11-13", "tu=2026-11-12&den=2026-11-18"


def tell(desk: Desk, number: int, tone: ToneValue | None = None, topic: str = "", **more: Any) -> str:
    """An accepted article with a tone and a topic."""
    item = desk.put(number, Verdict.ACCEPT, **more)
    with desk.store() as store:
        if tone:
            store.tones.save(item, Tone(tone, 0.5), [TargetTone(CODE, Tone(tone, 0.5), False, 0.1)], 1)
        if topic:
            store.readings.save_topics(item, [TopicHit(topic, 1, 2.0)], 1)
    return item


def numbers(page: str) -> list[tuple[int, str]]:
    """Every linked number of a page with its address."""
    tree = lxml.html.fromstring(page)
    links = tree.xpath("//main//a[contains(@href, 'danh-sach') or contains(@href, 'thoi-gian')]")
    return [(int(re.findall(r"\d+", one.text_content())[0]), one.get("href")) for one in links]


def shares(page: str) -> list[str]:
    """The shares that stand in tables."""
    return [text for text in lxml.html.fromstring(page).xpath("//td/text()") if text.endswith("%")]


def listed(browser: Browser, address: str) -> int:
    tree = lxml.html.fromstring(browser.get(html.unescape(address)))
    return len(tree.xpath("//tbody/tr"))


def filled(desk: Desk) -> None:
    """Articles of two papers, three tones, two weeks; one undated, one corrected, one in doubt, one of another unit."""
    tell(desk, 1, ToneValue.NEGATIVE, "6")
    second = tell(desk, 2, ToneValue.POSITIVE, "1", url="http://bao-hai.example/tin-2.html")
    tell(desk, 3, None, published=None)
    tell(desk, 4, ToneValue.NEUTRAL, "6", published=Stamp.parse("2026-11-06"))
    desk.put(5, Verdict.REVIEW)
    desk.put(6, Verdict.REJECT)
    other = desk.put(7, None)
    with desk.store() as store:
        store.readings.save_judgements(other, [a_judgement(Verdict.ACCEPT, "11689")], 1)
        store.tones.correct(Correction(second, CODE, TONE, "neg", "pos", "Lan", NOW))
        store._db.execute("UPDATE articles SET first_seen = '2026-11-14T01:00:00Z' WHERE published IS NULL")


def test_every_number_is_the_length_of_its_list(desk: Desk) -> None:
    filled(desk)
    replied = tell(desk, 8, ToneValue.NEGATIVE)
    with desk.store() as store:
        at = datetime(2026, 11, 13, 9, tzinfo=VIETNAM)
        store.reviews.add(replied, CODE, Choice.REPLY, "Lan", at)
        store.reviews.add(replied, CODE, Choice.ANSWERED, "Lan", at + timedelta(hours=30))
    lan = desk.browser("Lan")
    for ask in (WEEK, "ky=thang&ngay=2026-11-13", "ky=quy&ngay=2026-11-13", "ky=tuan&ngay=2026-11-05"):
        page = lan.get(f"/thong-ke?{ask}")
        found = numbers(page)
        assert found
        for number, address in found:
            size = listed(lan, address)
            done = "đã xong" in page and "thoi-gian" in address
            assert size == number or done, (ask, address, number, size)
    page = lan.get(f"/thong-ke?{WEEK}")
    assert "4 tin, bài</a> viết về xã, trong đó 1 chưa rõ ngày đăng" in page
    assert "1 ngày 6 giờ" in page
    assert "Trong kỳ này cán bộ đã sửa 1/1." in page  # beside the tones
    assert "bài đối chứng" in page


def test_below_ten_there_is_no_share_and_from_ten_on_there_is(desk: Desk) -> None:
    for number in range(9):
        tell(desk, number, ToneValue.NEUTRAL, "6")
    lan = desk.browser("Lan")
    assert shares(lan.get(f"/thong-ke?{WEEK}")) == []
    tell(desk, 9, ToneValue.NEGATIVE, "1")
    assert sorted(set(shares(lan.get(f"/thong-ke?{WEEK}")))) == ["10,0%", "100,0%", "90,0%"]
    assert figures.share(1, 9) == ""
    assert figures.share(1, 10) == "10,0%"


def test_times_are_told_one_by_one_below_ten(desk: Desk) -> None:
    hours = [timedelta(hours=hour) for hour in (1, 5, 30)]
    told = figures._told(hours)
    assert told == "1 giờ; 5 giờ; 1 ngày 6 giờ"
    assert str(figures._told([timedelta(hours=1)] * 9 + [timedelta(days=3)])).startswith("một nửa xong trong 1 giờ;")
    assert figures._told([]) == ""
    assert figures.lasted(timedelta(minutes=59)) == "59 phút"


@pytest.mark.parametrize("undone", [False, True])
def test_what_was_taken_back_begins_no_waiting(desk: Desk, undone: bool) -> None:
    item = tell(desk, 1)
    with desk.store() as store:
        first = store.reviews.add(item, CODE, Choice.REPLY, "Lan", NOW - timedelta(days=2))
        if undone:
            store.reviews.add(item, CODE, Choice.UNDO, "Lan", NOW - timedelta(days=2), undoes=first.id)
        store.reviews.add(item, CODE, Choice.REPLY, "Lan", NOW - timedelta(days=1))
        store.reviews.add(item, CODE, Choice.ANSWERED, "Lan", NOW)
        found = list(store.figures.answers(CODE))
        assert [one.done - one.since for one in found if one.done] == [timedelta(days=1 if undone else 2)]
        assert list(store.figures.answers("11689")) == []
        last = store.reviews.of(item, CODE)[-1]
        store.reviews.add(item, CODE, Choice.NOT_OURS, "Lan", NOW)
        assert list(store.figures.answers(CODE)) == []
        assert last.choice is Choice.ANSWERED


def test_a_headline_that_shadows_its_article_is_not_counted(desk: Desk) -> None:
    tell(desk, 1, title="Xã Nghi Dương dọn rác")
    tell(desk, 2, title="Xã Nghi Dương dọn rác", form="headline")
    tell(desk, 3, title="Tít khác", form="headline")
    with desk.store() as store:
        found = figures.counted(store, CODE, date(2026, 11, 12), date(2026, 11, 18))
    assert sorted(one.title for one in found) == ["Tít khác", "Xã Nghi Dương dọn rác"]


def test_no_person_stands_on_the_page(desk: Desk) -> None:
    tell(desk, 1, author="PV Lê Thị Hoa", title="Ông Nguyễn Văn Bạo kêu cứu")
    page = desk.browser("Lan").get(f"/thong-ke?{WEEK}")
    assert "Lê Thị Hoa" not in page
    assert "Nguyễn Văn Bạo" not in page


@pytest.mark.parametrize(
    "address",
    ["?ky=xxx", "?ngay=khong", "?ky=quy&ngay=9999-01-01", "?ngay=0001-01-01", f"/danh-sach?{DAYS}&bao=x' OR 1=1"],
)
def test_odd_addresses_are_answered(desk: Desk, address: str) -> None:
    filled(desk)
    lan = desk.browser("Lan")
    lan.get(f"/thong-ke{address}")
    assert lan.last.status_code == 200
    assert "OR 1=1</a>" not in lan.page


@pytest.mark.parametrize("address", ["/danh-sach", "/danh-sach?tu=x&den=y", f"/thoi-gian?{DAYS}&loai=x"])
def test_a_list_of_nothing_asked_is_none(desk: Desk, address: str) -> None:
    assert desk.browser("Lan").client.get(f"/thong-ke{address}").status_code == 404


def test_press_words_stay_text(desk: Desk) -> None:
    tell(desk, 1, title=HOSTILE)
    lan = desk.browser("Lan")
    for path in (f"?{WEEK}", f"/danh-sach?{DAYS}&bao={HOSTILE}", f"/danh-sach?{DAYS}"):
        page = lan.get(f"/thong-ke{path}")
        assert "<script" not in page
        assert "onerror=alert(1)>" not in page.replace("&gt;", "")


def test_a_picture_says_in_words_what_it_draws(desk: Desk) -> None:
    for number in range(40):
        day = NOW.date() - timedelta(days=number)
        tell(desk, number, published=Stamp.parse(day.isoformat()), url=f"http://bao-{number % 4}.example/{number}.html")
    with desk.store() as store:
        store._db.execute("UPDATE runs SET now = '2026-09-01T00:00:00Z', started = '2026-09-01T00:00:00Z'")
    tree = lxml.html.fromstring(desk.browser("Lan").get("/thong-ke"))
    assert tree.xpath("//svg/@aria-label")
    assert all(len(label) > 40 for label in tree.xpath("//svg/@aria-label"))
