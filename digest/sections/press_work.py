"""How did the office speak to the press? The six counters of the yearly form, each said to be missing while it is."""

from __future__ import annotations

from digest import wording
from domain.casework import NOT_KEPT, PressWork, Share
from domain.document import Paragraph, Run, Section, Table
from domain.edition import Edition, PeriodKind

TITLE = "Cung cấp thông tin, phát ngôn"
MISSING = "chưa có số liệu"
NONE_AROSE = "không phát sinh"
# The id of the rule that asks for these counters, in legal.toml.
BASIS = "nghi-dinh-244-dieu-10"
WIDTHS = (12, 108, 40)


def section(edition: Edition) -> Section | None:
    """The counters: in reports longer than a week always, in a week's only where somebody keeps them."""
    work = edition.press_work
    if edition.period.kind is PeriodKind.WEEK and work == NOT_KEPT:
        return None
    lines = told(work)
    rows = tuple((Run(str(place)),) for place in range(1, len(lines) + 1))
    cells = tuple((number, (Run(name),), (Run(value),)) for number, (name, value) in zip(rows, lines, strict=True))
    table = Table(
        "Số liệu phát ngôn và cung cấp thông tin cho báo chí", ("STT", "Nội dung", "Kết quả"), cells, WIDTHS, "clc"
    )
    return Section("press_work", TITLE, (Paragraph((Run(_introduction(edition)),)), table))


def told(work: PressWork) -> tuple[tuple[str, str], ...]:
    """Each counter's name and value as printed."""
    return (
        ("Số cuộc họp báo", _count(work.conferences)),
        ("Số lần cung cấp thông tin tại giao ban báo chí", _count(work.briefings)),
        ("Số lượt đã trả lời trên tổng số đề nghị của báo chí", _share(work.answers)),
        ("Số vụ việc đột xuất đã phát ngôn trên tổng số vụ việc", _share(work.sudden)),
        ("Số lần phát ngôn đúng hạn 24 giờ trên tổng số lần có hạn", _share(work.in_time)),
        ("Số vụ việc có văn bản phản hồi, yêu cầu cải chính trên tổng số vụ việc", _share(work.rebutted)),
    )


def _count(value: int | None) -> str:
    return MISSING if value is None else wording.number(value)


def _share(value: Share | None) -> str:
    if value is None:
        return MISSING
    return f"{wording.number(value.done)}/{wording.number(value.total)}" if value.total else NONE_AROSE


def _introduction(edition: Edition) -> str:
    basis = dict(edition.citations).get(BASIS)
    missing = sum(value == MISSING for _, value in told(edition.press_work))
    lead = f"Số liệu theo mẫu báo cáo tại {basis}." if basis else "Số liệu theo mẫu báo cáo năm về phát ngôn."
    if not missing:
        return lead
    return f"{lead} Mục ghi “{MISSING}” do chưa có người ghi sổ; đề nghị bộ phận phát ngôn bổ sung trước khi trình ký."
