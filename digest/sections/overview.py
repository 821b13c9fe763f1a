"""How much did the press write about the commune? Counts, comparison, fields; and how complete the reading was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from digest import charts, stories, wording
from digest.counts import by_topic, counted, late
from digest.counts import tones as counts_by_tone
from digest.safe import printable
from digest.tonewords import tone_note, tone_sentence
from domain.clock import vi_date
from domain.document import Block, Paragraph, Run, Section, Table
from domain.edition import Edition, Entry, PeriodKind
from domain.reading import ToneValue
from domain.text import begun

# More names than these make a sentence nobody reads; the annex has them all.
NAMED = 5


def section(edition: Edition) -> Section:
    """The opening part. It is never left out: an empty week says so."""
    entries = counted(edition)
    body = [Paragraph((Run(" ".join(sentences)),)) for sentences in _paragraphs(edition, entries) if sentences]
    table: list[Block] = [_table(edition, entries)] if entries else []
    if counts_by_tone(edition) and edition.tone_measure:
        table.append(Paragraph((Run(tone_note(edition.tone_measure)),), "note"))
    return Section("overview", "Tình hình chung", (*body, *table, *charts.shown(edition)))


def counts(edition: Edition, entries: Sequence[Entry]) -> list[str]:
    """The sentences a leader reads first: how many, by whom, against the period before."""
    if not entries:
        return _nothing(edition)
    about, told = edition.commune.unit.full_name, stories.count(edition)
    grouped = f", gom thành {wording.events(told)}" if told < len(entries) else ""
    papers = wording.papers(edition, entries)
    sentences = [f"Trong kỳ, ghi nhận {wording.articles(len(entries))} của {papers} viết về {about}{grouped}."]
    if edition.undated:
        sentences.append(_undated(len(edition.undated), len(entries)))
    copies = sum(entry.copied for entry in entries)
    if copies:
        sentences.append(f"{wording.articles(copies)} đăng lại nội dung của báo khác.")
    return sentences + _changes(edition, len(entries))


def _changes(edition: Edition, now: int) -> list[str]:
    """Against the period before; against last year where it is known, or where the report is a long one."""
    period, before = edition.period, wording.previous_name(edition.period)
    found = wording.change(now, edition.previous, before)
    if period.kind is PeriodKind.YEAR or (period.kind is PeriodKind.WEEK and edition.year_ago is None):
        return [found]
    if edition.previous is edition.year_ago is None:
        return [wording.change(now, None, f"{before} và {wording.LAST_YEAR}")]
    return [found, wording.change(now, edition.year_ago, wording.LAST_YEAR)]


def beside(edition: Edition) -> list[str]:
    """What was found and is not in the count."""
    found, doubtful = late(edition), edition.review
    sentences = []
    if found:
        sentences.append(
            f"Bổ sung {wording.articles(len(found))} đăng trước kỳ nhưng phát hiện muộn, không tính vào số liệu kỳ này."
        )
    if doubtful:
        sentences.append(f"Còn {wording.articles(len(doubtful))} cần cán bộ kiểm tra, chưa tính vào số liệu.")
    return sentences


def _paragraphs(edition: Edition, entries: Sequence[Entry]) -> tuple[list[str], ...]:
    tones = tone_sentence(counts_by_tone(edition) or {})
    extra = (tones, _focus(edition, entries), wording.roles_sentence(edition, entries))
    first = counts(edition, entries) + [sentence for sentence in extra if sentence]
    second = beside(edition) + coverage(edition)
    return (first, second) if entries else (first + second,)


def coverage(edition: Edition) -> list[str]:
    """How much was read, and what the count may miss because newspapers could not be read."""
    if not edition.sources:
        return ["Chưa có nguồn báo nào được thiết lập."]
    failed = [source for source in edition.sources if not source.ok]
    lacking = "tin, bài còn thiếu sẽ được đọc bù khi nguồn hoạt động lại."
    read = wording.articles(edition.articles_read)
    sentences = [f"Hệ thống {wording.coverage(edition)}, tổng số {read} trên mọi chủ đề."]
    if edition.watched_from:
        day = vi_date(edition.watched_from)
        sentences.append(f"Việc đọc báo bắt đầu từ ngày {day}, nên tin, bài đăng trước ngày đó có thể chưa đầy đủ.")
    if not failed:
        return sentences
    names = ", ".join(printable(source.title) for source in failed)
    what = names if len(failed) <= NAMED else f"{len(failed)} nguồn, nêu tại Phụ lục"
    return [
        *sentences,
        f"Không đọc được: {what}.",
        begun(lacking) if len(failed) == len(edition.sources) else f"Vì vậy số liệu có thể chưa đầy đủ; {lacking}",
    ]


def _undated(count: int, total: int) -> str:
    if count == total > 1:
        return f"Cả {wording.articles(count)} đều chưa rõ ngày đăng, được liệt kê riêng."
    return f"Trong đó có {wording.articles(count)} chưa rõ ngày đăng, được liệt kê riêng."


def _nothing(edition: Edition) -> list[str]:
    about = edition.commune.unit.full_name
    if not any(source.ok for source in edition.sources):
        return [
            "Trong kỳ chưa đọc được nguồn báo nào.",
            f"Vì vậy chưa có căn cứ để nói báo chí có viết về {about} hay không.",
        ]
    sentences = [f"Trong kỳ không ghi nhận tin, bài viết về {about}."]
    if edition.previous and edition.previous.articles:
        name = wording.previous_name(edition.period).capitalize()
        sentences.append(f"{name} có {wording.past(edition.previous)}.")
    return sentences


def _focus(edition: Edition, entries: Sequence[Entry]) -> str:
    """The two to four fullest fields; equals are named together or not at all, single articles never."""
    groups = {topic: len(found) for topic, found in by_topic(edition, entries).items() if topic.code}
    sizes = sorted(groups.values(), reverse=True)
    if len(sizes) < 2 or sizes[0] < 2:
        return ""
    least = next((size for size in sizes[2::-1] if size > 1 and sum(other >= size for other in sizes) <= 4), 0)
    top = [f"{wording.inside(topic.name)} ({size})" for topic, size in groups.items() if least and size >= least]
    fields = "lĩnh vực" if len(top) == 1 else "các lĩnh vực"
    return f"Báo chí tập trung vào {fields}: {'; '.join(top)}." if top else ""


def _table(edition: Edition, entries: Sequence[Entry]) -> Table:
    """Bảng 1: a column a tone where tone was read, a comparison where the period before was watched."""
    groups = by_topic(edition, entries)
    before = dict(edition.previous.topics) if edition.previous else None
    gone = [topic for topic in edition.topics if topic not in groups and before and before.get(topic.code)]
    tone = counts_by_tone(edition) is not None
    rows = [
        _row(topic.name, groups.get(topic, ()), tone, None if before is None else before.get(topic.code, 0), topic.unit)
        for topic in (*groups, *gone)
    ]
    total = _row("Cộng", entries, tone, edition.previous.articles if edition.previous else None, "", bold=True)
    header = ["Lĩnh vực", "Số tin, bài", *(TONE_HEADS.values() if tone else ())]
    header += [f"So với {wording.previous_name(edition.period)}"] if before is not None else []
    aligns = "l" + "c" * (len(header) - 1) + "l"
    widths = WIDTHS[tone, before is not None]
    return Table("Số tin, bài theo lĩnh vực", (*header, "Đơn vị chủ trì"), (*rows, total), widths, aligns, total=True)


TONE_HEADS = {
    ToneValue.POSITIVE: "Kết quả, gương tốt",
    ToneValue.NEUTRAL: "Đưa tin chung",
    ToneValue.NEGATIVE: "Hạn chế, bất cập",
}
# With tone or not, with a comparison or not; millimetres, 160 in all.
WIDTHS: dict[tuple[bool, bool], tuple[float, ...]] = {
    (False, False): (88, 26, 46),
    (False, True): (68, 22, 25, 45),
    (True, False): (52, 19, 19, 19, 19, 32),
    (True, True): (43, 17, 18, 18, 18, 20, 26),
}


def _row(
    name: str, found: Sequence[Entry], tone: bool, before: int | None, unit: str, bold: bool = False
) -> tuple[tuple[Run, ...], ...]:
    sizes = Counter(entry.tone for entry in found)
    texts = [name, wording.number(len(found)), *(wording.number(sizes[value]) for value in TONE_HEADS if tone)]
    texts += [wording.delta(len(found), before)] if before is not None else []
    return tuple((Run(text, bold=bold),) for text in (*texts, unit))
