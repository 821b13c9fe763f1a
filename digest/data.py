"""What stands behind the figures? The articles, stories, issues and newspapers of an edition as typed tables.

Every number a digest prints can be counted again from these alone.
"""

from __future__ import annotations

from digest import registers, stories, wording
from digest.counts import by_time, counted, late, topics_of
from digest.quoting import reason
from digest.registers import sheet
from digest.safe import cut, href, printable
from digest.sections.annex import AUTHOR_LIMIT
from digest.sections.issues import STATES
from digest.tonewords import TONES
from domain.clock import to_local
from domain.document import Cell, Sheet
from domain.edition import Edition, Entry
from domain.reading import Role

COUNTED, LATE, DOUBTFUL = "Có", "Bổ sung", "Chờ kiểm tra"
_ROLES = {Role.MAIN: "Nội dung chính", Role.SIDE: "Có nhắc đến", Role.LIST: "Có tên trong danh sách"}


def sheets(edition: Edition) -> tuple[Sheet, ...]:
    """All tables, those without a row included: a reader then knows there was nothing."""
    own = (_articles(edition), _stories(edition), *common(edition))
    return own + registers.sheets(edition)


def common(edition: Edition) -> tuple[Sheet, ...]:
    """The tables that a city's digest has too."""
    return _issues(edition), _sources(edition), _periods(edition)


_ARTICLES = (
    ("STT", 6),
    ("Ngày đăng", 12),
    ("Giờ đăng", 10),
    ("Cơ quan báo chí", 26),
    ("Cấp", 16),
    ("Tiêu đề", 60),
    ("Tác giả", 20),
    ("Lĩnh vực chính", 34),
    ("Lĩnh vực khác", 34),
    ("Vai trò trong bài", 22),
    ("Sắc thái", 26),
    ("Sự việc", 14),
    ("Đăng lại", 10),
    ("Tính vào số liệu", 16),
    ("Căn cứ", 50),
    ("Đường dẫn", 50),
)


def _articles(edition: Edition) -> Sheet:
    marked = [(entry, COUNTED) for entry in counted(edition)]
    marked += [(entry, LATE) for entry in late(edition)]
    marked += [(entry, DOUBTFUL) for entry in by_time(edition.review)]
    numbers = _story_numbers(edition)
    rows = [_article(edition, place, *item, numbers) for place, item in enumerate(marked, start=1)]
    return sheet("Tin, bài", _ARTICLES, rows, links=(15,))


def _article(edition: Edition, place: int, entry: Entry, mark: str, numbers: dict[str, str]) -> tuple[Cell, ...]:
    stamp, names = entry.article.published, topics_of(edition, entry)
    return (
        place,
        stamp.day if stamp else None,
        f"{to_local(stamp.moment):%H:%M}" if stamp and stamp.moment else None,
        wording.outlet(entry),
        registers.LEVELS[entry.level],
        wording.title_text(entry),
        cut(entry.article.author, AUTHOR_LIMIT),
        names[0].name if names else "Chưa xác định lĩnh vực",
        "; ".join(topic.name for topic in names[1:]),
        _ROLES.get(entry.judgement.role) if entry.judgement.role else None,
        TONES[entry.tone].capitalize() if entry.tone else None,
        numbers[entry.story or entry.article.id],
        "Có" if entry.copied else None,
        mark,
        reason(entry),
        href(entry.article.url),
    )


def _story_numbers(edition: Edition) -> dict[str, str]:
    """A short name for each story: SV-01 in order of its first article in the edition."""
    names: dict[str, str] = {}
    for entry in (*counted(edition), *late(edition), *by_time(edition.review)):
        names.setdefault(entry.story or entry.article.id, f"SV-{len(names) + 1:02d}")
    return names


