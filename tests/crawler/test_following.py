"""Three visits over a day, or no removal; and whatever was established can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawler.following import follow
from domain.watch import ChangeKind, Follow, Seen, Sight, State, Watched

START = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)
GONE = Seen(Sight.GONE, "Trang không còn trên máy chủ của báo (mã 404).")
SILENT = Seen(Sight.CLOSED, "Máy chủ của báo không trả lời kịp.")
SAME = Seen(Sight.SAME)


def play(*visits: tuple[float, Seen] | tuple[float, Seen, bool]) -> list[Follow]:
    """Visits at hours after the start; the third part says whether the newspaper answers (default: yes)."""
    watched = Watched("a", "http://bao-mot.example/tin-1.html", "bao-mot", START, ok_at=START)
    led = []
    for hours, seen, *rest in visits:
        led.append(follow(watched, seen, (), START + timedelta(hours=hours), answering=rest[0] if rest else True))
        watched = led[-1].watched
    return led


def kinds(led: list[Follow]) -> list[str]:
    return [change.kind.value for one in led for change in one.changes]


def test_three_visits_over_a_day_are_a_removal() -> None:
    led = play((4, GONE), (16, GONE), (28, GONE))
    assert kinds(led) == ["removed"]
    assert led[-1].watched.state is State.REMOVED
    detail = led[-1].changes[0].detail
    assert "3 lần xem, từ 14 giờ 00 ngày 12/11/2026 đến 14 giờ 00 ngày 13/11/2026" in detail
    assert "mã 404" in detail


def test_many_visits_within_a_day_are_none() -> None:
    assert kinds(play(*((4 + n, GONE) for n in range(20)))) == []


def test_two_visits_over_a_week_are_none() -> None:
    assert kinds(play((4, GONE), (200, GONE))) == []


def test_one_moment_counts_once_and_a_clock_set_back_counts_nothing() -> None:
    assert kinds(play((4, GONE), (28, GONE), (28, GONE), (27, GONE), (5, GONE))) == []


def test_a_newspaper_that_does_not_answer_proves_nothing() -> None:
    led = play((4, GONE, False), (16, GONE, False), (40, GONE, False), (50, GONE, False))
    assert kinds(led) == ["unreachable"]
    assert led[-1].watched.misses == 0


def test_walls_between_do_not_count_and_do_not_absolve() -> None:
    assert kinds(play((4, GONE), (10, SILENT), (16, GONE), (22, SILENT), (28, GONE))) == ["unreachable", "removed"]


def test_one_sight_of_the_article_begins_the_count_anew() -> None:
    assert kinds(play((4, GONE), (16, GONE), (20, SAME), (28, GONE), (40, GONE))) == []


def test_everything_is_reversible() -> None:
    led = play((4, GONE), (16, GONE), (28, GONE), (40, GONE), (52, SILENT), (60, SAME), (70, SILENT), (80, SAME))
    assert kinds(led) == ["removed", "restored", "unreachable", "restored"]
    assert led[-1].watched.state is State.PRESENT
    assert "không còn trên trang của báo từ 07 giờ 00 ngày 12/11/2026" not in led[5].changes[0].detail
    assert "sau khi không còn trên trang của báo từ 14 giờ 00 ngày 12/11/2026" in led[5].changes[0].detail


def test_a_move_is_followed() -> None:
    new = "http://bao-mot.example/moi-1.html"
    led = play((4, replace(SAME, address=new)), (8, SAME))
    assert kinds(led) == ["moved"]
    assert led[-1].watched.url == new
    assert led[0].changes[0].kind is ChangeKind.MOVED
    assert new in led[0].changes[0].detail
