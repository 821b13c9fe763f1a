"""What is proposed, of whom, until when? One line an issue that is still open, those due first where they are many."""

from __future__ import annotations

from datetime import date

from digest import wording
from digest.safe import cut, inner
from digest.sections.issues import overdue
from domain.clock import vi_date
from domain.document import Paragraph, Run, Section
from domain.edition import Edition
from domain.matter import Matter, MatterState

# A leader reads a page of proposals, not five; those due first are told, the table lists all.
MOST = 15


def section(edition: Edition) -> Section | None:
    """A proposal an open issue; None when there is none."""
    waiting = [matter for matter in edition.matters if matter.state in (MatterState.PROPOSED, MatterState.ASSIGNED)]
    if not waiting:
        return None
    first = waiting
    if len(waiting) > MOST:
        first = sorted(waiting, key=lambda matter: (matter.due is None, matter.due or date.max))[:MOST]
    items = [Paragraph((Run(_proposal(edition, matter)),), "item") for matter in first]
    if left := len(waiting) - len(first):
        items.append(Paragraph((Run(f"Ngoài ra còn {left} vấn đề, nêu tại bảng các vấn đề cần xem xét, xử lý."),)))
    return Section("proposals", "Đề xuất, kiến nghị", tuple(items))


def _proposal(edition: Edition, matter: Matter) -> str:
    what = f"nội dung “{inner(cut(matter.what, wording.TITLE_LIMIT))}”"
    unit = matter.unit or "đơn vị được phân công"
    until = f" trước ngày {vi_date(matter.due)}" if matter.due and not overdue(edition, matter) else ""
    where = wording.reported_to(edition.office)
    if overdue(edition, matter):
        assert matter.due is not None
        return f"Đề nghị {unit} báo cáo ngay {where} kết quả xử lý {what} (đã quá hạn ngày {vi_date(matter.due)})."
    if matter.state is MatterState.ASSIGNED:
        return f"Đề nghị {unit} khẩn trương hoàn thành việc kiểm tra, xử lý {what}, báo cáo kết quả {where}{until}."
    return f"Đề nghị {unit} kiểm tra, xác minh {what}, báo cáo kết quả {where}{until}."
