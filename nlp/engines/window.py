"""Which earlier articles are worth comparing with a new one? An index of rare signs with postings of limited length.

Only the rarest signs that the window holds already are asked, so a larger window costs hardly more (performance.md, 6:
40 rarest shared signs found .996 of the nearest neighbours; the heaviest signs are a trap, they occur once).
"""

from __future__ import annotations

from array import array

import numpy as np

from nlp.engines.signs import Bag

# An article is found by this many of its heaviest signs, a posting keeps the latest so many articles, a question asks
# for so many signs and takes so many answers. Share of the exact nearest neighbours found among 15,000 articles of
# 2,500 characters (238 asked that share a story with one of them), by signs indexed and asked: 160, 40 .79; 240, 80
# .94; 400, 120 .99; 500, 160 1.0; all, 80 .99. More answers or longer postings added nothing.
INDEXED = 500
POSTING = 400
ASKED = 160
ANSWERS = 24


class Window:
    """Numbers of articles by their signs."""

    def __init__(self) -> None:
        self._postings: dict[int, array[int]] = {}

    def add(self, number: int, bag: Bag) -> None:
        """Make an article findable."""
        heavy = np.argsort(bag.weights, kind="stable")[::-1][:INDEXED]
        for sign in bag.hashes[heavy].tolist():
            posting = self._postings.get(sign)
            if posting is None:
                self._postings[sign] = array("I", (number,))
                continue
            posting.append(number)
            if len(posting) > POSTING:
                del posting[: POSTING // 4]

    def nearest(self, bag: Bag, most: int = ANSWERS) -> list[int]:
        """Numbers of the articles that share most of the rare signs, best first."""
        shared = [
            (len(posting), -weight, sign)
            for sign, weight in zip(bag.hashes.tolist(), bag.weights.tolist(), strict=True)
            if (posting := self._postings.get(sign))
        ]
        if not shared:
            return []
        asked = sorted(shared)[:ASKED]
        numbers = np.concatenate([np.frombuffer(self._postings[sign], np.uintc) for _, _, sign in asked])
        votes = np.repeat([weight * weight for _, weight, _ in asked], [length for length, _, _ in asked])
        sums = np.bincount(numbers, votes)
        found = np.flatnonzero(sums)
        best = found[np.lexsort((found, -sums[found]))[:most]]
        return [int(number) for number in best]
