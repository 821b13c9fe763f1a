"""A narrow stream: what comes back stays apart, what goes on stays together, whatever the order of arrival."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest

from nlp.engines.editions import clash, marks, names, one_name
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


def test_names_that_go_on() -> None:
    one, other = names("Khởi công dự án đường trục Kiến Quốc"), names("Dự án đường trục Kiến Quốc: chi trả đợt đầu")
    assert one_name(one, other)
    assert not one_name(one, names("Dự án đường trục Du Lễ"))
    assert not one_name(one, ())
