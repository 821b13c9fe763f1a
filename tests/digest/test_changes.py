"""The section of edited, corrected and removed articles: only when there is something, and nothing judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from digest.compose import compose
from digest.sections import changes
from domain.clock import VIETNAM
from domain.edition import Edition
from domain.watch import Change, ChangeKind, Noted
from tests.digest.builders import BUILT, COMMUNE, OFFICE, TOPICS, WEEK
from tests.digest.outline import outline

SEEN = datetime(2026, 11, 14, 9, 0, tzinfo=VIETNAM)


def noted(kind: str, detail: str, article: str = "a", day: int = 14) -> Noted:
    change = Change(article, f"http://bao-mot.example/{article}.html", SEEN.replace(day=day), ChangeKind(kind), detail)
    return Noted(change, f"Tin {article} về xã", "Báo Một", date(2026, 11, 13))


def edition(*found: Noted, **more: object) -> Edition:
    plain = Edition(COMMUNE, OFFICE, WEEK, BUILT, topics=TOPICS, changes=found)
    return replace(plain, **more)  # type: ignore[arg-type]


def text(made: Edition) -> str:
    return outline(compose(made, ["overview", "changes"]))


def test_nothing_happened_nothing_printed() -> None:
    assert changes.section(edition()) is None
    assert changes.TITLE not in text(edition())


def test_one_item_an_article_the_weightiest_first() -> None:
    figure = "Đoạn 1: “Có 41 hộ.” sửa thành “Có 47 hộ.” (“41” → “47”)\nĐoạn 2: “Cả 41 hộ.” sửa thành “Cả 47 hộ.”"
    found = text(
        edition(
            noted("number_edited", figure),
            noted("title_edited", "Tít cũ: “Cũ”\nTít mới: “Mới”"),
            noted("removed", "Không còn trên trang của báo trong 3 lần xem.", "b", 16),
        )
    )
    assert changes.TITLE.lower() in found.lower()
    first, second = found.index("Tin b về xã"), found.index("Tin a về xã")
    assert first < second
    assert "Báo Một (ngày 13/11/2026), bài “Tin a về xã" in found
    assert (
        "Sửa số liệu (ghi nhận ngày 14/11/2026): Đoạn 1: “Có 41 hộ.” sửa thành “Có 47 hộ.” (“41” → “47”) và 1 chỗ khác"
        in found
    )
    assert "Sửa tít (ghi nhận ngày 14/11/2026): Tít cũ: “Cũ”." in found
    assert "Đã gỡ (ghi nhận ngày 16/11/2026)." in found


def test_a_long_difference_is_cut() -> None:
    found = text(edition(noted("body_edited", "Đoạn 1, thêm câu: “" + "chữ " * 300 + "”")))
    assert found.count("chữ") <= 40
