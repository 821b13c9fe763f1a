"""Do two numbers contradict each other? Not when one rounds the other, bounds it, or leaves a part unsaid."""

from __future__ import annotations

import math

from nlp.claims.quantities import Quantity

# What a rounding word covers: "khoảng 100" 95 to 105, "hơn 100" up to 115; an hour half an hour around it. Widths set
# by hand on the train part of claims_crossdoc; wider ones lose injected changes without sparing ordinary sentences.
AROUND, BEYOND = 0.05, 0.15
AROUND_MINUTES = 30
DATED = ("day", "month", "year")
TIMED = (*DATED, "clock")


def same_kind(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers measure in one dimension (a date's month may stand alone on one side)."""
    return one.dimension == other.dimension or {one.dimension, other.dimension} <= set(DATED)


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether both can be true of the same thing."""
    if one.dimension in DATED:
        return _dates_agree(one, other)
    if one.dimension == "clock":
        return one.value % 720 == other.value % 720 or (
            bool(one.hedge or other.hedge) and abs(one.value - other.value) < AROUND_MINUTES
        )
    if one.low is not None or other.low is not None:
        return _overlap(one, other)
    return one.value == other.value or _near(one, other) or _rounds(one, other)


def _overlap(one: Quantity, other: Quantity) -> bool:
    """Whether a range holds a number, widened by what a rounding word covers; two ranges have the same ends."""
    if one.low is not None and other.low is not None:
        return (one.low, one.value) == (other.low, other.value)
    (low, high), (least, most) = _ends(one), _ends(other)
    return low <= most and least <= high


def _ends(quantity: Quantity) -> tuple[float, float]:
    low = quantity.value if quantity.low is None else quantity.low
    wide = AROUND if quantity.hedge == "around" else 0.0
    down = BEYOND if quantity.hedge == "below" else wide
    up = BEYOND if quantity.hedge == "above" else wide
    return low * (1 - down), quantity.value * (1 + up)


def _dates_agree(one: Quantity, other: Quantity) -> bool:
    """Every part that both say is the same; True when they share none."""
    return all(a == b for a, b in zip(one.parts, other.parts, strict=True) if a is not None and b is not None)


def shared_part(one: Quantity, other: Quantity) -> bool:
    """Whether two dates say a common part at all (day, month or year)."""
    return any(a is not None and b is not None for a, b in zip(one.parts, other.parts, strict=True))


def dates_meet(one: Quantity, other: Quantity) -> bool:
    """Whether two dates share a part and contradict each other in none."""
    return shared_part(one, other) and _dates_agree(one, other)


def _near(one: Quantity, other: Quantity) -> bool:
    """Whether the rounding words of either side cover the other; two numbers rounded alike may be a little apart."""
    if one.hedge and one.hedge == other.hedge:
        return abs(one.value - other.value) <= AROUND * max(one.value, other.value)
    return _covers(one, other.value) or _covers(other, one.value)


def _covers(quantity: Quantity, value: float) -> bool:
    base = quantity.value
    if quantity.hedge == "above":
        return base <= value <= base * (1 + BEYOND)
    if quantity.hedge == "below":
        return base * (1 - BEYOND) <= value <= base
    return bool(quantity.hedge) and abs(value - base) <= AROUND * base


def _rounds(one: Quantity, other: Quantity) -> bool:
    """Whether the coarser number is the finer one rounded or cut off; whole numbers under 1,000 round nothing."""
    coarse, fine = sorted((one, other), key=_grain, reverse=True)
    grain = _grain(coarse)
    if grain <= _grain(fine):
        return False
    return abs(coarse.value - fine.value) <= grain / 2 or 0 <= fine.value - coarse.value < grain


def _grain(quantity: Quantity) -> float:
    """The size of a number's last figure that is meant: "5.000" means thousands, "41" and "20" mean ones."""
    steps = round(quantity.value / quantity.step) if quantity.step else 0
    if quantity.step >= 1 and steps < 1000:
        return quantity.step
    if steps % 10 == 0 and math.log10(max(1, steps)) >= 2:
        return quantity.step * 10.0 ** _zeros(steps)
    return quantity.step


def _zeros(number: int) -> int:
    return len(str(number)) - len(str(number).rstrip("0"))
