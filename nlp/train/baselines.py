"""What costs nothing or next to nothing, to stand beside the figures of the models of tone: cue phrases counted
against each other, and a plain linear model of the whole text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nlp.cues import book
from nlp.engines.linear import Counts, LinearModel
from nlp.engines.words import seen, signs_of, words
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


def _counts(row: Mapping[str, Any]) -> Counts:
    return {"all": signs_of(seen([words(row.get("title") or ""), words(row["text"])]))}
