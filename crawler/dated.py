"""What the crawler knows of other people's pages, each with the day until which it may be believed.

Layouts of Vietnamese newspapers last two to four years (seen on the real pages of 2014 to 2026); they are a second
opinion beside structured data and running text. No newspaper has a module of its own: on the 35 labelled pages and on
the pages of tests/golden the general rules miss nothing that one would mend.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from crawler import layouts, opaque
from domain.clock import to_local


@dataclass(frozen=True, slots=True)
class Dated:
    """One such piece: what it is, in Vietnamese, where it stands, until when, and what happens once it is wrong."""

    what: str
    where: str
    until: date
    otherwise: str


KNOWLEDGE = (
    Dated(
        "mẫu bố cục trang của các báo", "crawler/layouts.py", layouts.VALID_UNTIL,
        "bài vẫn đọc được bằng quy tắc chung, nhưng có thể sót tên tác giả, sapô hoặc lẫn tin liên quan",
    ),
    Dated(
        "cách hỏi địa chỉ gốc sau tít của trang tìm kiếm tin", "crawler/opaque.py", opaque.VALID_UNTIL,
        "các tít ấy vẫn có tên báo, thời gian, nhưng không mở được bài gốc",
    ),
)  # fmt: skip


def outdated(now: datetime) -> tuple[Dated, ...]:
    """The pieces whose day is past."""
    return tuple(piece for piece in KNOWLEDGE if to_local(now).date() > piece.until)
