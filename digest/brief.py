"""What fits into a message? The counts in a few sentences, then one line an article, those about the commune first."""

from __future__ import annotations

from collections.abc import Sequence

from digest import wording
from digest.counts import by_topic, by_weight, counted, late
from digest.safe import href, printable
from digest.sections import overview
from domain.document import Paragraph, Run
from domain.edition import Edition, Entry


def brief(edition: Edition) -> tuple[Paragraph, ...]:
    """Body paragraphs, then headings and items field by field; an item holds its text and its link."""
    entries = counted(edition)
    head = [" ".join(overview.counts(edition, entries)), *overview.beside(edition), _coverage(edition)]
    lines = [Paragraph((Run(text),)) for text in head]
    for topic, found in by_topic(edition, by_weight((*entries, *late(edition)))).items():
        lines.append(Paragraph((Run(f"{topic.name} ({_size(found)})", bold=True),), "heading2"))
        lines += [Paragraph(_item(entry), "item") for entry in found]
    return tuple(lines)


def _size(found: Sequence[Entry]) -> str:
    extra = sum(entry.supplement for entry in found)
    parts = [str(len(found) - extra)] if len(found) > extra else []
    return ", ".join([*parts, f"bổ sung {extra}"] if extra else parts)


def _coverage(edition: Edition) -> str:
    if not edition.sources:
        return "Chưa có nguồn báo nào được thiết lập."
    failed = [printable(source.title) for source in edition.sources if not source.ok]
    missing = f" Không đọc được: {', '.join(failed)}." if failed else ""
    return f"Hệ thống {wording.coverage(edition)}, {wording.articles(edition.articles_read)}.{missing}"


def _item(entry: Entry) -> tuple[Run, ...]:
    stamp = entry.article.published
    day = f"{stamp.day:%d/%m}" if stamp else "chưa rõ ngày"
    mark = f", {wording.SUPPLEMENT.lower()}" if entry.supplement else ""
    text = f"{wording.outlet(entry)} ({day}{mark}): {wording.title_text(entry)}"
    return (Run(text, href=href(entry.article.url)),)
