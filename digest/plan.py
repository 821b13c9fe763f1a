"""What became of the plan's tasks? The report of the People's Committee to the Department, from notes and figures.

What the officers did not write is left to be filled in, with dots; figures come from the same edition as a digest's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from digest import stories, wording
from digest.compose import BLANK, KIND_LETTERS, label, number_tables
from digest.counts import counted
from digest.registers import sheet
from digest.safe import cut, printable
from digest.sections import forecast, issues, press_work
from domain.clock import vi_date
from domain.document import Block, Digest, Paragraph, Run, Section, Sheet, Table
from domain.edition import Edition, Office
from domain.plan import CHAPTERS, Plan, PlanNote, PlanTask

TO_FILL = "……"
FRAME = (
    "Danh mục nhiệm vụ dưới đây là khung của phần mềm, chưa phải nguyên văn kế hoạch của {unit}; "
    "mời ghi nhiệm vụ trong cài đặt (plan.tasks) và đối chiếu trước khi trình ký."
)
HEADER = ("STT", "Nhiệm vụ", "Đơn vị, thời gian", "Kết quả thực hiện")
WIDTHS = (11, 45, 34, 70)
# A result as printed; the whole stands in the workbook.
RESULT_LIMIT = 2000


def report(edition: Edition, plan: Plan, notes: Sequence[PlanNote], office: Office) -> Digest:
    """The report of a period on the plan, under the letterhead of the People's Committee."""
    month, period = wording.month_of(edition.built_at), wording.period_name(edition.period)
    number = f"{BLANK}/{KIND_LETTERS}{office.symbol}"
    title = f"Kết quả thực hiện công tác {_subject(plan)} {period}"
    parts = (
        Section("results", "Kết quả thực hiện nhiệm vụ", tuple(_results(edition, plan, notes))),
        Section("assessment", "Đánh giá chung", tuple(_chapters(notes, "danh-gia", "ton-tai", "nguyen-nhan"))),
        Section("next", "Dự báo, nhiệm vụ kỳ tới", tuple(_outlook(edition, notes))),
        Section("proposals", "Kiến nghị, đề xuất", tuple(_written(notes, "kien-nghi"))),
    )
    annexes = [replace(found, annex=True) for found in (issues.section(edition),) if found and edition.matters]
    return Digest(
        kind="Báo cáo",
        title=title,
        subtitle=f"({wording.window(edition.period)})",
        office=office,
        period=edition.period,
        built_at=edition.built_at,
        sections=number_tables(label((*parts, *annexes))),
        closing=f"Trên đây là báo cáo {title[:1].lower()}{title[1:]}, {wording.issuer(office)} kính báo cáo./.",
        number=f"Số:{number}",
        dateline=f"{office.place}, ngày{BLANK} {month}",
        annex_note=f"(Kèm theo Báo cáo số{number} ngày{BLANK} {month} của {wording.issuer(office)})",
        notes=(wording.SAMPLE_NOTE,) if edition.sample else (),
        brief=(Paragraph((Run(f"{len(plan.tasks)} nhiệm vụ, {len(notes)} kết quả đã ghi."),)),),
        sheets=(_sheet(edition, plan, notes),),
        opening=f"Thực hiện {printable(plan.citation)}, {wording.issuer(office)} báo cáo kết quả {period} như sau:",
    )


def _subject(plan: Plan) -> str:
    return printable(plan.citation.rpartition(" về ")[2])


def _results(edition: Edition, plan: Plan, notes: Sequence[PlanNote]) -> list[Block]:
    rows = tuple(_row(edition, place, task, notes) for place, task in enumerate(plan.tasks, start=1))
    frame = FRAME.format(unit=wording.unit_word(edition))
    warning: list[Block] = [] if plan.own else [Paragraph((Run(frame),), "note")]
    return [*warning, Table("Kết quả thực hiện từng nhiệm vụ", HEADER, rows, WIDTHS, "clll")]