_STORIES = (
    ("Sự việc", 14),
    ("Tin, bài tiêu biểu", 60),
    ("Cơ quan báo chí", 26),
    ("Ngày đầu trong kỳ", 16),
    ("Ngày cuối trong kỳ", 16),
    ("Số tin, bài trong kỳ", 18),
    ("Số cơ quan báo chí", 18),
    ("Bổ sung", 10),
    ("Lĩnh vực", 34),
    ("Bắt đầu từ", 14),
    ("Số tin, bài từ đầu", 16),
)


def _stories(edition: Edition) -> Sheet:
    numbers = _story_numbers(edition)
    entries = (*counted(edition), *late(edition))
    rows = [_story(edition, story, numbers) for story in stories.stories(edition, entries)]
    return sheet("Sự việc", _STORIES, sorted(rows, key=lambda row: str(row[0])))


def _story(edition: Edition, story: stories.Story, numbers: dict[str, str]) -> tuple[Cell, ...]:
    own = [entry for entry in story.entries if not entry.supplement]
    days = [entry.article.published.day for entry in own if entry.article.published]
    names = topics_of(edition, story.lead)
    return (
        numbers[story.lead.story or story.lead.article.id],
        wording.title_text(story.lead),
        wording.outlet(story.lead),
        min(days, default=None),
        max(days, default=None),
        len(own),
        len({entry.outlet_title for entry in own}),
        len(story.entries) - len(own),
        names[0].name if names else "Chưa xác định lĩnh vực",
        story.note.began if story.note else None,
        story.note.articles if story.note else None,
    )


_ISSUES = (
    ("STT", 6),
    ("Nội dung báo nêu", 60),
    ("Cơ quan báo chí", 26),
    ("Ngày đăng", 12),
    ("Đơn vị chủ trì", 26),
    ("Văn bản chỉ đạo", 30),
    ("Kết quả xác minh, xử lý", 40),
    ("Hạn", 12),
    ("Trạng thái", 20),
    ("Đường dẫn", 50),
)


def _issues(edition: Edition) -> Sheet:
    """What the press asked for; in a city's digest with the commune it is about, as the last column."""
    names = {line.unit.code: line.unit.full_name for line in edition.city.lines} if edition.city else {}
    rows = [
        (
            place,
            printable(matter.what),
            printable(matter.outlet),
            matter.raised,
            printable(matter.unit),
            printable(matter.directive),
            printable(matter.result),
            matter.due,
            STATES[matter.state],
            href(matter.url),
            *([names.get(matter.unit_code, matter.unit_code)] if names else []),
        )
        for place, matter in enumerate(edition.matters, start=1)
    ]
    return sheet("Vấn đề", (*_ISSUES, *([("Xã, phường, đặc khu", 34)] if names else [])), rows, links=(9,))


_SOURCES = (
    ("Nguồn báo", 30),
    ("Số tin, bài đã đọc", 18),
    ("Đọc được", 12),
    ("Lý do không đọc được", 50),
    ("Lần đọc được cuối", 18),
)


def _sources(edition: Edition) -> Sheet:
    rows = [
        (
            printable(source.title),
            source.articles,
            "Có" if source.ok else "Không",
            "" if source.ok else printable(source.trouble),
            source.since,
        )
        for source in edition.sources
    ]
    return sheet("Nguồn báo", _SOURCES, rows)


_PERIODS = (("Kỳ", 22), ("Từ ngày", 12), ("Đến ngày", 12), ("Số tin, bài", 12), ("Số sự việc", 12), ("Ghi chú", 22))


def _periods(edition: Edition) -> Sheet:
    """The periods before, last year's, and this one last."""
    past = [(item, "") for item in edition.history]
    if edition.year_ago:
        past.insert(0, (edition.year_ago, "Cùng kỳ năm trước"))
    rows: list[tuple[Cell, ...]] = [
        (wording.period_name(p.period), p.period.start, p.period.end, p.articles, p.stories, note) for p, note in past
    ]
    period, city = edition.period, edition.city
    counts = (city.articles, city.stories) if city else (len(counted(edition)), stories.count(edition))
    now = (wording.period_name(period), period.start, period.end, *counts, "Kỳ này")
    return sheet("Các kỳ", _PERIODS, [*rows, now])
