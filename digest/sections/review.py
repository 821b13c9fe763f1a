"""Which articles wait for the officer's word? Listed with what speaks for them, counted nowhere."""

from __future__ import annotations

from digest import wording
from digest.counts import by_time
from digest.quoting import doubt, reason
from domain.document import Paragraph, Run, Section
from domain.edition import Edition, Entry


def section(edition: Edition) -> Section | None:
    """The articles in doubt; None when there are none."""
    if not edition.review:
        return None
    unit = edition.commune.unit.full_name
    introduction = (
        f"Tin, bài dưới đây có thể viết về {unit} nhưng chưa đủ căn cứ để kết luận tự động. "
        "Đề nghị cán bộ kiểm tra trước khi trình ký; hiện chưa tính vào số liệu."
    )
    items = (Paragraph(_runs(edition, entry), "item") for entry in by_time(edition.review))
    return Section("review", "Tin, bài cần cán bộ kiểm tra", (Paragraph((Run(introduction),)), *items))


def _runs(edition: Edition, entry: Entry) -> tuple[Run, ...]:
    """Newspaper, day, headline; what speaks for the article and what against it."""
    signs = (f"Dấu hiệu viết về {wording.unit_word(edition)}", reason(entry)), ("Dấu hiệu ngược lại", doubt(entry))
    return (
        Run(f"{wording.outlet(entry)} ({wording.day_mark(entry)}), bài “"),
        wording.headline(entry),
        Run("”." + "".join(f" {name}: {wording.inside(text)}" for name, text in signs if text)),
    )
