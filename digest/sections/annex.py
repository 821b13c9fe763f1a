"""Which articles exactly? The list of all that the digest speaks of, with the reason each is in it."""

from __future__ import annotations

from digest import wording
from digest.counts import by_time, topics_of
from digest.safe import cut, href
from domain.document import Paragraph, Run, Section, Table
from domain.edition import Edition, Entry

HEADER = ("STT", "Thời gian đăng", "Cơ quan báo chí", "Tiêu đề và căn cứ", "Tác giả", "Lĩnh vực", "Đường dẫn")
# The width of the text on a landscape page, 247 mm, shared out.
WIDTHS = (10, 22, 28, 68, 22, 40, 57)

# Characters that a cell shows of an author's name and of an address (the link itself is whole).
AUTHOR_LIMIT = 120
URL_LIMIT = 250

MASKED = (
    "Tên người không giữ chức vụ được viết tắt; tên trẻ em, nạn nhân, người khiếu nại, phản ánh không nêu. "
    "Việc này do phần mềm làm, đề nghị cán bộ soát lại trước khi trình ký."
)


def section(edition: Edition) -> Section | None:
    """The articles counted and the late finds, in order of publication; None when there are none."""
    entries = by_time((*edition.entries, *edition.undated))
    if not entries:
        return None
    rows = tuple(_row(edition, place, entry) for place, entry in enumerate(entries, start=1))
    table = Table("Danh mục tin, bài viết về " + edition.commune.unit.full_name, HEADER, rows, WIDTHS, "cclllll")
    note = (Paragraph((Run(MASKED),), "note"),) if edition.masked else ()
    return Section("annex", "Danh mục tin, bài trong kỳ", (table, *note), annex=True)


def _row(edition: Edition, place: int, entry: Entry) -> tuple[tuple[Run, ...], ...]:
    article = entry.article
    note = wording.reason_note(entry)
    title = Run(wording.title_text(entry), href=href(article.url))
    return (
        (Run(str(place)),),
        (Run(wording.time_mark(entry)),),
        (Run(wording.outlet(entry)),),
        (title, Run(f"\n{note}", italic=True)) if note else (title,),
        (Run(cut(article.author, AUTHOR_LIMIT)),),
        (Run("; ".join(topic.name for topic in topics_of(edition, entry)) or "Chưa xác định"),),
        (Run(cut(article.url, URL_LIMIT), href=href(article.url)),),
    )
