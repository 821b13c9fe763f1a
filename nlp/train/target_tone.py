"""From labelled articles to the models of tone toward a commune and of answers due.

The model of sentences learns only from `written/commune.txt`, sentences written for this project: it needs no rows,
so its votes on labelled articles are honest and the model of articles may learn how far to trust them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp import light, target_tone
from nlp.engines import bundle, linear
from nlp.engines.linear import Counts, LinearModel
from nlp.target_tone import ANSWERS, LABELS
from nlp.train import toned
from nlp.train.solver import Recipe, fit, learn_on

Row = Mapping[str, Any]
WRITTEN = Path(__file__).parent / "written" / "commune.txt"
_TONES = {"p": "pos", "u": "neu", "n": "neg"}
_PLACE = "Zyx"
_UNIT_WORDS = re.compile(r"(?i)^(xã|phường|thị trấn|đặc khu)\s+")

SENTENCE = Recipe(fields=(("text", 1.0), ("cues", 0.7)), kind="sigmoid", c=3.0, least=1)
# Of 44 recipes (weights of fields, penalty, votes of a model that hears the news tone), judged on three other divisions
# into folds than the one that reports: all within two points; these weights rank the negative ones best.
ARTICLE = Recipe(
    fields=(("title", 0.7), ("lead", 0.5), ("windows", 1.0), ("all", 1.0), ("cues", 0.5), ("votes", 1.0)), c=4.0
)


def shipped() -> bytes:
    """The models that ship."""
    return target_tone.SHIPPED.read_bytes()


def train(rows: Sequence[Row], scheme: str | None, base: bytes | None) -> bytes:  # noqa: ARG001 - one scheme only
    """The models of tone and answers due: anew, or learning on from `base`. Raises Untrainable without labels."""
    usable = toned(rows, LABELS, base)
    models = bundle.read(base) if base else {"sentence": sentence_model()}
    texts = [_counts(row, models["sentence"]) for row in usable]
    tones = np.array([[float(row["tone"] == label) for label in LABELS] for row in usable])
    due = np.array([[float(not row.get("reply_due")), float(bool(row.get("reply_due")))] for row in usable])
    return bundle.dump(
        {
            "sentence": models["sentence"],
            "article": linear.beside(
                _learned(models.get("article"), texts, tones, LABELS),
                _learned(models.get("article"), texts, due, ANSWERS),
            ),
        }
    )


def _learned(
    base: LinearModel | None, texts: Sequence[Counts], targets: NDArray[np.float64], labels: tuple[str, ...]
) -> LinearModel:
    return (
        learn_on(linear.columns(base, labels), texts, targets, ARTICLE)
        if base
        else fit(texts, targets, labels, ARTICLE)
    )


def _counts(row: Row, sentence: LinearModel) -> Counts:
    return target_tone.hear(row.get("title") or "", row["text"], names_of(row), sentence).counts


def names_of(row: Row) -> tuple[str, ...]:
    """The bare name of a row's commune ("Nghi Dương" of "xã Nghi Dương")."""
    return tuple(filter(None, [_UNIT_WORDS.sub("", str(row.get("unit") or "").strip())]))


@cache
def sentence_model() -> LinearModel:
    """What sentences written for the purpose teach: pos, neu, neg, and whether an answer is due."""
    written = list(_written())
    texts: list[Counts] = [
        {name: signs for name, (signs, _) in light.sentence_signs(passage).items()} for _, passage in written
    ]
    wanted = (*LABELS, "due")
    targets = np.array([[float(label in labels) for label in wanted] for labels, _ in written])
    return linear.read(linear.dump(fit(texts, targets, wanted, SENTENCE)))


def _written() -> Iterator[tuple[tuple[str, ...], light.Passage]]:
    for line in WRITTEN.read_text(encoding="utf-8").splitlines():
        mark, _, text = line.partition(" ")
        if mark[:1] in _TONES:
            labels = (_TONES[mark[0]], *(["due"] if mark.endswith("!") else []))
            yield labels, light.read("", text.replace("@", f"xã {_PLACE}"), target_tone.cues(), [_PLACE])
