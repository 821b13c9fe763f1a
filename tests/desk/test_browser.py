"""The desk in a real Chromium: axe-core finds nothing on any page, nothing runs over on a phone, every task can be done
without a script in few clicks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from diembao.clockwork import Children, take_up
from domain.reading import TargetTone, Tone, ToneValue, Verdict
from domain.story import Joined
from tests.desk.browsing import WIDTHS, launched, serving, someone
from tests.desk.conftest import NOW, PASSWORD, Desk
from tests.desk.test_doors import CODE
from tests.desk.walking import walk

START = ["/bat-dau", "/bat-dau?ten=ngu+phuc", "/bat-dau?ma=11713", "/khoi-phuc", "/tro-giup/bat-dau"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        found = launched(player)
        yield found
        found.close()


def violations(browser: Browser, desk: Desk, paths: list[str], name: str = "Thu") -> list[str]:
    """What axe-core says of pages at both widths, everything unfolded, and pages that run over their width."""
    found = []
    with serving(desk.home, NOW) as base:
        for width in WIDTHS:
            person = someone(browser, base, desk.home, name, width, script=True)
            person.page.emulate_media(reduced_motion="reduce")  # a form unfolds at once, not half-faded
            for path in paths:
                person.open(path)
                person.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
                found += wrong(person.page, path, width)
            person.page.context.close()
    return found


def wrong(page: Page, path: str, width: int) -> list[str]:
    """What axe-core says of the page at hand, and whether it runs over its width."""
    told = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    found = [f"{path} {width}: {one['id']} {one['nodes'][0]['html'][:100]}" for one in told]
    over = page.evaluate("document.documentElement.scrollWidth") > width
    return [*found, f"{path} {width}: quá rộng"] if over else found


@pytest.mark.long
def test_today_and_an_article_can_be_read_by_everyone(browser: Browser, desk: Desk) -> None:
    item = desk.put(1, Verdict.REVIEW)
    assert violations(browser, desk, ["/", f"/bai/{item}", "/ngon-ngu/en?ve=/tim"]) == []


@pytest.mark.long
def test_every_page_can_be_read_by_everyone(browser: Browser, desk: Desk) -> None:
    paths = dict.fromkeys(path for path, _ in walk(desk) if path.startswith("/") and path != "/dang-nhap")
    assert len(paths) >= 43
    assert violations(browser, desk, list(paths)) == []
    assert violations(browser, desk, ["/dang-nhap"], "") == []


@pytest.mark.long
@pytest.mark.parametrize("width", WIDTHS)
def test_the_preview_of_a_file_can_be_read_by_everyone(browser: Browser, desk: Desk, width: int) -> None:
    table = "Nội dung,Số văn bản\nXã có 12 xóm.,5/BC\n".encode()
    with serving(desk.home, NOW) as base:
        lan = someone(browser, base, desk.home, "Lan", width, script=True)
        lan.open("/so-lieu")
        lan.unfold("Nhập từ tệp")
        lan.page.set_input_files("input[name=tep]", {"name": "dân số.csv", "mimeType": "text/csv", "buffer": table})
        lan.press("Đọc tệp và xem trước")
        assert lan.sees("Xã có 12 xóm.")
        assert wrong(lan.page, "preview", width) == []


@pytest.mark.long
def test_first_start_pages_can_be_read_by_everyone(browser: Browser, empty: Desk) -> None:
    assert violations(browser, empty, START, "") == []


@pytest.mark.long
def test_first_start(browser: Browser, empty: Desk) -> None:
    with serving(empty.home, NOW) as base:
        officer = someone(browser, base, empty.home)
        officer.open()
        officer.write("Tên hiện nay hoặc tên cũ", "nghi duong")
        officer.press("Tìm")
        officer.press("xã Nghi Dương", "link")
        officer.write("Tên đăng nhập", "Lan")
        officer.write("Mật khẩu (ít nhất", PASSWORD)
        officer.write("Ghi lại mật khẩu", PASSWORD)
        officer.press("Ghi và bắt đầu đọc báo")
        assert officer.sees("Đọc báo: đang chờ đến lượt")
        assert (officer.clicks, officer.pages) == (7, 4)


def test_triage_of_three_items(browser: Browser, desk: Desk) -> None:
    triage(browser, desk, 3)


@pytest.mark.long
def test_triage_of_twenty_items(browser: Browser, desk: Desk) -> None:
    triage(browser, desk, 20)


def triage(browser: Browser, desk: Desk, size: int) -> None:
    """One click an item, none lost; the last one is taken back."""
    for number in range(size):
        desk.put(number, Verdict.REVIEW)
    with serving(desk.home, NOW) as base:
        lan = someone(browser, base, desk.home, "Lan")
        lan.open()
        for _ in range(size):
            lan.press("Đúng: Bài số")
        assert not lan.sees("Chưa chắc có phải")
        assert (lan.clicks, lan.pages) == (size, size + 1)
        lan.press("Hoàn tác")
        assert lan.sees("Chưa chắc có phải xã mình (1)")


@pytest.mark.long
def test_correcting_a_tone(browser: Browser, desk: Desk) -> None:
    item = desk.put(1, Verdict.ACCEPT)
    with desk.store() as store:
        tone = Tone(ToneValue.NEGATIVE, 0.9, "Khói rác mù mịt.")
        store.tones.save(item, tone, [TargetTone(CODE, tone, False, 0.1)], 1)
    with serving(desk.home, NOW) as base:
        lan = someone(browser, base, desk.home, "Lan", 360)
        lan.open()
        lan.press("Bài số 1", "link")
        lan.unfold("Sửa sắc thái")
        lan.choose("Sắc thái đối với xã", "đưa tin chung")
        lan.press("Ghi")
        assert lan.sees("Đối với xã: đưa tin chung")
        assert (lan.clicks, lan.pages) == (4, 3)


@pytest.mark.long
def test_splitting_and_merging_a_story(browser: Browser, desk: Desk) -> None:
    one, two, three = (desk.put(number, Verdict.ACCEPT) for number in (1, 2, 3))
    with desk.store() as store:
        store.stories.save([Joined(one), Joined(two, (one,), 0.9, "cùng nhắc “cầu”"), Joined(three)], 1)
    with serving(desk.home, NOW) as base:
        lan = someone(browser, base, desk.home, "Lan")
        lan.open(f"/bai/{two}")
        lan.press("Xem cả sự việc", "link")
        lan.press("Tách ra: Bài số 2")
        assert lan.sees("1 tin, bài")
        lan.choose("Bài cùng sự việc", "Bài số 3")
        lan.press("Gộp hai sự việc")
        assert lan.sees("2 tin, bài")
        assert (lan.clicks, lan.pages) == (4, 4)
        lan.press("Hoàn tác")
        lan.press("Hoàn tác")
        assert lan.sees("Bài số 1")


@pytest.mark.long
def test_building_editing_agreeing_and_issuing_a_digest(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    desk.put(1, Verdict.ACCEPT)
    desk.put(2, Verdict.ACCEPT)
    with serving(desk.home, NOW) as base:
        lan, minh = (someone(browser, base, desk.home, name) for name in ("Lan", "Minh"))
        lan.open()
        lan.press("Lập bản tổng hợp")
        assert take_up(desk.home, Children(desk.home)) == 1
        lan.open()
        lan.press("Xem và tải về", "link")
        lan.press("Sửa từng câu")
        lan.unfold("Sửa, bỏ, xếp lại")
        lan.write("Lời thay thế", "Trong tuần, báo chí có 2 tin, bài viết về xã.")
        lan.press("Ghi câu này")
        assert lan.sees("Lan đã sửa lời")
        minh.open("/tong-hop/week-2026-11-18")
        minh.press("Duyệt bản này")
        lan.press("trang xem trước", "link")
        lan.write("Số văn bản", "12")
        lan.press("Phát hành")
        assert lan.sees("Đã phát hành: số 12")
        with lan.page.expect_download() as coming:
            lan.page.get_by_role("button", name="Word").click()
        lan.clicks += 1
        saved = tmp_path / "bao-cao.docx"
        coming.value.save_as(saved)
        assert saved.read_bytes()[:2] == b"PK"
        assert lan.clicks + minh.clicks == 11


@pytest.mark.long
def test_finding_without_diacritics(browser: Browser, desk: Desk) -> None:
    desk.put(1, Verdict.ACCEPT, title="Khánh thành cầu thôn Mai Dương")
    with serving(desk.home, NOW) as base:
        lan = someone(browser, base, desk.home, "Lan")
        lan.open()
        lan.press("Tìm", "link")
        lan.write("Tìm trong mọi bài", "cau thon mai duong")
        lan.press("Tìm")
        assert lan.sees("Tìm thấy 1 bài")
        assert (lan.clicks, lan.pages) == (3, 3)
