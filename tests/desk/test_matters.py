"""Vấn đề and stories at the desk: what is written stays, two at once, splitting and taking it back."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from desk import looking, words
from domain.matter import Matter, MatterEvent, MatterState
from domain.reading import Verdict
from tests.desk.conftest import NOW, Desk

CODE = "11713"


def raised(desk: Desk, number: int = 1, due: date | None = None) -> str:
    """An issue that an article raised."""
    item = desk.put(number, Verdict.ACCEPT)
    with desk.store() as store:
        store.matters.propose([Matter(item, CODE, NOW, f"Khói rác {number}", "Báo Một", raised=date(2026, 11, 13))])
        if due:
            store.matters.write(CODE, item, MatterEvent(NOW, "Lan", MatterState.ASSIGNED, due=due))
    return item


def test_an_issue_is_given_to_a_unit_and_closed(desk: Desk) -> None:
    item = raised(desk)
    lan = desk.browser("Lan")
    assert "Vấn đề báo nêu chưa xong (1)" in lan.get("/")
    lan.get("/van-de")
    assert "phần mềm gợi ý, chưa ai nhận" in lan.page
    lan.post(f"/van-de/{item}", seen="", state="assigned", unit="Phòng Kinh tế", due="2026-11-25", result="")
    assert "đã giao đơn vị; Phòng Kinh tế" in lan.page
    assert "Hạn 25/11/2026, còn 6 ngày" in lan.page
    seen = re.findall(r'name="seen" value="([^"]+)"', lan.page)[0]
    lan.post(f"/van-de/{item}", seen=seen, state="closed", result="Đã dập, đã nhắc")
    with desk.store() as store:
        matter = store.matters.get(CODE, item)
        assert matter is not None
        assert (matter.state, matter.unit, matter.result) == (MatterState.CLOSED, "Phòng Kinh tế", "Đã dập, đã nhắc")
        assert [deed.action for deed in store.audit.latest(2)] == ["matter", "matter"]
        assert "hạn: 25/11/2026" in store.audit.latest(2)[1].detail
    assert "Vấn đề báo nêu chưa xong" not in lan.get("/")


def test_two_at_one_issue(desk: Desk) -> None:
    item = raised(desk)
    lan, minh = desk.browser("Lan"), desk.browser("Minh")
    lan.get("/van-de")
    minh.get("/van-de")
    lan.post(f"/van-de/{item}", seen="", state="dismissed")
    assert minh.post(f"/van-de/{item}", seen="", state="assigned", unit="Phòng Kinh tế").status_code == 409
    assert "chưa được ghi" in minh.page
    with desk.store() as store:
        assert store.matters.get(CODE, item).state is MatterState.DISMISSED  # type: ignore[union-attr]


@pytest.mark.parametrize("form", [{"state": "won"}, {"state": "assigned", "due": "31/12"}])
def test_words_that_cannot_be_read_write_nothing(desk: Desk, form: dict[str, str]) -> None:
    item = raised(desk)
    lan = desk.browser("Lan")
    lan.get("/van-de")
    assert lan.post(f"/van-de/{item}", seen="", **form).status_code == 400
    with desk.store() as store:
        assert store.matters.get(CODE, item).changed is None  # type: ignore[union-attr]


def test_the_nearest_deadline_comes_first(desk: Desk) -> None:
    day = NOW.date()
    items = [raised(desk, 1), raised(desk, 2, day + timedelta(days=9)), raised(desk, 3, day - timedelta(days=2))]
    with desk.store() as store:
        assert [one.id for one in looking.urgent(store.matters.all(CODE))] == [items[2], items[1], items[0]]
    assert "Quá hạn 2 ngày (hạn 17/11/2026)" in desk.browser("Lan").get("/van-de")
    assert words.deadline(day, day) == "Hạn 19/11/2026, là hôm nay"
