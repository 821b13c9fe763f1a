"""What a copy did with the text it prints: sentences side by side, and the numbers that differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LineKind(StrEnum):
    """What became of a sentence."""

    SAME = "same"
    ALTERED = "altered"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number that the copy gives otherwise, with the word it counts: "41 hộ" against "47 hộ"."""

    original: str
    copy: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the two texts side by side; the side that lacks the sentence is ""."""

    kind: LineKind
    original: str = ""
    copy: str = ""
    numbers: tuple[NumberChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts side by side, in the copy's order; what it dropped stands where the original had it."""

    lines: tuple[Line, ...]

    @property
    def numbers(self) -> tuple[NumberChange, ...]:
        """Every number that differs."""
        return tuple(change for line in self.lines for change in line.numbers)

    def count(self, kind: LineKind) -> int:
        """How many sentences became this."""
        return sum(line.kind is kind for line in self.lines)
