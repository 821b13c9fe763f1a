"""Facts come in from files of the office; a file with a mark of secrecy, or a trap, leaves nothing behind."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from config import fresh
from diembao.cli import Failed, run
from diembao.factfiles import facts_of
from domain.fact import Fact
from domain.place import Unit
from store import opened

UNIT = Unit("11713", "Nghi Dương", "Xã", "Thành phố Hải Phòng", "31")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "nhà"
    fresh.write_new(folder, fresh.settings_text(UNIT, "none"))
    return folder


def word(fill: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def report(document: docx.document.Document) -> None:
    for line in (
        "Số: 12/BB-KT",
        "Nghi Dương, ngày 12 tháng 11 năm 2026",
        "BIÊN BẢN",
        "Chi trả tiền bồi thường dự án đường trục",
        "Ngày 12/11/2026, Phòng Kinh tế đã chi trả tiền bồi thường cho 41 hộ dân thôn Mai Dương.",
        "Buổi làm việc kết thúc, mọi người nhất trí.",
    ):
        document.add_paragraph(line)


def sheet(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Nội dung", "Số văn bản", "Ngày", "Cơ quan ban hành", "Hiệu lực đến"])
    page.append(["Xã có 3.214 hộ dân.", "5/BC-UBND", date(2026, 1, 5), "UBND xã", "31/12/2026"])
    fill(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_document_gives_the_sentences_that_state_numbers():
    (fact,) = facts_of(word(report), "bien-ban.docx", {})
    assert fact.number == "12/BB-KT"
    assert fact.day == date(2026, 11, 12)
    assert fact.summary == "Biên bản Chi trả tiền bồi thường dự án đường trục"
    assert "41 hộ dân" in fact.text


def test_tables_of_word_excel_and_csv():
    (from_sheet,) = facts_of(sheet(lambda _book: None), "so-lieu.xlsx", {"topic": "dân cư"})
    assert from_sheet == Fact(
        "Xã có 3.214 hộ dân.", "5/BC-UBND", date(2026, 1, 5), "UBND xã", valid_to=date(2026, 12, 31), topic="dân cư"
    )

    def table(document: docx.document.Document) -> None:
        made = document.add_table(2, 2)
        for cell, text in zip(
            (*made.rows[0].cells, *made.rows[1].cells),
            ("Nội dung", "Trích yếu", "Xã có 12 thôn.", "Báo cáo năm"),
            strict=True,
        ):
            cell.text = text

    (from_word,) = facts_of(word(table), "a.docx", {})
    assert (from_word.text, from_word.summary) == ("Xã có 12 thôn.", "Báo cáo năm")
    csv = "Nội dung;Số văn bản;Ngày\nXã có 12 thôn.;7/BC-UBND;05/01/2026\n".encode("utf-8-sig")
    (from_csv,) = facts_of(csv, "a.csv", {})
    assert (from_csv.number, from_csv.day) == ("7/BC-UBND", date(2026, 1, 5))
    with pytest.raises(Failed, match="Dòng 2: ngày"):
        facts_of("Nội dung,Số văn bản,Ngày\nXã có 12 thôn.,7,hôm qua\n".encode(), "a.csv", {})
    with pytest.raises(Failed, match="Chưa rõ văn bản"):
        facts_of("Nội dung\nXã có 12 thôn.\n".encode(), "a.csv", {})


MARKS = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "M Ậ T",
    "T Ố I   M Ậ T",
    "M.Ậ.T",
    "Tối mật",
    "Độ mật: Mật",
    "TOI MAT",
    "MAT",
    "Do mat: Tuyet mat",
    "TỐI MẬT (bản số 2)",
    "Số: 5/BC-UBND TUYỆT MẬT",
    unicodedata.normalize("NFD", "TỐI MẬT"),
    "TỐI\u00a0MẬT",
    "M\u200bẬT",
]


@pytest.mark.parametrize("mark", MARKS)
def test_a_marked_document_is_refused_wherever_the_mark_hides(mark: str):
    def body(document: docx.document.Document) -> None:
        document.add_paragraph(mark)
        report(document)

    def header(document: docx.document.Document) -> None:
        report(document)
        document.sections[0].header.paragraphs[0].text = mark

    def footer(document: docx.document.Document) -> None:
        report(document)
        document.sections[0].footer.paragraphs[0].text = mark

    def properties(document: docx.document.Document) -> None:
        report(document)
        document.core_properties.subject = mark

    def runs(document: docx.document.Document) -> None:
        report(document)
        made = document.add_paragraph()
        for letter in mark:
            made.add_run(letter)

    def second_sheet(book: openpyxl.Workbook) -> None:
        page = book.create_sheet("Trang hai")
        page.sheet_state = "hidden"
        page["C9"] = mark

    def page_header(book: openpyxl.Workbook) -> None:
        book.active.oddHeader.center.text = mark

    for fill in (body, header, footer, properties, runs):
        with pytest.raises(Failed, match="dấu chỉ độ mật"):
            facts_of(word(fill), "a.docx", {})
    for more in (second_sheet, page_header):
        with pytest.raises(Failed, match="dấu chỉ độ mật"):
            facts_of(sheet(more), "a.xlsx", {})
    with pytest.raises(Failed, match="dấu chỉ độ mật"):
        facts_of(f"{mark}\nNội dung,Số văn bản\nXã có 12 thôn.,7\n".encode(), "a.csv", {})


def test_a_mark_in_a_text_box_or_a_file_name_counts():
    box = (
        '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:pict>'
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>TỐI </w:t></w:r>'
        "<w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )

    def boxed(document: docx.document.Document) -> None:
        report(document)
        document.element.body.insert(0, docx.oxml.parse_xml(box))

    with pytest.raises(Failed, match="dấu chỉ độ mật"):
        facts_of(word(boxed), "a.docx", {})
    with pytest.raises(Failed, match="dấu chỉ độ mật"):
        facts_of(word(report), "TOI_MAT_bien_ban.docx", {})


@pytest.mark.parametrize(
    "line",
    [
        "Xã tập huấn Luật Bảo vệ bí mật nhà nước cho 45 cán bộ.",
        "Thu hoạch 120 kg mật ong tại thôn Mai Dương.",
        "Có 15 tài khoản đã bật bảo mật hai lớp.",
        "Mặt đường rộng 5,5 m sau khi nâng cấp.",
        "BÁO CÁO CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC NĂM 2026",
        "MẶT BẰNG",
    ],
)
def test_ordinary_words_are_no_mark(line: str):
    def body(document: docx.document.Document) -> None:
        document.add_paragraph(line)
        report(document)

    assert facts_of(word(body), "a.docx", {})


def test_bombs_and_traps_are_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (90 << 20) + b"</a>")
    with pytest.raises(Failed, match="phình ra"):
        facts_of(buffer.getvalue(), "a.docx", {})
    lol = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    for text in (lol, lol.decode().replace('<?xml version="1.0"?>', "").encode("utf-16")):
        with zipfile.ZipFile(buffer := io.BytesIO(), "w") as archive:
            archive.writestr("word/document.xml", text)
        with pytest.raises(Failed, match="XML lạ"):
            facts_of(buffer.getvalue(), "a.docx", {})
    with zipfile.ZipFile(buffer := io.BytesIO(word(report)), "a") as archive:
        archive.writestr("word/embeddings/mat.docx", b"x")
    with pytest.raises(Failed, match="nhúng"):
        facts_of(buffer.getvalue(), "a.docx", {})
    for data, name in (
        (b"PK\x03\x04rac", "a.docx"),
        (b"\xd0\xcf\x11\xe0", "a.doc"),
        (b"%PDF-1.4 rac", "a.pdf"),
        (b"", "a.csv"),
    ):
        with pytest.raises(Failed):
            facts_of(data, name, {})


def test_a_refused_file_leaves_nothing_and_a_good_one_is_taken_once(home: Path, tmp_path: Path, capsys):
    secret = tmp_path / "a.docx"

    def marked(document: docx.document.Document) -> None:
        report(document)
        document.sections[0].header.paragraphs[0].text = "TUYỆT MẬT"

    secret.write_bytes(word(marked))
    assert run(["fact", "import", str(secret), "--home", str(home)]) == 2
    assert "41 hộ" not in capsys.readouterr().err
    with opened(home) as store:
        assert store.facts.all("11713") == ()
    good = tmp_path / "b.docx"
    good.write_bytes(word(report))
    for told in ("Đã nhập 1 số liệu", "1 số liệu đã có từ trước"):
        assert run(["fact", "import", str(good), "--home", str(home), "--valid-to", "20/11/2026"]) == 0
        assert told in capsys.readouterr().out
    assert run(["fact", "list", "--home", str(home), "--now", "2026-11-19"]) == 0
    assert "sắp hết hiệu lực (20/11/2026)" in capsys.readouterr().out
    assert run(["fact", "list", "--home", str(home), "--now", "2026-11-21"]) == 0
    assert "HẾT HIỆU LỰC" in capsys.readouterr().out
    assert run(["fact", "withdraw", "1", "--reason", "có biên bản mới", "--home", str(home)]) == 0
    assert run(["fact", "add", "MẬT", "--number", "1", "--home", str(home)]) == 2
    with opened(home) as store:
        assert store.facts.standing("11713") == ()
