"""Do two sentences speak of the same thing, and are two numbers in them at the same place of it?

Words count by their rarity; numbers never help to make sentences alike.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from nlp.claims.quantities import Quantity, quantities
from nlp.engines.signs import WORD, Rarity, shipped, syllable_hashes

Weights = dict[int, float]
WINDOW = 5


@dataclass(frozen=True)
class Seen:
    """A sentence prepared for comparison."""

    text: str
    rarity: Rarity

    @classmethod
    def of(cls, text: str, rarity: Rarity | None = None) -> Seen:
        """A sentence with the shipped rarities."""
        return cls(text, rarity) if rarity else _seen(text)

    @cached_property
    def numbers(self) -> list[Quantity]:
        """Its numbers."""
        return quantities(self.text)

    @cached_property
    def _tokens(self) -> tuple[list[int], list[int], list[float]]:
        """Start of each syllable outside numbers, its hash and its rarity."""
        spans = [(one.start, one.end) for one in self.numbers]
        starts, words = [], []
        for match in WORD.finditer(self.text):
            if not any(start <= match.start() < end for start, end in spans) and not match.group().isdigit():
                starts.append(match.start())
                words.append(match.group())
        hashes = syllable_hashes(" ".join(words))
        if len(hashes) != len(words):  # a word that cleaning splits or joins: compare without places
            words = WORD.findall(" ".join(words))[: len(hashes)]
        rare = self.rarity.of(hashes) if len(hashes) else np.zeros(0)
        return starts[: len(hashes)], [int(one) for one in hashes], [float(one) for one in rare]

    @cached_property
    def weights(self) -> Weights:
        """Each word with its weight."""
        _, hashes, rare = self._tokens
        return dict(zip(hashes, rare, strict=True))

    @cached_property
    def total(self) -> float:
        """The weight of the whole sentence."""
        return sum(self.weights.values())

    def around(self, place: Quantity) -> tuple[Weights, Weights]:
        """The words before and behind a number, the nearest ones."""
        starts, hashes, rare = self._tokens
        cut = bisect_left(starts, place.start)
        pairs = list(zip(hashes, rare, strict=True))
        return dict(pairs[max(0, cut - WINDOW) : cut]), dict(pairs[cut : cut + WINDOW])

    def before(self, place: Quantity) -> int:
        """The hash of the word just before a number, 0 for none."""
        starts, hashes, _ = self._tokens
        cut = bisect_left(starts, place.start)
        return hashes[cut - 1] if cut else 0


@lru_cache(maxsize=1 << 13)
def _seen(text: str) -> Seen:
    """Sentences come back, once for each sentence they are held against."""
    return Seen(text, shipped())


def shared(one: Weights, other: Weights) -> float:
    """The weight of the words both hold."""
    return sum(weight for word, weight in one.items() if word in other)


def likeness(one: Seen, other: Seen) -> tuple[float, float]:
    """How much of each sentence's weight the other holds (of the lighter one, of the heavier one)."""
    both = shared(one.weights, other.weights)
    light, heavy = sorted((one.total, other.total))
    return (both / light if light else 0.0), (both / heavy if heavy else 0.0)


def sides(one: Seen, mine: Quantity, other: Seen, theirs: Quantity) -> tuple[float, float]:
    """How much the words before, and those behind, two numbers are the same, each 0..1."""
    mine_before, mine_behind = one.around(mine)
    their_before, their_behind = other.around(theirs)
    return _side(mine_before, their_before), _side(mine_behind, their_behind)


def same_place(one: Seen, mine: Quantity, other: Seen, theirs: Quantity) -> float:
    """How much the words around two numbers are the same, 0..1 (the better of the two sides counts double)."""
    low, high = sorted(sides(one, mine, other, theirs))
    return (2 * high + low) / 3


def _side(mine: Weights, theirs: Weights) -> float:
    least = min(sum(mine.values()), sum(theirs.values()))
    return shared(mine, theirs) / least if least else 0.0
