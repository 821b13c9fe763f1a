"""Where a text says by its own words what it is about: the cue phrases of topics, found and weighed.

A phrase counts in each field it stands in, the title most; longer phrases say more than single syllables; a phrase
said again adds little. What is known of topics is data (`TopicRules`); nothing here is learned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.reading import TopicRules
from nlp.engines.linear import Floats, counted, damped
from nlp.engines.phrases import Found, PhraseFinder, phrase_key
from nlp.engines.words import Words

# Swept on the commune labels (382 articles): title 3..4, lead 1.5..2, body .6..1, a single syllable .3..0.7: within two
# points; repeats by logarithm instead of once +2 points of the main topic. The steps for longer phrases were not swept.
FIELD_WEIGHTS = {"title": 3.0, "lead": 1.5, "body": 0.8}
SYLLABLE_WEIGHTS = (0.4, 1.0, 1.25, 1.4)
_PLACES = {name: place for place, name in enumerate(FIELD_WEIGHTS)}
_FIELD_WEIGHTS = np.array(list(FIELD_WEIGHTS.values()))


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
        self._topic_of = np.array([self.topics.index(cue.topic) for cue in self._cues], np.int64)
        self._weights = np.array([cue.weight for cue in self._cues])
        self._hides = np.array([cue.hides for cue in self._cues], bool)
        self._search = PhraseFinder([cue.phrase for cue in self._cues])

    def find(self, text: Words) -> Found:
        """The phrases of a text: number of the cue, first and last word."""
        found = self._search.find(text)
        kept: NDArray[np.bool_] = ~self._hides[found[:, 0]]
        for number, first, last in found[~kept].tolist():
            same = self._topic_of[found[:, 0]] == self._topic_of[number]
            kept &= ~(same & (found[:, 1] >= first) & (found[:, 2] <= last))
        return np.asarray(found[kept])

    def weigh(self, found: Mapping[str, Found]) -> Floats:
        """How much each topic is spoken for, in the order of `topics`, by the phrases found in each field."""
        width = len(self._cues)
        cells, times = counted(np.concatenate([hits[:, 0] + width * _PLACES[name] for name, hits in found.items()]))
        cues = cells % width
        said = _FIELD_WEIGHTS[cells // width] * self._weights[cues] * damped(times)
        return np.bincount(self._topic_of[cues], said, len(self.topics)).astype(np.float64)

    def places(self, found: Found, topic: str) -> Iterator[tuple[float, int, int]]:
        """The phrases of one topic among those found, each once: weight, first word, last word."""
        seen = set()
        for number, first, last in found[self._topic_of[found[:, 0]] == self.topics.index(topic)].tolist():
            cue = self._cues[number]
            if cue.phrase not in seen:
                seen.add(cue.phrase)
                yield cue.weight, first, last


def _cues(topic: TopicRules) -> Iterator[Cue]:
    for phrase, hides in [*((p, False) for p in topic.cues), *((p, True) for p in topic.unless)]:
        key = phrase_key(phrase)
        weight = SYLLABLE_WEIGHTS[min(len(key.split()), len(SYLLABLE_WEIGHTS)) - 1]
        yield Cue(key, topic.code, weight, hides)
