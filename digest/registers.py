"""What else a digest prints from: fields of the period before, cases, counters, events, changes, measured error.

Tables of the workbook beside those of articles, stories and issues (`digest.data`).
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.safe import href, printable
from digest.sections import press_work
from digest.sections.unverified import OPEN
from domain.casework import Share
from domain.clock import to_local
from domain.document import Cell, Sheet
from domain.edition import Edition
from domain.press import Level
from domain.watch import CHANGES

# Whose a newspaper is, as the workbook writes it.
LEVELS = {Level.CENTRAL: "Trung ương", Level.CITY: "Tỉnh, thành phố", Level.OTHER: "Khác"}
Columns = tuple[tuple[str, float], ...]


def sheets(edition: Edition) -> tuple[Sheet, ...]:
    """These tables, those without a row left out, since most offices keep only some of the registers."""
    found = (_fields_before(edition), _cases(edition), _press_work(edition), _coming(edition), _changes(edition))
    return tuple(one for one in (*found, _searches(edition), _error(edition)) if one.rows)


def sheet(name: str, columns: Columns, rows: Sequence[tuple[Cell, ...]], links: tuple[int, ...] = ()) -> Sheet:
    """A table from its columns with their widths."""
    return Sheet(name, tuple(text for text, _ in columns), tuple(rows), tuple(width for _, width in columns), links)


def _fields_before(edition: Edition) -> Sheet:
    names = {topic.code: topic.name for topic in edition.topics}
    before = edition.previous.topics if edition.previous else ()
    rows = [(names.get(code, "Chưa xác định lĩnh vực"), size) for code, size in before]
    return sheet("Lĩnh vực kỳ trước", (("Lĩnh vực", 40), ("Số tin, bài", 12)), rows)


_CASES: Columns = (
    ("Hồ sơ", 14),
    ("Nội dung báo nêu", 60),
    ("Cơ quan báo chí", 26),
    ("Ngày đăng", 12),
    ("Tài liệu của cơ quan", 40),
    ("Căn cứ", 40),
    ("Tình trạng", 20),
    ("Kết luận", 30),
    ("Ngày mở", 12),
    ("Hạn", 12),
    ("Ngày khép", 12),
    ("Đường dẫn", 50),
)


def _cases(edition: Edition) -> Sheet:
    rows = [
        (
            printable(case.number),
            printable(case.claim),
            printable(case.outlet),
            case.published,
            printable(case.official),
            printable(case.basis),
            printable(case.state),
            printable(case.outcome) or OPEN,
            case.opened,
            case.due,
            case.closed,
            href(case.url),
        )
        for case in edition.cases or ()
    ]
    return sheet("Hồ sơ đối chiếu", _CASES, rows, links=(11,))


def _press_work(edition: Edition) -> Sheet:
    work = edition.press_work
    values = (work.conferences, work.briefings, work.answers, work.sudden, work.in_time, work.rebutted)
    rows = [
        (name, value.done if isinstance(value, Share) else value, value.total if isinstance(value, Share) else None)
        for (name, _), value in zip(press_work.told(work), values, strict=True)
        if value is not None
    ]
    return sheet("Phát ngôn", (("Nội dung", 60), ("Số liệu", 10), ("Trên tổng số", 12)), rows)


def _coming(edition: Edition) -> Sheet:
    """Known events, and last year's stories of the same days."""
    events: list[tuple[Cell, ...]] = [
        (printable(event.name), event.first, event.last, "Có" if event.sure else "Cần kiểm tra", event.source, None)
        for event in edition.coming
    ]
    echoes = [
        (printable(echo.title), echo.day, None, None, "báo chí năm trước", echo.articles) for echo in edition.echoes
    ]
    columns = (
        ("Sự kiện", 60),
        ("Từ ngày", 12),
        ("Đến ngày", 12),
        ("Ngày đã chắc", 14),
        ("Căn cứ", 40),
        ("Số tin, bài", 12),
    )
    return sheet("Kỳ tới", columns, [*events, *echoes])


def _changes(edition: Edition) -> Sheet:
    rows = [
        (
            printable(noted.title),
            printable(noted.outlet_title),
            noted.published,
            CHANGES[noted.change.kind],
            to_local(noted.change.seen_at).date(),
            printable(noted.change.detail),
            href(noted.change.url),
        )
        for noted in edition.changes
    ]
    columns = (
        ("Tiêu đề", 60),
        ("Cơ quan báo chí", 26),
        ("Ngày đăng", 12),
        ("Thay đổi", 24),
        ("Ngày ghi nhận", 14),
        ("Chi tiết", 60),
        ("Đường dẫn", 50),
    )
    return sheet("Bài đã sửa, gỡ", columns, rows, links=(6,))


def _searches(edition: Edition) -> Sheet:
    """What saved searches found."""
    rows = [
        (printable(one.name), printable(found.title), printable(found.outlet), found.day, href(found.url))
        for one in edition.searches
        for found in one.found
    ]
    columns = (("Tìm", 30), ("Tiêu đề", 60), ("Cơ quan báo chí", 26), ("Ngày đăng", 12), ("Đường dẫn", 50))
    return sheet("Theo dõi theo yêu cầu", columns, rows, links=(4,))


def _error(edition: Edition) -> Sheet:
    """How far the machine's tone may be trusted."""
    measure = edition.tone_measure
    rows = (
        [
            ("Bài đối chứng", measure.checked),
            ("Trùng với nhãn đối chứng", measure.agreed),
            ("Bài cán bộ đã duyệt trong kỳ", measure.judged),
            ("Bài cán bộ đã sửa trong kỳ", measure.corrected),
        ]
        if measure
        else []
    )
    return sheet("Sai số", (("Nội dung", 40), ("Số bài", 10)), rows)
