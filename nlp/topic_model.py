"""What a model of topics sees of an article, and which labels it answers with; the same for every set of labels.

The model sees counted syllables and pairs of syllables with names of places and people masked (benchmarks: also the
title apart and runs of letters); for the office's own topics the cue phrases speak first, and the weights correct them.
A scheme says which labels there are and how many an article may have.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from domain.reading import TopicRules
from nlp.engines import linear
from nlp.engines.letters import letters_of
from nlp.engines.linear import BadModel
from nlp.engines.phrases import Found
from nlp.engines.words import Signs, Words, seen, signs_of, words
from nlp.topic_cues import CueFinder

SHIPPED = Path(__file__).parent / "models" / "topics.model"
# How much one step of the cue phrases counts beside the weights: swept 0.2..0.5 on the commune labels, cross-validated.
CUE_SHARE = 0.45
# A topic for which no phrase speaks is given only when the weights believe in it more than not; where a phrase speaks,
# a trace is enough for the main one (below .1 the best topic was still right for 14 of 19 commune articles).
LEAST = 0.5
LEAST_WITH_CUE = 0.01
# From which belief on a second topic and the flag are given (swept .2..5 on the commune labels, cross-validated: flat
# between .25 and .4). The flag is never given without a phrase that says so.
BESIDE = 0.3
FLAG = 0.35


@dataclass(frozen=True, slots=True)
class Scheme:
    """A set of labels: `most` an article may have (None: any number); `flag` is one that only joins another."""

    name: str
    most: int | None
    flag: str | None = None
    cues: bool = False

    @property
    def single(self) -> bool:
        """Whether exactly one label is right."""
        return self.most == 1


SCHEMES = {
    scheme.name: scheme
    for scheme in (
        Scheme("commune16", 2, "16", cues=True),
        Scheme("danes13", None),
        Scheme("vntc10", 1),
        Scheme("press10", 1),
    )
}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an article: title, lead or body, and the article's field it is from."""

    name: str
    field: str
    words: Words


def parts_of(title: str, sapo: str, body: str) -> list[Part]:
    """Title, lead and body; the first paragraph is the lead of an article without one."""
    if sapo:
        return [
            Part("title", "title", words(title)),
            Part("lead", "sapo", words(sapo)),
            Part("body", "body", words(body)),
        ]
    return [Part("title", "title", words(title)), *_led(words(body))]


def _led(body: Words) -> list[Part]:
    line_end = body.text.find("\n")
    end = body.before(line_end) if line_end >= 0 else len(body)
    return [Part("lead", "body", body.cut(0, end)), Part("body", "body", body.cut(end, len(body)))]


def parted(title: str, text: str) -> list[Part]:
    """Title, lead and body of a text that comes in one piece."""
    return parts_of(title, "", text.strip())


# What weights may speak of; each model uses the fields of its recipe.
FIELDS: Mapping[str, Callable[[Sequence[Part]], Signs]] = {
    "all": lambda parts: signs_of(seen([part.words for part in parts])),
    "title": lambda parts: signs_of(seen([part.words for part in parts if part.name == "title"])),
    "letters": lambda parts: letters_of([part.words for part in parts]),
}


def counted(parts: Sequence[Part], fields: Iterable[str]) -> linear.Counts:
    """What the weights speak of, for the fields of a model."""
    return {name: FIELDS[name](parts) for name in fields}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the cue phrases say for each label, shape (K,), before any weight, and the phrases found in each part."""

    said: linear.Floats
    found: Mapping[str, Found]


def spoken(finder: CueFinder | None, labels: Sequence[str], parts: Sequence[Part]) -> Spoken:
    """What the cue phrases say for each label; nothing where there are none."""
    if not finder:
        return Spoken(np.zeros(len(labels)), {})
    found = {part.name: finder.find(part.words) for part in parts}
    weights = dict(zip(finder.topics, CUE_SHARE * finder.weigh(found), strict=True))
    return Spoken(np.array([weights.get(label, 0.0) for label in labels]), found)


@dataclass(frozen=True, slots=True)
class Answer:
    """The labels to give, the main one first (none when the model believes in none), with the belief in each; and what
    it was read from."""

    labels: list[str]
    sure: dict[str, float]
    counts: linear.Counts
    spoken: Spoken


class TopicModel:
    """A trained model with the cue phrases it was trained beside. Raises BadModel for a model of something else."""

    def __init__(self, weights: linear.LinearModel, rules: Sequence[TopicRules]):
        if weights.notes.get("scheme") not in SCHEMES or not set(weights.spaces) <= set(FIELDS):
            raise BadModel("a model of something else")
        self.weights = weights
        self.scheme = SCHEMES[weights.notes["scheme"]]
        self.finder = CueFinder(rules) if self.scheme.cues else None

    def read(self, parts: Sequence[Part]) -> Answer:
        """Which labels an article has."""
        labels, cues, counts = (
            self.weights.labels,
            spoken(self.finder, self.weights.labels, parts),
            counted(parts, self.weights.spaces),
        )
        beliefs = linear.squash((self.weights.scores(counts) + cues.said)[None, :], self.weights.kind)[0]
        sure = dict(zip(labels, beliefs.tolist(), strict=True))
        said = {label for label, cue in zip(labels, cues.said.tolist(), strict=True) if cue}
        return Answer(self._chosen(sure, said), sure, counts, cues)

    def _chosen(self, sure: Mapping[str, float], said: Collection[str]) -> list[str]:
        ordered = sorted((label for label in sure if label != self.scheme.flag), key=lambda label: -sure[label])
        if self.scheme.single:
            return ordered[:1]
        if self.scheme.most is None:  # the furthest above its threshold first; where none reaches it, the nearest
            ordered.sort(key=lambda label: -sure[label] / self._threshold(label))
            return [label for label in ordered if sure[label] >= self._threshold(label)] or ordered[:1]
        first = [label for label in ordered if sure[label] >= (LEAST_WITH_CUE if label in said else LEAST)][:1]
        flag = [label for label in sure if label == self.scheme.flag and label in said and sure[label] >= FLAG]
        others = [label for label in ordered if sure[label] >= (BESIDE if label in said else LEAST)]
        return [*first, *flag, *(label for label in others if first and label not in first)][: self.scheme.most]

    def _threshold(self, label: str) -> float:
        return float(self.weights.notes.get("thresholds", {}).get(label, 0.5))


def shipped() -> bytes:
    """The weights that ship, for the office's 16 topics."""
    return SHIPPED.read_bytes()
