"""What was read to say all this? The list of every newspaper, what it gave, and why one could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from digest import wording
from digest.safe import printable
from domain.clock import vi_moment
from domain.document import Block, Paragraph, Run, Section, Table
from domain.edition import Edition, SourceReport

# Where the chain of evidence ended: kept on paper, it shows later whether the data were altered.
SEAL = "Mã niêm phong dữ liệu khi lập bản này (để đối chiếu về sau)"


def section(edition: Edition) -> Section | None:
    """Every newspaper with its result; None when none is set up."""
    if not edition.sources:
        return None
    silent = sum(source.ok and not source.articles for source in edition.sources)
    text = f"Có {silent} nguồn đọc được nhưng không có tin, bài mới trong kỳ." if silent else ""
    head: list[Block] = [Paragraph((Run(text),))] if text else []
    seal = [Paragraph((Run(f"{SEAL}: {edition.seal}"),), "note")] if edition.seal else []
    return Section("sources", "Nguồn báo đã đọc", (*head, *_last(edition), _table(edition.sources), *seal), annex=True)


def _last(edition: Edition) -> list[Block]:
    """When a newspaper was last read before this edition: whoever signs sees at once that reading went on."""
    moments = [source.since for source in edition.sources if source.since and source.since <= edition.built_at]
    return [Paragraph((Run(f"Lần đọc báo cuối trước khi lập bản này: {vi_moment(max(moments))}."),))] if moments else []


def _table(sources: Sequence[SourceReport]) -> Table:
    rows = tuple(_row(place, source) for place, source in enumerate(sources, start=1))
    header = ("STT", "Nguồn báo", "Số tin, bài", "Kết quả đọc")
    return Table("Nguồn báo và số tin, bài đã đọc trong kỳ", header, rows, (12, 75, 30, 130), "clcl")


def _row(place: int, source: SourceReport) -> tuple[tuple[Run, ...], ...]:
    texts = (str(place), printable(source.title), wording.number(source.articles))
    return *((Run(text),) for text in texts), _result(source)


def _result(source: SourceReport) -> tuple[Run, ...]:
    if source.ok:
        return (Run("Đọc được" if source.articles else "Đọc được, không có tin, bài mới"),)
    since, why = wording.failure(source)
    return Run(f"{since}:", bold=True), Run(f" {why}")
