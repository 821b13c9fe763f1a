"""From a file of the office to its facts: tables with a header row, else the sentences of a document with numbers.

A file that bears a mark of secrecy anywhere is refused whole, before anything of it is kept or shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from diembao.cli import Failed
from diembao.secrecy import bears_mark
from digest.officefiles import FileText, read
from domain.fact import Fact, complaint
from domain.outcome import Trouble
from domain.text import fold, one_line
from nlp.claims.quantities import papers, quantities
from nlp.sentences import sentences

SECRET = (
    "Tệp mang dấu chỉ độ mật hoặc dòng chữ giống dấu mật. Phần mềm chạy trên máy nối mạng nên không được nhập tài liệu "
    "mật. Chưa ghi gì từ tệp này; mời xử lý tài liệu theo quy định bảo vệ bí mật nhà nước."
)
# Column heads, folded, by field.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("noi dung", "so lieu", "thong tin", "cau", "su viec", "noi dung so lieu", "text"),
    "number": ("so", "so van ban", "so ky hieu", "ky hieu", "so, ky hieu", "van ban", "number"),
    "day": ("ngay", "ngay van ban", "ngay ban hanh", "day", "date"),
    "issuer": ("co quan", "co quan ban hanh", "noi ban hanh", "don vi", "don vi ban hanh", "issuer"),
    "summary": ("trich yeu", "ten van ban", "summary"),
    "valid_from": ("hieu luc tu", "tu ngay", "co hieu luc tu", "valid_from"),
    "valid_to": ("hieu luc den", "den ngay", "het hieu luc", "het han", "valid_to"),
    "topic": ("linh vuc", "chu de", "topic"),
    "person": ("nguoi phu trach", "phu trach", "can bo phu trach", "can bo", "person"),
}
_DAYS = frozenset({"day", "valid_from", "valid_to"})
_NUMBER = re.compile(r"^\s*Số\s*:\s*(\d[\w./-]*(?:/[\wĐ-]+)?)", re.MULTILINE)
_DATED = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_KIND = re.compile(
    r"^(BÁO CÁO|BIÊN BẢN|THÔNG BÁO|QUYẾT ĐỊNH|KẾ HOẠCH|KẾT LUẬN|TỜ TRÌNH|NGHỊ QUYẾT|THÔNG CÁO)\s*$\n(.+)", re.MULTILINE
)
_ABOUT = re.compile(r"^V/v\s+(.+)", re.MULTILINE)
_LETTERHEAD = re.compile(
    r"^(?:Số\s*:|Kính gửi|Nơi nhận|CỘNG HÒA|Độc lập|- |Lưu:|V/v )|ngày \d+ tháng \d+ năm \d{4}$", re.I
)


def facts_of(data: bytes, name: str, given: Mapping[str, Any]) -> list[Fact]:
    """The facts in a file; `given` fills what the file leaves open. Raises Failed with a sentence; nothing is kept."""
    found = read(data, name)
    if isinstance(found, Trouble):
        raise Failed(found.sentence(), 2)
    if bears_mark([*found.everything, name.rsplit(".", 1)[0].replace("_", " ")]):
        raise Failed(SECRET, 2)
    facts = [*_tabled(found, given)] or [*_told(found, given)]
    if not facts:
        raise Failed(
            "Chưa thấy số liệu nào trong tệp. Bảng cần có hàng tiêu đề với cột “Nội dung” và cột “Số văn bản” hoặc "
            "“Trích yếu”; văn bản cần có câu nêu số liệu. Chưa ghi gì.",
            2,
        )
    for place, fact in enumerate(facts, start=1):
        if reason := complaint(fact):
            raise Failed(f"Dòng {place}: {reason} Chưa ghi gì.", 2)
    return facts


def _tabled(file: FileText, given: Mapping[str, Any]) -> Iterator[Fact]:
    for table in file.tables:
        for place, row in enumerate(table):
            columns = _columns(row)
            if "text" in columns.values():
                yield from _rows(table[place + 1 :], columns, given, place + 2)
                break


def _columns(row: Sequence[str]) -> dict[int, str]:
    """Which column holds which field, as a header row says."""
    heads = {head: field for field, names in _COLUMNS.items() for head in names}
    plain = [" ".join(re.findall(r"[\w,]+", fold(cell))) for cell in row]
    return {place: heads[head] for place, head in enumerate(plain) if head in heads}


def _rows(
    rows: Sequence[Sequence[str]], columns: Mapping[int, str], given: Mapping[str, Any], first: int
) -> Iterator[Fact]:
    for number, row in enumerate(rows, start=first):
        cells = {field: one_line(row[place]) for place, field in columns.items() if place < len(row)}
        if not cells.get("text"):
            continue
        read = {name: _day(value, number) if name in _DAYS else value for name, value in cells.items() if value}
        yield Fact(**(dict(given) | read))


def _day(text: str, row: int) -> date:
    found = day_of(text)
    if found is None:
        raise Failed(f"Dòng {row}: ngày “{text}” chưa đọc được. Mời ghi dạng 12/11/2026. Chưa ghi gì.", 2)
    return found


def day_of(text: str) -> date | None:
    """A day as officers write it (12/11/2026, 2026-11-12), None for none."""
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text.strip()[:10], form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _told(file: FileText, given: Mapping[str, Any]) -> Iterator[Fact]:
    """The sentences of a document that state something checkable, with the document's own number, day and subject."""
    head = document_of(file.body, given)
    for paragraph in file.body.split("\n"):
        if _LETTERHEAD.search(paragraph) or paragraph.isupper():
            continue
        for sentence in sentences(paragraph):
            if len(sentence) > 25 and (quantities(sentence) or papers(sentence)):
                yield replace(head, text=one_line(sentence))


def document_of(body: str, given: Mapping[str, Any]) -> Fact:
    """What a document says of itself, as a fact without text; `given` goes before."""
    number, dated = _NUMBER.search(body), _DATED.search(body)
    kind, about = _KIND.search(body), _ABOUT.search(body)
    own: dict[str, Any] = {"text": ""}
    if number:
        own["number"] = number[1].rstrip(".,;")
    if dated:
        try:
            own["day"] = date(int(dated[3]), int(dated[2]), int(dated[1]))
        except ValueError:
            own.pop("day", None)
    if kind or about:
        own["summary"] = one_line(f"{kind[1].capitalize()} {kind[2]}" if kind else about[1] if about else "")
    own |= {name: value for name, value in given.items() if value}
    known = {field.name for field in fields(Fact)}
    return Fact(**{name: value for name, value in own.items() if name in known})
