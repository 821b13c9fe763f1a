"""Articles of one event come together, others stay apart; whatever comes, grouping answers."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.story import Ruling, Rulings, StoryDecision
from nlp.stories import Grouper, Item

DAY = datetime(2026, 11, 13, 2, 0, tzinfo=UTC)

FIRE = Item(
    "f1",
    "Cháy kho gỗ ở thôn Đồng Rùa, thiệt hại 300 triệu đồng",
    "Khoảng 2 giờ sáng 13/11, lửa bùng lên ở kho gỗ của ông Phạm Bá Khuê tại thôn Đồng Rùa. Công an xã huy động ba "
    "xe chữa cháy và hơn 40 dân quân. Đến 4 giờ, lửa được dập tắt, thiệt hại ước 300 triệu đồng, không ai bị thương.",
    DAY,
)
FIRE_AGAIN = Item(
    "f2",
    "Lửa thiêu rụi kho gỗ thôn Đồng Rùa lúc rạng sáng",
    "Rạng sáng 13/11, kho gỗ của gia đình ông Phạm Bá Khuê ở thôn Đồng Rùa bốc cháy dữ dội. Ba xe chữa cháy cùng 40 "
    "dân quân xã mất hai giờ để khống chế ngọn lửa. Chủ kho cho biết thiệt hại khoảng 300 triệu đồng.",
    DAY + timedelta(hours=5),
)
BRIDGE = Item(
    "b1",
    "Khánh thành cầu dân sinh qua kênh Hòn Ngọc",
    "Sáng 13/11, Ủy ban nhân dân xã khánh thành cầu dân sinh qua kênh Hòn Ngọc. Cây cầu dài 12 m, rộng 3 m, do bà con "
    "góp hơn 200 ngày công, giúp học sinh hai thôn đi lại an toàn trong mùa mưa bão.",
    DAY,
)


def grouped(*items: Item) -> dict[str, str]:
    grouper = Grouper()
    for item in items:
        grouper.add(item)
    return {item.id: grouper.story(item.id) for item in items}


def test_two_reports_of_one_event_are_one_story() -> None:
    assert grouped(FIRE, BRIDGE, FIRE_AGAIN) == {"f1": "f1", "b1": "b1", "f2": "f1"}


def test_the_reason_quotes_what_they_share() -> None:
    grouper = Grouper()
    grouper.add(FIRE)
    joined = grouper.add(FIRE_AGAIN)
    assert joined.beside == ("f1",)
    assert FIRE.title in joined.reason
    assert "Phạm Bá Khuê" in joined.reason
    assert 0.5 <= joined.score <= 1


@pytest.mark.parametrize(
    "change",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.upper(),
        lambda text: text.replace("hóa", "hoá").replace("òa", "oà"),
    ],
    ids=["nfd", "upper", "tone marks"],
)
def test_the_way_of_writing_makes_no_difference(change) -> None:  # type: ignore[no-untyped-def]
    other = replace(FIRE_AGAIN, title=change(FIRE_AGAIN.title), text=change(FIRE_AGAIN.text))
    assert grouped(FIRE, BRIDGE, other)["f2"] == "f1"


def test_far_apart_in_time_is_another_event_either_way() -> None:
    for days in (-40, 40):
        assert grouped(FIRE, replace(FIRE_AGAIN, moment=DAY + timedelta(days=days)))["f2"] == "f2"


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "…", "a", "12", "\x00\ud83d", "dài " * 50_000, "x" * 200_000, "🙂" * 1000], ids=range(10)
)
def test_bad_input_gets_a_story_of_its_own(text: str) -> None:
    odd = Item("o1", text[:300], text)
    assert grouped(FIRE, odd, replace(odd, id="o2", moment=DAY))["o1"] == "o1"
    assert grouped(odd, FIRE)["f1"] == "f1"


def test_decisions_hold_while_articles_come() -> None:
    apart = StoryDecision(Ruling.SPLIT, "lan", DAY, ("f1",), ("f2",), number=1)
    one = StoryDecision(Ruling.MERGE, "lan", DAY, ("f1",), ("b1",), number=1)
    for decision, expected in (
        (apart, {"f1": "f1", "f2": "f2", "b1": "b1"}),
        (one, {"f1": "f1", "f2": "f1", "b1": "f1"}),
    ):
        grouper = Grouper(Rulings.of([decision]))
        for item in (FIRE, BRIDGE, FIRE_AGAIN):
            grouper.add(item)
        assert {article: grouper.story(article) for article in expected} == expected


def test_a_restored_window_decides_like_the_one_that_was_left() -> None:
    left, taken_up = Grouper(), Grouper()
    for item in (FIRE, BRIDGE):
        taken_up.restore(item, left.add(item).beside)
    assert taken_up.add(FIRE_AGAIN) == left.add(FIRE_AGAIN)


def test_an_article_seen_again_stays_where_it_belongs() -> None:
    grouper = Grouper()
    for item in (FIRE, FIRE_AGAIN, FIRE):
        grouper.add(item)
    assert grouper.story("f1") == grouper.story("f2") == "f1"