def _row(edition: Edition, place: int, task: PlanTask, notes: Sequence[PlanNote]) -> tuple[tuple[Run, ...], ...]:
    where = "\n".join(filter(None, (printable(task.unit), printable(task.time))))
    return (
        (Run(str(place)),),
        (Run(cut(task.task, wording.TITLE_LIMIT)),),
        (Run(where),),
        (Run("\n".join(result(edition, task, notes))),),
    )


def result(edition: Edition, task: PlanTask, notes: Sequence[PlanNote]) -> list[str]:
    """What was done for a task: the officers' words with their days, then the system's figures; dots for nothing."""
    written = [
        f"{cut(note.text, RESULT_LIMIT).rstrip('.')} (ngày {vi_date(note.day)})."
        for note in notes
        if note.task == task.code
    ]
    return [*(written or [TO_FILL]), *figures(edition, task.figure)]


def figures(edition: Edition, name: str) -> list[str]:
    """The sentences that the system itself can say about a task."""
    match name:
        case "press":
            return [_press(edition)]
        case "issues":
            return [_issues(edition)]
        case "press_work":
            return [f"{key}: {value}." for key, value in press_work.told(edition.press_work)]
        case "cases":
            return [_cases(edition)]
    return []


def _press(edition: Edition) -> str:
    entries = counted(edition)
    if not entries:
        return f"Trong kỳ không ghi nhận tin, bài viết về {edition.commune.unit.full_name}."
    told = wording.events(stories.count(edition))
    return f"Ghi nhận {wording.articles(len(entries))} của {wording.papers(edition, entries)}, {told}."


def _issues(edition: Edition) -> str:
    matters = edition.matters
    if not matters:
        return (
            "Không có vấn đề báo chí phản ánh phải xử lý." if issues.looked_for(edition) else press_work.MISSING + "."
        )
    done = sum(not matter.open for matter in matters)
    late = sum(issues.overdue(edition, matter) for matter in matters)
    return f"{len(matters)} vấn đề báo chí phản ánh; đã xong {done}, quá hạn {late} (Phụ lục)."


def _cases(edition: Edition) -> str:
    cases = edition.cases
    if cases is None:
        return f"Hồ sơ thông tin sai lệch: {press_work.MISSING}."
    done = sum(not case.open for case in cases)
    return f"{len(cases)} hồ sơ đối chiếu thông tin; đã khép {done}, đang xử lý {len(cases) - done}."


def _chapters(notes: Sequence[PlanNote], *names: str) -> list[Block]:
    blocks: list[Block] = []
    for place, name in enumerate(names, start=1):
        blocks.append(Paragraph((Run(f"{place}. {CHAPTERS[name]}", bold=True),), "heading2"))
        blocks += _written(notes, name)
    return blocks


def _written(notes: Sequence[PlanNote], name: str) -> list[Block]:
    texts = [cut(note.text, RESULT_LIMIT) for note in notes if note.task == name] or [TO_FILL]
    return [Paragraph((Run(text),)) for text in texts]


def _outlook(edition: Edition, notes: Sequence[PlanNote]) -> list[Block]:
    found = forecast.section(edition)
    return [*(found.blocks if found else ()), *_written(notes, "ky-toi")]


def _sheet(edition: Edition, plan: Plan, notes: Sequence[PlanNote]) -> Sheet:
    rows: list[tuple[str | date | None, ...]] = []
    for task in plan.tasks:
        base = (printable(task.code), printable(task.task), printable(task.unit), printable(task.time))
        rows += [
            (*base, note.day, printable(note.text), printable(note.by)) for note in notes if note.task == task.code
        ]
        rows += [(*base, None, text, "phần mềm") for text in figures(edition, task.figure)]
    columns = (
        ("Mã", 8),
        ("Nhiệm vụ", 50),
        ("Đơn vị", 30),
        ("Thời gian", 20),
        ("Ngày", 12),
        ("Kết quả", 60),
        ("Người ghi", 20),
    )
    return sheet("Nhiệm vụ", columns, rows)
