"""Which of the office's topics an article is about, each with the words that say so.

Cue phrases speak first, trained weights correct them (`topic_model`). At most two topics are given; topic 16
(complaints) is a flag beside another one; when the model believes in none, none is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.press import Article
from domain.reading import Span, TopicHit, TopicRules
from nlp.engines import linear
from nlp.engines.grams import BREAK, placed
from nlp.topic_cues import FIELD_WEIGHTS
from nlp.topic_model import TopicModel, counted, shipped

VERSION = 2
MOST_EVIDENCE = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an article: what the model calls it, the article's field it is from, and where it starts there."""

    name: str
    field: str
    text: str
    offset: int = 0

    def span(self, first: int, last: int) -> Span:
        """The span of the article that lies between two places of the piece."""
        return Span(self.field, self.offset + first, self.offset + last, self.text[first:last])


class TopicReader:
    """Reads topics by rules and weights; made once, used for many articles."""

    def __init__(self, rules: Sequence[TopicRules], weights: bytes | None = None):
        self._names = {topic.code: topic.name for topic in rules}
        self._model = TopicModel(linear.read(shipped() if weights is None else weights), rules)

    def read(self, article: Article) -> tuple[TopicHit, ...]:
        """At most two topics, the main one first, each with the words that say so."""
        parts = parts_of(article)
        texts = {part.name: part.text for part in parts}
        if not any(texts.values()):
            return ()
        labels, sure = self._model.read(texts)
        return tuple(self._hit(topic, rank, round(sure[topic], 3), parts) for rank, topic in enumerate(labels, start=1))

    def _hit(self, topic: str, rank: int, sure: float, parts: Sequence[Part]) -> TopicHit:
        evidence = self._evidence(topic, parts)
        quoted = ", ".join(f"“{span.quote}”" for span in evidence)
        said = f"Bài có {quoted}" if quoted else "Từ ngữ trong cả bài gần với các bài đã gán nhãn"
        return TopicHit(topic, rank, sure, evidence, f"{said}: thuộc lĩnh vực {self._names[topic]}.")

    def _evidence(self, topic: str, parts: Sequence[Part]) -> tuple[Span, ...]:
        """The weightiest cue phrases; where there is none, the words the weights lean on most."""
        found: list[tuple[float, Span]] = []
        for part in parts:  # title and lead weigh more, so the body is searched only when they say too little
            if len(found) < MOST_EVIDENCE:
                found += self._cues(topic, part)
        return _weightiest(found or list(self._leaning(topic, parts)))

    def _cues(self, topic: str, part: Part) -> Iterator[tuple[float, Span]]:
        if self._model.finder:
            for weight, first, last in self._model.finder.places(part.text, topic):
                yield weight * FIELD_WEIGHTS[part.name], part.span(first, last)

    def _leaning(self, topic: str, parts: Sequence[Part]) -> Iterator[tuple[float, Span]]:
        wanted = dict(self._model.weights.telling(counted({part.name: part.text for part in parts}), topic))
        for part in parts:
            words = [word for word in placed(part.text) if word[0] != BREAK]
            for group in [*pairwise(words), *((word,) for word in words)]:
                weight = wanted.pop(" ".join(key for key, _, _ in group), None)
                if weight is not None:
                    yield weight, part.span(group[0][1], group[-1][2])


def parts_of(article: Article) -> tuple[Part, ...]:
    """Title, lead and body; the first paragraph is the lead of an article without one."""
    if article.sapo:
        return (
            Part("title", "title", article.title),
            Part("lead", "sapo", article.sapo),
            Part("body", "body", article.body),
        )
    lead, _, _ = article.body.partition("\n")
    rest = Part("body", "body", article.body[len(lead) :], len(lead))
    return Part("title", "title", article.title), Part("lead", "body", lead), rest


def _weightiest(found: Sequence[tuple[float, Span]]) -> tuple[Span, ...]:
    """The weightiest spans of different words."""
    best: dict[str, Span] = {}
    for _, span in sorted(found, key=lambda pair: -pair[0]):
        best.setdefault(span.quote.casefold(), span)
    return tuple(best.values())[:MOST_EVIDENCE]
