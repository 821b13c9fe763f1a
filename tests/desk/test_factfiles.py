"""Số liệu from a file at the desk: looked at before it is kept, refused in a sentence, nothing left behind."""

from __future__ import annotations

import html
import io
import json
import re
import tempfile
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from werkzeug.test import TestResponse

from desk import factfile
from desk.app import LARGEST_FORM, create_app
from diembao.cli import Call
from diembao.deskside import services
from domain.fact import Fact
from tests.desk.conftest import NOW, Browser, Desk
from tests.desk.test_doors import CODE, HOSTILE
from tests.diembao.test_facts import report, sheet, word
from tests.pdf import a_pdf

TABLE = "Nội dung,Số văn bản,Ngày\nXã có 3.214 hộ dân.,5/BC-UBND,05/01/2026\nXã có 12 thôn.,5/BC-UBND,05/01/2026\n"
MANY = "Nội dung,Số văn bản\n" + "".join(f"Xã có {number} hộ.,5/BC\n" for number in range(201))


def hand_in(browser: Browser, data: bytes, name: str) -> TestResponse:
    """Choose a file and press the button."""
    browser.get("/so-lieu")
    return browser.post("/so-lieu/tep", tep=(io.BytesIO(data), name))


def kept(desk: Desk) -> list[str]:
    with desk.store() as store:
        return [fact.text for fact in store.facts.standing(CODE)]


def packed(page: str) -> str:
    return html.unescape(re.findall(r'name="so-lieu" value="([^"]*)"', page)[0])


def keep(browser: Browser, *chosen: str, **more: str) -> TestResponse:
    """Keep the chosen facts of the page at hand."""
    form: dict[str, Any] = {"ten-tep": "dân số.csv", "so-lieu": packed(browser.page), "giu": list(chosen)} | more
    return browser.post("/so-lieu/tep/ghi", content_type="multipart/form-data", **form)


@pytest.mark.parametrize(
    ("data", "name", "text"),
    [
        (TABLE.encode(), "dân số.csv", "Xã có 3.214 hộ dân."),
        (word(report), "bien-ban.docx", "41 hộ dân thôn Mai Dương"),
        (sheet(openpyxl.Workbook.close), "số liệu.xlsx", "Xã có 3.214 hộ dân."),
        (a_pdf(["Số: 12/BB-KT", "Ngày 12/11/2026, Phòng Kinh tế đã chi trả cho 41 hộ dân."]), "bb.pdf", "41 hộ dân"),
    ],
)
def test_a_file_is_shown_before_it_is_kept(desk: Desk, data: bytes, name: str, text: str) -> None:
    lan = desk.browser("Lan")
    assert hand_in(lan, data, name).status_code == 200
    assert "Chưa ghi gì" in lan.page
    assert text in lan.page
    assert kept(desk) == []
    with desk.store() as store:
        assert store.audit.latest(9) == []


def test_only_the_chosen_facts_are_kept_and_all_can_be_undone(desk: Desk) -> None:
    lan = desk.browser("Lan")
    hand_in(lan, TABLE.encode(), "dân số.csv")
    assert keep(lan, "1").status_code == 200
    assert kept(desk) == ["Xã có 12 thôn."]
    assert "Đã ghi 1 số liệu từ tệp" in lan.page
    with desk.store() as store:
        assert store.audit.latest(1)[0].detail == "1 số liệu từ tệp “dân số.csv”"
        assert store.facts.standing(CODE)[0].day == date(2026, 1, 5)
    lan.post("/so-lieu/tep/hoan-tac", moi=re.findall(r'name="moi" value="([\d,]+)"', lan.page)[0])
    assert kept(desk) == []
    hand_in(lan, TABLE.encode(), "dân số.csv")
    keep(lan, "0", "1")
    hand_in(lan, TABLE.encode(), "dân số.csv")
    assert keep(lan, "0", "1").status_code == 400
    assert "đã có trong sổ" in lan.page


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word(lambda document: document.add_paragraph("MẬT")), "a.docx"),
        (f"{TABLE}TỐI MẬT,,\n".encode(), "a.csv"),
        (TABLE.encode(), "TUYỆT MẬT.csv"),
        (sheet(lambda book: book.create_sheet("ẩn").append(["M Ậ T"])), "a.xlsx"),
    ],
)
def test_a_marked_file_is_refused_and_leaves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, data: bytes, name: str
) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", _no_disk)
    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", _no_disk)
    lan = desk.browser("Lan")
    assert hand_in(lan, data, name).status_code == 400
    assert "Tệp mang dấu chỉ độ mật" in lan.page
    assert "3.214" not in lan.page
    assert kept(desk) == []


def _no_disk(*_args: object, **_more: object) -> None:
    raise AssertionError("a file handed in was written to the disk")


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed_file:
        packed_file.writestr("word/document.xml", b"0" * (100 << 20))
        packed_file.writestr("[Content_Types].xml", b"<Types/>")
    return buffer.getvalue()


