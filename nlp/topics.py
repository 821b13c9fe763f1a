"""Which of the office's topics an article is about, by cue phrases that are shown with the answer.

A cue counts once a field; a cue of several syllables says more than one of a single syllable, the title more than the
body. Topic 16 (complaints) is a flag beside another topic. Nothing convincing means no topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.press import Article
from domain.reading import Span, TopicHit, TopicRules
from domain.text import tone_key

VERSION = 1

# Weights of fields and the least score: set on commune labels (382 articles, leave-one-document-out is not needed for
# four numbers); swept title 1..5, sapo 1..3, least 1..4.
WEIGHTS = {"title": 3.0, "sapo": 2.0, "body": 1.0, "caption": 0.5, "tag": 1.0}
LEAST = 2.0
# A second topic is shown when it reaches this share of the first (swept 0.5..0.9 on the same articles).
SECOND_SHARE = 0.7
SINGLE = 0.4
FLAG = "16"
_SYLLABLE = re.compile(r"[\w.]+")


@dataclass(frozen=True, slots=True)
class _Cue:
    keys: tuple[str, ...]
    topic: str
    weight: float


class TopicReader:
    """Reads topics by rules; made once, used for many articles."""

    def __init__(self, rules: Sequence[TopicRules]):
        self._names = {topic.code: topic.name for topic in rules}
        self._cues: dict[str, list[_Cue]] = {}
        for topic in rules:
            for phrase in topic.cues:
                keys = tuple(key for key, _, _ in _syllables(phrase))
                cue = _Cue(keys, topic.code, SINGLE if len(keys) == 1 else 1.0)
                self._cues.setdefault(keys[0], []).append(cue)

    def read(self, article: Article) -> tuple[TopicHit, ...]:
        """At most two topics, the main one first, each with the words that say so."""
        scores: dict[str, float] = {}
        evidence: dict[str, list[tuple[float, Span]]] = {}
        for name, text in article.fields():
            for cue, span in self._found(name, text):
                weight = cue.weight * WEIGHTS[name]
                scores[cue.topic] = scores.get(cue.topic, 0.0) + weight
                evidence.setdefault(cue.topic, []).append((weight, span))
        return tuple(self._hit(topic, rank, scores, evidence) for rank, topic in enumerate(_chosen(scores), start=1))

    def _found(self, field: str, text: str) -> Iterator[tuple[_Cue, Span]]:
        """Each cue at its first place in a field."""
        words = list(_syllables(text))
        keys = [key for key, _, _ in words]
        seen = set()
        for place, key in enumerate(keys):
            for cue in self._cues.get(key, ()):
                last = place + len(cue.keys)
                if cue not in seen and tuple(keys[place:last]) == cue.keys:
                    seen.add(cue)
                    start, end = words[place][1], words[last - 1][2]
                    yield cue, Span(field, start, end, text[start:end])

    def _hit(
        self, topic: str, rank: int, scores: dict[str, float], evidence: dict[str, list[tuple[float, Span]]]
    ) -> TopicHit:
        best = sorted(evidence[topic], key=lambda pair: -pair[0])[:3]
        quoted = ", ".join(dict.fromkeys(f"“{span.quote}”" for _, span in best))
        reason = f"Bài có {quoted}: thuộc lĩnh vực {self._names[topic]}."
        return TopicHit(topic, rank, round(scores[topic], 2), tuple(span for _, span in best), reason)


def _chosen(scores: dict[str, float]) -> list[str]:
    ordered = sorted((code for code in scores if code != FLAG), key=lambda code: (-scores[code], int(code)))
    flagged = scores.get(FLAG, 0.0) >= LEAST
    main = ordered[0] if ordered and scores[ordered[0]] >= LEAST else None
    if main is None:
        return [FLAG] if flagged else []
    if flagged:
        return [main, FLAG]
    second = [code for code in ordered[1:2] if scores[code] >= max(LEAST, SECOND_SHARE * scores[main])]
    return [main, *second]


def _syllables(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _SYLLABLE.finditer(text):
        word = match[0].rstrip(".")
        if word:
            yield tone_key(word), match.start(), match.start() + len(word)
