"""TASK target_tone: in which light does a text put a commune, and is an answer due?

In: id, unit, title, text, windows[] (read anew from the text). Out: id, tone, sentence, score_negative, reply_due,
due_score. Beside the figures stand, in the same evaluation, what costs nothing: always neutral, cue phrases alone, and
out of fold a plain linear model of the text and one of its words; and the figures by source and year, and with the
names of places replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from diembao.evals import Options
from diembao.evals.apart import NO_PLACE, renamed
from diembao.evals.folds import folded
from diembao.evals.scoring import Metric, Prediction, Row
from diembao.evals.tones import (
    Kept,
    baseline_figures,
    binary_f1,
    figures_apart,
    found_when_read,
    precision_of_ranking,
    tone_figures,
)
from nlp import target_tone
from nlp.train import target_tone as training
from nlp.train.baselines import by_cues, plain_model, plain_scores, toned_words

READ = 0.4


def predict(rows: Sequence[Row], options: Options) -> list[Prediction]:
    """One prediction a row, by the shipped models, by models of one's own, or out of fold."""
    if options.folds:
        return [answer for pair in folded(rows, options.folds, options.learn_part) for answer in _fold(*pair, options)]
    return _answers(rows, target_tone.load(options.weights(training.shipped)))


def score(rows: Sequence[Row], predictions: Sequence[Prediction]) -> dict[str, Metric]:
    """Figures over the rows with a tone, and over those that say whether an answer is due."""
    given = {answer["id"]: answer for answer in predictions}
    kept = [Kept(row["tone"], given[row["id"]]) for row in rows if row.get("tone") in target_tone.LABELS]
    due = [Kept(bool(row["reply_due"]), given[row["id"]]) for row in rows if row.get("reply_due") is not None]
    figures = tone_figures(kept, "tone")
    figures["negative_recall_at_40"] = found_when_read(kept, READ)
    figures["negative_average_precision"] = precision_of_ranking(kept)
    figures["due_f1"] = binary_f1(due, "reply_due")
    figures["unclear_share"] = Kept.share_of(kept, "tone", "unclear")
    return figures | baseline_figures(kept) | figures_apart(rows, given)


def _fold(learn: Sequence[Row], rest: Sequence[Row], options: Options) -> Iterator[Prediction]:
    base = options.weights(training.shipped) if options.learn_on else None
    plain, words = plain_model(learn), toned_words(learn)
    for row, answer in zip(rest, _answers(rest, target_tone.load(training.train(learn, None, base))), strict=True):
        yield answer | {"plain_linear": plain_scores(plain, row), "segmented_linear": words.labels(row, 1)[0]}


def _answers(rows: Sequence[Row], models: target_tone.Models) -> list[Prediction]:
    return [_answer(row, models) for row in rows]


def _answer(row: Mapping[str, object], models: target_tone.Models) -> Prediction:
    title, text = str(row.get("title") or ""), str(row["text"])
    read = target_tone.read(title, text, training.names_of(row), models)
    elsewhere = target_tone.read(renamed(row, title), renamed(row, text), (NO_PLACE,), models)
    return {
        "id": row["id"],
        "tone": read.tone.value.value,
        "sentence": read.tone.sentence,
        "score_negative": read.tone.score_negative,
        "reply_due": read.reply_due,
        "due_score": read.due_score,
        "renamed": elsewhere.tone.value.value,
        "always_neutral": "neu",
        "cues_alone": by_cues("commune", title, text),
    }
