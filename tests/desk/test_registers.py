"""Phát ngôn and Kế hoạch at the desk: written, taken back, counted, handed out as files; nothing of another commune."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import docx
import lxml.html
import pytest

from domain.clock import VIETNAM
from domain.plan import PlanNote
from domain.presswork import Asked, Occasion, Said
from domain.reading import Verdict
from tests.desk.conftest import NOW, Browser, Desk
from tests.desk.test_doors import CODE, HOSTILE

MONTH = {"ky": "thang", "ngay": "2026-11-14"}
AT = "2026-11-13T09:00"


def register(desk: Desk) -> tuple[Asked, ...]:
    with desk.store() as store:
        return store.press.all(CODE)  # type: ignore[no-any-return]


def ask(browser: Browser, what: str = "Khói rác thôn 5", **more: str) -> Any:
    browser.get("/phat-ngon?ky=thang&ngay=2026-11-14")
    form = {"what": what, "occasion": "request", "outlet": "Báo Một", "at": AT, **MONTH}
    return browser.post("/phat-ngon", **(form | more))


def notes(desk: Desk) -> tuple[PlanNote, ...]:
    with desk.store() as store:
        return store.plans.between(CODE, NOW.date() - timedelta(99), NOW.date())  # type: ignore[no-any-return]


def test_a_request_is_written_answered_counted_and_taken_back(desk: Desk) -> None:
    lan = desk.browser("Lan")
    assert ask(lan, urgent="1").status_code == 200
    assert "chưa phát ngôn, hạn 09 giờ 00 ngày 14/11/2026 (đã quá hạn)." in lan.page
    number = register(desk)[0].id
    late = {"at": "2026-11-14T10:00", "person": "Bà Hạnh", "text": "Đang xác minh.", "way": "thư công vụ"}
    lan.post(f"/phat-ngon/{number}/phat-ngon", **late, **MONTH)
    assert "Hạn 24 giờ: quá hạn" in lan.page
    for label in ("Ghi nhầm phát ngôn này", "Ghi nhầm cả dòng này", "Ghi thêm phát ngôn"):
        assert lan.page.count(f"<summary>{label}<") == 1, label
    assert values(lan.page)[2:5] == ["1/1", "không phát sinh", "0/1"]
    lan.post("/phat-ngon/lay-lai", **taken(lan.page), **MONTH)  # the undo of the notice
    assert register(desk)[0].answers == ()
    lan.post(f"/phat-ngon/{number}/phat-ngon", **(late | {"at": "2026-11-13T20:00"}), **MONTH)
    assert values(lan.page)[4] == "1/1"
    assert "Hạn 24 giờ: đúng hạn" in lan.page
    lan.post("/phat-ngon/lay-lai", kind="press_request", number=str(number), reason="ghi trùng", **MONTH)
    assert register(desk) == ()
    with desk.store() as store:
        assert {deed.action for deed in store.audit.latest(5)} == {"press"}
        assert "ghi trùng" in store.audit.latest(1)[0].detail


def values(page: str) -> list[str]:
    return [cell.text_content() for cell in lxml.html.fromstring(page).xpath("//tbody/tr/td[2]")]


def taken(page: str) -> dict[str, str]:
    """What the undo form of the notice sends."""
    tree = lxml.html.fromstring(page).xpath("//div[@role='status']//form//input[@type='hidden']")
    return {one.get("name"): one.get("value") for one in tree if one.get("name") in ("kind", "number", "reason")}


def test_every_counter_leads_to_the_lines_it_counts(desk: Desk) -> None:
    lan = desk.browser("Lan")
    for occasion, urgent in (("request", ""), ("request", "1"), ("sudden", ""), ("conference", ""), ("briefing", "")):
        ask(lan, f"Việc {occasion} {urgent}", occasion=occasion, urgent=urgent)
    page = lan.get("/phat-ngon?ky=thang&ngay=2026-11-14")
    assert values(page) == ["1", "1", "0/2", "0/1", "0/2", "không phát sinh"]
    for place, size in enumerate([1, 1, 2, 1, 2, 0]):
        listed = lxml.html.fromstring(lan.get(f"/phat-ngon?ky=thang&ngay=2026-11-14&dem={place}"))
        assert len(listed.xpath("//section[@aria-labelledby='so']/article")) == size, place
    for odd in ("9", "-1", "x", str(10**30)):
        lan.get(f"/phat-ngon?dem={odd}")
        assert lan.last.status_code == 200


@pytest.mark.parametrize(
    "form",
    [{"what": ""}, {"occasion": "won"}, {"at": "hôm qua"}, {"at": "0001-01-01T00:00"}, {"what": "TỐI MẬT"}],
)
def test_a_line_that_cannot_be_written_is_told(desk: Desk, form: dict[str, str]) -> None:
    lan = desk.browser("Lan")
    assert ask(lan, **({"what": "Khói rác"} | form)).status_code == 400
    assert 'role="alert"' in lan.page
    assert register(desk) == ()


@pytest.mark.parametrize("form", [{"person": ""}, {"text": ""}, {"at": "2026-11-12T09:00"}, {"at": "x"}])
def test_an_answer_that_cannot_be_written_is_told(desk: Desk, form: dict[str, str]) -> None:
    lan = desk.browser("Lan")
    ask(lan)
    told = {"person": "Bà Hạnh", "text": "Đang xác minh.", "at": "2026-11-13T10:00"} | form
    assert lan.post(f"/phat-ngon/{register(desk)[0].id}/phat-ngon", **told).status_code == 400
    assert register(desk)[0].answers == ()


def test_the_pack_for_the_briefing_holds_the_register_and_the_counters(desk: Desk) -> None:
    desk.put(1, Verdict.ACCEPT)
    lan = desk.browser("Lan")
    ask(lan, urgent="1")
    answer = lan.client.get("/phat-ngon/giao-ban/docx?ky=thang&ngay=2026-11-14")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    text = whole(answer.data)
    for words in ("Nội dung phục vụ giao ban báo chí tháng 11 năm 2026", "Số lượt đã trả lời", "0/1", "Khói rác thôn 5",
                  "Báo Một", "SỔ THEO DÕI YÊU CẦU CỦA BÁO CHÍ", "Xã Nghi Dương"):  # fmt: skip
        assert words.lower() in text.lower(), words
    assert lan.client.get("/phat-ngon/giao-ban/exe").status_code == 404
    assert lan.client.get("/phat-ngon/giao-ban/html?ky=quy&ngay=2026-11-14").status_code == 200


def whole(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.element.body.iter(f"{{{W}}}t")]
    return "".join(texts)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_a_result_of_the_plan_is_written_taken_back_and_printed(desk: Desk) -> None:
    lan = desk.browser("Lan")
    page = lan.get("/ke-hoach?ky=quy&ngay=2026-11-14")
    task = re.findall(r'name="task" value="([^"]+)"', page)[0]
    form = {"task": task, "text": "Đã họp với 3 báo.", "day": "2026-11-12", "ky": "quy", "ngay": "2026-11-14"}
    assert lan.post("/ke-hoach", **form).status_code == 200
    assert "Đã họp với 3 báo." in lan.page
    assert [note.text for note in notes(desk)] == ["Đã họp với 3 báo."]
    text = whole(lan.client.get("/ke-hoach/bao-cao/docx?ky=quy&ngay=2026-11-14").data)
    assert "Đã họp với 3 báo (ngày 12/11/2026)." in text
    number = notes(desk)[0].number
    lan.get("/ke-hoach?ky=quy&ngay=2026-11-14")
    lan.post(f"/ke-hoach/lay-lai/{number}", reason="hoàn tác", ky="quy", ngay="2026-11-14")
    assert notes(desk) == ()
    assert lan.post(f"/ke-hoach/lay-lai/{number}", reason="nữa").status_code == 400
    with desk.store() as store:
        assert [deed.action for deed in store.audit.latest(2)] == ["plan", "plan"]


def test_the_plan_shows_the_figures_of_the_system_when_asked(desk: Desk) -> None:
    desk.put(1, Verdict.ACCEPT)
    lan = desk.browser("Lan")
    assert "Phần mềm tính:" not in lan.get("/ke-hoach?ky=quy&ngay=2026-11-14")
    assert "Phần mềm tính: Ghi nhận 1 tin, bài" in lan.get("/ke-hoach?ky=quy&ngay=2026-11-14&tinh=1")


@pytest.mark.parametrize(
    "form",
    [{"task": "khong-co"}, {"text": " "}, {"day": "31/12"}, {"day": "2099-01-01"}, {"text": "Tài liệu TỐI MẬT"}],
)
def test_a_result_that_cannot_be_written_is_told(desk: Desk, form: dict[str, str]) -> None:
    lan = desk.browser("Lan")
    lan.get("/ke-hoach")
    told = {"task": "danh-gia", "text": "Đã họp.", "day": "2026-11-12"} | form
    assert lan.post("/ke-hoach", **told).status_code == 400
    assert 'role="alert"' in lan.page
    assert notes(desk) == ()


def test_readers_write_nothing_and_another_commune_is_out_of_reach(desk: Desk) -> None:
    with desk.store() as store:
        at = NOW.astimezone(VIETNAM)
        number = store.press.ask("11689", Asked(Occasion.REQUEST, at, "Của xã khác", "Lan"))
        said = store.press.answer("11689", number, Said(at, "Ai đó", "Lời", "", "Lan"))
        note = store.plans.add("11689", PlanNote(NOW.date(), "danh-gia", "Của xã khác", "Lan", at))
    lan, xuan = desk.browser("Lan"), desk.browser("Xuân")
    tries: list[tuple[str, dict[str, str]]] = [
        (f"/phat-ngon/{number}/phat-ngon", {"person": "X", "text": "X"}),
        ("/phat-ngon/lay-lai", {"kind": "press_request", "number": str(number), "reason": "x"}),
        ("/phat-ngon/lay-lai", {"kind": "press_answer", "number": str(said), "reason": "x"}),
        ("/phat-ngon/lay-lai", {"kind": "plan_note", "number": str(note), "reason": "x"}),
        ("/phat-ngon/lay-lai", {"kind": "users'--", "number": "1", "reason": "x"}),
        (f"/ke-hoach/lay-lai/{note}", {"reason": "x"}),
        (f"/ke-hoach/lay-lai/{10**30}", {"reason": "x"}),
    ]
    for path, form in tries:
        lan.get("/phat-ngon")
        assert lan.post(path, **form).status_code in (400, 404), path
        xuan.get("/phat-ngon")
        assert xuan.post(path, **form).status_code == 403, path
    for path in ("/phat-ngon", "/ke-hoach"):
        xuan.get(path)
        assert xuan.post(path, what="x", occasion="request", task="danh-gia", text="x").status_code == 403
        assert "Của xã khác" not in lan.get(path)
    with desk.store() as store:
        assert len(store.press.all("11689")[0].answers) == 1
        assert len(store.plans.between("11689", NOW.date(), NOW.date())) == 1


def test_what_is_written_stays_text(desk: Desk) -> None:
    thu = desk.browser("Thu")
    ask(thu, HOSTILE, outlet=HOSTILE)
    thu.post(f"/phat-ngon/{register(desk)[0].id}/phat-ngon", person=HOSTILE, text=HOSTILE, way=HOSTILE,
             at="2026-11-13T10:00", **MONTH)  # fmt: skip
    pages = [thu.page]
    thu.get("/ke-hoach")
    thu.post("/ke-hoach", task="danh-gia", text=HOSTILE, day="2026-11-12", ky="thang", ngay="2026-11-14")
    for page in (
        *pages,
        thu.page,
        thu.get("/nhat-ky"),
        thu.get("/phat-ngon?ky=thang&ngay=2026-11-14&vua=press_request-1"),
    ):
        assert "<script" not in page
        assert "<img" not in page
    assert thu.client.get("/phat-ngon/giao-ban/html?ky=thang&ngay=2026-11-14").data.count(b"<script") == 0
