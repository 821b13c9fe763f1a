"""How much did the press write about the commune? Counts, comparison, fields; and how complete the reading was."""

from __future__ import annotations

from collections.abc import Sequence

from digest import wording
from digest.counts import by_topic, counted, late
from domain.edition import Block, Edition, Entry, Paragraph, Run, Section, Table, TopicName


def section(edition: Edition) -> Section:
    """The opening part. It is never left out: an empty week says so."""
    entries = counted(edition)
    body = [Paragraph((Run(" ".join(sentences)),)) for sentences in paragraphs(edition, entries) if sentences]
    table: list[Block] = [_table(edition, entries)] if entries else []
    return Section("overview", "Tình hình chung", (*body, *table))


def paragraphs(edition: Edition, entries: Sequence[Entry]) -> tuple[list[str], ...]:
    """The sentences of each paragraph: what was found, what stands beside the count, what could not be read."""
    return (
        [
            count_sentence(edition, entries),
            *_if(_focus(edition, entries)),
            *_if(wording.roles_sentence(edition, entries)),
        ],
        beside(edition),
        _if(gap(edition)),
    )


def count_sentence(edition: Edition, entries: Sequence[Entry]) -> str:
    """The sentence a leader reads first."""
    about = edition.commune.unit.full_name
    if not entries:
        return _nothing(edition, about)
    text = f"Trong kỳ, ghi nhận {wording.articles(len(entries))} của {wording.papers(entries)} viết về {about}"
    if edition.undated:
        text += f", trong đó có {wording.articles(len(edition.undated))} chưa rõ ngày đăng"
    if edition.previous is None:
        return f"{text}. Chưa đủ dữ liệu để so sánh với {wording.previous_name(edition.period)}."
    return f"{text}; {wording.change(len(entries), edition.previous, edition.period)}."


def beside(edition: Edition) -> list[str]:
    """What was found and is not in the count."""
    found = late(edition)
    sentences = []
    if found:
        sentences.append(
            f"Bổ sung {wording.articles(len(found))} đăng trước kỳ nhưng phát hiện muộn, không tính vào số liệu kỳ này."
        )
    if edition.review:
        sentences.append(f"Còn {wording.articles(len(edition.review))} cần cán bộ kiểm tra, chưa tính vào số liệu.")
    return sentences


def gap(edition: Edition) -> str:
    """What the count may miss because newspapers could not be read; "" when all could."""
    failed = sum(not source.ok for source in edition.sources)
    if not failed or failed == len(edition.sources):
        return ""
    return f"Số liệu có thể chưa đầy đủ: trong kỳ {wording.coverage(edition)}."


def _nothing(edition: Edition, about: str) -> str:
    if not any(source.ok for source in edition.sources):
        return f"Trong kỳ chưa đọc được nguồn báo nào, nên chưa có căn cứ để nói báo chí có viết về {about} hay không."
    text = f"Trong kỳ không ghi nhận tin, bài viết về {about}"
    if not edition.previous:
        return f"{text}."
    return f"{text}; {wording.previous_name(edition.period)} có {wording.articles(edition.previous)}."


def _focus(edition: Edition, entries: Sequence[Entry]) -> str:
    groups = [(topic, len(found)) for topic, found in by_topic(edition, entries).items() if topic.code]
    if len(groups) < 2 or groups[0][1] < 2:
        return ""
    top = [f"{topic.name} ({size})" for topic, size in groups[:3] if size > 1]
    return f"Các tin, bài tập trung vào {'lĩnh vực' if len(top) == 1 else 'các lĩnh vực'}: {'; '.join(top)}."


def _table(edition: Edition, entries: Sequence[Entry]) -> Table:
    groups = by_topic(edition, entries)
    before = dict(edition.previous_topics) if edition.previous_topics is not None else None
    header = ("Lĩnh vực", "Số tin, bài", "Đơn vị chủ trì")
    rows = [_row(topic, len(groups.get(topic, ())), before) for topic in _topics(edition, groups, before)]
    total = _cells("Cộng", len(entries), None if before is None else sum(before.values()), "", bold=True)
    if before is None:
        return Table("Số tin, bài theo lĩnh vực", header, (*rows, total), (84, 26, 50), "lcl", total=True)
    wide = (*header[:2], f"So với {wording.previous_name(edition.period)}", header[2])
    return Table("Số tin, bài theo lĩnh vực", wide, (*rows, total), (70, 22, 28, 40), "lccl", total=True)


def _topics(
    edition: Edition, groups: dict[TopicName, tuple[Entry, ...]], before: dict[str, int] | None
) -> list[TopicName]:
    """Fields with articles now, then those that had some before and have none now."""
    gone = [topic for topic in edition.topics if topic not in groups and (before or {}).get(topic.code)]
    return [*groups, *gone]


def _row(topic: TopicName, size: int, before: dict[str, int] | None) -> tuple[tuple[Run, ...], ...]:
    return _cells(topic.name, size, None if before is None else before.get(topic.code, 0), topic.unit)


def _cells(name: str, size: int, before: int | None, unit: str, bold: bool = False) -> tuple[tuple[Run, ...], ...]:
    texts = [name, wording.number(size), unit]
    if before is not None:
        texts.insert(2, wording.delta(size, before))
    return tuple((Run(text, bold=bold),) for text in texts)


def _if(text: str) -> list[str]:
    return [text] if text else []
