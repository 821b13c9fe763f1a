"""Strange weeks: what was taken down, what has no words, what is too many to be told one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from digest.compose import compose
from digest.render import RENDERERS
from domain.edition import Edition, Entry, SourceReport
from domain.matter import Matter
from domain.reading import ToneValue
from domain.watch import Change, ChangeKind, Noted
from tests.digest import builders
from tests.digest.outline import prose

LEAD = "Sáng 13/11, 12 hộ thôn 2 xã Nghi Dương nhận đất."
SEEN = builders.BUILT - timedelta(hours=9)


def told(edition: Edition, section: str) -> str:
    return prose(compose(edition), section)


def message(edition: Edition) -> str:
    return RENDERERS["txt"](compose(edition)).decode()


def changed(entry: Entry, kind: ChangeKind, hours: int = 0) -> Noted:
    article = entry.article
    change = Change(article.id, article.url, SEEN + timedelta(hours=hours), kind, "Trang trả lời 410.")
    return Noted(change, article.title, entry.outlet_title, date(2026, 11, 13))


def test_no_word_is_repeated_of_what_a_newspaper_took_down() -> None:
    entry = builders.entry("Nhận đất ở xã Nghi Dương", sapo=LEAD, tone=ToneValue.POSITIVE)
    assert "nhận đất" in told(builders.edition(entry), "highlights")
    assert "Nhận đất" in told(builders.edition(entry), "good")
    down = builders.edition(entry, changes=(changed(entry, ChangeKind.REMOVED),))
    assert told(down, "highlights").endswith(
        "đăng bài “Nhận đất ở xã Nghi Dương”. Báo đã gỡ bài này (ghi nhận ngày 18/11/2026)."
    )
    assert "good" not in [section.name for section in compose(down).sections]
    assert "(13/11, đã gỡ): Nhận đất" in message(down)
    back = replace(down, changes=(*down.changes, changed(entry, ChangeKind.RESTORED, hours=2)))
    assert "gỡ" not in told(back, "highlights")
    assert "gỡ" not in message(back)


def test_a_story_is_told_by_an_article_that_still_stands() -> None:
    first = builders.entry("Bài đã gỡ", sapo=LEAD, story="s")
    second = builders.entry("Bài còn lại", paper="song-hong", day=14, sapo="Trưa 13/11, thôn 2 nhận đất.", story="s")
    down = builders.edition(first, second, changes=(changed(first, ChangeKind.REMOVED),))
    assert "bài “Bài còn lại” đưa tin: “Trưa 13/11" in told(down, "highlights")
    assert "Bài đã gỡ" not in told(down, "highlights")
    both = replace(down, changes=(*down.changes, changed(second, ChangeKind.REMOVED)))
    assert "Báo đã gỡ bài này" in told(both, "highlights")


def test_a_lead_without_a_word_is_no_quotation() -> None:
    for lead in (".", "“”.", "…", "“ ”", "!!!"):
        text = told(builders.edition(builders.entry("Bài một", sapo=lead)), "highlights")
        assert text.endswith("đăng bài “Bài một”."), lead


def test_a_message_counts_the_failed_newspapers_where_they_are_many() -> None:
    many = tuple(SourceReport(f"p{place}", f"Báo số {place}", 0, ok=False) for place in range(150))
    week = builders.edition(builders.entry("Bài một"), sources=(*builders.sources(0), *many))
    assert "Không đọc được: 150 nguồn." in message(week)
    assert "Bài một" in message(week)


def test_all_of_a_week_without_a_day() -> None:
    several = [builders.entry(f"Bài {place}", day=None) for place in range(3)]
    assert "Cả 3 tin, bài đều chưa rõ ngày đăng, được liệt kê riêng." in told(builders.edition(*several), "overview")
    mixed = builders.edition(*several, builders.entry("Bài có ngày"))
    assert "Trong đó có 3 tin, bài chưa rõ ngày đăng" in told(mixed, "overview")
    assert "Trong đó có 1 tin, bài chưa rõ" in told(builders.edition(several[0]), "overview")


def test_sixty_open_issues_are_a_page_of_proposals() -> None:
    raised = builders.BUILT - timedelta(days=30)
    matters = tuple(
        Matter(
            f"m{n}", builders.UNIT, raised, f"Việc {n}", due=date(2026, 11, 1) + timedelta(days=n) if n % 2 else None
        )
        for n in range(60)
    )
    text = told(builders.edition(builders.entry("Bài một"), matters=matters), "proposals")
    lines = text.splitlines()
    assert len(lines) == 16
    assert ["Việc 1”" in lines[0], "Việc 29”" in lines[14]] == [True, True]
    assert lines[15] == "Ngoài ra còn 45 vấn đề, nêu tại bảng các vấn đề cần xem xét, xử lý."
    few = told(builders.edition(builders.entry("Bài một"), matters=matters[:15]), "proposals")
    assert len(few.splitlines()) == 15
    assert "Ngoài ra" not in few
