"""What does a city's digest say? How much on how many communes, the table of them, events of several, what waits.

Communes stand by name, never by number: a count of articles measures the press, not an office and nobody in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from digest import wording
from digest.registers import LEVELS, Columns, sheet
from digest.safe import cut, href, inner, printable
from digest.sections import issues, overview, sources
from domain.cityview import CityView, CommuneLine, SharedStory
from domain.clock import vi_date
from domain.document import Block, Cell, Paragraph, Run, Section, Sheet, Table
from domain.edition import Edition
from domain.matter import Matter
from domain.press import Level

# Events of several communes told in the text; the workbook has them all.
SHOWN = 20
# Communes named after an event; the rest is counted.
NAMED = 6
BY_NAME = (
    "Xã, phường, đặc khu xếp theo tên. Số tin, bài cho biết báo chí viết nhiều hay ít, "
    "không phải thước đo kết quả công tác của địa phương hay của ai."
)
SILENCE = "Không ghi nhận tin, bài không có nghĩa là địa bàn không có việc; chỉ là các nguồn đọc được chưa nhắc tên."


def overview_section(edition: Edition) -> Section:
    """The opening part; an empty period says so."""
    return Section("city_overview", "Tình hình chung", _head(edition))


def _head(edition: Edition) -> tuple[Paragraph, Paragraph]:
    first = " ".join((*counts(edition), *_waiting(edition)))
    return _text(first), _text(" ".join(overview.coverage(edition)))


def counts(edition: Edition) -> list[str]:
    """The sentences a leader reads first."""
    view = view_of(edition)
    about = f"{len(view.lines)} xã, phường, đặc khu của {edition.commune.unit.full_name}"
    if not view.articles:
        if not any(source.ok for source in edition.sources):
            return [
                f"Trong kỳ chưa đọc được nguồn báo nào nên chưa có căn cứ để nói báo chí có viết về {about} hay không."
            ]
        return [f"Trong kỳ không ghi nhận tin, bài viết về {about}."]
    papers = wording.papers_by_level(edition, view.outlets)
    grouped = f", gom thành {wording.events(view.stories)}" if view.stories < view.articles else ""
    sentences = [
        f"Trong kỳ, ghi nhận {wording.articles(view.articles)} của {papers} "
        f"viết về {len(view.named)} trong số {about}{grouped}."
    ]
    if sum(line.articles for line in view.lines) > view.articles:
        sentences.append("Tin, bài viết về nhiều xã được tính một lần ở đây và tính cho từng xã trong Bảng 1.")
    previous = wording.previous_name(edition.period)
    return [*sentences, wording.change(view.articles, edition.previous, previous)]


def _waiting(edition: Edition) -> list[str]:
    waiting = [matter for matter in edition.matters if matter.open]
    doubtful = sum(line.doubtful for line in view_of(edition).lines)
    found = []
    if waiting:
        places = len({matter.unit_code for matter in waiting})
        late = sum(issues.overdue(edition, matter) for matter in waiting)
        past = f", trong đó quá hạn {late}" if late else ""
        found.append(f"Có {len(waiting)} vấn đề báo nêu đang chờ xử lý ở {places} xã, phường{past}.")
    if doubtful:
        found.append(f"Còn {doubtful} lượt tin, bài cần cán bộ xã kiểm tra, chưa tính vào số liệu.")
    return found


def communes_section(edition: Edition) -> Section | None:
    """Bảng 1: the communes the press wrote about, by name."""
    named = view_of(edition).named
    if not named:
        return None
    header = ("STT", "Xã, phường, đặc khu", "Sự việc", "Tin, bài", "Cơ quan báo chí", "Cần trả lời")
    rows = tuple(_row((str(n), *_cells(line))) for n, line in enumerate(named, start=1))
    table = Table("Xã, phường, đặc khu được báo chí nhắc", header, rows, (12, 60, 20, 20, 26, 22), "clcccc")
    return Section("city_communes", "Xã, phường, đặc khu được nhắc", (table, Paragraph((Run(BY_NAME),), "note")))


def _cells(line: CommuneLine) -> tuple[str, ...]:
    figures = (line.stories, line.articles, line.outlets)
    return (_name(line), *map(wording.number, figures), wording.number(line.waiting) if line.waiting else "")


def shared_section(edition: Edition) -> Section | None:
    """Events that concern several communes, the one of most communes first."""
    shared = view_of(edition).shared
    if not shared:
        return None
    blocks: list[Block] = [Paragraph(_story(story), "item", story.id) for story in shared[:SHOWN]]
    if shared[SHOWN:]:
        blocks.append(
            _text(f"Ngoài ra có {wording.events(len(shared) - SHOWN)} khác chung nhiều xã, nêu trong tệp Excel.")
        )
    return Section("city_shared", "Sự việc chung của nhiều xã, phường", tuple(blocks))


def _story(story: SharedStory) -> tuple[Run, ...]:
    names = ", ".join(story.communes[:NAMED])
    rest = f" và {len(story.communes) - NAMED} nơi khác" if len(story.communes) > NAMED else ""
    told = f"{wording.articles(story.articles)} của {story.outlets} cơ quan báo chí" if story.articles > 1 else ""
    title = cut(story.title, wording.TITLE_LIMIT) or "(không có tiêu đề)"
    return (
        Run(f"{cut(story.outlet, wording.NAME_LIMIT)} ({wording.on_day(story.day)}): “"),
        Run(inner(title), href=href(story.url)),
        Run(f"”. Liên quan {names}{rest}." + (f" Có {told}." if told else "")),
    )


def issues_section(edition: Edition) -> Section | None:
    """What the press asked of communes and is not closed, by commune."""
    waiting = [matter for matter in edition.matters if matter.open]
    if not waiting:
        return None
    names = {line.unit.code: _name(line) for line in view_of(edition).lines}
    header = ("STT", "Xã, phường, đặc khu", "Nội dung báo nêu", "Đơn vị chủ trì", "Hạn, trạng thái")
    rows = tuple(_row(_issue(n, names, matter)) for n, matter in enumerate(_by_place(edition, waiting), start=1))
    table = Table("Vấn đề báo nêu đang chờ xử lý", header, rows, (11, 36, 55, 30, 28), "cllll")
    note = Paragraph((Run(issues.PROPOSED),), "note")
    return Section("city_issues", "Vấn đề báo chí phản ánh cần trả lời", (table, note))


def _by_place(edition: Edition, matters: Sequence[Matter]) -> list[Matter]:
    order = {line.unit.code: place for place, line in enumerate(view_of(edition).lines)}
    return sorted(matters, key=lambda one: (order.get(one.unit_code, len(order)), one.day, one.id))


def _issue(place: int, names: dict[str, str], matter: Matter) -> tuple[str, ...]:
    due = f"{vi_date(matter.due)}\n" if matter.due else ""
    what = f"{cut(matter.what, wording.TITLE_LIMIT)} ({cut(matter.outlet, wording.NAME_LIMIT)})"
    state = issues.STATES[matter.state]
    return str(place), names.get(matter.unit_code, matter.unit_code), what, printable(matter.unit), due + state


def unnamed_section(edition: Edition) -> Section | None:
    """The communes of which nothing was found, all by name: silence is told, not hidden."""
    unnamed = view_of(edition).unnamed
    if not unnamed:
        return None
    names = "; ".join(map(_name, unnamed))
    text = f"Trong kỳ không ghi nhận tin, bài viết về {len(unnamed)} xã, phường, đặc khu: {names}."
    blocks = (_text(text), Paragraph((Run(SILENCE),), "note"))
    return Section("city_unnamed", "Xã, phường, đặc khu chưa được nhắc", blocks)


SECTIONS: dict[str, Callable[[Edition], Section | None]] = {
    "city_overview": overview_section,
    "city_communes": communes_section,
    "city_shared": shared_section,
    "city_issues": issues_section,
    "city_unnamed": unnamed_section,
    "sources": sources.section,
}


def brief(edition: Edition) -> tuple[Paragraph, ...]:
    """What fits into a message."""
    shared = view_of(edition).shared[:NAMED]
    head = _head(edition)
    title = Paragraph((Run(f"Sự việc chung của nhiều xã, phường ({len(shared)})", bold=True),), "heading2")
    items = (Paragraph(_story(story)[:2], "item", story.id) for story in shared)
    return (*head, title, *items) if shared else head


_LINES: Columns = (
    ("Mã", 10), ("Xã, phường, đặc khu", 34), ("Sự việc", 10), ("Tin, bài", 10), ("Cơ quan báo chí", 16),
    ("Cần trả lời", 12), ("Chờ kiểm tra", 14),
)  # fmt: skip
_STORIES: Columns = (
    ("Tiêu đề", 60), ("Cơ quan báo chí đăng đầu", 26), ("Ngày", 12), ("Tin, bài", 10), ("Số cơ quan báo chí", 18),
    ("Xã, phường, đặc khu", 60), ("Đường dẫn", 50),
)  # fmt: skip


_PAPERS: Columns = (("Cấp", 20), ("Số cơ quan báo chí", 20))


def sheets(edition: Edition) -> tuple[Sheet, ...]:
    """The communes, also those never named, every event of several communes, and how many newspapers of which level."""
    view = view_of(edition)
    lines: list[tuple[Cell, ...]] = [
        (line.unit.code, _name(line), line.stories, line.articles, line.outlets, line.waiting, line.doubtful)
        for line in view.lines
    ]
    shared: list[tuple[Cell, ...]] = [
        (printable(s.title), printable(s.outlet), s.day, s.articles, s.outlets, "; ".join(s.communes), href(s.url))
        for s in view.shared
    ]
    papers: list[tuple[Cell, ...]] = [(LEVELS[level], view.outlets.count(level)) for level in Level]
    return (
        sheet("Xã, phường", _LINES, lines),
        sheet("Sự việc chung", _STORIES, shared, links=(6,)),
        sheet("Cơ quan báo chí", _PAPERS, papers),
    )


def view_of(edition: Edition) -> CityView:
    """The city's part of its edition."""
    assert edition.city is not None, "asked for editions of a city only"
    return edition.city


def _name(line: CommuneLine) -> str:
    return line.unit.full_name


def _text(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _row(texts: Sequence[str]) -> tuple[tuple[Run, ...], ...]:
    return tuple((Run(text),) for text in texts)
