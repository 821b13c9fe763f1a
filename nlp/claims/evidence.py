"""What speaks for two differing numbers being said of one thing? Signs, each between 0 and 1, for one weighing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.claims.alignment import Seen, likeness, same_place, sides
from nlp.claims.comparing import DATED, TIMED, agree, same_kind, shared_part
from nlp.claims.quantities import Quantity
from nlp.claims.scope import apart, other_day


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers of two sentences that cannot both be true of one thing."""

    mine: Quantity
    theirs: Quantity
    signs: tuple[float, ...]


# The signs of a pair, in the order of their weights.
SIGNS = (
    "lighter", "heavier", "place", "better_side", "next_before", "noun", "measured", "word", "others_agree",
    "others_differ", "other_day", "far",
)  # fmt: skip


# Numbers below this stand in a sentence twice by chance.
SMALL = 10
_NOT = re.compile(
    r"(?:không phải(?: là)?|thay vì|chứ không|nhầm thành|ghi nhầm(?: là)?)\s(?:\w+\s){0,2}$", re.IGNORECASE
)


def says(one: Quantity, other: Quantity) -> bool:
    """Whether one number confirms the other: of one kind, a common part, no contradiction."""
    if {one.dimension, other.dimension} == {"name", "count"}:
        return one.value == other.value
    return same_kind(one, other) and agree(one, other) and (one.dimension not in DATED or shared_part(one, other))


def denies(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers of one kind cannot both be true of one thing."""
    if one.dimension in DATED and not shared_part(one, other):
        return False
    return same_kind(one, other) and not agree(one, other)


def pairs(one: Seen, other: Seen) -> Iterator[Pair]:
    """Numbers of `one` that nothing in `other` confirms, each with those of `other` that deny it and are free."""
    lost = [
        mine
        for mine in one.numbers
        if not _denied(one, mine) and not any(says(mine, theirs) for theirs in other.numbers)
    ]
    if not lost:
        return
    like = likeness(one, other)
    agreed = sum(any(says(mine, theirs) for theirs in other.numbers) for mine in one.numbers)
    denied = sum(any(denies(mine, theirs) for theirs in other.numbers) for mine in lost)
    for mine in lost:
        for theirs in other.numbers:
            if denies(mine, theirs) and not _taken(one, other, mine, theirs) and not apart(one, mine, other, theirs):
                yield Pair(mine, theirs, _signs(one, other, mine, theirs, like, agreed, denied - 1))


def _denied(seen: Seen, number: Quantity) -> bool:
    """Whether the sentence itself says that the number does not hold ("41 hộ, không phải 47 hộ")."""
    return bool(_NOT.search(seen.text[max(0, number.start - 40) : number.start]))


def _taken(one: Seen, other: Seen, mine: Quantity, theirs: Quantity) -> bool:
    """Whether another number of `one` says the same as `theirs`: exactly, or at a place that fits at least as well."""
    rivals = [rival for rival in one.numbers if rival is not mine and says(rival, theirs)]
    if rivals and mine.dimension in TIMED:
        return True
    exact = sum(rival.value == theirs.value and _sure(rival, theirs) for rival in rivals)
    if exact and exact >= sum(twin.value == theirs.value and same_kind(twin, theirs) for twin in other.numbers):
        return True
    here = same_place(one, mine, other, theirs) if rivals else 0.0
    return any(same_place(one, rival, other, theirs) >= here for rival in rivals)


def _sure(rival: Quantity, theirs: Quantity) -> bool:
    """Whether two equal numbers are hardly equal by chance: large enough, or counting the same."""
    return theirs.value >= SMALL or (bool(rival.noun) and rival.noun == theirs.noun)


def _signs(
    one: Seen, other: Seen, mine: Quantity, theirs: Quantity, like: tuple[float, float], agreed: int, differ: int
) -> tuple[float, ...]:
    before, behind = sides(one, mine, other, theirs)
    low, high = sorted((abs(mine.value), abs(theirs.value)))
    return (
        like[0],
        like[1],
        same_place(one, mine, other, theirs),
        max(before, behind),
        float(one.before(mine) == other.before(theirs)),
        float(bool(mine.noun) and mine.noun == theirs.noun),
        float(mine.dimension not in ("name", "count", *TIMED)),
        float(mine.word or theirs.word),
        min(1.0, agreed / 3),
        min(1.0, differ / 3),
        float(mine.dimension not in DATED and other_day(one, other)),
        float(low == 0 or high / max(low, 1e-9) > 4),
    )
