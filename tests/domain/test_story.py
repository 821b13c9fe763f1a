"""Stories from joins and decisions: the officer's word stands, whatever the machine says before or after."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.story import (
    Copy,
    CopyKind,
    Grouping,
    Joined,
    Ruling,
    Rulings,
    Story,
    StoryDecision,
    copies,
    stories,
)

NOW = datetime(2026, 11, 19, 1, 0, tzinfo=UTC)


def joins(*beside: str) -> list[Joined]:
    """`"a", "ba"`: a opens a story, b stands beside a."""
    return [Joined(text[0], tuple(text[1:])) for text in beside]


def decision(
    ruling: Ruling, articles: str = "", others: str = "", number: int = 1, undoes: int | None = None
) -> StoryDecision:
    return StoryDecision(ruling, "lan", NOW, tuple(articles), tuple(others), undoes, number=number)


def groups(found: tuple[Story, ...]) -> list[str]:
    return ["".join(story.articles) for story in found]


def test_a_story_is_named_by_its_first_article() -> None:
    found = stories(joins("a", "b", "ca", "dbc"))
    assert groups(found) == ["abcd"]
    assert found[0].id == "a"


def test_split_and_undo() -> None:
    machine = joins("a", "ba", "cb", "dc")
    split = decision(Ruling.SPLIT, "cd", "ab")
    assert groups(stories(machine, [split])) == ["ab", "cd"]
    assert groups(stories(machine, [split, decision(Ruling.UNDO, number=2, undoes=1)])) == ["abcd"]


def test_a_split_in_the_middle_keeps_both_sides_whole() -> None:
    assert groups(stories(joins("a", "ba", "cb", "dc"), [decision(Ruling.SPLIT, "b", "acd")])) == ["acd", "b"]


def test_what_comes_later_follows_its_nearest_article() -> None:
    split = decision(Ruling.SPLIT, "b", "a")
    assert groups(stories(joins("a", "ba", "cb", "da"), [split])) == ["ad", "bc"]


def test_merge_survives_a_machine_that_sees_two() -> None:
    merge = decision(Ruling.MERGE, "a", "bc")
    assert groups(stories(joins("a", "b", "cb", "d"), [merge])) == ["abc", "d"]
    assert groups(stories(joins("a", "b", "c", "d"), [merge])) == ["abc", "d"]


def test_a_later_decision_replaces_an_earlier_one_on_the_same_articles() -> None:
    machine = joins("a", "b")
    both = [decision(Ruling.MERGE, "a", "b"), decision(Ruling.SPLIT, "a", "b", number=2)]
    assert groups(stories(machine, both)) == ["a", "b"]
    again = decision(Ruling.UNDO, number=3, undoes=2)
    assert groups(stories(machine, [*both, again])) == ["ab"]


def test_an_article_that_bridges_does_not_join_what_is_kept_apart() -> None:
    assert groups(stories(joins("a", "b", "cab"), [decision(Ruling.SPLIT, "a", "b")])) == ["ac", "b"]


def test_joins_that_point_at_each_other_are_one_story() -> None:
    assert groups(stories(joins("ab", "ba"))) == ["ab"]


def test_an_unknown_neighbour_is_no_neighbour() -> None:
    assert groups(stories(joins("ax"))) == ["a"]
    assert not Grouping().join("x", "y")


names = st.sampled_from("abcdefgh")
decisions = st.lists(
    st.tuples(st.sampled_from([Ruling.MERGE, Ruling.SPLIT]), st.sets(names, min_size=1), st.sets(names, min_size=1)),
    max_size=4,
)


@given(st.lists(st.tuples(names, st.lists(names, max_size=2)), unique_by=lambda pair: pair[0]), decisions)
def test_every_article_stands_once_and_the_last_split_holds(
    machine: list[tuple[str, list[str]]], said: list[tuple[Ruling, set[str], set[str]]]
) -> None:
    items = [Joined(article, tuple(beside)) for article, beside in machine]
    ruled = [
        decision(ruling, "".join(sorted(a)), "".join(sorted(b - a)), n) for n, (ruling, a, b) in enumerate(said, 1)
    ]
    found = stories(items, ruled)
    assert sorted(article for story in found for article in story.articles) == sorted(item.article for item in items)
    if ruled and ruled[-1].ruling is Ruling.SPLIT:
        where = {article: story.id for story in found for article in story.articles}
        for one in ruled[-1].articles:
            for other in ruled[-1].others:
                assert one not in where or other not in where or where[one] != where[other]


@pytest.mark.parametrize("undone", [True, False])
def test_rulings_count_what_is_not_undone(undone: bool) -> None:
    said = [decision(Ruling.SPLIT, "a", "b")] + ([decision(Ruling.UNDO, number=2, undoes=1)] if undone else [])
    assert ("a" in Rulings.of(said).apart) is not undone


def copied(article: str, of: str, share: float = 0.9) -> Joined:
    return Joined(article, (of,), copy=Copy(article, of, CopyKind.NEAR, share), credit=f"Theo {of}")


def test_the_first_publisher_is_first_by_time_whoever_was_read_first() -> None:
    joined = [Joined("a"), copied("b", "a"), copied("c", "b", 0.7), Joined("d")]
    days = {"a": "2026-11-14", "b": "2026-11-13T08:00:00+07:00", "c": "2026-11-15"}
    found = copies(joined, days)
    assert {copy.article: (copy.of, copy.share) for copy in found.values()} == {"a": ("b", 0.9), "c": ("b", 0.7)}
    assert found["c"].credit == "Theo b"
    assert set(copies(joined, {})) == {"b", "c"}
    assert copies([Joined("a"), copied("b", "gone")], days) == {}
