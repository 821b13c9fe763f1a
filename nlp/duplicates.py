"""Is an article another one's text? Found by runs of four syllables that both hold, whatever was cut or moved around.

Each article is filed under a sample of its runs: those whose hash falls into one class of eight, so two texts are
sampled alike. What shares enough of the sample is compared by all runs.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from domain.story import CopyKind
from nlp.engines.signs import Hashes, syllable_hashes

# Syllables in a run, one run of so many is filed, and a posting is not followed beyond so many articles.
RUN = 4
SAMPLE = 8
MOST_FILED = 200
# Least share of the shorter text's runs for a copy, and least runs in common. Swept .3..0.6 on 300 reprints of real
# articles (summaries_vietnews) among 1,000 others: at .5 all were found up to 40 % of sentences cut, moved or reworded
# (the least share was .59), none was taken for another's; at .4 two storm warnings of one office were one text.
LEAST_SHARE = 0.5
LEAST_RUNS = 12
# Of the sample this share must be met before all runs are compared.
_LEAST_SAMPLED = 0.15


@dataclass(frozen=True, slots=True)
class Twin:
    """Another article with the same text: its number, how much they share (0..1 of the shorter one)."""

    number: int
    kind: CopyKind
    share: float


@dataclass(frozen=True, slots=True)
class Runs:
    """An article's distinct runs, sorted, and a hash of the whole text."""

    hashes: Hashes
    whole: int

    @classmethod
    def of(cls, syllables: Hashes) -> Runs:
        """The runs of a text given by its syllables."""
        size = max(0, len(syllables) - RUN + 1)
        total = np.zeros(size, np.uint32)
        for place in range(RUN):
            total = total * np.uint32(0x01000193) ^ syllables[place : place + size]
        total ^= total >> np.uint32(15)
        return cls(np.unique(total * np.uint32(0x85EBCA6B)), hash(syllables.tobytes()))

    def share(self, other: Runs) -> tuple[float, int]:
        """The part of the shorter text that the longer one holds, and the number of runs in common."""
        short, long = sorted((self.hashes, other.hashes), key=len)
        if not len(short):
            return 0.0, 0
        places = np.searchsorted(long, short)
        places[places == len(long)] = 0
        common = int(np.count_nonzero(long[places] == short))
        return common / len(short), common


class CopyIndex:
    """The texts seen so far; made once, asked and filled by number."""

    def __init__(self) -> None:
        self._filed: dict[int, list[int]] = {}
        self._runs: dict[int, Runs] = {}

    def add(self, number: int, syllables: Hashes) -> tuple[Twin, ...]:
        """File a text; returns the texts filed before that are copies of it or it of them, likest first."""
        runs = Runs.of(syllables)
        sample = runs.hashes[runs.hashes % SAMPLE == 0].tolist()
        twins = self._twins(number, runs, sample)
        self._runs[number] = runs
        for run in sample:
            self._filed.setdefault(run, []).append(number)
        return twins

    def text(self, number: int, text: str) -> tuple[Twin, ...]:
        """`add` for a text."""
        return self.add(number, syllable_hashes(text))

    def _twins(self, number: int, runs: Runs, sample: list[int]) -> tuple[Twin, ...]:
        met: Counter[int] = Counter()
        for run in sample:
            filed = self._filed.get(run)
            if filed:
                met.update(filed[-MOST_FILED:])
        met.pop(number, None)
        found = []
        for other, count in met.items():
            theirs = self._runs[other]
            if count * SAMPLE >= _LEAST_SAMPLED * min(len(runs.hashes), len(theirs.hashes)):
                share, common = runs.share(theirs)
                if share >= LEAST_SHARE and common >= LEAST_RUNS:
                    exact = runs.whole == theirs.whole
                    found.append(Twin(other, CopyKind.EXACT if exact else CopyKind.NEAR, round(share, 3)))
        return tuple(sorted(found, key=lambda twin: (-twin.share, twin.number)))


_CREDIT = (
    re.compile(
        r"(?:^|[\n(.!?”\"]\s?)((?:Theo|Nguồn(?: tin)?)\s?:?\s(?:báo |Báo )?[A-ZĐ][\w./&-]*"
        r"(?:\s(?:&\s)?[A-ZĐ0-9][\w./-]*){0,5})\s?\)?[.\s]*\Z"
    ),
    re.compile(r"\A\s*\(?((?:TTXVN|TTXVN/Vietnam\+|Vietnam\+))\)?\s?[-–]"),
)


def credit(text: str) -> str:
    """The line that names whose text this is ("Theo TTXVN"), as it stands at the end or the beginning; else ""."""
    for pattern in _CREDIT:
        match = pattern.search(text[-160:] if pattern is _CREDIT[0] else text[:80])
        if match:
            return match[1].strip()
    return ""
