"""What costs nothing or next to nothing, to stand beside the figures of the models of tone: cue phrases counted
against each other, and a plain linear model of the whole text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from domain.text import clean, tone_key
from nlp.cues import book
from nlp.engines.grams import grams, keys
from nlp.engines.linear import Counts, LinearModel
from nlp.train.solver import Recipe, fit

LABELS = ("pos", "neu", "neg")
# Groups of each book that speak for something, and against it; the others say neither.
_FOR = {"praise", "deeds", "success", "works", "culture", "growth", "warm"}
_NEITHER = {"event", "notice", "denial", "officials", "people", "plain"}
_PLAIN = Recipe(fields=(("all", 1.0),), c=3.0)
_SYLLABLE = re.compile(r"[^\W_]+")


def by_cues(name: str, title: str, text: str) -> str:
    """The tone that cue phrases alone give: whichever side has more of them, a title's phrase counting three times."""
    found: Counter[str] = Counter()
    for part, weight in ((title, 3), (text, 1)):
        for cue in book(name).find([tone_key(word) for word in _SYLLABLE.findall(clean(part[:40_000]))]):
            if cue.group not in _NEITHER:
                found["pos" if cue.group in _FOR else "neg"] += weight
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
    return {"all": grams(keys(f"{row.get('title') or ''}\n{row['text']}"))}
