"""Which of the office's topics an article is about, each with the words that say so.

Cue phrases speak first, trained weights correct them (`topic_model`). At most two topics are given; topic 16
(complaints) is a flag beside another one; when the model believes in none, none is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from domain.press import Article
from domain.reading import Span, TopicHit, TopicRules
from nlp.engines import linear
from nlp.engines.phrases import NOTHING_FOUND, Found
from nlp.engines.words import MOST_CHARACTERS, Words, as_it_stands, signs_at
from nlp.topic_cues import FIELD_WEIGHTS
from nlp.topic_model import Answer, Part, TopicModel, parts_of, shipped

VERSION = 3
MOST_EVIDENCE = 3


@dataclass(frozen=True, slots=True)
class _Place:
    """A piece of an article in which words may be quoted, with the cue phrases found in it."""

    part: Part
    found: Found

    def span(self, first: int, last: int) -> Span:
        """The span of the article from one word to another."""
        words = self.part.words
        start, end = int(words.starts[first]), int(words.ends[last])
        return Span(self.part.field, start, end, words.text[start:end])


class TopicReader:
    """Reads topics by rules and weights; made once, used for many articles."""

    def __init__(self, rules: Sequence[TopicRules], weights: bytes | None = None):
        self._names = {topic.code: topic.name for topic in rules}
        self._model = TopicModel(linear.read(shipped() if weights is None else weights), rules)

    def read(self, article: Article) -> tuple[TopicHit, ...]:
        """At most two topics, the main one first, each with the words that say so."""
        parts = parts_of(article.title, article.sapo, article.body)
        if not any(len(part.words) for part in parts):
            return ()
        answer = self._model.read(parts)
        places = self._places(article, parts, answer) if answer.labels else []
        return tuple(self._hit(topic, rank, answer, places) for rank, topic in enumerate(answer.labels, start=1))

    def _places(self, article: Article, parts: Sequence[Part], answer: Answer) -> list[_Place]:
        """Where words may be quoted: text that had to be made clean first is read again as it stands."""
        fields, places = dict(article.fields()), []
        for part in parts:
            if fields[part.field].startswith(part.words.text):
                places.append(_Place(part, answer.spoken.found[part.name]))
            elif part.name != "body" or article.sapo:
                raw = as_it_stands(fields[part.field][:MOST_CHARACTERS])
                places.append(_Place(Part(part.name, part.field, raw), self._found(raw)))
        return places

    def _found(self, raw: Words) -> Found:
        return self._model.finder.find(raw) if self._model.finder else NOTHING_FOUND

    def _hit(self, topic: str, rank: int, answer: Answer, places: Sequence[_Place]) -> TopicHit:
        evidence = self._evidence(topic, answer, places)
        quoted = ", ".join(f"“{span.quote}”" for span in evidence)
        said = f"Bài có {quoted}" if quoted else "Từ ngữ trong cả bài gần với các bài đã gán nhãn"
        reason = f"{said}: thuộc lĩnh vực {self._names[topic]}."
        return TopicHit(topic, rank, round(answer.sure[topic], 3), evidence, reason)

    def _evidence(self, topic: str, answer: Answer, places: Sequence[_Place]) -> tuple[Span, ...]:
        """The weightiest cue phrases; where there is none, the words the weights lean on most."""
        found: list[tuple[float, Span]] = []
        for place in places:  # title and lead weigh more, so the body is searched only when they say too little
            if len(found) < MOST_EVIDENCE:
                found += self._cues(topic, place)
        return _weightiest(found or list(self._leaning(topic, answer, places)))

    def _cues(self, topic: str, place: _Place) -> Iterator[tuple[float, Span]]:
        if self._model.finder:
            for weight, first, last in self._model.finder.places(place.found, topic):
                yield weight * FIELD_WEIGHTS[place.part.name], place.span(first, last)

    def _leaning(self, topic: str, answer: Answer, places: Sequence[_Place]) -> Iterator[tuple[float, Span]]:
        wanted = dict(self._model.weights.telling(answer.counts, topic))
        for place in places:
            signs, firsts = signs_at(place.part.words.codes)
            single = int(np.count_nonzero(place.part.words.codes))
            for number in np.flatnonzero(np.isin(signs, np.array(list(wanted), np.uint32))).tolist():
                weight = wanted.pop(int(signs[number]), None)
                if weight is not None:
                    yield weight, place.span(int(firsts[number]), int(firsts[number]) + (number >= single))


def _weightiest(found: Sequence[tuple[float, Span]]) -> tuple[Span, ...]:
    """The weightiest spans of different words."""
    best: dict[str, Span] = {}
    for _, span in sorted(found, key=lambda pair: -pair[0]):
        best.setdefault(span.quote.casefold(), span)
    return tuple(best.values())[:MOST_EVIDENCE]
