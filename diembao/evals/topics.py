"""TASK topics: which labels does an article have? Micro and macro F1, the main one, coverage at 90 % precision.

In: id, title, text, scheme. Out: id, labels[] (main first), scores{}. Beside the figures stand, in the same evaluation,
what costs nothing: cue phrases alone and, out of fold, always the most frequent label, weights without cue phrases and
a linear model of the words that underthesea cuts; and the figures by source and year, and with the names of places
replaced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import config.topics
from diembao.evals import NeedsModel, Options
from diembao.evals.apart import groups as apart
from diembao.evals.apart import renamed
from diembao.evals.folds import folded
from diembao.evals.scoring import Metric, Prediction, Row, bootstrap, f1, share
from domain.reading import TopicRules
from nlp.engines import linear
from nlp.topic_model import TopicModel, parted, shipped
from nlp.train import baselines
from nlp.train import topics as training

Pair = tuple[list[str], Prediction]
PRECISE = 0.9
BASELINES = ("always_first", "cues_alone", "plain_linear", "segmented_linear", "renamed")


def predict(rows: Sequence[Row], options: Options) -> list[Prediction]:
    """One prediction a row, by the shipped model, by a model of one's own, or out of fold."""
    if options.folds:
        return list(_out_of_fold(rows, options))
    return list(_answers(rows, _bytes(rows, options.model)))


def _bytes(rows: Sequence[Row], model: Path | None) -> bytes:
    if model:
        return model.read_bytes()
    foreign = sorted({str(row.get("scheme")) for row in rows} - {"commune16", "None"})
    if foreign:
        raise NeedsModel(
            f"Bộ nhãn {foreign[0]} không có mô hình đi kèm. Mời huấn luyện trước: "
            f"diembao train topics --scheme {foreign[0]} --data TỆP --out MÔ_HÌNH, rồi thêm --model MÔ_HÌNH."
        )
    return shipped()


def train(rows: Sequence[Row], scheme: str | None, base: bytes | None) -> bytes:
    """The bytes of a model of the rows' topics, beside the cue phrases of the office."""
    return training.train(rows, scheme, base, config.topics.load())


def _out_of_fold(rows: Sequence[Row], options: Options) -> Iterator[Prediction]:
    base = _bytes(rows, options.model) if options.learn_on else None
    for learn, rest in folded(rows, options.folds or 2, options.learn_part):
        frequent = Counter(row["labels"][0] for row in learn if row.get("labels")).most_common(1)[0][0]
        beside = {row["id"]: {"always_first": [frequent]} for row in rest}
        words = baselines.Segmented([row for row in learn if row.get("labels")], lambda row: row["labels"])
        for row in rest:
            beside[row["id"]]["segmented_linear"] = words.labels(row)
        if training.scheme_of(learn, None).cues:
            for plain in _answers(rest, training.train(learn, None, None, ()), ()):
                beside[plain["id"]]["plain_linear"] = plain["labels"]
        for answer in _answers(rest, train(learn, None, base)):
            yield answer | beside[answer["id"]]


def _answers(rows: Sequence[Row], data: bytes, rules: Sequence[TopicRules] | None = None) -> Iterator[Prediction]:
    model = TopicModel(linear.read(data), config.topics.load() if rules is None else rules)
    for row in rows:
        answer = model.read(parted(row.get("title") or "", row["text"]))
        scores = {label: round(value, 4) for label, value in answer.sure.items()}
        found = {"id": row["id"], "labels": answer.labels, "scores": scores}
        if model.finder:
            said = dict(zip(answer.sure, answer.spoken.said.tolist(), strict=True))
            found["cues_alone"] = [label for label in sorted(said, key=lambda label: -said[label]) if said[label]][:2]
        if row.get("unit_full"):
            found["renamed"] = model.read(
                parted(*(renamed(row, row.get(part) or "") for part in ("title", "text")))
            ).labels
        yield found


def score(rows: Sequence[Row], predictions: Sequence[Prediction]) -> dict[str, Metric]:
    """Figures over the rows that have labels; F1 of each label beside the means."""
    given = {answer["id"]: answer for answer in predictions}
    pairs: list[Pair] = [(list(row["labels"]), given[row["id"]]) for row in rows if row.get("labels")]
    groups = [[pair] for pair in pairs]
    names = sorted({label for gold, _ in pairs for label in gold}, key=lambda label: (len(label), label))
    figures = {
        "micro_f1": bootstrap(groups, _micro),
        "macro_f1": bootstrap(groups, partial(_macro, names)),
        "main_accuracy": bootstrap(groups, _main),
        "coverage_at_90": bootstrap(groups, _coverage, rounds=200),
    }
    for name in names:
        positives = sum(name in gold for gold, _ in pairs)
        figures[f"f1_{name}"] = bootstrap(groups, partial(_f1_of, name), positives=positives, rounds=200)
    return figures | _baselines(pairs) | _apart(rows, given)


def _baselines(pairs: Sequence[Pair]) -> dict[str, Metric]:
    """What costs nothing, and the model on renamed places, as far as the predictions carry it."""
    figures = {}
    for name in BASELINES:
        groups: list[list[Pair]] = [[(gold, {"labels": answer[name]})] for gold, answer in pairs if name in answer]
        if groups:
            figures[f"{name}.micro_f1"] = bootstrap(groups, _micro, rounds=200)
            figures[f"{name}.main_accuracy"] = bootstrap(groups, _main, rounds=200)
    return figures


def _apart(rows: Sequence[Row], given: Mapping[str, Prediction]) -> dict[str, Metric]:
    """Micro F1 of rows by source and year."""
    pairs = {
        name: [[(list(row["labels"]), given[row["id"]])] for row in kept]
        for name, kept in apart([row for row in rows if row.get("labels")]).items()
    }
    return {f"{name}.micro_f1": bootstrap(group, _micro, rounds=200) for name, group in pairs.items()}


def _counts(pairs: Sequence[Pair], names: Sequence[str] | None = None) -> tuple[int, int, int]:
    """Right labels, given ones, wanted ones."""
    kept = None if names is None else set(names)
    right = given = wanted = 0
    for gold, guess in pairs:
        one, other = set(gold), set(guess["labels"])
        if kept is not None:
            one, other = one & kept, other & kept
        right, given, wanted = right + len(one & other), given + len(other), wanted + len(one)
    return right, given, wanted


def _micro(pairs: Sequence[Pair]) -> float:
    right, given, wanted = _counts(pairs)
    return f1(share(right, given), share(right, wanted))


def _f1_of(name: str, pairs: Sequence[Pair]) -> float:
    right, given, wanted = _counts(pairs, [name])
    return f1(share(right, given), share(right, wanted))


def _macro(names: Sequence[str], pairs: Sequence[Pair]) -> float:
    """Mean over the labels of the file (a label that a drawn sample lacks counts with what it has)."""
    return share(sum(_f1_of(name, pairs) for name in names), len(names))


def _main(pairs: Sequence[Pair]) -> float:
    return share(sum(bool(guess["labels"]) and guess["labels"][0] == gold[0] for gold, guess in pairs), len(pairs))


def _coverage(pairs: Sequence[Pair]) -> float:
    """Share of texts kept, the surest first, while 90 % of them have a right first label (chosen on the same set)."""
    ranked = sorted(pairs, key=lambda pair: -max(pair[1]["scores"].values(), default=0.0))
    right, best = 0, 0
    for count, (gold, guess) in enumerate(ranked, start=1):
        right += bool(guess["labels"]) and guess["labels"][0] in gold
        if right >= PRECISE * count:
            best = count
    return share(best, len(pairs))
