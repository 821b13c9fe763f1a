"""A file handed in that is damaged, or written by an old program, gets a sentence or its text, never an error."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pypdf
import pytest
from pypdf.generic import ArrayObject, NameObject, NumberObject

from digest.officefiles import read
from domain.outcome import Permanent, Word
from tests.pdf import a_pdf


def word_with_broken_stream() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("Xã có 3.214 hộ dân. " * 50)
    document.save(out)
    data, part = bytearray(out.getvalue()), "word/document.xml"
    start = zipfile.ZipFile(out).getinfo(part).header_offset + 30 + len(part)
    data[start : start + 2] = b"\xff\xff"
    return bytes(data)


def workbook_with_broken_relations() -> bytes:
    book, out, broken = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["Nội dung", 1])
    book.save(out)
    with zipfile.ZipFile(out) as whole, zipfile.ZipFile(broken, "w") as target:
        for name in whole.namelist():
            target.writestr(name, b"<Relationships" if name == "xl/_rels/workbook.xml.rels" else whole.read(name))
    return broken.getvalue()


def pdf_with_odd_note() -> bytes:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.append(io.BytesIO(a_pdf(["Xã Nghi Dương có 3.214 hộ dân theo số liệu tháng 11 năm 2026."])))
    writer.pages[0][NameObject("/Annots")] = ArrayObject([NumberObject(3)])
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word_with_broken_stream(), "a.docx"),
        (workbook_with_broken_relations(), "a.xlsx"),
        (pdf_with_odd_note(), "a.pdf"),
        (b'"' + b"x" * 200_000, "a.csv"),
    ],
    ids=["deflate", "relations", "annotation", "open quote"],
)
def test_a_damaged_file_is_told_in_a_sentence(data: bytes, name: str) -> None:
    found = read(data, name)
    assert isinstance(found, Permanent)
    assert found.word is Word.DAMAGED


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_a_csv_end_as_any_excel_ends_them(end: str) -> None:
    found = read(end.join(["Nội dung;Số", "Xã có 3.214 hộ dân;5"]).encode(), "a.csv")
    assert not isinstance(found, Permanent)
    assert found.tables == ((("Nội dung", "Số"), ("Xã có 3.214 hộ dân", "5")),)
