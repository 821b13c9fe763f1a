"""A narrow stream: what comes back stays apart, what goes on stays together, whatever the order of arrival."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import datetime
from itertools import combinations
from pathlib import Path

import pytest

from nlp.engines.editions import clash, course, goes_on, marks, one_figure, one_name
from nlp.stories import Grouper, Item
from tests.nlp.commune_year import year


def wrong(told: list[tuple[str, Item]]) -> list[tuple[str, str]]:
    """Pairs of headlines that stand together or apart against the truth."""
    grouper = Grouper()
    for _, item in told:
        grouper.add(item)
    return [
        (one.title, other.title)
        for (event, one), (other_event, other) in combinations(told, 2)
        if (event == other_event) is not (grouper.story(one.id) == grouper.story(other.id))
    ]


def test_a_year_of_the_commune() -> None:
    told = year()
    assert len({event for event, _ in told}) == 12 + 3 + 1 + 2
    assert wrong(told) == []


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_makes_no_difference(seed: int) -> None:
    told = year()
    random.Random(seed).shuffle(told)
    assert wrong(told) == []


def test_what_comes_back_stays_apart_without_dates() -> None:
    told = [(event, replace(item, moment=None)) for event, item in year() if event.startswith("họp")]
    assert wrong(told) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("UBND xã họp tháng 5", "UBND xã họp tháng 6", True),
        ("UBND xã họp tháng 5", "UBND xã họp phiên thường kỳ", False),
        ("Kỳ họp thứ 3 HĐND xã", "Kỳ họp thứ 4 HĐND xã", True),
        ("Hội đền Mõ năm 2026", "Hội đền Mõ 2027", True),
        ("Cháy kho ngày 5 tháng 6", "Cháy kho ngày 6 tháng 7", False),
        ("Thu ngân sách quý I và quý II", "Thu ngân sách quý II", False),
    ],
)
def test_marks_of_an_edition(one: str, other: str, expected: bool) -> None:
    assert clash(marks(one), marks(other)) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ngày hội Đại đoàn kết ở thôn Mai Dương", "Ngày hội Đại đoàn kết ở thôn Cốc Liễn"),
        ("Trường THCS Ngũ Phúc khai giảng", "Trường Tiểu học Kiến Quốc khai giảng trong mưa"),
        ("Tiêm phòng đợt 1", "Tiêm phòng đợt 2"),
    ],
)
def test_one_day_in_two_places_is_two_events(one: str, other: str) -> None:
    assert clash(marks(one), marks(other))


def test_a_hamlet_with_and_without_its_commune_is_one() -> None:
    assert not clash(marks("Khói phủ kín thôn 5 mỗi chiều"), marks("Bao giờ hết khói rác ở thôn 5 Du Lễ?"))
    assert clash(marks("Trường Tiểu học Tân Phú A"), marks("Trường Tiểu học Tân Phú B"))
    assert not clash(marks("KHÓI PHỦ KÍN THÔN MAI DƯƠNG"), marks("Khói ở thôn Cốc Liễn"))


def test_names_that_go_on() -> None:
    one, other, third = (
        course(title, title, "").names
        for title in (
            "Khởi công dự án đường trục Kiến Quốc",
            "Dự án đường trục Kiến Quốc: chi trả đợt đầu",
            "Dự án đường trục Du Lễ",
        )
    )
    assert one_name(one, other)
    assert not one_name(one, third)
    assert not one_name(one, ())


def test_a_figure_of_a_headline_comes_back() -> None:
    told = "Xây nhà bán trú 14 tỷ đồng cho học sinh"
    assert one_figure(course(told, told, told), course("Nhà bán trú chậm", "", "Công trình 14 tỷ đồng mới xong móng."))
    assert not one_figure(course("Họp 2 ngày", "", ""), course("Họp", "", "Họp 2 ngày, có 9 người."))
    assert goes_on(told)
    assert goes_on("Truy tố nguyên kế toán")
    assert not goes_on("Khai hội đền Mõ")


# Pairs of events that are told as one, and events that fall apart, in three seasons that were written before anything
# was set by them: one commune's autumn, another's spring, a mountain commune's summer. 146 articles, 89 events.
TOGETHER = {
    "mua-thu": {("tiêm chó mèo", "tiêm bò"), ("ocop", "mắm cáy")},
    "mua-xuan": {("giao quân", "gặp mặt tân binh"), ("lúa đổ", "gặt lúa")},
    "mua-he": {("lũ quét", "trao tiền"), ("trồng quế", "sâu quế")},
}
APART = {"mua-thu": set[str](), "mua-xuan": {"ngộ độc"}, "mua-he": {"lũ quét"}}


def season(name: str) -> list[tuple[str, Item]]:
    lines = (Path(__file__).parent / "seasons" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = map(json.loads, lines)
    return [
        (row["event"], Item(str(n), row["title"], row["text"], datetime.fromisoformat(row["at"]), row["outlet"]))
        for n, row in enumerate(rows)
    ]


@pytest.mark.parametrize("name", TOGETHER)
@pytest.mark.parametrize("seed", [None, 1])
def test_a_season_of_other_communes(name: str, seed: int | None) -> None:
    told = season(name)
    events = {item.title: event for event, item in told}
    if seed is not None:
        random.Random(seed).shuffle(told)
    found = [(events[one], events[other]) for one, other in wrong(told)]
    together = {frozenset(pair) for pair in found if len(set(pair)) == 2}
    assert together <= {frozenset(pair) for pair in TOGETHER[name]}
    assert {one for one, other in found if one == other} <= APART[name]
