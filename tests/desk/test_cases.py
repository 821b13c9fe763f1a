"""Hồ sơ and Số liệu at the desk: what is shown, who may write, and that the rules hold here as everywhere."""

from __future__ import annotations

from typing import Any

import pytest

from domain.case import Case, Deed
from domain.reading import Verdict
from tests.casework import LAN, MINH, SENTENCE, UNIT, Pen, finding, opened_case
from tests.desk.conftest import NOW, Browser, Desk


@pytest.fixture
def case(desk: Desk) -> Case:
    article = desk.put(1, Verdict.ACCEPT, body=SENTENCE)
    with desk.store() as store:
        return opened_case(store, article, opened=NOW)


def write(browser: Browser, case: Case, deed: Deed, **fields: Any) -> int:
    browser.get(f"/ho-so/{case.id}")
    seen = browser.page.split('name="seen" value="')[1].split('"')[0] if 'name="seen"' in browser.page else "0"
    data = {f"m-{name}": value for name, value in fields.items()}
    return browser.post(f"/ho-so/{case.id}", deed=deed.value, seen=seen, **data).status_code


def test_a_case_shows_both_sentences_and_why(desk: Desk, case: Case):
    page = desk.browser("Xuân").get("/ho-so")
    assert "SL-2026-001" in page
    page = desk.browser("Xuân").get("/ho-so/SL-2026-001")
    assert "<mark>47 hộ</mark>" in page
    assert "41 hộ dân thôn Mai Dương" in page
    assert "chưa kiểm chứng" in page
    assert "Ghi vào hồ sơ" not in page
    assert desk.browser("Xuân").client.get("/ho-so/SL-2026-999").status_code == 404


def test_readers_write_nothing_and_forms_need_their_token(desk: Desk, case: Case):
    reader = desk.browser("Xuân")
    reader.get("/ho-so/SL-2026-001")
    assert reader.post("/ho-so/SL-2026-001", deed="note", seen="0", **{"m-text": "x"}).status_code == 403
    stranger = desk.browser(LAN)
    answer = stranger.client.post("/ho-so/SL-2026-001", data={"deed": "note", "seen": "0", "m-text": "x"})
    assert answer.status_code == 400
    with desk.store() as store:
        assert store.cases.get(UNIT, case.id).events == ()


def test_the_rules_hold_at_the_desk(desk: Desk, case: Case):
    lan, minh = desk.browser(LAN), desk.browser(MINH)
    assert write(lan, case, Deed.SCREEN, medium="online") == 200
    assert write(lan, case, Deed.ASSIGN, unit="Phòng Kinh tế") == 200
    assert write(lan, case, Deed.PROPOSE, verdict="false", ground="bài tiêu cực") == 400
    assert "không dựa vào sắc thái" in lan.page
    assert write(lan, case, Deed.NOTE, text="x", reporter="Nguyễn Văn A") == 400
    assert "không có mục" in lan.page
    assert write(lan, case, Deed.PRESERVE, files="trang.html") == 400
    assert "SHA-256" in lan.page
    assert write(lan, case, Deed.SUGGEST, what="change", item="1", text="báo đã gỡ bài") == 400
    assert "chỉ do phần mềm ghi" in lan.page
    assert write(lan, case, Deed.CONFIRM, suggestion="²") == 400
    assert "Còn thiếu gợi ý được xác nhận" in lan.page
    assert write(lan, case, Deed.FINDING, **finding(conclusion="1")) == 200
    assert "ngày văn bản: 12/11/2026" in lan.page
    assert write(minh, case, Deed.PROPOSE, verdict="false", ground="kết luận thanh tra") == 200
    assert write(minh, case, Deed.APPROVE) == 400
    assert "không được tự duyệt" in minh.page
    assert write(lan, case, Deed.APPROVE) == 400
    assert write(desk.browser("Thu"), case, Deed.APPROVE) == 200
    assert write(lan, case, Deed.SUBMIT, letter="B") == 400
    assert "điều báo nêu đúng" in lan.page
    assert lan.post(f"/ho-so/{case.id}/van-ban", name="cong-van-de-nghi-cai-chinh").status_code == 400
    assert write(lan, case, Deed.RIGHT, text="Việc chi trả là có.") == 200
    token = {"dau": lan.token()}
    answer = lan.client.post(f"/ho-so/{case.id}/van-ban", data=token | {"name": "cong-van-de-nghi-cai-chinh"})
    assert answer.data[:2] == b"PK"
    assert answer.headers["Content-Disposition"].endswith("cong-van-de-nghi-cai-chinh.docx")
    assert lan.client.post(f"/ho-so/{case.id}/tep", data=token).data[:2] == b"PK"
    with desk.store() as store:
        assert store.cases.get(UNIT, case.id).verdict.value == "false"
        assert any(deed.action == "case" for deed in store.audit.latest(20))


def test_two_people_do_not_write_over_each_other(desk: Desk, case: Case):
    lan = desk.browser(LAN)
    lan.get(f"/ho-so/{case.id}")
    with desk.store() as store:
        Pen(store, case)(Deed.NOTE, by=MINH, text="đã gọi điện")
    assert lan.post(f"/ho-so/{case.id}", deed="note", seen="0", **{"m-text": "tôi cũng gọi"}).status_code == 400
    assert "vừa ghi thêm" in lan.page
    assert "tôi cũng gọi" in lan.page


def test_facts_are_entered_withdrawn_and_never_secret(desk: Desk):
    lan = desk.browser(LAN)
    lan.get("/so-lieu")
    told = {"text": "Xã có 12 thôn.", "number": "5/BC-UBND", "day": "2026-01-05", "valid_to": "2026-11-30"}
    assert lan.post("/so-lieu", **told).status_code == 200
    assert "Sắp hết hiệu lực (30/11/2026)" in lan.page
    assert lan.post("/so-lieu", **told).status_code == 400
    assert "đã có trong sổ" in lan.page
    assert lan.post("/so-lieu", **(told | {"text": "TỐI MẬT: xã có 13 thôn."})).status_code == 400
    assert "13 thôn" not in lan.page
    assert lan.post("/so-lieu", text="Xã có 13 thôn.").status_code == 400
    assert "Chưa rõ văn bản" in lan.page
    assert desk.browser("Xuân").client.post("/so-lieu", data=told).status_code in (400, 403)
    lan.get("/so-lieu")
    assert lan.post("/so-lieu/1/thoi-dung", reason=" ").status_code == 400
    assert lan.post("/so-lieu/1/thoi-dung", reason="sáp nhập thôn").status_code == 200
    assert "Chưa có số liệu nào" in lan.page
