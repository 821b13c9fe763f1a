"""What is worth telling of a watched article."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.watch import CHANGES, Change, ChangeKind, worth_telling

START = datetime(2026, 11, 12, tzinfo=UTC)


def told(*events: tuple[str, float], until: float = 100) -> list[str]:
    """Events as `article:kind` at hours; what is left of them, in order."""
    changes = [
        Change(article, "http://bao-mot.example/", START + timedelta(hours=hours), ChangeKind(kind), "")
        for name, hours in events
        for article, kind in [name.split(":")]
    ]
    return [f"{c.article}:{c.kind.value}" for c in worth_telling(changes, START + timedelta(hours=until))]


def test_every_kind_has_its_name() -> None:
    assert set(CHANGES) == set(ChangeKind)


def test_a_short_silence_is_not_told() -> None:
    assert told(("a:unreachable", 1), ("a:restored", 5), ("a:body_edited", 5)) == ["a:body_edited"]
    assert told(("a:unreachable", 90)) == []


def test_a_long_silence_is_told() -> None:
    assert told(("a:unreachable", 1), ("a:restored", 50)) == ["a:unreachable", "a:restored"]
    assert told(("a:unreachable", 1), ("b:unreachable", 2), ("b:restored", 9)) == ["a:unreachable"]


def test_a_removal_and_its_end_are_told() -> None:
    events = (("a:unreachable", 1), ("a:removed", 5), ("a:restored", 9))
    assert told(*events) == ["a:unreachable", "a:removed", "a:restored"]
