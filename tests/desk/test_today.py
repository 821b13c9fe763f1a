"""Hôm nay and the article's page: what waits, why, one-tap decisions, undo, two people at once."""

from __future__ import annotations

import re
from datetime import timedelta

from domain.presswork import Asked, Occasion
from domain.reading import Verdict
from domain.request import Task
from domain.review import Choice
from store.warnings import Warning_
from tests.casework import opened_case
from tests.desk.conftest import NOW, Desk
from tests.desk.test_digests import build_week

CODE = "11713"


def order(page: str) -> list[str]:
    return re.findall(r'<h2 id="([\w-]+)"', page)


def test_what_waits_stands_in_order_with_its_reasons(desk: Desk) -> None:
    desk.put(1, Verdict.REVIEW)
    answered = desk.put(2, Verdict.ACCEPT)
    desk.put(3, Verdict.ACCEPT)
    desk.put(4, Verdict.REJECT)
    with desk.store() as store:
        store.reviews.add(answered, CODE, Choice.REPLY, "Lan", NOW)
    page = desk.browser("Lan").get("/")
    assert order(page) == ["can-tra-loi", "chua-chac", "ban-tong-hop", "bai-moi", "doc-bao"]
    assert page.index("Bài số 2") < page.index("Bài số 1") < page.index("Bài số 3")
    assert "Bài số 4" not in page
    assert page.count('class="order"') >= 4
    assert "Vì: “Nghi Dương” đứng sau “xã”." in page
    assert "Có 3 việc" in page


def test_a_decision_and_its_undo_are_one_tap_each(desk: Desk) -> None:
    item = desk.put(1, Verdict.REVIEW)
    browser = desk.browser("Lan")
    browser.get("/")
    browser.post(f"/bai/{item}/quyet-dinh", choice="ours", seen="0", ve="/")
    assert "Đã ghi: đúng là bài về xã." in browser.page
    assert "Chưa chắc có phải" not in browser.page
    with desk.store() as store:
        assert [article.title for article in store.articles.accepted(CODE)] == ["Bài số 1"]
        number = store.reviews.of(item, CODE)[-1].id
    browser.post(f"/quyet-dinh/{number}/hoan-tac", ve="/")
    assert "Chưa chắc có phải" in browser.page
    browser.post(f"/quyet-dinh/{number + 1}/hoan-tac", ve="/")
    with desk.store() as store:
        assert store.reviews.stands(item, CODE) is Choice.OURS
        assert [deed.action for deed in store.audit.latest(9)] == ["undo", "undo", "decide"]
        assert list(store.audit.broken()) == []


def test_the_article_page_shows_what_the_law_allows(desk: Desk) -> None:
    item = desk.put(1, Verdict.REVIEW, body="Câu đầu của bài.\n" + "Đoạn văn chỉ có trong bài gốc. " * 30)
    page = desk.browser("Lan").get(f"/bai/{item}")
    assert "Sáng 13/11, UBND xã Nghi Dương khánh thành cầu qua kênh." in page
    assert page.count("Đoạn văn chỉ có trong bài gốc") <= 1
    assert 'href="http://bao-mot.example/tin-1.html"' in page
    assert "“Nghi Dương” đứng sau “xã”." in page
    assert "Mức chắc chắn: chưa chắc" in page


def test_an_article_without_the_name_can_be_made_ours(desk: Desk) -> None:
    item = desk.put(1, None)
    browser = desk.browser("Lan")
    assert "Không thấy tên xã" in browser.get(f"/bai/{item}")
    browser.post(f"/bai/{item}/quyet-dinh", choice="ours", seen=browser.seen(), ve=f"/bai/{item}", note="cầu của xã")
    assert "(cầu của xã)" in browser.page
    with desk.store() as store:
        assert [article.id for article in store.articles.accepted(CODE)] == [item]


def test_the_second_of_two_officers_sees_what_changed(desk: Desk) -> None:
    item = desk.put(1, Verdict.REVIEW)
    lan, minh = desk.browser("Lan"), desk.browser("Minh")
    lan.get("/")
    minh.get("/")
    lan.post(f"/bai/{item}/quyet-dinh", choice="ours", seen="0", ve="/")
    answer = minh.post(f"/bai/{item}/quyet-dinh", choice="not_ours", seen="0", ve="/")
    assert answer.status_code == 409
    assert "Lan vừa ghi “đúng là bài về xã”" in minh.page
    assert "chưa được ghi" in minh.page
    with desk.store() as store:
        assert [fact.by for fact in store.reviews.of(item, CODE)] == ["Lan"]
    minh.post(f"/bai/{item}/quyet-dinh", choice="not_ours", seen=minh.seen(), ve="/")
    with desk.store() as store:
        assert store.reviews.stands(item, CODE) is Choice.NOT_OURS


def test_an_undo_never_hits_a_decision_nobody_saw(desk: Desk) -> None:
    item = desk.put(1, Verdict.REVIEW)
    with desk.store() as store:
        first = store.reviews.add(item, CODE, Choice.OURS, "Lan", NOW)
        store.reviews.add(item, CODE, Choice.REPLY, "Minh", NOW)
    browser = desk.browser("Lan")
    browser.get("/")
    assert browser.post(f"/quyet-dinh/{first.id}/hoan-tac", ve="/").status_code == 409
    assert "Minh vừa ghi “cần trả lời”" in browser.page


