"""What was read to say all this? Every newspaper, what it gave, and which could not be read and why."""

from __future__ import annotations

from collections.abc import Sequence

from digest import wording
from digest.safe import printable
from domain.document import Block, Paragraph, Run, Section, Table
from domain.edition import Edition, SourceReport

# More names than these make a sentence nobody reads; the table has them all.
NAMED = 5


def section(edition: Edition) -> Section:
    """Coverage in a few sentences, then every newspaper with its result."""
    table: list[Block] = [_table(edition.sources)] if edition.sources else []
    return Section("sources", "Nguồn báo đã đọc", (Paragraph((Run(" ".join(_coverage(edition))),)), *table))


def _coverage(edition: Edition) -> list[str]:
    if not edition.sources:
        return ["Chưa có nguồn báo nào được thiết lập."]
    read = wording.articles(edition.articles_read)
    sentences = [f"Trong kỳ, hệ thống {wording.coverage(edition)}, với tổng số {read} trên mọi chủ đề."]
    silent = sum(source.ok and not source.articles for source in edition.sources)
    if silent:
        sentences.append(f"Có {silent} nguồn đọc được nhưng không có tin, bài mới.")
    return sentences + _missing([source for source in edition.sources if not source.ok])


def _missing(failed: Sequence[SourceReport]) -> list[str]:
    if not failed:
        return []
    names = ", ".join(printable(source.title) for source in failed)
    what = names if len(failed) <= NAMED else f"{len(failed)} nguồn nêu trong bảng dưới đây"
    return [f"Không đọc được: {what}.", "Tin, bài còn thiếu sẽ được đọc bù khi nguồn hoạt động lại."]


def _table(sources: Sequence[SourceReport]) -> Table:
    rows = tuple(_row(place, source) for place, source in enumerate(sources, start=1))
    header = ("STT", "Nguồn báo", "Số tin, bài", "Kết quả đọc")
    return Table("Nguồn báo và số tin, bài đã đọc trong kỳ", header, rows, (12, 50, 22, 76), "clcl")


def _row(place: int, source: SourceReport) -> tuple[tuple[Run, ...], ...]:
    texts = (str(place), printable(source.title), wording.number(source.articles))
    return *((Run(text),) for text in texts), _result(source)


def _result(source: SourceReport) -> tuple[Run, ...]:
    if source.ok:
        return (Run("Đọc được" if source.articles else "Đọc được, không có tin, bài mới"),)
    since, why = wording.failure(source)
    return Run(f"{since}:", bold=True), Run(f" {why}")
