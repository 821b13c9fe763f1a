"""Every number of a digest, counted again from the exported workbook alone by other code than the room's own."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from digest.compose import compose
from digest.render import RENDERERS
from domain.document import Chart, Digest, Table
from tests.digest.outline import cell_text, prose, text_of
from tests.digest.test_compose import EDITIONS

NUMBER = re.compile(r"\d[\d.]*")


class Book:
    """The workbook's sheets as rows by column name."""

    def __init__(self, data: bytes):
        book = openpyxl.load_workbook(BytesIO(data))
        self.sheets = {sheet.title: self._rows(sheet) for sheet in book if sheet.title != "Biểu đồ"}
        self.counted = [row for row in self.sheets["Tin, bài"] if row["Tính vào số liệu"] == "Có"]
        self.late = [row for row in self.sheets["Tin, bài"] if row["Tính vào số liệu"] == "Bổ sung"]
        self.doubtful = [row for row in self.sheets["Tin, bài"] if row["Tính vào số liệu"] == "Chờ kiểm tra"]

    @staticmethod
    def _rows(sheet: Any) -> list[dict[str, Any]]:
        head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        return [dict(zip(head, row, strict=True)) for row in rows]

    def of(self, column: str, value: str) -> int:
        return sum(row[column] == value for row in self.counted)


CASES = [name for name in EDITIONS if name not in ("nothing-read", "sample")]
DIGESTS = {name: compose(EDITIONS[name]) for name in CASES}
BOOKS = {name: Book(RENDERERS["xlsx"](DIGESTS[name])) for name in CASES}


def whole(text: str) -> int:
    return int(text.replace(".", ""))


def found(pattern: str, text: str) -> list[int]:
    match = re.search(pattern, text)
    return [whole(part) for part in match.groups()] if match else []


@pytest.mark.parametrize("name", CASES)
def test_articles_papers_and_stories(name: str):
    book, text = BOOKS[name], prose(DIGESTS[name], "overview")
    if not book.counted:
        assert "không ghi nhận tin, bài" in text
        return
    papers = {row["Cơ quan báo chí"]: row["Cấp"] for row in book.counted}
    stories = {row["Sự việc"] for row in book.counted}
    assert found(r"ghi nhận (\d[\d.]*) tin, bài của (\d+) cơ quan", text) == [len(book.counted), len(papers)]
    assert (found(r"gom thành (\d+) sự việc", text) or [len(book.counted)]) == [len(stories)]
    levels = Counter(papers.values())
    for words, level in (("của trung ương", "Trung ương"), ("của thành phố", "Tỉnh, thành phố"), (r"khác\)", "Khác")):
        if shown := found(rf"(\d+) {words}", text.split(" viết về")[0]):
            assert shown == [levels[level]]
    assert (found(r"(\d+) tin, bài đăng lại", text) or [0]) == [book.of("Đăng lại", "Có")]
    undated = sum(row["Ngày đăng"] is None for row in book.counted)
    assert (found(r"(\d+) tin, bài chưa rõ ngày đăng", text) or [0]) == [undated]
    assert (found(r"Bổ sung (\d+) tin, bài", text) or [0]) == [len(book.late)]
    assert (found(r"Còn (\d+) tin, bài cần cán bộ", text) or [0]) == [len(book.doubtful)]


@pytest.mark.parametrize("name", CASES)
def test_changes_against_other_periods(name: str):
    book, text = BOOKS[name], prose(DIGESTS[name], "overview")
    *before, now = book.sheets["Các kỳ"]
    assert now["Số tin, bài"] == len(book.counted)
    assert now["Số sự việc"] == len({row["Sự việc"] for row in book.counted})
    compared = {"Cùng kỳ năm trước": None, "": None} | {row["Ghi chú"] or "": row for row in before}
    for words, row in (
        ("(?:tuần|tháng|quý|6 tháng liền|năm) trước", compared[""]),
        ("cùng kỳ năm trước", compared["Cùng kỳ năm trước"]),
    ):
        match = re.search(rf"So với {words} \(([^)]*)\), (tăng|giảm) (\d+) tin, bài(?: \(([\d,]+)%\))?", text)
        if not match:
            continue
        assert row is not None
        figures = [whole(part) for part in NUMBER.findall(match[1])] or [0]
        assert figures in ([row["Số tin, bài"]], [row["Số tin, bài"], row["Số sự việc"]])
        change = len(book.counted) - row["Số tin, bài"]
        assert (1 if match[2] == "tăng" else -1) * int(match[3]) == change
        if match[4]:
            share = 100 * abs(change) / row["Số tin, bài"]
            assert float(match[4].replace(",", ".")) == pytest.approx(share, abs=0.05)
            assert min(len(book.counted), row["Số tin, bài"]) >= 10


