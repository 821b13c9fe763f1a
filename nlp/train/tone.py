"""From labelled headlines to the model of news tone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nlp import tone
from nlp.engines import linear
from nlp.train import toned
from nlp.train.solver import Recipe, fit, learn_on

Row = Mapping[str, Any]
# Set by hand; sweeps made with another trainer were not carried over, see models/tone.md.
RECIPE = Recipe(fields=(("title", 1.0), ("text", 1.0), ("cues", 1.0)), c=0.5)


def shipped() -> bytes:
    """The model that ships."""
    return tone.SHIPPED.read_bytes()


def train(rows: Sequence[Row], scheme: str | None, base: bytes | None) -> bytes:  # noqa: ARG001 - one scheme only
    """A model of tone: anew, or learning on from `base`. Raises Untrainable without labels."""
    usable = toned(rows, tone.LABELS, base)
    texts = [tone.counted(tone.parts_of(row.get("title") or "", row["text"] or "")) for row in usable]
    targets = np.array([[float(row["tone"] == label) for label in tone.LABELS] for row in usable])
    if base is not None:
        return linear.dump(learn_on(linear.read(base), texts, targets, RECIPE))
    return linear.dump(fit(texts, targets, tone.LABELS, RECIPE))
