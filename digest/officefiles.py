"""What does a file handed in say, everywhere in it? DOCX, XLSX, PDF with text, CSV: text wherever it hides, and tables.

Files are hostile input: archives are measured before anything is unpacked, XML with entities is refused, nothing is
written anywhere. What is read is handed on; whether it may be kept is decided by who called.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

import openpyxl
import pypdf

from digest.reading import DAMAGED, PAGE_BREAK, pdf_text
from domain.outcome import Permanent, Trouble, Word
from domain.text import clean

LARGEST_FILE = 20 << 20
# Unpacked: all parts together, their number, and how often a part may be larger than it is packed.
LARGEST_UNPACKED, MOST_PARTS, MOST_RATIO = 80 << 20, 3000, 200
MOST_ROWS, MOST_COLUMNS = 20_000, 60
_NOTHING_KEPT = " Chưa ghi gì."
_BROKEN = "Tệp bị hỏng hoặc không đúng định dạng nên không đọc được. Mời mở bằng Word hoặc Excel, lưu lại rồi nhập."
_KINDS = "Chỉ nhập được DOCX, XLSX, PDF có chữ và CSV. Mời lưu tệp thành một trong các dạng này."
_BOMB = "Tệp nén phình ra quá lớn so với kích thước thật nên không mở. Mời kiểm tra lại nguồn của tệp."
_ENTITY = "Tệp chứa khai báo XML lạ (DOCTYPE, ENTITY) nên không mở. Mời kiểm tra lại nguồn của tệp."
_NESTED = "Tệp có tệp khác nhúng bên trong nên không kiểm tra hết được. Mời bỏ tệp nhúng rồi nhập lại."


@dataclass(frozen=True, slots=True)
class FileText:
    """What a file says: `everything` line by line with headers, text boxes, properties, hidden sheets; `body` for
    reading; `tables` as rows of cells."""

    everything: tuple[str, ...]
    body: str
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()


def read(data: bytes, name: str) -> FileText | Trouble:
    """The text of a file; a Trouble whose sentence says why it is not read."""
    if len(data) > LARGEST_FILE:
        return Permanent(Word.TOO_LARGE, "Tệp lớn hơn 20 MB. Mời tách nhỏ rồi nhập." + _NOTHING_KEPT)
    if data[:1024].find(b"%PDF") >= 0:
        return _pdf(data)
    if data[:2] == b"PK":
        return _office(data)
    if name.lower().endswith((".csv", ".txt", ".tsv")):
        return _csv(data)
    return Permanent(Word.NOT_HTML, _KINDS + _NOTHING_KEPT)


def _pdf(data: bytes) -> FileText | Trouble:
    text = pdf_text(data)
    if isinstance(text, Trouble):
        return text
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.attachments:
            return Permanent(Word.REFUSED, _NESTED + _NOTHING_KEPT)
        told = [str(value) for value in (reader.metadata or {}).values()]
        found = [note.get_object() for page in reader.pages for note in page.annotations or ()]
        notes = [str(note.get("/Contents", "")) for note in found]
    except DAMAGED:
        return Permanent(Word.DAMAGED, _BROKEN + _NOTHING_KEPT)
    body = text.replace(PAGE_BREAK, "\n")
    return FileText((*body.split("\n"), *told, *notes), body)


def _csv(data: bytes) -> FileText | Trouble:
    text = _decoded(data)
    if text is None:
        return Permanent(
            Word.BROKEN_ENCODING, "Chưa đọc được bảng mã của tệp. Mời lưu lại dạng CSV UTF-8." + _NOTHING_KEPT
        )
    first = text.split("\n", 1)[0]
    mark = max(";,\t", key=first.count)
    try:
        rows = [tuple(clean(cell) for cell in row) for row in csv.reader(io.StringIO(text), delimiter=mark)]
    except csv.Error:
        return Permanent(Word.DAMAGED, _BROKEN + _NOTHING_KEPT)
    lines = tuple(clean(line) for line in text.split("\n"))
    return FileText((*lines, *(cell for row in rows for cell in row)), "\n".join(lines), (tuple(rows[:MOST_ROWS]),))


def _decoded(data: bytes) -> str | None:
    """The text with every end of line as one sign, an old Excel's too; None when it is neither UTF-8 nor UTF-16."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None


