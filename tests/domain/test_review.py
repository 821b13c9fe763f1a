"""Which decision stands: the latest one that nobody took back."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from domain.people import Role
from domain.reading import Verdict
from domain.review import Choice, Decision, decided, standing
from tests.builders import a_judgement

AT = datetime(2026, 11, 19, 1, 0, tzinfo=UTC)


def facts(*choices: Choice | int) -> list[Decision]:
    """Decisions in order; a number takes the one of that number back."""
    return [
        Decision(number, "a", "11713", Choice.UNDO, "Lan", AT, undoes=item)
        if isinstance(item, int)
        else Decision(number, "a", "11713", item, "Lan", AT)
        for number, item in enumerate(choices, start=1)
    ]


def stands(*choices: Choice | int) -> Choice | None:
    found = standing(facts(*choices))
    return found.choice if found else None


def test_the_latest_stands() -> None:
    assert stands() is None
    assert stands(Choice.OURS, Choice.NOT_OURS) is Choice.NOT_OURS


def test_taking_back_leads_to_the_one_before() -> None:
    assert stands(Choice.OURS, 1) is None
    assert stands(Choice.OURS, Choice.REPLY, 2) is Choice.OURS
    assert stands(Choice.OURS, Choice.REPLY, 1) is Choice.REPLY


def test_taking_back_can_be_taken_back() -> None:
    assert stands(Choice.NOT_OURS, 1, 2) is Choice.NOT_OURS
    assert stands(Choice.NOT_OURS, 1, 2, 3) is None


@given(st.lists(st.sampled_from([choice for choice in Choice if choice is not Choice.UNDO])), st.integers(0, 5))
def test_undoing_everything_leaves_nothing(choices: list[Choice], rounds: int) -> None:
    assert stands(*choices, *range(len(choices), 0, -1)) is None
    # An even number of times "take back the taking back" changes nothing.
    chain: list[Choice | int] = [Choice.OURS]
    for number in range(2 * rounds):
        chain.append(number + 1)
    assert stands(*chain) is Choice.OURS


def test_a_person_overrules_the_reading_and_keeps_its_reasons() -> None:
    read = a_judgement(Verdict.REVIEW)
    assert decided(read, None, "11713") == read
    assert decided(read, Choice.NOT_OURS, "11713").verdict is Verdict.REJECT  # type: ignore[union-attr]
    assert decided(read, Choice.REPLY, "11713").reasons == read.reasons  # type: ignore[union-attr]
    own = decided(None, Choice.OURS, "11713")
    assert own is not None
    assert own.verdict is Verdict.ACCEPT
    assert own.reasons[0].sentence == "cán bộ xác nhận bài viết về xã"
    assert decided(None, None, "11713") is None


def test_each_role_may_what_those_before_it_may() -> None:
    assert [[role.may(needed) for needed in Role] for role in Role] == [
        [True, False, False, False],
        [True, True, False, False],
        [True, True, True, False],
        [True, True, True, True],
    ]