def entities() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed_file:
        packed_file.writestr("[Content_Types].xml", b"<Types/>")
        packed_file.writestr("word/document.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><w>&a;</w>')
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (bomb(), "a.docx", "phình ra quá lớn"),
        (entities(), "a.docx", "khai báo XML lạ"),
        (b"PK\x03\x04 broken", "a.xlsx", "không đọc được"),
        (b"MZ\x90\x00", "a.exe", "Chỉ nhập được DOCX, XLSX, PDF có chữ và CSV"),
        (b"", "a.csv", "Chưa có tệp nào"),
        (b"A,B\n1,2\n", "a.csv", "Chưa thấy số liệu nào"),
        (
            ("Nội dung,Số văn bản\n" + "".join(f"Xã có {n} hộ.,5/BC\n" for n in range(201))).encode(),
            "a.csv",
            "tách tệp",
        ),
        ("Nội dung,Số văn bản,Ngày\nXã có 2 chợ.,5/BC,99/99/2026\n".encode(), "a.csv", "chưa đọc được"),
    ],
)
def test_what_is_not_read_is_refused_in_a_sentence(desk: Desk, data: bytes, name: str, said: str) -> None:
    lan = desk.browser("Lan")
    assert hand_in(lan, data, name).status_code == 400
    assert 'role="alert"' in lan.page
    assert said in lan.page
    assert re.search(r"<details open>\s*<summary>Nhập từ tệp", lan.page)
    assert kept(desk) == []


def test_a_file_too_large_is_refused(desk: Desk) -> None:
    lan = desk.browser("Lan")
    assert hand_in(lan, b"x" * (factfile.LARGEST_FILE + LARGEST_FORM + 1), "a.csv").status_code == 413
    assert "10 MB" in lan.page


def test_only_who_may_send_one_gets_a_large_form_in(desk: Desk) -> None:
    lan, xuan, stranger = desk.browser("Lan"), desk.browser("Xuân"), desk.browser()
    data = TABLE.encode() + b"\n" * LARGEST_FORM
    assert hand_in(lan, data, "a.csv").status_code == 200
    assert hand_in(xuan, data, "a.csv").status_code == 413
    assert hand_in(xuan, TABLE.encode(), "a.csv").status_code == 403
    stranger.get("/dang-nhap")
    assert stranger.post("/so-lieu/tep", tep=(io.BytesIO(data), "a.csv")).status_code == 413
    lan.get("/so-lieu")
    assert lan.post("/so-lieu", text="x" * LARGEST_FORM, number="5").status_code == 413


@pytest.mark.parametrize(
    "form",
    [
        {"so-lieu": "[{"},
        {"so-lieu": "7"},
        {"so-lieu": '[{"text": 7, "number": "5"}]'},
        {"so-lieu": '[{"text": "Xã có 2 chợ.", "number": "5", "day": "31/12"}]'},
        {"so-lieu": '[{"text": "Xã có 2 chợ."}]'},
        {"so-lieu": '["a"]'},
        {"so-lieu": "[" * 9000},
        {"giu": []},
        {"so-lieu": json.dumps([{"text": "Xã có 2 chợ.", "number": "5", "topic": "MẬT"}])},
        {"ten-tep": "TỐI MẬT"},
    ],
)
def test_what_comes_back_is_read_as_carefully(desk: Desk, form: dict[str, str]) -> None:
    lan = desk.browser("Lan")
    hand_in(lan, TABLE.encode(), "dân số.csv")
    assert keep(lan, "0", **form).status_code == 400
    assert kept(desk) == []


def test_words_of_a_file_and_its_name_stay_text(desk: Desk) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nội dung", "Số văn bản"])
    book.active.append([f"Xã có 2 chợ {HOSTILE}", HOSTILE])
    buffer = io.BytesIO()
    book.save(buffer)
    thu = desk.browser("Thu")
    hand_in(thu, buffer.getvalue(), f"../../{HOSTILE}.xlsx")
    pages = [thu.page]
    keep(thu, "0", **{"ten-tep": "../../etc/" + HOSTILE})
    for page in (*pages, thu.page, thu.get("/so-lieu"), thu.get("/nhat-ky")):
        assert "<script" not in page
        assert "<img" not in page
    with desk.store() as store:
        assert "../" not in store.audit.latest(1)[0].detail


def test_the_facts_of_another_commune_are_out_of_reach(desk: Desk) -> None:
    with desk.store() as store:
        number = store.facts.add("11689", [Fact("Xã khác có 2 chợ.", "5/BC")], "Lan", NOW)[0]
    lan, xuan = desk.browser("Lan"), desk.browser("Xuân")
    lan.get("/so-lieu")
    assert lan.post("/so-lieu/tep/hoan-tac", moi=str(number)).status_code == 400
    assert "Xã khác" not in lan.get(f"/so-lieu?moi={number},x,{'9' * 40}")
    xuan.get("/so-lieu")
    assert xuan.post("/so-lieu/tep/hoan-tac", moi=str(number)).status_code == 403
    assert xuan.post("/so-lieu/tep/ghi", **{"so-lieu": "[]"}).status_code == 403
    with desk.store() as store:
        assert len(store.facts.standing("11689")) == 1


def test_a_file_stays_in_memory(desk: Desk) -> None:
    app = create_app(services(Call(moment=NOW), desk.home))
    with app.test_request_context("/", method="POST", data={"tep": (io.BytesIO(b"x" * (1 << 20)), "a.csv")}):
        from flask import request  # noqa: PLC0415 - needs the context

        request.max_content_length = 2 << 20
        assert isinstance(request.files["tep"].stream, io.BytesIO)
