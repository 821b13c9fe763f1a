"""A city's digest: every number in it is found in its exported workbook or counted again from it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from digest.compose import compose
from digest.render import RENDERERS
from domain.cityview import CityView, CommuneLine, SharedStory
from domain.document import Digest, Paragraph, Table
from domain.edition import Edition, Past, week_of
from domain.place import Commune, Unit
from domain.press import Level
from tests.digest import builders, goldens
from tests.digest.editions import NEW_MATTER, OLD_MATTER
from tests.digest.outline import cell_text, outline, prose, text_of

CITY = Unit("31", "Hải Phòng", "Thành phố", "Thành phố Hải Phòng", "31")
PLACES = tuple(
    Unit(f"{code}", name, kind, "Thành phố Hải Phòng", "31")
    for code, name, kind in (
        (11713, "Nghi Dương", "Xã"), (11728, "Kiến Hải", "Xã"), (11407, "Lê Chân", "Phường"),
        (11323, "Hồng Bàng", "Phường"), (11914, "Bạch Long Vĩ", "Đặc khu"),
    )
)  # fmt: skip
FLOOD = SharedStory(
    "bao-9", "Bão số 9: ba xã ven sông sơ tán dân", "Báo Cửa Biển", date(2026, 11, 14),
    "https://cua-bien.example/tin/bao.html", 7, 4, ("xã Nghi Dương", "xã Kiến Hải", "phường Lê Chân"),
)  # fmt: skip
ROAD = SharedStory(
    "duong", "Mở đường nối hai địa phương", "Báo Đất Việt Xanh", None, "https://dat-viet.example/tin/duong.html", 1, 1,
    ("xã Kiến Hải", "phường Hồng Bàng"),
)  # fmt: skip
LINES = (
    CommuneLine(PLACES[0], 9, 3, 4, 2, 1),
    CommuneLine(PLACES[1], 8, 2, 4),
    CommuneLine(PLACES[2], 7, 1, 3, 0, 3),
    CommuneLine(PLACES[3], 1, 1, 1),
    CommuneLine(PLACES[4]),
)
LEVELS = (Level.CENTRAL, Level.CITY, Level.CITY, Level.OTHER, Level.OTHER)


def edition(view: CityView, **changes: Any) -> Edition:
    base = builders.edition(commune=Commune(CITY), city=view, **changes)
    return replace(base, office=replace(base.office, issuer="SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"))


EDITIONS = {
    "city": edition(
        CityView(LINES, (FLOOD, ROAD), 16, 5, LEVELS),
        matters=(OLD_MATTER, replace(NEW_MATTER, unit_code="11728"), replace(NEW_MATTER, id="x", due=None)),
        history=(Past(week_of(date(2026, 11, 11)), 20, 6),),
    ),
    "city-silent": edition(CityView(tuple(CommuneLine(unit) for unit in PLACES))),
}
DIGESTS = {name: compose(one) for name, one in EDITIONS.items()}


def sheets(digest: Digest) -> dict[str, list[dict[str, Any]]]:
    book = openpyxl.load_workbook(BytesIO(RENDERERS["xlsx"](digest)))
    found = {}
    for sheet in book:
        head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()] or [[]]
        found[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


BOOKS = {name: sheets(digest) for name, digest in DIGESTS.items()}


@pytest.mark.parametrize("name", EDITIONS)
def test_the_whole_digest_reads_as_it_did(name: str) -> None:
    goldens.check(f"{name}.txt", outline(DIGESTS[name]))


def test_the_opening() -> None:
    text, book = prose(DIGESTS["city"], "city_overview"), BOOKS["city"]
    lines, periods = book["Xã, phường"], book["Các kỳ"]
    told = re.search(
        r"ghi nhận (\d+) tin, bài của (\d+) cơ quan .* viết về (\d+) trong số (\d+) xã, .* thành (\d+) sự", text
    )
    assert told
    now = periods[-1]
    named = [line for line in lines if line["Tin, bài"]]
    papers = [row["Số cơ quan báo chí"] for row in book["Cơ quan báo chí"]]
    counts = (now["Số tin, bài"], sum(papers), len(named), len(lines), now["Số sự việc"])
    assert tuple(map(int, told.groups())) == counts
    assert ("được tính một lần" in text) == (sum(line["Tin, bài"] for line in lines) > now["Số tin, bài"])
    before = next(row for row in periods if not row["Ghi chú"])
    change = re.search(r"So với tuần trước \((\d+) tin, bài, (\d+) sự việc\), giảm (\d+) tin, bài", text)
    assert change
    assert [int(part) for part in change.groups()] == [
        before["Số tin, bài"], before["Số sự việc"], before["Số tin, bài"] - now["Số tin, bài"],
    ]  # fmt: skip
    doubtful = re.search(r"Còn (\d+) lượt", text)
    assert doubtful
    assert int(doubtful[1]) == sum(line["Chờ kiểm tra"] for line in lines)
    waiting = re.search(r"Có (\d+) vấn đề báo nêu đang chờ xử lý ở (\d+) xã, phường, trong đó quá hạn (\d+)", text)
    assert waiting
    matters = [row for row in book["Vấn đề"] if row["Trạng thái"] != "Đã xong"]
    late = [row for row in matters if row["Hạn"] and row["Hạn"].date() < EDITIONS["city"].built_at.date()]
    places = {row["Xã, phường, đặc khu"] for row in matters}
    assert [int(part) for part in waiting.groups()] == [len(matters), len(places), len(late)]
    levels = re.search(r"\((\d+) của trung ương, (\d+) của thành phố, (\d+) khác\)", text)
    assert levels
    assert [int(part) for part in levels.groups()] == papers
    sources = book["Nguồn báo"]
    read = re.search(r"đọc được (\d+)/(\d+) nguồn, tổng số ([\d.]+) tin, bài", text)
    assert read
    read_there = sum(row["Đọc được"] == "Có" for row in sources)
    total = sum(row["Số tin, bài đã đọc"] for row in sources)
    assert [int(part.replace(".", "")) for part in read.groups()] == [read_there, len(sources), total]


def test_the_table_of_communes() -> None:
    named = [row for row in BOOKS["city"]["Xã, phường"] if row["Tin, bài"]]
    (table,) = [block for block in _blocks("city_communes") if isinstance(block, Table)]
    shown = [[cell_text(cell) for cell in row] for row in table.rows]
    columns = ("Xã, phường, đặc khu", "Sự việc", "Tin, bài", "Cơ quan báo chí")
    assert [row[1:5] for row in shown] == [[str(line[column]) for column in columns] for line in named]
    assert [row[5] for row in shown] == [str(line["Cần trả lời"] or "") for line in named]
    assert [row[0] for row in shown] == [str(place) for place, _ in enumerate(shown, 1)]


def test_events_of_several_communes() -> None:
    rows = {row["Tiêu đề"]: row for row in BOOKS["city"]["Sự việc chung"]}
    told = [text_of(block.runs) for block in _blocks("city_shared") if isinstance(block, Paragraph)]
    assert len(told) == len(rows)
    for line in told:
        title = re.search("“(.*?)”", line)
        assert title
        row = rows[title[1]]
        several = re.search(r"Có (\d+) tin, bài của (\d+) cơ quan", line)
        assert ([int(part) for part in several.groups()] if several else [1, 1]) == [
            row["Tin, bài"], row["Số cơ quan báo chí"],
        ]  # fmt: skip
        assert all(name in line for name in row["Xã, phường, đặc khu"].split("; "))
        assert (f"{row['Ngày']:%d/%m}" in line) if row["Ngày"] else ("chưa rõ" in line)


@pytest.mark.parametrize("name", EDITIONS)
def test_those_of_whom_nothing_was_found(name: str) -> None:
    silent = [row["Xã, phường, đặc khu"] for row in BOOKS[name]["Xã, phường"] if not row["Tin, bài"]]
    text = prose(DIGESTS[name], "city_unnamed")
    assert f"viết về {len(silent)} xã, phường, đặc khu: {'; '.join(silent)}." in text


def _blocks(section: str) -> tuple[Any, ...]:
    return next(part.blocks for part in DIGESTS["city"].sections if part.name == section)
