"""Figures with intervals: a metric, and its 95 % interval by bootstrap over documents with a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Row = Mapping[str, Any]
Prediction = dict[str, Any]
T = TypeVar("T")

ROUNDS = 1000
SEED = 20261123


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure and its 95 % interval; `n` documents, `positives` where the figure speaks of a class."""

    value: float
    low: float
    high: float
    n: int = 0
    positives: int = 0


def f1(precision: float, recall: float) -> float:
    """Harmonic mean; 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share(part: float, whole: float) -> float:
    """part / whole; 0 for an empty whole."""
    return part / whole if whole else 0.0


def bootstrap(
    groups: Sequence[Sequence[T]], measure: Callable[[Sequence[T]], float], *, positives: int = 0, rounds: int = ROUNDS
) -> Metric:
    """`measure` over all items, and over documents (`groups`) drawn with replacement."""
    draw = random.Random(SEED)
    everything = [item for group in groups for item in group]
    values = sorted(
        measure([item for _ in groups for item in groups[draw.randrange(len(groups))]])
        for _ in range(rounds if len(groups) > 1 else 0)
    )
    value = measure(everything)
    low, high = (values[int(0.025 * rounds)], values[int(0.975 * rounds) - 1]) if values else (value, value)
    return Metric(value, low, high, len(groups), positives)
