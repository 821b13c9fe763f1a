"""Bản tổng hợp before it leaves: changed in place, kept on rebuild, agreed to by a second person, issued."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from domain.reading import Verdict
from domain.request import Task
from tests.desk.conftest import Browser, Desk
from tests.desk.test_digests import build_week

KEY = "week-2026-11-18"
EDIT = f"/tong-hop/{KEY}/sua"


@pytest.fixture
def built(desk: Desk) -> Desk:
    for number in (1, 2, 3):
        desk.put(number, Verdict.ACCEPT)
    build_week(desk)
    return desk


def pieces(page: str) -> dict[str, str]:
    """The names of the pieces on the edit page, by the first words of each."""
    found = re.findall(r'<p>((?:(?!<p>).)*?)</p>.*?name="item" value="([^"]+)"', page, re.DOTALL)
    return {html.unescape(re.sub("<[^>]+>", "", text)): html.unescape(item) for text, item in found}


def story(browser: Browser, title: str) -> str:
    return next(item for text, item in pieces(browser.get(EDIT)).items() if title in text)


def act(browser: Browser, deed: str, item: str, **more: Any) -> str:
    browser.get(EDIT)
    browser.post(EDIT, deed=deed, item=item, **({"seen": browser.seen()} | more))
    return browser.page


def shown(browser: Browser) -> str:
    return html.unescape(re.sub("<[^>]+>", "", browser.get(f"/tong-hop/{KEY}/xem")))


def test_a_sentence_is_changed_in_place_and_kept_on_rebuild(built: Desk) -> None:
    lan = built.browser("Lan")
    item = story(lan, "Bài số 2")
    page = act(lan, "text", item, text="Báo Một đưa tin cầu thôn 2 đã thông xe, bài “Bài số 2”.")
    assert "Lan đã sửa lời" in page
    assert "Câu của phần mềm" in page
    assert "cầu thôn 2 đã thông xe" in shown(lan)
    told = lan.get(f"/tong-hop/{KEY}/xem").partition("đã thông xe")[2][:120]
    assert re.search(r'tin-2.html"[^>]*>Bài số 2</a>', told)  # the headline is still a link
    built.put(4, Verdict.ACCEPT)
    build_week(built)
    assert "cầu thôn 2 đã thông xe" in shown(lan)
    assert "Bài số 4" in shown(lan)


def test_a_story_in_an_officers_words_keeps_to_the_limits_of_quoting(built: Desk) -> None:
    lan = built.browser("Lan")
    item = story(lan, "Bài số 2")
    head = "Báo Một (ngày 13/11/2026), bài “Bài số 2”"
    for text, told in (
        (f"{head} đưa tin: “{'cầu thông xe ' * 14}”.", "trích 42 tiếng của báo, nhiều hơn 40 tiếng"),
        (f"{head} đưa tin: “{'cầu ' * 21}” và “{'xe ' * 21}”.", "trích 42 tiếng của báo"),
        (f"{head}. {'Cầu thôn hai đã thông xe. ' * 15}", "tiếng, nhiều hơn 80 tiếng cho một sự việc"),
    ):
        assert told in html.unescape(act(lan, "text", item, text=text))
        assert "đã sửa lời" not in lan.page
    act(lan, "text", item, text=f"{head} đưa tin: “{'cầu thông xe ' * 13}”. {'Cầu thôn hai đã thông. ' * 14}")
    assert "cầu thông xe cầu" in shown(lan)
    act(lan, "comment", item, text="Dài quá, “" + "đọc lại nhé " * 30 + "”")
    assert "đọc lại nhé" in lan.get(EDIT)


def test_dropping_pinning_ordering_and_undo(built: Desk) -> None:
    lan = built.browser("Lan")
    names = [f"Bài số {number}" for number in (1, 2, 3)]

    def order() -> list[str]:
        text = shown(lan).partition("Phụ lục")[0]
        return sorted((name for name in names if name in text), key=text.index)

    before = order()
    act(lan, "pin", story(lan, before[2]))
    assert order() == [before[2], before[0], before[1]]
    act(lan, "up", story(lan, before[1]))
    assert order() == [before[2], before[1], before[0]]
    page = act(lan, "drop", story(lan, before[1]))
    assert order() == [before[2], before[0]]
    number = re.findall(r'value="(undo-\d+)"', page)[-1]
    page = act(lan, re.findall(r'bỏ câu.*?value="(undo-\d+)"', page, re.DOTALL)[0], "")
    assert number
    assert before[1] in order()
    assert before[1] in lan.get(f"/tong-hop/{KEY}")  # the short form too


def test_a_comment_is_for_colleagues_alone(built: Desk) -> None:
    lan = built.browser("Lan")
    page = act(lan, "comment", story(lan, "Bài số 1"), text="Hỏi lại thôn 3 đã.")
    assert "Hỏi lại thôn 3 đã." in page
    assert "Hỏi lại thôn 3" not in shown(lan)


def test_two_at_once_on_one_sentence(built: Desk) -> None:
    lan, minh = built.browser("Lan"), built.browser("Minh")
    item = story(lan, "Bài số 1")
    minh.get(EDIT)
    seen = minh.seen()
    act(lan, "text", item, text="Lời của Lan.")
    answer = minh.post(EDIT, deed="text", item=item, text="Lời của Minh.", seen=seen)
    assert answer.status_code == 409
    assert "Lan vừa làm việc khác" in minh.page
    assert "Lời của Lan." in minh.page
    assert "Lời của Minh." in minh.page  # not lost: it stands in the field, to be sent again
    other = story(minh, "Bài số 2")
    assert minh.post(EDIT, deed="drop", item=other, seen=seen).status_code == 200  # another sentence is free


def test_a_second_person_agrees_and_a_change_voids_it(built: Desk) -> None:
    lan, minh = built.browser("Lan"), built.browser("Minh")
    page = f"/tong-hop/{KEY}"
    lan.get(page)
    assert lan.post(f"{page}/phat-hanh", number="12", day="2026-11-19").status_code == 400  # nobody agreed
    act(minh, "text", story(minh, "Bài số 1"), text="Lời của Minh.")
    assert "Duyệt bản này" not in minh.get(page)
    assert minh.post(f"{page}/duyet", seen="9").status_code == 400  # not to one's own change
    thu = built.browser("Thu")
    thu.get(page)
    thu.post(f"{page}/duyet", seen=thu.seen())
    assert "Thu đã duyệt" in thu.page
    assert thu.post(f"{page}/phat-hanh", number="12", day="2026-11-19").status_code == 400  # who agreed does not issue
    act(lan, "drop", story(lan, "Bài số 2"))
    assert "chưa duyệt" in lan.get(page)
    assert lan.post(f"{page}/phat-hanh", number="12", day="2026-11-19").status_code == 400


def test_issue_send_and_replace(built: Desk) -> None:
    thu, lan, page = built.browser("Thu"), built.browser("Lan"), f"/tong-hop/{KEY}"
    item = story(lan, "Bài số 1")
    thu.get(page)
    thu.post(f"{page}/duyet", seen="0")
    lan.get(page)
    for number, day in (
        ("12a", "2026-11-19"),
        ("0", "2026-11-19"),
        ("9" * 5000, "2026-11-19"),
        ("12", "mai"),
        ("12", "2026-11-12"),
    ):
        assert lan.post(f"{page}/phat-hanh", number=number, day=day).status_code == 400
        lan.get(page)
    lan.post(f"{page}/phat-hanh", number="12", day="2026-11-19")
    assert "số 12 ngày 19/11/2026" in lan.page
    assert "giữ nguyên" in lan.get(EDIT)
    assert lan.post(EDIT, deed="drop", item=item, seen="9").status_code == 400
    for task in ("send", "replace"):
        lan.get(page)
        lan.post(f"{page}/giao", task=task)
    with built.store() as store:
        assert [one.task for one in store.requests.open()] == [Task.SEND, Task.REPLACE]
        assert [deed.action for deed in store.audit.latest(4)] == ["ask", "ask", "issue", "approve"]


def test_markup_in_a_sentence_is_text(built: Desk) -> None:
    lan = built.browser("Lan")
    act(lan, "text", story(lan, "Bài số 1"), text='<script>alert(1)</script> "x"')
    for path in (EDIT, f"/tong-hop/{KEY}", f"/tong-hop/{KEY}/xem"):
        assert "<script>alert" not in lan.get(path)
    assert "alert(1)" in shown(lan)
