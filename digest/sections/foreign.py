"""What did the press in other languages write? The headline as it stands; its sense is the officer's to give."""

from __future__ import annotations

from digest import wording
from digest.counts import by_time
from domain.document import Paragraph, Run, Section
from domain.edition import Edition, Entry

_LANGUAGES = {"en": "tiếng Anh", "fr": "tiếng Pháp", "zh": "tiếng Trung", "ja": "tiếng Nhật", "ko": "tiếng Hàn"}


def section(edition: Edition) -> Section | None:
    """The articles in other languages; None when there are none."""
    found = by_time(entry for entry in edition.entries if entry.article.language != "vi")
    if not found:
        return None
    items = (Paragraph(_runs(entry), "item", entry.story or entry.article.id) for entry in found)
    title = f"Báo chí tiếng nước ngoài viết về {wording.unit_word(edition)}"
    return Section("foreign", title, tuple(items))


def _runs(entry: Entry) -> tuple[Run, ...]:
    language = _LANGUAGES.get(entry.article.language, "tiếng nước ngoài")
    return (
        Run(f"{wording.outlet(entry)} ({wording.day_mark(entry)}, {language}): “"),
        wording.headline(entry),
        Run("”. Tóm tắt tiếng Việt (cán bộ ghi): ……"),
    )
