"""How many articles will the next period have? A simple model, and how well it did so far.

The model is judged against "as in the period before": each known period is foretold from those before it. Where the
model does not beat that, nobody is given its number. House rule: no figure rests on fewer than `LEAST_HISTORY` periods.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

# Periods the model looks back at: a month of weeks. Not swept, since no office has a long series yet; the back-test
# printed beside every forecast is its judge.
WINDOW = 4
# Periods that must be known before anything is foretold: two windows, so that the back-test has as many tries.
LEAST_HISTORY = 8
# Below this mean a curve is noise: one article more or less is a fifth of the whole.
SMALL = 5.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """A number for the next period with its usual range, and the mean errors of the model and of "as before".

    `tries` is how many periods the errors were measured on.
    """

    expected: float
    low: int
    high: int
    error: float
    naive_error: float
    tries: int

    @property
    def beats_naive(self) -> bool:
        """Whether the number may be printed."""
        return self.error < self.naive_error


def forecast(counts: Sequence[int]) -> Forecast | None:
    """The forecast after these periods, oldest first; None when there are too few."""
    if len(counts) < LEAST_HISTORY:
        return None
    tries = range(WINDOW, len(counts))
    error = statistics.fmean(abs(_mean(counts[:place]) - counts[place]) for place in tries)
    naive = statistics.fmean(abs(counts[place - 1] - counts[place]) for place in tries)
    low, high = usual(counts)
    return Forecast(_mean(counts), low, high, error, naive, len(tries))


def _mean(counts: Sequence[int]) -> float:
    return statistics.fmean(counts[-WINDOW:])


def usual(counts: Sequence[int]) -> tuple[int, int]:
    """The range that four of five periods lie in, rounded outward to what has been seen."""
    ordered = sorted(counts)
    tenth = len(ordered) // 10
    return ordered[tenth], ordered[-1 - tenth]
