"""What was read to say all this? Every newspaper, what it gave, and which could not be read and why."""

from __future__ import annotations

from digest import wording
from digest.safe import printable
from domain.edition import Block, Edition, Paragraph, Run, Section, SourceReport, Table


def section(edition: Edition) -> Section:
    """Coverage in one sentence, failures as a list, all newspapers as a table."""
    failed = [source for source in edition.sources if not source.ok]
    blocks: list[Block] = [Paragraph((Run(_coverage(edition)),))]
    if failed:
        blocks.append(Paragraph((Run(f"Không đọc được {len(failed)} nguồn:"),)))
        blocks += [Paragraph((Run(_item(source, source is failed[-1])),), "item") for source in failed]
        which = "nguồn này" if len(failed) == 1 else "các nguồn này"
        blocks.append(Paragraph((Run(f"Tin, bài của {which} sẽ được đọc bù khi nguồn hoạt động lại."),)))
    table: list[Block] = [_table(edition.sources)] if edition.sources else []
    return Section("sources", "Nguồn báo đã đọc", (*blocks, *table))


def _coverage(edition: Edition) -> str:
    if not edition.sources:
        return "Chưa có nguồn báo nào được thiết lập."
    silent = sum(source.ok and not source.articles for source in edition.sources)
    quiet = f" Có {silent} nguồn đọc được nhưng không có tin, bài mới." if silent else ""
    return (
        f"Trong kỳ, hệ thống {wording.coverage(edition)}, "
        f"với tổng số {wording.articles(edition.articles_read)} trên mọi chủ đề.{quiet}"
    )


def _item(source: SourceReport, last: bool) -> str:
    return wording.failure(source) + ("." if last else ";")


def _table(sources: tuple[SourceReport, ...]) -> Table:
    rows = tuple(_row(place, source) for place, source in enumerate(sources, start=1))
    header = ("STT", "Nguồn báo", "Số tin, bài đã đọc", "Kết quả")
    return Table("Nguồn báo và kết quả đọc trong kỳ", header, rows, (12, 78, 34, 36), "clcl")


def _row(place: int, source: SourceReport) -> tuple[tuple[Run, ...], ...]:
    texts = (str(place), printable(source.title), wording.number(source.articles), _result(source))
    return tuple((Run(text),) for text in texts)


def _result(source: SourceReport) -> str:
    if not source.ok:
        return "Không đọc được"
    return "Đọc được" if source.articles else "Không có tin, bài mới"
