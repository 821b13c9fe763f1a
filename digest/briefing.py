"""What does the office bring to the press briefing (giao ban báo chí)? What was written, what was asked, what was said.

The parts are those of a digest, the register of requests is an annex; nothing is said that the registers do not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest import wording
from digest.compose import compose, label, number_tables
from digest.registers import sheet
from digest.safe import cut, printable
from digest.sections import good, highlights, issues, overview, press_work, proposals, unverified
from domain.clock import vi_moment
from domain.document import Digest, Paragraph, Run, Section, Sheet, Table
from domain.edition import Edition
from domain.presswork import OCCASIONS, Asked, Said

PARTS = (overview, press_work, highlights, issues, unverified, good, proposals)
HEADER = ("STT", "Thời điểm, nơi đề nghị", "Nội dung", "Đã phát ngôn, cung cấp", "Hạn 24 giờ")
WIDTHS = (11, 38, 45, 44, 22)
NONE = "Trong kỳ không có đề nghị của báo chí, vụ việc phải phát ngôn, họp báo hay giao ban nào được ghi sổ."
ANNEX = "Sổ theo dõi yêu cầu của báo chí"


def report(edition: Edition, asked: Sequence[Asked]) -> Digest:
    """The pack of a period; `asked` are the lines of the register that fall into it."""
    base = compose(edition, [])
    title = f"Nội dung phục vụ giao ban báo chí {wording.period_name(edition.period)}"
    parts = [found for part in PARTS if (found := part.section(edition))]
    issuer = wording.issuer(edition.office)
    return replace(
        base,
        title=title,
        sections=number_tables(label((*parts, _register(asked)))),
        sheets=(*base.sheets, _sheet(asked)),
        closing=f"Trên đây là {wording.inside(title)}, {issuer} kính báo cáo./.",
    )


def _register(asked: Sequence[Asked]) -> Section:
    if not asked:
        return Section("register", ANNEX, (Paragraph((Run(NONE),)),), annex=True)
    rows = tuple(_row(place, one) for place, one in enumerate(asked, start=1))
    table = Table("Yêu cầu của báo chí và việc phát ngôn trong kỳ", HEADER, rows, WIDTHS, "cllll")
    return Section("register", ANNEX, (table,), annex=True)


def _row(place: int, one: Asked) -> tuple[tuple[Run, ...], ...]:
    where = "\n".join(filter(None, (vi_moment(one.at), cut(one.outlet, wording.NAME_LIMIT), OCCASIONS[one.occasion])))
    return (
        (Run(str(place)),),
        (Run(where),),
        (Run(cut(one.what, wording.TITLE_LIMIT)),),
        (Run("\n".join(map(_said, one.answers)) or "Chưa có"),),
        (Run(limit(one)),),
    )


def _sheet(asked: Sequence[Asked]) -> Sheet:
    """The register as data: one row a line, who asked first."""
    columns = (("STT", 6), ("Thời điểm", 22), ("Cơ quan báo chí", 24), ("Loại", 28), ("Nội dung", 60),
               ("Đã phát ngôn, cung cấp", 60), ("Hạn 24 giờ", 24))  # fmt: skip
    rows = [
        (
            place,
            vi_moment(one.at),
            printable(one.outlet),
            OCCASIONS[one.occasion],
            printable(one.what),
            "\n".join(map(_said, one.answers)),
            limit(one),
        )
        for place, one in enumerate(asked, start=1)
    ]
    return sheet("Sổ phát ngôn", columns, rows)


def _said(said: Said) -> str:
    told = f"Từ chối: {said.refused}" if said.refused else said.text
    way = f" ({said.way})" if said.way else ""
    return cut(f"{vi_moment(said.at)}, {said.person}{way}: {told}", wording.TITLE_LIMIT)


def limit(one: Asked) -> str:
    """How a line stands to its 24 hours."""
    if not one.limited:
        return "không áp dụng"
    if not one.answers:
        return f"chưa phát ngôn, hạn {vi_moment(one.due)}" if one.due else "chưa phát ngôn"
    return "đúng hạn" if one.in_time else "quá hạn"
