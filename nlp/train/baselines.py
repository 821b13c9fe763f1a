"""What costs nothing or next to nothing, to stand beside the figures of the models: cue phrases counted against each
other, a plain linear model of the whole text, and one of the words that underthesea cuts (its models for topics and
sentiment are fetched from a hub, so only its words work offline)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from nlp.cues import book
from nlp.engines.linear import Counts, LinearModel
from nlp.engines.words import Signs, code_of, seen, signs_of, words
from nlp.train.solver import Recipe, fit

LABELS = ("pos", "neu", "neg")
# Groups of each book that speak for something, and against it; the others say neither.
_FOR = {"praise", "deeds", "success", "works", "culture", "growth", "warm"}
_NEITHER = {"event", "notice", "denial", "officials", "people", "plain"}
_PLAIN = Recipe(fields=(("all", 1.0),), c=3.0)


def by_cues(name: str, title: str, text: str) -> str:
    """The tone that cue phrases alone give: whichever side has more of them, a title's phrase counting three times."""
    found, phrases = Counter[str](), book(name)
    for part, weight in ((title, 3), (text, 1)):
        hits = phrases.found(words(part))
        for place in phrases.groups_in(hits).tolist():
            if phrases.groups[place] not in _NEITHER:
                found["pos" if phrases.groups[place] in _FOR else "neg"] += weight
    return "neu" if found["pos"] == found["neg"] else "pos" if found["pos"] > found["neg"] else "neg"


def plain_model(rows: Sequence[Mapping[str, Any]]) -> LinearModel:
    """A linear model of syllables and pairs of the whole text."""
    usable = [row for row in rows if row.get("tone") in LABELS]
    targets = np.array([[float(row["tone"] == label) for label in LABELS] for row in usable])
    return fit([_counts(row) for row in usable], targets, LABELS, _PLAIN)


def plain_scores(model: LinearModel, row: Mapping[str, Any]) -> str:
    """The tone that the plain model gives."""
    sure = model.probabilities(_counts(row))
    return max(LABELS, key=lambda label: sure[label])


def toned_words(rows: Sequence[Mapping[str, Any]]) -> Segmented:
    """A linear model of the words of the rows that have a tone."""
    return Segmented([row for row in rows if row.get("tone") in LABELS], lambda row: (row["tone"],))


def _counts(row: Mapping[str, Any]) -> Counts:
    return {"all": signs_of(seen([words(row.get("title") or ""), words(row["text"])]))}


class Segmented:
    """A linear model of words and pairs of words, as underthesea cuts them; each label for itself."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], labels_of: Callable[[Mapping[str, Any]], Sequence[str]]):
        found = tuple(sorted({label for row in rows for label in labels_of(row)}))
        targets = np.array([[float(label in labels_of(row)) for label in found] for row in rows])
        recipe = Recipe(fields=(("words", 1.0),), kind="sigmoid", c=3.0, steps=30)
        self._model = fit([_word_counts(row) for row in rows], targets, found, recipe)

    def labels(self, row: Mapping[str, Any], most: int = 2) -> list[str]:
        """The labels that are more likely than not, else the likeliest."""
        sure = self._model.probabilities(_word_counts(row))
        ordered = sorted(sure, key=lambda label: -sure[label])
        return [label for label in ordered if sure[label] >= 0.5][:most] or ordered[:1]


def _word_counts(row: Mapping[str, Any]) -> Counts:
    return {"words": _segmented(f"{row.get('title') or ''}\n{row['text'] or ''}")}


@lru_cache(maxsize=20_000)
def _segmented(text: str) -> Signs:
    """Each word and each pair of neighbours as one number."""
    from underthesea import word_tokenize  # noqa: PLC0415 - some seconds to load

    codes = [code_of(word.lower()) if word[:1].isalnum() else np.uint64(0) for word in word_tokenize(text)]
    return signs_of(np.array([*codes, np.uint64(0)], np.uint64))
