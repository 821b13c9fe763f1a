"""Which earlier articles are worth comparing with a new one? An index of rare signs with postings of limited length.

Only the rarest signs that the window holds already are asked, so a larger window costs hardly more (performance.md, 6:
40 rarest shared signs found .996 of the nearest neighbours; the heaviest signs are a trap, they occur once).
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from nlp.engines.signs import Bag

# An article is found by this many of its heaviest signs, a posting keeps the latest so many articles, a question asks
# for so many signs and takes so many answers.
INDEXED = 160
POSTING = 400
ASKED = 40
ANSWERS = 24


class Window:
    """Numbers of articles by their signs."""

    def __init__(self) -> None:
        self._postings: dict[int, list[int]] = {}

    def add(self, number: int, bag: Bag) -> None:
        """Make an article findable."""
        heavy = np.argsort(bag.weights, kind="stable")[::-1][:INDEXED]
        for sign in bag.hashes[heavy].tolist():
            posting = self._postings.setdefault(sign, [])
            posting.append(number)
            if len(posting) > POSTING:
                del posting[: POSTING // 4]

    def nearest(self, bag: Bag, most: int = ANSWERS) -> list[int]:
        """Numbers of the articles that share most of the rare signs, best first."""
        shared = [
            (len(posting), weight, posting)
            for sign, weight in zip(bag.hashes.tolist(), bag.weights.tolist(), strict=True)
            if (posting := self._postings.get(sign))
        ]
        shared.sort(key=lambda found: (found[0], -found[1]))
        sums: defaultdict[int, float] = defaultdict(float)
        for _, weight, posting in shared[:ASKED]:
            for number in posting:
                sums[number] += weight * weight
        return sorted(sums, key=lambda number: (-sums[number], number))[:most]