@pytest.mark.parametrize("name", CASES)
def test_tone_and_roles(name: str):
    book, text = BOOKS[name], prose(DIGESTS[name], "overview")
    for words in ("nêu kết quả, gương tốt", "đưa tin chung", "phản ánh hạn chế, bất cập"):
        shown = found(rf"(\d+) tin, bài {words}", text)
        assert (shown or [0]) == [book.of("Sắc thái", words.capitalize())]
    roles = {"là nội dung chính của": "Nội dung chính", "được nhắc đến trong": "Có nhắc đến"}
    for words, role in roles.items():
        if shown := found(rf"{words} (\d[\d.]*) tin, bài", text):
            assert shown == [book.of("Vai trò trong bài", role)]


@pytest.mark.parametrize("name", CASES)
def test_table_of_fields(name: str):
    book = BOOKS[name]
    table = first_table(DIGESTS[name], "overview")
    if table is None:
        assert not book.counted
        return
    rows = [[cell_text(cell) for cell in row] for row in table.rows]
    sizes = Counter(row["Lĩnh vực chính"] for row in book.counted)
    assert {row[0]: whole(row[1]) for row in rows[:-1] if row[1] != "0"} == dict(sizes)
    assert whole(rows[-1][1]) == len(book.counted)
    heads = {"Kết quả, gương tốt": "Nêu kết quả, gương tốt", "Hạn chế, bất cập": "Phản ánh hạn chế, bất cập"}
    for column, head in enumerate(table.header):
        tone = heads.get(head)
        for row in rows[:-1] if tone else []:
            both = [r for r in book.counted if r["Sắc thái"] == tone and r["Lĩnh vực chính"] == row[0]]
            assert whole(row[column]) == len(both)


def first_table(digest: Digest, section: str) -> Table | None:
    blocks = next((part.blocks for part in digest.sections if part.name == section), ())
    return next((block for block in blocks if isinstance(block, Table)), None)


@pytest.mark.parametrize("name", CASES)
def test_stories_told_and_counted(name: str):
    book, digest = BOOKS[name], DIGESTS[name]
    shown = book.sheets["Sự việc"]
    own = Counter(row["Sự việc"] for row in book.counted)
    late = Counter(row["Sự việc"] for row in book.late)
    for row in shown:
        assert (row["Số tin, bài trong kỳ"], row["Bổ sung"]) == (own[row["Sự việc"]], late[row["Sự việc"]])
        papers = {r["Cơ quan báo chí"] for r in book.counted if r["Sự việc"] == row["Sự việc"]}
        assert row["Số cơ quan báo chí"] == len(papers)
    if name == "full":
        return
    for line in prose(digest, "highlights").split("\n") if shown and book.counted else []:
        if "Cùng đưa tin:" in line:
            title = re.search(r"bài “(.*?)”", line)
            assert title
            row = next(row for row in shown if row["Tin, bài tiêu biểu"] == title[1])
            also = line.partition("Cùng đưa tin:")[2].partition(" Sự việc được")[0]
            many = sum(whole(n) for n in re.findall(r"(\d+) tin, bài", also))
            assert many + len(re.findall(r"\((?:ngày|chưa)", also)) == row["Số tin, bài trong kỳ"] + row["Bổ sung"] - 1


@pytest.mark.parametrize("name", CASES)
def test_fields_in_focus(name: str):
    book, text = BOOKS[name], prose(DIGESTS[name], "overview")
    sizes = {field.lower(): size for field, size in Counter(row["Lĩnh vực chính"] for row in book.counted).items()}
    focus = re.search(r"Báo chí tập trung vào (?:các )?lĩnh vực: (.*?)\.(?: Xã|\n|$)", text)
    for part in focus[1].split("; ") if focus else []:
        match = re.fullmatch(r"(.*) \((\d+)\)", part)
        assert match
        assert sizes[match[1].lower()] == int(match[2])


@pytest.mark.parametrize("name", ["year", "storm"])
def test_stories_left_to_the_annex(name: str):
    book, digest = BOOKS[name], DIGESTS[name]
    blocks = next(part.blocks for part in digest.sections if part.name == "highlights")
    lines = [(block.style, text_of(block.runs)) for block in blocks if not isinstance(block, (Table, Chart))]
    told = sum(style == "item" for style, _ in lines)
    rest = [
        found(r"Ngoài ra có (\d+) sự việc khác \((\d+) tin, bài\)", text) for style, text in lines if style == "body"
    ]
    dated = {row["Sự việc"] for row in (*book.counted, *book.late) if row["Ngày đăng"]}
    assert told + sum(stories for stories, _ in rest) == len(dated)


