"""Does the window find what lies nearest? The share of exact nearest neighbours among its answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nlp.engines.likeness import profile
from nlp.engines.signs import Bag, shipped
from nlp.engines.window import Window

# A neighbour counts from this cosine on: below it nothing is near.
LEAST = 0.15


def found_share(texts: Sequence[str], asked: Sequence[str]) -> float:
    """Of the asked texts that have a neighbour, how many find the nearest one. 1.0 when none has."""
    bags = [profile("", text, shipped()).pairs for text in texts]
    window = Window()
    for number, bag in enumerate(bags):
        window.add(number, bag)
    table = _Table(bags)
    hits = []
    for text in asked:
        bag = profile("", text, shipped()).pairs
        cosines = table.cosines(bag)
        if len(cosines) and float(cosines.max()) >= LEAST:
            best = set(np.flatnonzero(cosines >= cosines.max() - 1e-5).tolist())
            hits.append(not best.isdisjoint(window.nearest(bag)))
    return sum(hits) / len(hits) if hits else 1.0


class _Table:
    """All bags in one row, to compare one with every other at once."""

    def __init__(self, bags: Sequence[Bag]):
        self._hashes = np.concatenate([bag.hashes for bag in bags])
        self._weights = np.concatenate([bag.weights for bag in bags])
        self._starts = np.cumsum([0, *(len(bag) for bag in bags[:-1])])

    def cosines(self, bag: Bag) -> np.ndarray:
        """The cosine with every bag, in their order."""
        places = np.searchsorted(bag.hashes, self._hashes)
        places[places == len(bag)] = 0
        products = np.where(bag.hashes[places] == self._hashes, bag.weights[places] * self._weights, np.float32(0))
        return np.add.reduceat(products, self._starts)
