"""No number of any golden edition stands unproved: each is found in the exported workbook or counted again from it.

A text is eaten piece by piece: press words (links, quotations) must stand in the workbook, days must be days of it,
and what a rule recognises must equal what the rule counts. What is left may hold no digit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest

from domain.document import Paragraph, Run, Table
from domain.edition import Edition, previous_period
from tests.digest.outline import cell_text, text_of
from tests.digest.test_compose import EDITIONS
from tests.digest.test_figures import BOOKS, CASES, DIGESTS, Book, whole

Expect = Callable[[Book, Edition, re.Match[str]], object]
_DAY = re.compile(r"\b(\d\d)/(\d\d)(?:/(\d{4}))?\b")
_DUE = ("Đã giao", "Đề xuất xem xét")


def today(edition: Edition) -> date:
    return edition.built_at.date()


def rows(book: Book, sheet: str) -> list[dict[str, object]]:
    return book.sheets.get(sheet, [])


def column(book: Book, sheet: str, name: str) -> set[object]:
    return {row[name] for row in rows(book, sheet)}


def count(sheet: str, *tests: Callable[[dict, Edition], bool]) -> Expect:
    return lambda book, edition, _: sum(all(t(row, edition) for t in tests) for row in rows(book, sheet))


def new(column: str) -> Callable[[dict, Edition], bool]:
    return lambda row, edition: row[column].date() >= edition.period.start


def no(test: Callable[[dict, Edition], bool]) -> Callable[[dict, Edition], bool]:
    return lambda row, edition: not test(row, edition)


def late(row: dict, edition: Edition) -> bool:
    waiting = row.get("Trạng thái") in _DUE if "Trạng thái" in row else not row["Ngày khép"]
    return bool(row["Hạn"]) and row["Hạn"].date() < today(edition) and waiting


def stories_of(book: Book) -> Counter[str]:
    return Counter(row["Sự việc"] for row in (*book.counted, *book.late) if row["Ngày đăng"])


def from_last(book: Book, edition: Edition, match: re.Match[str]) -> bool:
    """A comparison is proved by test_figures; here: the period it names is the one in the workbook."""
    first = previous_period(edition.period).start
    starts = [row["Từ ngày"].date() for row in rows(book, "Các kỳ")]
    return first in starts or match[0].startswith("cùng kỳ") or edition.year_ago is not None


# What a sentence may say with figures -> what they must be. Proved in full by a test of test_figures: `True`.
RULES: tuple[tuple[str, object], ...] = (
    (r"Chưa đủ dữ liệu để so sánh với 6 tháng liền trước", lambda b, _e, _m: len(rows(b, "Các kỳ")) == 1),
    (r"ghi nhận \d[\d.]* tin, bài của \d+ cơ quan báo chí(?: \([^)]*\))?", True),
    (r"gom thành \d[\d.]* sự việc", True),
    (r"So với (?:\w+ ?)+ \([^)]*\), (?:tăng|giảm) [\d.]+ tin, bài(?: \([\d,]+%\))?", from_last),
    (r"(?:Có|;) [\d.]+ tin, bài (?:nêu kết quả|đưa tin chung|phản ánh hạn chế)", True),
    (r"[\d.]+ tin, bài (?:đăng lại|chưa rõ ngày đăng|cần cán bộ kiểm tra)", True),
    (r"Bổ sung [\d.]+ tin, bài", True),
    (r"(?:là nội dung chính của|được nhắc đến trong) [\d.]+ tin, bài", True),
    (
        r"có tên trong danh sách ở ([\d.]+) tin, bài",
        lambda b, _e, _m: b.of("Vai trò trong bài", "Có tên trong danh sách"),
    ),
    (r"tập trung vào [^.]*", True),
    (r"đọc được \d+/\d+ nguồn, tổng số [\d.]+ tin, bài", True),
    (r"Không đọc được: (\d+) nguồn", count("Nguồn báo", lambda row, _: row["Đọc được"] == "Không")),
    (
        r"trước có ([\d.]+) tin, bài(?:, ([\d.]+) sự việc)?",
        lambda b, _e, _m: [r for r in rows(b, "Các kỳ") if not r["Ghi chú"]][-1]["Số tin, bài"],
    ),
    (r"^Lần đọc báo cuối trước khi lập bản này: (\d\d) giờ (\d\d) ngày \.", lambda b, _e, m: (m[1], m[2]) == _last(b)),
    (r"có (\d+) vấn đề mới", count("Vấn đề", new("Ngày đăng"))),
    (r"(\d+) vấn đề của các kỳ trước", count("Vấn đề", no(new("Ngày đăng")))),
    (r"đã xong (\d+) vấn đề", count("Vấn đề", lambda row, _: row["Trạng thái"] == "Đã xong")),
    (r"quá hạn (\d+) vấn đề", count("Vấn đề", late)),
    (r"Trong kỳ mở (\d+) hồ sơ", count("Hồ sơ đối chiếu", new("Ngày mở"))),
    (r"(\d+) hồ sơ của các kỳ trước", count("Hồ sơ đối chiếu", no(new("Ngày mở")))),
    (r"đã khép (\d+) hồ sơ", count("Hồ sơ đối chiếu", lambda row, _: bool(row["Ngày khép"]))),
    (r"quá hạn (\d+) hồ sơ", count("Hồ sơ đối chiếu", late)),
    (r"hồ sơ (\S+-\d+)(?= \((?:hạn|quá hạn))", lambda b, _e, m: m[1] in column(b, "Hồ sơ đối chiếu", "Hồ sơ")),
    (r"(?<=“”) \(ngày , ([\d.]+) tin, bài\)", lambda b, _e, m: whole(m[1]) in _echoes(b)),
    (r"thường (?:dao động )?từ \d+ đến \d+(?: một \w+)?", True),
    (r"dự kiến khoảng \d+ tin, bài, tính theo trung bình 4 tuần gần nhất", True),
    (r"sai số trung bình [\d,]+(?:; nếu lấy bằng kỳ trước: [\d,]+| so với [\d,]+)[;,] thử trên \d+ tuần", True),
    (
        r"số liệu của (\d+) (?:tuần|năm); từ 8 (?:tuần|năm)",
        count("Các kỳ", lambda row, _: row["Ghi chú"] != "Cùng kỳ năm trước"),
    ),
    (r"Ngoài ra có \d+ sự việc khác \(\d+ tin, bài\)", True),
    (r"đến nay có ([\d.]+) tin, bài", lambda b, _e, m: whole(m[1]) in column(b, "Sự việc", "Số tin, bài từ đầu")),
    (r"(?:khoảng|từ)  đến ", True),
    (r"^\(\d\) |(?<=: )\(\d\)|; \(\d\)", True),
    (
        r"sự việc “” \(([\d.]+) tin, bài\)",
        lambda b, _e, m: whole(m[1]) in {r["Số tin, bài trong kỳ"] for r in rows(b, "Sự việc")},
    ),
    (
        r"Trên ([\d.]+) bài đối chứng[^.]*phần mềm trùng ([\d,]+)%",
        lambda b, _e, m: [m[1], m[2]] == _agreement(b),
    ),
    (r"cán bộ đã sửa ([\d.]+)/([\d.]+)", lambda b, _e, m: [whole(m[1]), whole(m[2])] == _corrected(b)),
)  # fmt: skip


def _last(book: Book) -> tuple[str, str]:
    last = max(moment for moment in column(book, "Nguồn báo", "Lần đọc được cuối") if moment)  # type: ignore[type-var]
    return f"{last:%H}", f"{last:%M}"


def _echoes(book: Book) -> set[object]:
    return {row["Số tin, bài"] for row in rows(book, "Kỳ tới")}


def _error(book: Book) -> dict[str, int]:
    return {row["Nội dung"]: row["Số bài"] for row in rows(book, "Sai số")}  # type: ignore[misc]


def _agreement(book: Book) -> list[str]:
    told = _error(book)
    share = 100 * told["Trùng với nhãn đối chứng"] / told["Bài đối chứng"]
    return [str(told["Bài đối chứng"]), f"{share:.1f}".replace(".", ",")]


def _corrected(book: Book) -> list[int]:
    return [_error(book)[f"Bài cán bộ đã {word} trong kỳ"] for word in ("sửa", "duyệt")]


def words_of(book: Book) -> str:
    """All text of the workbook, quotation marks made alike."""
    found = (str(v) for sheet in book.sheets.values() for row in sheet for v in row.values() if isinstance(v, str))
    return alike(" ¦ ".join(found))


def alike(text: str) -> str:
    return re.sub("[“”‘’«»\"']", "'", text)


def days_of(book: Book, edition: Edition) -> set[date]:
    cells = (v for sheet in book.sheets.values() for row in sheet for v in row.values())
    found = {cell.date() for cell in cells if isinstance(cell, datetime)}
    seen = {e.article.first_seen.date() for e in edition.undated if e.article.first_seen}
    return found | seen | {edition.period.start, edition.period.end, today(edition)}


def eaten(book: Book, edition: Edition, runs: tuple[Run, ...], known: str, days: set[date]) -> str:
    """What is left of a text when press words, quotations and days are taken out, each of them checked."""
    parts = []
    for run in runs:
        if run.href:
            assert alike(run.text) in known, run.text
        parts.append("" if run.href else run.text)
    text = re.sub("“[^”]*”", "“”", "".join(parts))
    for _, citation in edition.citations:
        text = text.replace(citation, "")
    for day, month, year in _DAY.findall(text):
        fits = [d for d in days if (d.day, d.month) == (int(day), int(month)) and year in ("", str(d.year))]
        assert fits, (text, day, month, year)
    return _DAY.sub("", text)


def paragraphs(edition_name: str) -> Iterator[tuple[str, Paragraph]]:
    for section in DIGESTS[edition_name].sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield section.name, block


def says_what_it_must(expected: object, book: Book, edition: Edition, match: re.Match[str]) -> bool:
    if expected is True:
        return True
    told = expected(book, edition, match)  # type: ignore[operator]
    return told if isinstance(told, bool) else told == whole(match[1])


@pytest.mark.parametrize("name", CASES)
def test_every_number_of_the_running_text(name: str):
    book, edition = BOOKS[name], EDITIONS[name]
    known, days = words_of(book), days_of(book, edition)
    for section, block in paragraphs(name):
        if section in ("highlights", "undated", "review", "foreign", "changes") and block.style == "item":
            continue  # proved below
        left = eaten(book, edition, block.runs, known, days)
        if block.style == "heading2":
            left = re.sub(r"^\d+\. ", "", left)
        for pattern, expected in RULES:
            for match in re.finditer(pattern, left):
                assert says_what_it_must(expected, book, edition, match), (pattern, match[0], left)
            left = re.sub(pattern, "", left)
        if section == "sources" and left.startswith("Mã niêm phong"):
            continue
        if section == "sources":
            silent = sum(r["Đọc được"] == "Có" and not r["Số tin, bài đã đọc"] for r in rows(book, "Nguồn báo"))
            left = re.sub(rf"^Có {silent} nguồn", "", left)
        assert not re.search(r"\d", left), (section, left)


@pytest.mark.parametrize("name", CASES)
def test_every_number_of_an_item(name: str):
    """Items hold press words and days; beside them only how many articles a story or a newspaper has."""
    book, edition = BOOKS[name], EDITIONS[name]
    known, days = words_of(book), days_of(book, edition)
    sizes = set(stories_of(book).values()) | {r["Số tin, bài từ đầu"] for r in rows(book, "Sự việc")}
    papers = Counter((r["Sự việc"], r["Cơ quan báo chí"]) for r in (*book.counted, *book.late))
    several = {*papers.values(), *(size - 1 for size in papers.values())}
    for section, block in paragraphs(name):
        if section in ("highlights", "undated", "review", "foreign", "changes") and block.style == "item":
            left = eaten(book, edition, block.runs, known, days)
            left = re.sub(r"Đoạn \d+:.*|\(chuyển từ.*", "", left)
            for size in map(whole, re.findall(r"(?:đến nay có|và) ([\d.]+) tin, bài", left)):
                assert size in sizes, left
            left = re.sub(r"đến nay có [\d.]+ tin, bài", "", left)
            for size in map(whole, re.findall(r"(?:\(|có thêm )([\d.]+) tin, bài", left)):
                assert size in several or size in range(sum(papers.values())), left
            left = re.sub(r"(?:\(|có thêm )[\d.]+ tin, bài|và \d+ cơ quan báo chí khác", "", left)
            assert not re.search(r"\d", left), (section, left)


def tables(name: str) -> Iterator[tuple[str, Table]]:
    for section in DIGESTS[name].sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield section.name, block


@pytest.mark.parametrize("name", CASES)
def test_every_number_of_a_table(name: str):
    book, edition = BOOKS[name], EDITIONS[name]
    known, days = words_of(book), days_of(book, edition)
    for section, table in tables(name):
        for place, row in enumerate(table.rows, start=1):
            for head, cell in zip(table.header, row, strict=True):
                text = cell_text(cell)
                if head == "STT":
                    assert text == str(place)
                elif section == "annex":
                    continue  # row by row in test_the_annex_and_the_workbook_list_the_same
                elif section in ("issues", "unverified"):
                    for part in re.split(r" / |\n", text):
                        plain = _DAY.sub("", part)
                        assert not re.search(r"\d", plain) or alike(part).strip("'") in known, part
                        eaten(book, edition, (Run(part),), known, days)
                elif section == "press_work" and head == "Kết quả":
                    assert text in _work(book, cell_text(row[1])), text
                elif section == "sources" and head == "Số tin, bài":
                    titled = [r for r in rows(book, "Nguồn báo") if r["Nguồn báo"] == cell_text(row[1])]
                    assert whole(text) in [r["Số tin, bài đã đọc"] for r in titled]


def _work(book: Book, counter: str) -> list[str]:
    found = [r for r in rows(book, "Phát ngôn") if r["Nội dung"] == counter]
    if not found:
        return ["chưa có số liệu"]
    done, total = found[0]["Số liệu"], found[0]["Trên tổng số"]
    return [str(done)] if total is None else ["không phát sinh"] if total == 0 else [f"{done}/{total}"]


@pytest.mark.parametrize("name", CASES)
def test_changes_of_fields_against_the_period_before(name: str):
    book = BOOKS[name]
    before = {r["Lĩnh vực"]: r["Số tin, bài"] for r in rows(book, "Lĩnh vực kỳ trước")}
    now = Counter(r["Lĩnh vực chính"] for r in book.counted)
    found = [table for section, table in tables(name) if section == "overview"]
    for table in found:
        column = next((place for place, head in enumerate(table.header) if head.startswith("So với")), None)
        for row in table.rows[:-1] if column else ():
            field = cell_text(row[0])
            difference = now[field] - before.get(field, 0)
            word = "bằng" if not difference else f"{'tăng' if difference > 0 else 'giảm'} {abs(difference)}"
            assert cell_text(row[column]) == word


@pytest.mark.parametrize("name", CASES)
def test_the_annex_and_the_workbook_list_the_same(name: str):
    book = BOOKS[name]
    listed = [table for section, table in tables(name) if section == "annex"]
    shown = [r for r in rows(book, "Tin, bài") if r["Tính vào số liệu"] != "Chờ kiểm tra"]
    assert sum(len(table.rows) for table in listed) == len(shown)
    for row in listed[0].rows if listed else ():
        when, paper, title = (cell_text(row[at]) for at in (1, 2, 3))
        match = [r for r in shown if r["Cơ quan báo chí"] == paper and title.startswith(r["Tiêu đề"])]
        assert any(_when(r) == when for r in match), (when, title)


def _when(row: dict) -> str:
    if row["Ngày đăng"] is None:
        return "Chưa rõ"
    hour = f"{row['Giờ đăng'].replace(':', ' giờ ')} / " if row["Giờ đăng"] else ""
    return hour + f"{row['Ngày đăng']:%d/%m/%Y}" + (" / (bổ sung)" if row["Tính vào số liệu"] == "Bổ sung" else "")


@pytest.mark.parametrize("name", CASES)
def test_the_short_form_says_the_same(name: str):
    """The message for Zalo and mail: its counts are those of the document."""
    book = BOOKS[name]
    own, extra = Counter(r["Lĩnh vực chính"] for r in book.counted), len(book.late)
    lines = [block for block in DIGESTS[name].brief if block.style == "heading2"]
    told = [re.fullmatch(r"(.*) \((?:(\d+)(?:, )?)?(?:bổ sung (\d+))?\)", text_of(block.runs)) for block in lines]
    assert sum(int(match[2] or 0) for match in told if match) == sum(own.values())
    assert sum(int(match[3] or 0) for match in told if match) == extra


def test_a_day_that_is_in_no_table_is_noticed():
    book, edition = BOOKS["full"], EDITIONS["full"]
    days = days_of(book, edition)
    strange = max(days) + timedelta(days=400)
    with pytest.raises(AssertionError):
        eaten(book, edition, (Run(f"ngày {strange:%d/%m/%Y}"),), "", days)
