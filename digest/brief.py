"""What fits into a message? The counts in a few sentences, then one line a story, those about the commune first."""

from __future__ import annotations

from collections.abc import Sequence

from digest import stories, wording
from digest.counts import counted, late
from digest.gone import gone
from digest.safe import href, printable
from digest.sections import issues, overview
from domain.document import Paragraph, Run
from domain.edition import Edition, Entry


def brief(edition: Edition) -> tuple[Paragraph, ...]:
    """Body paragraphs, then headings and items field by field; an item holds its text and its link."""
    entries = counted(edition)
    head = [
        " ".join(overview.counts(edition, entries)),
        *overview.beside(edition),
        _coverage(edition),
        _issues(edition),
    ]
    lines = [Paragraph((Run(text),)) for text in head if text]
    for topic, found in stories.by_field(edition, (*entries, *late(edition))).items():
        size = _size([entry for story in found for entry in story.entries])
        lines.append(Paragraph((Run(f"{topic.name} ({size})", bold=True),), "heading2"))
        lines += [Paragraph(_item(edition, story), "item", story.id) for story in found]
    return tuple(lines)


def _issues(edition: Edition) -> str:
    waiting = sum(matter.open for matter in edition.matters)
    late = sum(issues.overdue(edition, matter) for matter in edition.matters)
    if not waiting:
        return ""
    return f"Vấn đề cần xem xét, xử lý: {waiting}" + (f", trong đó quá hạn {late}." if late else ".")


def _size(found: Sequence[Entry]) -> str:
    extra = sum(entry.supplement for entry in found)
    parts = [str(len(found) - extra)] if len(found) > extra else []
    return ", ".join([*parts, f"bổ sung {extra}"] if extra else parts)


def _coverage(edition: Edition) -> str:
    if not edition.sources:
        return "Chưa có nguồn báo nào được thiết lập."
    failed = [printable(source.title) for source in edition.sources if not source.ok]
    what = ", ".join(failed) if len(failed) <= overview.NAMED else f"{len(failed)} nguồn"
    missing = f" Không đọc được: {what}." if failed else ""
    return f"Hệ thống {wording.coverage(edition)}, {wording.articles(edition.articles_read)}.{missing}"


def _item(edition: Edition, story: stories.Story) -> tuple[Run, ...]:
    entry = story.lead
    stamp = entry.article.published
    day = f"{stamp.day:%d/%m}" if stamp else "chưa rõ ngày"
    mark = f", {wording.SUPPLEMENT.lower()}" if entry.supplement else ""
    also = f" (cùng {wording.articles(len(story.others))} khác)" if story.others else ""
    mark += ", đã gỡ" if gone(edition, entry.article.id) else ""
    text = f"{wording.outlet(entry)} ({day}{mark}): {wording.title_text(entry)}{also}"
    return (Run(text, href=href(entry.article.url)),)
