"""What is likely to come? Known dates, stories that go on or come back, and a number only where it was earned."""

from __future__ import annotations

from datetime import timedelta

from digest import stories, wording
from digest.charts import PERIOD_WORDS
from digest.counts import counted, vietnamese
from digest.forecast import LEAST_HISTORY, SMALL, WINDOW, Forecast, forecast, usual
from digest.safe import cut, inner
from digest.sections import unverified
from digest.sections.issues import overdue
from domain.clock import vi_date
from domain.document import Block, Paragraph, Run, Section
from domain.edition import Echo, Edition, KnownEvent
from domain.matter import MatterState

# Stories still told in the last days of a period are likely to go on.
_LAST_DAYS = timedelta(days=2)
# Newspapers that must tell a story before it counts as one that goes on.
_LEAST_PAPERS = 2
_MOST = 5


def section(edition: Edition) -> Section | None:
    """The outlook for the next period; None when nothing is known to come and no period is known before."""
    topics = [*_due(edition), *_going_on(edition)][:_MOST]
    blocks: list[Block] = []
    if topics:
        listed = "; ".join(f"({place}) {text}" for place, text in enumerate(topics, start=1))
        blocks.append(
            _body(
                "Kỳ tới, báo chí có khả năng tiếp tục đưa tin về các việc đến hạn và sự việc còn được nhắc cuối kỳ: "
                f"{listed}."
            )
        )
    if edition.coming:
        blocks.append(_body(_calendar(edition.coming)))
    if edition.echoes:
        blocks.append(_body(_last_year(edition.echoes)))
    told = _counts(edition)
    if told and (blocks or forecast(_known(edition))):
        blocks.append(_body(told))
    return Section("forecast", "Nhận định, dự báo (của bộ phận theo dõi)", tuple(blocks)) if blocks else None


def _body(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _due(edition: Edition) -> list[str]:
    """Issues whose time ends soon or has ended."""
    waiting = (MatterState.PROPOSED, MatterState.ASSIGNED)
    found = [matter for matter in edition.matters if matter.due and matter.state in waiting]
    issues = [
        f"việc xử lý nội dung “{inner(cut(matter.what, wording.TITLE_LIMIT))}” "
        f"({'quá hạn từ ngày' if overdue(edition, matter) else 'hạn ngày'} {vi_date(matter.due)})"
        for matter in found
        if matter.due
    ]
    return issues + _cases(edition)


def _cases(edition: Edition) -> list[str]:
    """Cases with a time limit, by their number: what they are about stands in their own part."""
    found = [case for case in edition.cases or () if case.open and case.due]
    return [
        f"kết quả đối chiếu hồ sơ {cut(case.number, wording.NAME_LIMIT)} "
        f"({'quá hạn từ ngày' if unverified.overdue(edition, case) else 'hạn ngày'} {vi_date(case.due)})"
        for case in found
        if case.due
    ]


def _going_on(edition: Edition) -> list[str]:
    """Stories of several newspapers that were still told at the end of the period, the most told first."""
    since = edition.period.end - _LAST_DAYS
    found = []
    asked = {matter.id for matter in edition.matters}
    for story in stories.stories(edition, vietnamese(counted(edition))):
        if asked & {entry.article.id for entry in story.entries}:
            continue
        days = [entry.article.published.day for entry in story.entries if entry.article.published]
        papers = {entry.outlet_title for entry in story.entries}
        if days and max(days) > since and len(papers) >= _LEAST_PAPERS:
            found.append((len(story.entries), story))
    ordered = sorted(found, key=lambda item: -item[0])
    return [f"sự việc “{inner(wording.title_text(story.lead))}” ({wording.articles(size)})" for size, story in ordered]


def _calendar(coming: tuple[KnownEvent, ...]) -> str:
    told = f"Sự kiện đã biết trong kỳ tới: {'; '.join(_event(event) for event in coming)}."
    return told if all(event.sure for event in coming) else f"{told} {TO_CHECK}"


# Printed where a day is only about right.
TO_CHECK = "Ngày ghi “khoảng” chưa có văn bản ấn định, đề nghị đối chiếu lịch công tác của địa phương."


def _event(event: KnownEvent) -> str:
    name = cut(event.name, wording.TITLE_LIMIT)
    about = "" if event.sure else "khoảng "
    if event.first == event.last:
        return f"{name} ({about}ngày {event.first:%d/%m})"
    return f"{name} ({about or 'từ '}{event.first:%d/%m} đến {event.last:%d/%m})"


def _last_year(echoes: tuple[Echo, ...]) -> str:
    told = "; ".join(
        f"“{inner(cut(echo.title, wording.TITLE_LIMIT))}” (ngày {vi_date(echo.day)}, {wording.articles(echo.articles)})"
        for echo in echoes
    )
    return f"Vào dịp này năm trước, báo chí đã viết về: {told}; có thể được nhắc lại."


def _known(edition: Edition) -> list[int]:
    return [*(past.articles for past in edition.history), len(counted(edition))]


def _counts(edition: Edition) -> str:
    if not edition.previous:
        return ""
    counts = _known(edition)
    word = PERIOD_WORDS[edition.period.kind]
    found = forecast(counts)
    if found is None:
        return (
            f"Mới có số liệu của {len(counts)} {word}; từ {LEAST_HISTORY} {word} trở lên mới đủ để dự báo số tin, bài."
        )
    low, high = usual(counts)
    if sum(counts) / len(counts) < SMALL:
        return f"Số tin, bài mỗi {word} còn ít (thường từ {low} đến {high}), không đưa số dự báo."
    return _with_error(found, word)


def _with_error(found: Forecast, word: str) -> str:
    span = f"Số tin, bài thường dao động từ {found.low} đến {found.high} một {word}."
    model, tried = f"trung bình {WINDOW} {word} gần nhất", f"thử trên {found.tries} {word}"
    ours, naive = wording.tenths(found.error), wording.tenths(found.naive_error)
    if not found.beats_naive:
        return (
            f"{span} Cách tính {model} hiện không tốt hơn cách lấy bằng kỳ trước "
            f"(sai số trung bình {ours} so với {naive}, {tried}), nên không đưa số dự báo."
        )
    return (
        f"{span} Kỳ tới dự kiến khoảng {round(found.expected)} tin, bài, tính theo {model} "
        f"(sai số trung bình {ours}; nếu lấy bằng kỳ trước: {naive}; {tried})."
    )
