"""What became of articles after they were published? Edited, corrected, removed: what was seen, by weight."""

from __future__ import annotations

from itertools import groupby

from digest import wording
from digest.safe import cut, href, inner
from domain.clock import to_local, vi_date
from domain.document import Paragraph, Run, Section
from domain.edition import Edition
from domain.text import begun, shorten
from domain.watch import CHANGES, Change, ChangeKind, Noted

TITLE = "Bài đã sửa, đã gỡ, đã cải chính"
INTRODUCTION = (
    "Những thay đổi dưới đây do hệ thống ghi nhận khi xem lại trang báo; bản trước và bản sau đều được lưu. "
    "Việc báo sửa hoặc gỡ bài không tự nó nói lên nội dung nào đúng."
)
# A difference is shown in so many syllables; the whole of it lies in the evidence file (official-formats 3.4).
_SHOWN = 40
_WEIGHT = (
    ChangeKind.REMOVED,
    ChangeKind.CORRECTION_ADDED,
    ChangeKind.NUMBER_EDITED,
    ChangeKind.TITLE_EDITED,
    ChangeKind.BODY_EDITED,
    ChangeKind.MOVED,
    ChangeKind.UNREACHABLE,
    ChangeKind.RESTORED,
)
_QUOTED = (ChangeKind.CORRECTION_ADDED, ChangeKind.NUMBER_EDITED, ChangeKind.BODY_EDITED)


def section(edition: Edition) -> Section | None:
    """One item an article, the weightiest first; None when nothing happened."""
    if not edition.changes:
        return None
    by_article = sorted(edition.changes, key=lambda noted: (noted.change.article, noted.change.seen_at))
    groups = [tuple(group) for _, group in groupby(by_article, key=lambda noted: noted.change.article)]
    groups.sort(key=lambda group: (min(_WEIGHT.index(noted.change.kind) for noted in group), group[0].change.seen_at))
    items = (Paragraph(_runs(group), "item") for group in groups)
    return Section("changes", TITLE, (Paragraph((Run(INTRODUCTION),)), *items))


def _runs(group: tuple[Noted, ...]) -> tuple[Run, ...]:
    first = group[0]
    day = f" (ngày {vi_date(first.published)})" if first.published else ""
    title = inner(cut(first.title, wording.TITLE_LIMIT)) or "(không có tiêu đề)"
    outlet = cut(first.outlet_title, wording.NAME_LIMIT) or "(không rõ báo)"
    told = " ".join(_sentence(noted.change) for noted in group)
    return Run(f"{outlet}{day}, bài “"), Run(title, href=href(group[-1].change.url)), Run(f"”. {told}")


def _sentence(change: Change) -> str:
    seen = vi_date(to_local(change.seen_at).date())
    name = CHANGES[change.kind]
    lines = change.detail.split("\n")
    more = f" và {len(lines) - 1} chỗ khác" if change.kind in _QUOTED and lines[1:] else ""
    shown = f": {_short(lines[0])}" if change.kind in (*_QUOTED, ChangeKind.TITLE_EDITED) else ""
    return f"{begun(name)} (ghi nhận ngày {seen}){shown}{more}."


def _short(line: str) -> str:
    return cut(shorten(line, _SHOWN), wording.TITLE_LIMIT).rstrip(".")
