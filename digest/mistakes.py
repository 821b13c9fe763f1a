"""The printed log of the office's own mistakes: what was mended, when, why, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from digest import wording
from digest.compose import BLANK, label, number_tables
from digest.safe import cut
from domain.clock import to_local, vi_date
from domain.document import Digest, Paragraph, Run, Section, Table
from domain.edition import Office, Period
from domain.mended import Mended

HEADER = ("STT", "Ngày", "Nội dung đã sửa", "Lý do", "Người ghi")
WIDTHS = (11, 24, 58, 43, 24)
NONE = "Chưa có lần sửa sai nào được ghi."


def report(office: Office, mended: Sequence[Mended], period: Period, now: datetime) -> Digest:
    """The log up to now, in the official layout."""
    body = tuple(_row(place, one) for place, one in enumerate(mended, start=1))
    table = Table("Các lần sửa sai đã ghi", HEADER, body, WIDTHS, "cclll")
    told = Paragraph((Run(f"Đến ngày {vi_date(to_local(now).date())}, {_counted(len(body))}"),))
    section = Section("sua-sai", "Các lần sửa sai", (told, table) if body else (Paragraph((Run(NONE),)),))
    title = "Các lần sửa sai trong thông tin, kết luận và văn bản đã phát hành"
    month = wording.month_of(now)
    return Digest(
        kind="Báo cáo",
        title=title,
        subtitle="",
        office=office,
        period=period,
        built_at=now,
        sections=number_tables(label((section,))),
        closing=f"Trên đây là {wording.inside(title)}, {wording.issuer(office)} kính báo cáo./.",
        number=f"Số:{BLANK}/BC-{office.symbol}",
        dateline=f"{office.place}, ngày{BLANK} {month}",
        annex_note="",
    )


def _counted(count: int) -> str:
    return f"bộ phận theo dõi đã ghi {count} lần sửa sai; nội dung cũ vẫn lưu trong hồ sơ."


def _row(place: int, one: Mended) -> tuple[tuple[Run, ...], ...]:
    what = f"{cut(one.what, 300)}: {one.done}"
    return (
        (Run(str(place)),),
        (Run(vi_date(one.day)),),
        (Run(what),),
        (Run(cut(one.reason, 300) or "Không ghi"),),
        (Run(one.by or "Không ghi"),),
    )
