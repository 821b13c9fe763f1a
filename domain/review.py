"""What the officer decided: facts that are only ever added, keyed by article and commune, never by a place in a text.

Taking a decision back is another fact. What stands is folded from all of them, so that reading the press anew with
better rules never overwrites a person's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.reading import Judgement, Reason, Verdict


class Choice(StrEnum):
    """What can be decided about an article for a commune. `UNDO` takes one earlier decision back."""

    OURS = "ours"
    NOT_OURS = "not_ours"
    COPY = "copy"
    REPLY = "reply"
    ANSWERED = "answered"
    UNDO = "undo"


# What a choice says about "is it about the commune"; a copy is, and is told with its original (see diembao/telling).
VERDICTS: dict[Choice, str] = {
    Choice.OURS: "accept",
    Choice.NOT_OURS: "reject",
    Choice.COPY: "accept",
    Choice.REPLY: "accept",
    Choice.ANSWERED: "accept",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One fact. `undoes` is the number of the decision taken back, for `UNDO` only; `note` is the person's own word."""

    id: int
    article: str
    unit_code: str
    choice: Choice
    by: str
    at: datetime
    note: str = ""
    undoes: int | None = None


def standing(decisions: Sequence[Decision]) -> Decision | None:
    """The decision in force among those of one article and commune (in order of time), None when there is none.

    The latest wins; one that was taken back counts as never made, and taking back can itself be taken back.
    """
    void: set[int] = set()
    for decision in reversed(decisions):
        if decision.id in void:
            continue
        if decision.choice is not Choice.UNDO:
            return decision
        if decision.undoes is not None:
            void.add(decision.undoes)
    return None


def decided(read: Judgement | None, choice: Choice | None, unit_code: str) -> Judgement | None:
    """The verdict in force: the officer's word where there is one, else what was read. Reasons stay as they were read.

    A copy keeps the verdict of what it repeats. An article that the reading never took for a candidate gets the
    officer's word as its only reason.
    """
    if choice is None:
        return read
    verdict = Verdict.REJECT if choice is Choice.NOT_OURS else Verdict.ACCEPT
    if read is not None:
        return replace(read, verdict=verdict)
    return Judgement(unit_code, verdict, 0.0, None, (Reason(1.0, "cán bộ xác nhận bài viết về xã", "officer"),))
