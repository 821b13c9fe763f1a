"""TASK tone: does a news text sound good, bad or neither? Macro F1, F1 of the negative ones, and their ranking.

In: id, title, text. Out: id, tone, score_negative. Baselines stand beside the figures as in `target_tone`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diembao.evals import Options
from diembao.evals.apart import renamed
from diembao.evals.folds import folded
from diembao.evals.scoring import Metric, Prediction, Row
from diembao.evals.tones import (
    Kept,
    baseline_figures,
    figures_apart,
    found_when_read,
    precision_of_ranking,
    tone_figures,
)
from nlp import tone
from nlp.engines import linear
from nlp.train import tone as training
from nlp.train.baselines import by_cues, plain_model, plain_scores, toned_words

READ = 0.3


def predict(rows: Sequence[Row], options: Options) -> list[Prediction]:
    """One prediction a row, by the shipped model, by a model of one's own, or out of fold."""
    if options.folds:
        return [answer for pair in folded(rows, options.folds, options.learn_part) for answer in _fold(*pair, options)]
    model = linear.read(options.weights(training.shipped))
    return [_answer(row, model) for row in rows]


def score(rows: Sequence[Row], predictions: Sequence[Prediction]) -> dict[str, Metric]:
    """Figures over the rows with a tone."""
    given = {answer["id"]: answer for answer in predictions}
    kept = [Kept(row["tone"], given[row["id"]]) for row in rows if row.get("tone") in tone.LABELS]
    figures = tone_figures(kept, "tone")
    figures["negative_recall_at_30"] = found_when_read(kept, READ)
    figures["negative_average_precision"] = precision_of_ranking(kept)
    return figures | baseline_figures(kept) | figures_apart(rows, given)


def _fold(learn: Sequence[Row], rest: Sequence[Row], options: Options) -> Iterator[Prediction]:
    base = options.weights(training.shipped) if options.learn_on else None
    model, plain, words = linear.read(training.train(learn, None, base)), plain_model(learn), toned_words(learn)
    for row in rest:
        beside = {"plain_linear": plain_scores(plain, row), "segmented_linear": words.labels(row, 1)[0]}
        yield _answer(row, model) | beside


def _answer(row: Row, model: linear.LinearModel) -> Prediction:
    title, text = row.get("title") or "", row["text"] or ""
    read = tone.read(title, text, model)
    elsewhere = tone.read(renamed(row, title), renamed(row, text), model)
    return {
        "id": row["id"],
        "tone": read.value.value,
        "score_negative": read.score_negative,
        "renamed": elsewhere.value.value,
        "always_neutral": "neu",
        "cues_alone": by_cues("press", title, text),
    }