def test_a_shelf_is_finite(desk: Desk) -> None:
    for number in range(25):
        desk.put(number, Verdict.REVIEW)
    page = desk.browser("Lan").get("/")
    assert page.count('class="item"') == 20
    assert "Còn 5 bài nữa" in page


def test_reading_now_is_asked_for_once(desk: Desk) -> None:
    browser = desk.browser("Lan")
    browser.get("/")
    browser.post("/doc-bao")
    assert "đang chờ đến lượt" in browser.page
    browser.post("/doc-bao")
    with desk.store() as store:
        assert [(task.task, task.by) for task in store.requests.open()] == [(Task.RUN, "Lan")]


def test_a_newspaper_in_trouble_is_told(desk: Desk) -> None:
    from domain.press import WayState  # noqa: PLC0415 - here alone

    with desk.store() as store:
        store.links.save_way(WayState("bao-mot", "http://bao-mot.example/rss", read_at=NOW, failures=3))
    browser = desk.browser("Lan")
    assert "Nguồn báo chưa đọc được (1)" in browser.get("/")
    assert "không đọc được (chưa đọc được lần nào)" in browser.get("/nguon")


def test_what_stands_as_a_warning_is_told_at_the_top_until_it_is_done(desk: Desk) -> None:
    item = desk.put(1, Verdict.ACCEPT)
    found = [
        Warning_("silent", "bao-mot", "Chưa đọc được Báo Một đã hơn 3 ngày.", "Mở trang báo để so sánh."),
        Warning_("reply", item, "Báo Một 09 giờ 10: “Bài <b>”.", "Chọn Cần trả lời hoặc Đúng."),
        Warning_("disk", "", "Ổ đĩa sắp đầy.", "Mời xóa bớt tệp."),
        Warning_("deadline", "khong-con/2026-11-20/gan", "Sắp đến hạn việc đã đóng.", ""),
    ]
    with desk.store() as store:
        store.warnings.keep(("silent", "reply", "disk", "deadline"), found, NOW)
    lan = desk.browser("Lan")
    page = lan.get("/")
    assert order(page)[0] == "canh-bao"
    assert "Cảnh báo (3)" in page
    assert "đã đóng" not in page
    assert page.index("Ổ đĩa sắp đầy.") < page.index("Báo Một 09 giờ 10") < page.index("đã hơn 3 ngày")
    assert "<strong>Ổ đĩa sắp đầy.</strong> Mời xóa bớt tệp." in page
    assert "“Bài &lt;b&gt;”" in page
    assert "Lần đọc cuối: 08 giờ 00 ngày 19/11/2026" in page
    lan.post(f"/bai/{item}/quyet-dinh", choice="ours", seen="0", ve="/")
    assert "Cảnh báo (2)" in lan.page
    with desk.store() as store:
        store.warnings.keep(("silent", "reply", "disk", "deadline"), [], NOW)
    assert "canh-bao" not in lan.get("/")


def test_limits_of_cases_and_of_the_press_stand_on_the_first_page(desk: Desk) -> None:
    item = desk.put(1, Verdict.ACCEPT)
    with desk.store() as store:
        case = opened_case(store, item, opened=NOW - timedelta(hours=1))
        for hours, what in ((30, "Khói rác thôn 5"), (2, "Xe đổ")):
            store.press.ask(CODE, Asked(Occasion.SUDDEN, NOW - timedelta(hours=hours), what, "Lan"))
        store.press.ask(CODE, Asked(Occasion.CONFERENCE, NOW, "Họp báo quý", "Lan"))
    page = desk.browser("Lan").get("/")
    assert "Thời hạn của hồ sơ và phát ngôn (3)" in page
    part = page[page.index("thoi-han") :]
    assert part.index("Khói rác thôn 5") < part.index(case.id) < part.index("Xe đổ")
    assert "Quá hạn từ 02 giờ 00 ngày 19/11/2026" in part
    assert "lưu chứng cứ. <strong>Hạn 09 giờ 00 ngày 19/11/2026" in part
    assert "Họp báo quý" not in part


def test_a_decision_s_notice_names_its_article_and_only_the_commune_s_own(desk: Desk) -> None:
    item = desk.put(1, Verdict.REVIEW)
    with desk.store() as store:
        own = store.reviews.add(item, CODE, Choice.OURS, "Lan", NOW)
        other = store.reviews.add(item, "11680", Choice.REPLY, "Ai đó", NOW)
    lan = desk.browser("Lan")
    assert f'Đã ghi: đúng là bài về xã. <a href="/bai/{item}">Bài số 1</a>' in lan.get(f"/?vua={own.id}")
    assert "Đã ghi" not in lan.get(f"/?vua={other.id}")
    assert "Đã ghi" not in lan.get(f"/bai/{item}?vua={other.id}")


def test_how_the_week_s_digest_stands_is_told_where_it_is_listed(desk: Desk) -> None:
    desk.put(1, Verdict.ACCEPT)
    build_week(desk)
    lan = desk.browser("Lan")
    assert "Bản dự thảo, chưa duyệt." in lan.get("/")
    assert "Có 1 việc" in lan.page
    assert "Bản dự thảo, chưa duyệt." in lan.get("/tong-hop")
