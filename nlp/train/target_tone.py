"""From labelled articles to the models of tone toward a commune and of answers due.

The model of sentences learns only from `written/commune.txt`, sentences written for this project: it needs no rows,
so its votes on labelled articles are honest and the model of articles may learn how far to trust them. Beside labelled
articles the model of articles learns from `written/passages.txt`, short articles written for this project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from nlp import light, target_tone
from nlp.engines import bundle, linear
from nlp.engines.linear import Counts, LinearModel
from nlp.target_tone import ANSWERS, LABELS
from nlp.train import toned
from nlp.train.solver import Recipe, fit, learn_on
from nlp.train.writing import Marked, marked

Row = Mapping[str, Any]
# How much a written article counts beside a labelled one, for the tone (.3, .5 and 1 tried: alike) and for answers due,
# where more of them costs a point on the labelled articles and wins many on other manners of writing (models/*.md).
TRUST, TRUST_DUE = 0.5, 0.15
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
    lessons = [_Lesson(_counts(row, models["sentence"]), row["tone"], bool(row.get("reply_due"))) for row in usable]
    if base is None:
        lessons += _passages()
    article = models.get("article")
    return bundle.dump({"sentence": models["sentence"], "article": linear.beside(*_learned(article, lessons))})


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A counted article, what is said of it, and whether it was written for this."""

    counts: Counts
    tone: str
    due: bool
    written: bool = False


def _learned(base: LinearModel | None, lessons: Sequence[_Lesson]) -> Iterator[LinearModel]:
    """The model of tones and that of answers due."""
    tones = np.array([[float(lesson.tone == label) for label in LABELS] for lesson in lessons])
    dues = np.array([[float(not lesson.due), float(lesson.due)] for lesson in lessons])
    texts = [lesson.counts for lesson in lessons]
    for targets, labels, trust in ((tones, LABELS, TRUST), (dues, ANSWERS, TRUST_DUE)):
        if base:
            yield learn_on(linear.columns(base, labels), texts, targets, ARTICLE)
        else:
            counts = np.array([trust if lesson.written else 1.0 for lesson in lessons])
            yield fit(texts, targets, labels, ARTICLE, trust=counts)


def _counts(row: Row, sentence: LinearModel) -> Counts:
    return target_tone.hear(row.get("title") or "", row["text"], names_of(row), sentence).counts


def names_of(row: Row) -> tuple[str, ...]:
    """The bare name of a row's commune ("Nghi Dương" of "xã Nghi Dương")."""
    return tuple(filter(None, [_UNIT_WORDS.sub("", str(row.get("unit") or "").strip())]))


@cache
def sentence_model() -> LinearModel:
    """What sentences written for the purpose teach: pos, neu, neg, and whether an answer is due."""
    written = marked("commune.txt")
    passages = [light.read("", _placed(one.text), target_tone.cues(), [_PLACE]) for one in written]
    texts: list[Counts] = [
        {name: signs for name, (signs, _) in light.sentence_signs(passage).items()} for passage in passages
    ]
    targets = np.array([[*(float(one.tone == label) for label in LABELS), float(one.due)] for one in written])
    return linear.read(linear.dump(fit(texts, targets, (*LABELS, "due"), SENTENCE)))


@cache
def _passages() -> list[_Lesson]:
    """The written articles, as the model of articles sees them."""
    return [_lesson(one) for one in marked("passages.txt")]


def _lesson(one: Marked) -> _Lesson:
    title, *rest = (_placed(part.strip()) for part in one.text.split("|"))
    heard = target_tone.hear(title, "\n".join(rest), [_PLACE], sentence_model())
    return _Lesson(heard.counts, one.tone, one.due, written=True)


def _placed(text: str) -> str:
    return text.replace("@", f"xã {_PLACE}")
