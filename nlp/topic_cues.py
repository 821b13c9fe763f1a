"""Where a text says by its own words what it is about: the cue phrases of topics, found and weighed.

A phrase counts in each field it stands in, the title most; longer phrases say more than single syllables; a phrase
said again adds little. What is known of topics is data (`TopicRules`); nothing here is learned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

import ahocorasick_rs

from domain.reading import TopicRules
from nlp.engines.grams import placed, readable, unmasked

# Swept on the commune labels (382 articles): title 3..4, lead 1.5..2, body .6..1, a single syllable .3..0.7: within two
# points; repeats by logarithm instead of once +2 points of the main topic. The steps for longer phrases were not swept.
FIELD_WEIGHTS = {"title": 3.0, "lead": 1.5, "body": 0.8}
SYLLABLE_WEIGHTS = (0.4, 1.0, 1.25, 1.4)


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase by its syllable keys, the topic it speaks for, its weight; one that `hides` silences cues inside it."""

    phrase: str
    topic: str
    weight: float
    hides: bool = False


class CueFinder:
    """Finds the phrases of all topics in one pass; made once, used for many texts."""

    def __init__(self, rules: Sequence[TopicRules]):
        self.topics = tuple(topic.code for topic in rules)
        self._cues = [cue for topic in rules for cue in _cues(topic)]
        self._search = ahocorasick_rs.AhoCorasick([f" {cue.phrase} " for cue in self._cues])

    def weigh(self, parts: Mapping[str, str]) -> dict[str, float]:
        """How much each topic is spoken for; topics without a phrase are absent."""
        total: dict[str, float] = {}
        for name, weight in FIELD_WEIGHTS.items():
            for cue, count in self._counted(parts.get(name, "")).items():
                total[cue.topic] = total.get(cue.topic, 0.0) + weight * cue.weight * (1.0 + log(count))
        return total

    def _counted(self, text: str) -> Counter[Cue]:
        return Counter([cue for cue, _, _ in self._found(unmasked(readable(text)))]) if text else Counter()

    def _found(self, keys: Sequence[str]) -> list[tuple[Cue, int, int]]:
        """Cues with the place of their first and behind their last character in the line of keys."""
        found = self._search.find_matches_as_indexes(f" {' '.join(keys)} ", overlapping=True)
        hits = [(self._cues[number], start, end) for number, start, end in found]
        hiding = [hit for hit in hits if hit[0].hides]
        return [hit for hit in hits if not hit[0].hides and not any(_inside(hit, other) for other in hiding)]

    def places(self, text: str, topic: str) -> Iterator[tuple[float, int, int]]:
        """The phrases of one topic in a text as it stands: weight, first character, character behind the last."""
        starts, ends, at = {}, {}, 0
        words = placed(text)
        for key, first, last in words:
            starts[at] = first
            at += len(key) + 1
            ends[at + 1] = last
        seen = set()
        for cue, start, end in self._found([key for key, _, _ in words]):
            if cue.topic == topic and cue.phrase not in seen:
                seen.add(cue.phrase)
                yield cue.weight, starts[start], ends[end]


def _inside(hit: tuple[Cue, int, int], other: tuple[Cue, int, int]) -> bool:
    return hit[0].topic == other[0].topic and other[1] <= hit[1] and hit[2] <= other[2]


def _cues(topic: TopicRules) -> Iterator[Cue]:
    for phrase, hides in [*((p, False) for p in topic.cues), *((p, True) for p in topic.unless)]:
        keys = unmasked(phrase)
        weight = SYLLABLE_WEIGHTS[min(len(keys), len(SYLLABLE_WEIGHTS)) - 1]
        yield Cue(" ".join(keys), topic.code, weight, hides)
