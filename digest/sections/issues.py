"""What did the press ask of the commune, who handles it, and how far is it? Carried over until it is closed."""

from __future__ import annotations

from digest import wording
from digest.counts import counted, tones
from digest.safe import cut, href
from domain.clock import to_local, vi_date
from domain.document import Paragraph, Run, Section, Table
from domain.edition import Edition
from domain.matter import Matter, MatterState

HEADER = ("STT", "Nội dung báo nêu", "Đơn vị chủ trì, văn bản chỉ đạo", "Kết quả xác minh, xử lý", "Hạn, trạng thái")
WIDTHS = (11, 55, 33, 33, 28)
NOTHING = "Trong kỳ không có vấn đề mới báo chí phản ánh cần xem xét, xử lý."
PROPOSED = "Vấn đề ghi “Đề xuất xem xét” do phần mềm chọn theo bài báo; việc xử lý do cán bộ quyết định."

STATES = {
    MatterState.PROPOSED: "Đề xuất xem xét",
    MatterState.ASSIGNED: "Đã giao",
    MatterState.ANSWERED: "Đã trả lời báo",
    MatterState.CLOSED: "Đã xong",
    MatterState.DISMISSED: "Không phải xử lý",
}


def section(edition: Edition) -> Section | None:
    """The issues open or closed in the period. That there is none is said only where tone was read in every article."""
    matters = edition.matters
    if not matters and not looked_for(edition):
        return None
    if not matters:
        return Section("issues", TITLE, (Paragraph((Run(NOTHING),)),))
    rows = tuple(_row(edition, place, matter) for place, matter in enumerate(matters, start=1))
    table = Table("Vấn đề báo chí phản ánh cần xem xét, xử lý", HEADER, rows, WIDTHS, "cllll")
    return Section("issues", TITLE, (Paragraph((Run(" ".join(_sum(edition))),)), table))


TITLE = "Vấn đề báo chí phản ánh cần xem xét, xử lý"


def looked_for(edition: Edition) -> bool:
    """Whether every article was read for what it thinks of the commune, so that silence means something."""
    if not counted(edition):
        return any(source.ok for source in edition.sources)
    return tones(edition) is not None


def overdue(edition: Edition, matter: Matter) -> bool:
    """Whether its time is over and it is not yet answered."""
    waiting = matter.state in (MatterState.PROPOSED, MatterState.ASSIGNED)
    return waiting and matter.due is not None and matter.due < to_local(edition.built_at).date()


def is_new(edition: Edition, matter: Matter) -> bool:
    """Whether the press raised it in this period."""
    return matter.day >= edition.period.start


def _sum(edition: Edition) -> list[str]:
    matters = edition.matters
    new = sum(is_new(edition, matter) for matter in matters)
    carried = len(matters) - new
    done = sum(not matter.open for matter in matters)
    late = sum(overdue(edition, matter) for matter in matters)
    news = [f"Trong kỳ có {new} vấn đề mới"] if new else [NOTHING.rstrip(".")] if looked_for(edition) else []
    old = [f"{carried} vấn đề của các kỳ trước chuyển sang"] if carried else []
    sentences = ["; ".join(news + old) + "."]
    ends = [text for text, size in ((f"đã xong {done} vấn đề", done), (f"quá hạn {late} vấn đề", late)) if size]
    if ends:
        sentences.append(f"Đến nay {', '.join(ends)}.")
    if any(matter.state is MatterState.PROPOSED for matter in matters):
        sentences.append(PROPOSED)
    return sentences


def _row(edition: Edition, place: int, matter: Matter) -> tuple[tuple[Run, ...], ...]:
    return (
        (Run(str(place)),),
        _what(edition, matter),
        (Run("\n".join(filter(None, (matter.unit, cut(matter.directive, wording.TITLE_LIMIT)))) or "Chưa phân công"),),
        (Run(cut(matter.result, wording.TITLE_LIMIT) or "Chưa có"),),
        _state(edition, matter),
    )


def _what(edition: Edition, matter: Matter) -> tuple[Run, ...]:
    day = f", ngày {vi_date(matter.raised)}" if matter.raised else ""
    carried = "" if is_new(edition, matter) else "\n(chuyển từ kỳ trước)"
    text = Run(cut(matter.what, wording.TITLE_LIMIT), href=href(matter.url))
    return (text, Run(f"\n{cut(matter.outlet, wording.NAME_LIMIT)}{day}{carried}", italic=True))


def _state(edition: Edition, matter: Matter) -> tuple[Run, ...]:
    due = f"{vi_date(matter.due)}\n" if matter.due else ""
    return (Run(due + STATES[matter.state]), *((Run("\nQuá hạn", bold=True),) if overdue(edition, matter) else ()))
