"""Do two articles tell one event? What is compared: words, pairs of words, headlines, numbers, days named, lengths.

`Profile` is what is kept of an article; `compared` gives the figures of a pair, `chance` weighs them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from domain.text import clean
from nlp.engines.editions import NOTHING_SAID, Course, course
from nlp.engines.signs import Bag, Rarity, pair_hashes, syllable_hashes, weighed

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DAY = re.compile(
    r"(?<![\d.,/-])(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?\d{4})?(?![\d/%])|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})",
    re.IGNORECASE,
)


# Characters of headline and lead.
LEAD = 400


@dataclass(frozen=True, slots=True)
class Profile:
    """What is kept of an article to compare it: four vectors, the days (day, month) it names, its length.

    `lead_days` are those of headline and lead; `course` is what tells editions apart (see `editions`).
    """

    words: Bag
    pairs: Bag
    title: Bag
    numbers: Bag
    days: frozenset[tuple[int, int]]
    length: float
    lead_days: frozenset[tuple[int, int]] = frozenset()
    course: Course = NOTHING_SAID


def profile(title: str, text: str, rarity: Rarity) -> Profile:
    """The profile of an article. Never fails: an empty text has empty vectors."""
    head, body = syllable_hashes(title), syllable_hashes(text)
    words = np.concatenate([head, head, body])
    pairs = np.concatenate([pair_hashes(head), pair_hashes(head), pair_hashes(body)])
    whole = clean(f"{title}\n{text}"[:40_000])
    return Profile(
        words=rarity.bag(words),
        pairs=rarity.bag(np.concatenate([words, pairs])),
        title=rarity.bag(np.concatenate([head, pair_hashes(head)])),
        numbers=_numbers(whole),
        days=_days(whole),
        length=math.log(50 + len(body)),
        lead_days=_days(whole[:LEAD]),
        course=course(title, whole[:LEAD], whole),
    )


def _numbers(text: str) -> Bag:
    found: dict[str, int] = {}
    for number in _NUMBER.findall(text):
        found[number] = found.get(number, 0) + 1
    rows = sorted(
        (crc32(number.encode()), (1 + math.log(count)) * (1 + min(len(number), 5) / 2))
        for number, count in found.items()
    )
    return weighed(np.array([row[0] for row in rows], np.uint32), np.array([row[1] for row in rows]))


def _days(text: str) -> frozenset[tuple[int, int]]:
    named = ((int(a or c), int(b or d)) for a, b, c, d in _DAY.findall(text))
    return frozenset((day, month) for day, month in named if 1 <= day <= 31 and 1 <= month <= 12)


def compared(one: Profile, other: Profile) -> tuple[float, ...]:
    """The figures of a pair, in the order of `WEIGHTS`."""
    both = len(one.days) and len(other.days)
    days = len(one.days & other.days) / math.sqrt(len(one.days) * len(other.days)) if both else 0.0
    return (
        one.pairs.cosine(other.pairs),
        one.words.cosine(other.words),
        one.title.cosine(other.title),
        one.numbers.cosine(other.numbers),
        days,
        0.0 if both else 1.0,
        abs(one.length - other.length),
        min(one.length, other.length),
    )


# Fitted by logistic regression on the 69,119 pairs of stories_stream with a cosine of at least .05; the sum of weight
# times figure plus BIAS is the logarithm of the odds that a pair tells one event.
WEIGHTS = (10.776, 17.399, 6.642, 2.346, 3.073, 1.535, 0.917, -0.467)
BIAS = -10.464


def chance(one: Profile, other: Profile) -> float:
    """How likely it is, 0..1, that two articles tell one event."""
    odds = BIAS + sum(weight * figure for weight, figure in zip(WEIGHTS, compared(one, other), strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))