def _office(data: bytes) -> FileText | Trouble:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if found := _suspicious(archive):
                return Permanent(Word.REFUSED, found + _NOTHING_KEPT)
            parts = {one.filename: archive.read(one) for one in archive.infolist() if _is_text(one.filename)}
        if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for raw in parts.values() for part in _plain(raw)):
            return Permanent(Word.REFUSED, _ENTITY + _NOTHING_KEPT)
        return _of_parts(data, parts)
    except (  # SyntaxError: what both XML readers raise, ours and openpyxl's
        zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, ValueError, TypeError, AttributeError, IndexError,
        NotImplementedError, RuntimeError, OSError, EOFError, LookupError,
    ):  # fmt: skip
        return Permanent(Word.DAMAGED, _BROKEN + _NOTHING_KEPT)


def _suspicious(archive: zipfile.ZipFile) -> str:
    """Why an archive is not unpacked, "" when it may be."""
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    wide = any(entry.file_size > MOST_RATIO * max(entry.compress_size, 1024) for entry in entries)
    if total > LARGEST_UNPACKED or len(entries) > MOST_PARTS or wide:
        return _BOMB
    return _NESTED if any("/embeddings/" in entry.filename for entry in entries) else ""


def _is_text(name: str) -> bool:
    return name.endswith((".xml", ".rels", ".vml")) or "/" not in name


def _plain(raw: bytes) -> tuple[bytes, ...]:
    """The part as it stands, and without the zeros of a two-byte encoding."""
    return raw[:1_000_000], raw[:2_000_000].replace(b"\0", b"")


def _of_parts(data: bytes, parts: dict[str, bytes]) -> FileText | Trouble:
    lines: list[str] = []
    for name, raw in parts.items():
        if name.endswith((".xml", ".vml")) and raw.strip():
            lines += _lines(ElementTree.fromstring(raw))
    if any(name.startswith("xl/") for name in parts):
        tables = tuple(_sheets(data))
        body = "\n".join(" ".join(row) for table in tables for row in table)
        return FileText(tuple(lines), body, tables)
    if "word/document.xml" not in parts:
        return Permanent(Word.NOT_HTML, _KINDS + _NOTHING_KEPT)
    root = ElementTree.fromstring(parts["word/document.xml"])
    body = "\n".join(text for text in _paragraphs(root) if text)
    return FileText(tuple(lines), body, tuple(_word_tables(root)))


def _lines(root: ElementTree.Element) -> list[str]:
    """Everything a part says: paragraphs put together from their runs, every other text, names and descriptions."""
    found = _paragraphs(root)
    for element in root.iter():
        found += [clean(_PRINTED.sub("\n", text)) for text in (element.text, element.tail) if text and text.strip()]
        found += [clean(value) for key, value in element.attrib.items() if key.rpartition("}")[2] in _SPEAKING]
    return [line for text in found for line in text.split("\n") if line]


# Codes in a sheet's header and footer: place, font, size, colour.
_PRINTED = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|\d+|[A-Z])")
_SPEAKING = frozenset({"name", "descr", "title", "string", "alt", "tooltip"})


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _paragraphs(root: ElementTree.Element) -> list[str]:
    """The text of each paragraph (or cell string), whatever its runs; inner ones of text boxes too."""
    found = []
    for element in root.iter():
        if _tag(element) in ("p", "si", "is", "comment"):
            pieces = []
            for part in element.iter():
                kind = _tag(part)
                pieces.append(
                    part.text or "" if kind == "t" else "\n" if kind == "br" else " " if kind == "tab" else ""
                )
            found.append(clean("".join(pieces)))
    return found


def _word_tables(root: ElementTree.Element) -> Iterator[tuple[tuple[str, ...], ...]]:
    for table in root.iter():
        if _tag(table) == "tbl":
            rows = [row for row in table if _tag(row) == "tr"]
            yield tuple(tuple(" ".join(_paragraphs(cell)) for cell in row if _tag(cell) == "tc") for row in rows)


def _sheets(data: bytes) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Every sheet, hidden ones too, as written values."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
            yield tuple(tuple(_cell(value) for value in row) for row in rows if _any(row))
    finally:
        book.close()


def _any(row: Sequence[object]) -> bool:
    return any(value not in (None, "") for value in row)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if hasattr(value, "date") and hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return clean(str(value))
