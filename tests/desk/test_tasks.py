"""The officer's tasks in a real Chromium, without a script: what each takes in clicks and pages.

The figures stand in docs/performance.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from diembao.clockwork import Children, take_up
from domain.matter import Matter
from domain.reading import TargetTone, Tone, ToneValue, Verdict
from store.backup import Wish, write_backup
from tests.builders import a_link, a_page
from tests.casework import SENTENCE
from tests.desk.browsing import Person, launched, serving, someone
from tests.desk.conftest import NOW, PASSWORD, Desk
from tests.desk.test_doors import CODE
from tests.diembao.small_press import diembao, fill
from tests.loopback import Reply, papers

pytestmark = pytest.mark.long
# What the customer allows a normal week to cost.
MOST_CLICKS = 40


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        found = launched(player)
        yield found
        found.close()


def cost(*people: Person) -> tuple[int, int]:
    """Clicks and pages of all of them."""
    return sum(one.clicks for one in people), sum(one.pages for one in people)


def test_a_case_from_opening_to_its_letter(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    item = desk.put(1, Verdict.ACCEPT, body=SENTENCE)
    with desk.store() as store:
        store.pages.save(a_page(a_link(id=item), b"<html></html>"))
    with serving(desk.home, NOW) as base:
        lan, minh = (someone(browser, base, desk.home, name) for name in ("Lan", "Minh"))
        lan.open(f"/bai/{item}")
        lan.press("Mở hồ sơ", "link")
        lan.press("Hỏi về “47 hộ", "link")
        lan.press("Mở hồ sơ")
        case = lan.page.url.split("?")[0].removeprefix(f"{base}/ho-so/")
        write(lan, "Sàng lọc")
        write(lan, "Giao xác minh", **{"Đơn vị xác minh": "Phòng Kinh tế"})
        for number in ("12/BB-KT", "15/BC-VP"):
            fields = {
                "Đơn vị xác minh": f"Đơn vị {number}",
                "Người xác minh": "Trần Văn Bình",
                "Số, ký hiệu tài liệu": number,
                "Ngày của tài liệu": "2026-11-12",
                "Cơ quan ban hành": f"Đơn vị {number}",
                "Kết quả đối chiếu": "ghi 41 hộ",
            }
            write(lan, "Kết quả xác minh", **fields)
        write(lan, "Điều báo nêu đúng", **{"Điều báo nêu đúng (": "Có chi trả bồi thường."})
        write(lan, "Đề xuất kết luận", choose={"Kết luận": "sai sự thật"}, **{"Căn cứ": "Hai tài liệu đều ghi 41 hộ."})
        minh.open(f"/ho-so/{case}")
        write(minh, "Duyệt kết luận")
        lan.open(f"/ho-so/{case}")
        with lan.page.expect_download() as coming:
            lan.page.get_by_role("button", name="Lập công văn phản hồi").click()
        lan.clicks += 1
        saved = tmp_path / "cong-van.docx"
        coming.value.save_as(saved)
        assert saved.read_bytes()[:2] == b"PK"
        assert cost(lan, minh) == (34, 13)


def write(person: Person, deed: str, choose: dict[str, str] | None = None, **fields: str) -> None:
    """Fill one form of a case and send it."""
    folded = person.page.locator("details", has=person.page.locator("summary", has_text=deed)).first
    folded.locator("summary").click()
    person.clicks += 1
    for label, text in fields.items():
        folded.get_by_label(label, exact=False).first.fill(text)
        person.clicks += 1
    for label, text in (choose or {}).items():
        field = folded.get_by_label(label, exact=False).first
        values = [
            one.get_attribute("value") for one in field.locator("option").all() if text in (one.text_content() or "")
        ]
        field.select_option(values[0])
        person.clicks += 1
    with person.page.expect_navigation():
        folded.get_by_role("button").click()
    person.clicks += 1
    person.pages += 1
    assert person.page.locator("[role=alert]").count() == 0, person.page.inner_text("[role=alert]")


def test_adding_a_newspaper_from_its_home_page(browser: Browser, desk: Desk) -> None:
    diembao(desk.home, "config", "set", "crawl.allow_private_hosts", "true")
    diembao(desk.home, "config", "set", "crawl.delay_seconds", "0")
    with papers({}) as (paper,), serving(desk.home, NOW) as base:
        fill(paper, range(6))
        link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
        paper.pages["/"] = Reply(f"<html><head><title>Báo Hai</title>{link}</head><body></body></html>".encode())
        thu = someone(browser, base, desk.home, "Thu")
        thu.open()
        thu.press("Nguồn báo", "link")
        thu.write("Tên ngắn, không dấu", "bao-hai")
        thu.write("Địa chỉ trang chủ", f"{paper.address}/")
        thu.press("Tìm lối đọc và thêm")
        assert thu.sees("đang chờ đến lượt")
        assert take_up(desk.home, Children(desk.home)) == 1
        thu.press("Nguồn báo", "link")
        assert thu.page.locator("tr", has_text="chưa đọc lần nào").count() == 2
        assert cost(thu) == (5, 4)


def test_restoring_from_a_backup(browser: Browser, desk: Desk, empty: Desk, tmp_path: Path) -> None:
    desk.put(1, Verdict.REVIEW)
    (tmp_path / "usb").mkdir()
    write_backup(desk.home, Wish(tmp_path / "usb", CODE), NOW)
    with serving(empty.home, NOW) as base:
        lan = someone(browser, base, empty.home)
        lan.open()
        lan.press("Khôi phục từ bản sao lưu", "link")
        lan.press("Khôi phục")
        assert lan.sees("Đã khôi phục")
        lan.press("Đăng nhập")
        lan.write("Tên", "Lan")
        lan.write("Mật khẩu", PASSWORD)
        lan.press("Đăng nhập")
        assert lan.sees("Bài số 1")
        assert cost(lan) == (6, 5)


def test_deciding_with_the_keyboard_alone(browser: Browser, desk: Desk) -> None:
    desk.put(1, Verdict.REVIEW)
    with serving(desk.home, NOW) as base:
        lan = someone(browser, base, desk.home, "Lan")
        lan.open()
        lan.page.keyboard.press("Tab")
        assert lan.page.locator(":focus").inner_text() == "Đi thẳng đến nội dung"
        lan.page.keyboard.press("Enter")
        keys = 2
        while lan.page.locator("button[value=ours]:focus").count() == 0:
            lan.page.keyboard.press("Tab")
            keys += 1
            assert keys < 12
        with lan.page.expect_navigation():
            lan.page.keyboard.press("Enter")
        assert lan.sees("Đã ghi: đúng là bài về xã")


def test_a_normal_week_costs_at_most_forty_clicks(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    """Fourteen articles, six of them doubtful, two questions of the press, an issue given away, a digest sent out."""
    asked = Tone(ToneValue.NEGATIVE, 0.9, "Khói rác mù mịt.")
    for number in range(6):
        desk.put(number, Verdict.REVIEW)
    for number in range(6, 14):
        item = desk.put(number, Verdict.ACCEPT)
        if number < 8:
            with desk.store() as store:
                store.tones.save(item, asked, [TargetTone(CODE, asked, True, 0.9, "Ai xử lý?")], 1)
    with desk.store() as store:
        store.matters.propose([Matter(item, CODE, NOW, "Khói rác thôn 5", "Báo Một", raised=NOW.date())])
    with serving(desk.home, NOW) as base:
        lan, minh = (someone(browser, base, desk.home, name) for name in ("Lan", "Minh"))
        lan.open()
        for _ in range(2):
            lan.press("Cần trả lời: Bài số")
        for _ in range(5):
            lan.press("Đúng: Bài số", first=False)
        lan.press("Không phải xã mình: Bài số", first=False)
        for _ in range(2):
            lan.press("Đã trả lời: Bài số")
        lan.press("Khói rác thôn 5", "link")
        lan.unfold("Ghi thêm")
        lan.choose("Tình trạng", "đã giao đơn vị")
        lan.write("Đơn vị chủ trì", "Phòng Kinh tế")
        lan.write("Hạn", "2026-12-08")
        lan.press("Ghi")
        lan.press("Hôm nay", "link")
        lan.press("Lập bản tổng hợp")
        assert take_up(desk.home, Children(desk.home)) == 1
        lan.press("Hôm nay", "link")
        lan.press("Xem và tải về", "link")
        lan.press("Sửa từng câu")
        lan.unfold("Sửa, bỏ, xếp lại")
        lan.write("Lời thay thế", "Trong tuần, báo chí có 13 tin, bài viết về xã.")
        lan.press("Ghi câu này")
        minh.open()
        minh.press("Xem và tải về", "link")
        minh.press("Duyệt bản này")
        lan.press("trang xem trước", "link")
        lan.write("Số văn bản", "12")
        lan.press("Phát hành")
        lan.press("Gửi đến người nhận")
        assert lan.sees("Đã phát hành: số 12")
        clicks, pages = cost(lan, minh)
        assert clicks <= MOST_CLICKS
        assert (clicks, pages) == (30, 25)