@pytest.mark.parametrize("name", CASES)
def test_issues(name: str):
    rows = BOOKS[name].sheets["Vấn đề"]
    if "issues" not in [section.name for section in DIGESTS[name].sections]:
        assert not rows
        return
    text = prose(DIGESTS[name], "issues")
    period = EDITIONS[name].period
    new = [row for row in rows if row["Ngày đăng"].date() >= period.start]
    assert (found(r"có (\d+) vấn đề mới", text) or [0]) == [len(new)]
    assert (found(r"(\d+) vấn đề của các kỳ trước", text) or [0]) == [len(rows) - len(new)]
    assert (found(r"đã xong (\d+) vấn đề", text) or [0]) == [sum(row["Trạng thái"] == "Đã xong" for row in rows)]
    today = EDITIONS[name].built_at.date()
    waiting = [row for row in rows if row["Hạn"] and row["Trạng thái"] in ("Đã giao", "Đề xuất xem xét")]
    assert (found(r"quá hạn (\d+) vấn đề", text) or [0]) == [sum(row["Hạn"].date() < today for row in waiting)]


@pytest.mark.parametrize("name", CASES)
def test_newspapers(name: str):
    rows, text = BOOKS[name].sheets["Nguồn báo"], prose(DIGESTS[name], "overview")
    read = sum(row["Đọc được"] == "Có" for row in rows)
    total = sum(row["Số tin, bài đã đọc"] for row in rows)
    assert found(r"đọc được (\d+)/(\d+) nguồn, tổng số (\d[\d.]*) tin, bài", text) == [read, len(rows), total]


def test_forecast():
    book, text = BOOKS["full"], prose(DIGESTS["full"], "forecast")
    counts = [row["Số tin, bài"] for row in book.sheets["Các kỳ"] if row["Ghi chú"] != "Cùng kỳ năm trước"]
    tries = [(sum(counts[at - 4 : at]) / 4, counts[at - 1], counts[at]) for at in range(4, len(counts))]
    model = sum(abs(mean - real) for mean, _, real in tries) / len(tries)
    naive = sum(abs(last - real) for _, last, real in tries) / len(tries)
    assert found(r"từ (\d+) đến (\d+) một tuần", text) == [sorted(counts)[1], sorted(counts)[-2]]
    assert found(r"dự kiến khoảng (\d+) tin", text) == [round(sum(counts[-4:]) / 4)]
    errors = re.search(r"sai số trung bình ([\d,]+); nếu lấy bằng kỳ trước: ([\d,]+); thử trên (\d+) tuần", text)
    assert errors
    assert [float(part.replace(",", ".")) for part in errors.groups()] == pytest.approx(
        [model, naive, len(tries)], abs=0.05
    )


@pytest.mark.parametrize("name", CASES)
def test_charts_hold_the_same_numbers(name: str):
    book, charts = BOOKS[name], {chart.name: chart for chart in DIGESTS[name].charts}
    columns = {"fields": "Lĩnh vực chính", "papers": "Cơ quan báo chí", "tone": "Sắc thái"}
    for chart, column in columns.items():
        if chart in charts:
            sizes = Counter(row[column] for row in book.counted)
            drawn = dict(zip(charts[chart].categories, charts[chart].series[0].values, strict=True))
            assert sum(value or 0 for value in drawn.values()) == len(book.counted)
            assert all(drawn[key] == sizes[key] for key in drawn if "mục khác" not in key)
    for chart in charts.values():
        told = [whole(n) for n in re.findall(r"(?<=[: ])(\d[\d.]*)(?=[;.]| tin| sự)", chart.alt.partition(": ")[2])]
        for series in chart.series:
            assert set(map(int, filter(None, series.values))) <= set(told)


@pytest.mark.parametrize("name", CASES)
def test_no_cell_is_a_formula_and_days_are_days(name: str):
    book = openpyxl.load_workbook(BytesIO(RENDERERS["xlsx"](DIGESTS[name])))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    days = [row["Ngày đăng"] for row in BOOKS[name].counted if row["Ngày đăng"]]
    assert all(isinstance(day, (date, datetime)) for day in days)


def test_native_charts_are_in_the_workbook():
    book = openpyxl.load_workbook(BytesIO(RENDERERS["xlsx"](DIGESTS["full"])))
    assert len(book["Biểu đồ"]._charts) == len(DIGESTS["full"].charts) == 4
