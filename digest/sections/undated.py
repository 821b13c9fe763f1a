"""Which articles show no day of publication? They are listed apart, so that nothing is dated by guess."""

from __future__ import annotations

from digest import wording
from digest.counts import by_weight, topic_of
from domain.clock import to_local, vi_date
from domain.document import Paragraph, Run, Section
from domain.edition import Edition, Entry

INTRODUCTION = (
    "Tin, bài dưới đây được phát hiện trong kỳ nhưng trang báo không ghi ngày đăng; đã tính vào tổng số của kỳ."
)


def section(edition: Edition) -> Section | None:
    """The undated articles of this edition; None when there are none."""
    if not edition.undated:
        return None
    items = (Paragraph(_runs(edition, entry), "item") for entry in by_weight(edition.undated))
    return Section("undated", "Tin, bài chưa rõ ngày đăng", (Paragraph((Run(INTRODUCTION),)), *items))


def _runs(edition: Edition, entry: Entry) -> tuple[Run, ...]:
    seen = entry.article.first_seen
    first = f" Phát hiện ngày {vi_date(to_local(seen).date())}." if seen else ""
    return (*wording.entry_runs(edition, entry), Run(f" Lĩnh vực: {topic_of(edition, entry).name}.{first}"))
