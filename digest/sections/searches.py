"""What did the searches find that officers asked to be told about? Listed by search, counted nowhere."""

from __future__ import annotations

from digest import wording
from digest.safe import cut, href, inner
from domain.document import Block, Paragraph, Run, Section
from domain.edition import Edition
from domain.saved import Findings, Found

TITLE = "Theo dõi theo yêu cầu"
INTRODUCTION = (
    "Tin, bài trong kỳ tìm theo từ ngữ do cán bộ đặt, kể cả bài không viết về {unit}; "
    "không cộng vào số liệu của báo cáo."
)
NOTHING = "Không ghi nhận tin, bài."


def section(edition: Edition) -> Section | None:
    """Each search with its articles in order of time; None when officers asked for none."""
    if not edition.searches:
        return None
    unit = wording.unit_word(edition)
    introduction = Paragraph((Run(INTRODUCTION.format(unit=unit)),))
    parts = (block for place, one in enumerate(edition.searches, start=1) for block in _part(place, one, unit))
    return Section("searches", TITLE, (introduction, *parts))


def _part(place: int, one: Findings, unit: str) -> list[Block]:
    name, words = cut(one.name, wording.NAME_LIMIT), inner(cut(one.query, wording.TITLE_LIMIT))
    heading = Paragraph((Run(f"{place}. {name} (tìm “{words}”)", bold=True),), "heading2")
    if not one.found:
        return [heading, Paragraph((Run(NOTHING),))]
    more = one.total - len(one.found)
    rest = [Paragraph((Run(f"Còn {wording.articles(more)} nữa, xem ở trang Tìm."),))] if more > 0 else []
    return [heading, *(Paragraph(_runs(found, unit), "item") for found in one.found), *rest]


def _runs(found: Found, unit: str) -> tuple[Run, ...]:
    title = inner(cut(found.title, wording.TITLE_LIMIT)) or "(không có tiêu đề)"
    where = cut(found.outlet, wording.NAME_LIMIT) or "(không rõ báo)"
    return (
        Run(f"{where} ({wording.on_day(found.day)}): “"),
        Run(title, href=href(found.url)),
        Run(f"”, viết về {unit}." if found.ours else "”."),
    )
