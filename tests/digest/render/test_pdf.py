"""PDF by LibreOffice: the same pages as the Word file, and a clear word where there is none."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from digest.compose import compose
from digest.render import docx, pdf
from tests.digest import builders, editions

needs_printer = pytest.mark.skipif(pdf.printer() is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def full() -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf.render(compose(editions.full()))))


@needs_printer
def test_pages_are_those_of_the_word_file(full: pypdf.PdfReader):
    sizes = {tuple(round(float(side) * 25.4 / 72) for side in page.mediabox[2:]) for page in full.pages}
    assert sizes == {(210, 297), (297, 210)}
    text = "".join(page.extract_text() for page in full.pages)
    for words in ("BÁO CÁO", "Tổng hợp dư luận báo chí", "TÌNH HÌNH CHUNG", "kính báo cáo./.", "Nơi nhận:", "Phụ lục"):
        assert words in text


@needs_printer
def test_it_is_tagged_bookmarked_and_every_font_embedded(full: pypdf.PdfReader):
    root = full.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert next(item.title for item in full.outline if not isinstance(item, list)).startswith("I. TÌNH HÌNH")
    fonts = [font.get_object() for page in full.pages for font in page["/Resources"]["/Font"].values()]
    for font in fonts:
        below = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        described = below["/FontDescriptor"].get_object()
        assert any(f"/FontFile{number}" in described for number in ("", "2", "3")), font["/BaseFont"]


@needs_printer
def test_the_signature_is_not_alone_on_its_page(full: pypdf.PdfReader):
    pages = [page.extract_text() for page in full.pages]
    signed = next(text for text in pages if "Nơi nhận:" in text)
    assert "kính báo cáo./." in signed


def test_a_machine_without_it_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(pdf, "_PLACES", ())
    with pytest.raises(pdf.CannotPrint, match="Lưu thành PDF"):
        pdf.render(compose(builders.one()))


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the program")
@pytest.mark.parametrize(("script", "why"), [("exit 7", "mã 7"), ("exit 0", "mã 0")])
def test_a_broken_one_says_so(tmp_path: Path, script: str, why: str):
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    with pytest.raises(pdf.CannotPrint, match=why):
        pdf.printed(docx.render(compose(builders.one())), str(program))
    with pytest.raises(pdf.CannotPrint, match="không lập được"):
        pdf.printed(b"", str(tmp_path / "khong-co"))
