"""TASK mentions: does a text name a given commune? Precision and recall of accept, share in review, role.

In: id, text, title?, outlet?, date? and target_code, or labels[] with `code` (one prediction a code, id `<id>:<code>`).
Out: id, verdict, score, unit_code (the winner or null), role, reasons[].
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import config.gazetteer
from crawler.kinds import language_of
from diembao.evals import Options
from diembao.evals.scoring import Metric, Prediction, Row, bootstrap, f1, share
from domain.clock import Stamp
from domain.press import Article
from domain.text import clean, one_line
from nlp.mentions import Recogniser
from nlp.places.weights import THRESHOLDS, Thresholds

Pair = tuple[Row, str, Prediction]
# What is swept: the shipped thresholds first, so that they win among equals.
GRID = (
    THRESHOLDS,
    *(Thresholds(accept, 2.0, margin) for accept in (4.0, 4.5, 5.0, 5.5, 6.0, 6.5) for margin in (0.5, 1.0, 2.0, 3.0)),
)


def predict(rows: Sequence[Row], options: Options) -> list[Prediction]:
    """One prediction a row and code. The engine sees only the fields under "in".

    With `folds` the thresholds for a document are those that do best on the documents of the other folds.
    """
    codes = sorted({code for row in rows for code in codes_of(row)})
    recogniser = Recogniser(config.gazetteer.load(), [config.gazetteer.commune(code) for code in codes])
    if options.folds:
        return _out_of_fold(rows, recogniser, options.folds)
    return [answer for row in rows for answer in _answers(row, recogniser)]


def _out_of_fold(rows: Sequence[Row], recogniser: Recogniser, folds: int) -> list[Prediction]:
    """Every row predicted with thresholds chosen without its document; rows keep their order."""
    places = {name: number % folds for number, name in enumerate(sorted({document(row) for row in rows}, key=_shuffle))}
    fold_of = [places[document(row)] for row in rows]
    runs = {grid: [list(_answers(row, recogniser.at(grid))) for row in rows] for grid in GRID}
    chosen = {fold: max(GRID, key=lambda grid: _fitness(rows, runs[grid], fold_of, fold)) for fold in set(fold_of)}
    return [answer for n, fold in enumerate(fold_of) for answer in runs[chosen[fold]][n]]


def _fitness(
    rows: Sequence[Row], answers: Sequence[Sequence[Prediction]], fold_of: Sequence[int], left_out: int
) -> tuple[float, float]:
    """F1 of accept outside a fold; among equals those nearest the middle of the grid come first by their order."""
    pairs = [
        (row, code, answer)
        for row, given, fold in zip(rows, answers, fold_of, strict=True)
        if fold != left_out
        for code, answer in zip(codes_of(row), given, strict=True)
    ]
    precision, recall = _precision(pairs), _recall(pairs)
    return f1(precision, recall), precision


def document(row: Row) -> str:
    """The article a row comes from, the same name in both labelled sets."""
    return str(row.get("group") or str(row.get("source") or row["id"]).rpartition(":")[2])


def _shuffle(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def score(rows: Sequence[Row], predictions: Sequence[Prediction]) -> dict[str, Metric]:
    """Figures over all pairs, by document; agreement with the original where rows are transforms of others."""
    given = {answer["id"]: answer for answer in predictions}
    pairs = [(row, code, given[_key(row, code)]) for row in rows for code in codes_of(row)]
    groups = list(_grouped(pairs).values())
    positives = sum(_is_target(row, code) for row, code, _ in pairs)
    return {
        "precision": bootstrap(groups, _precision, positives=positives),
        "recall": bootstrap(groups, _recall, positives=positives),
        "recall_with_review": bootstrap(groups, _recall_with_review, positives=positives),
        "review_share": bootstrap(groups, _review_share, positives=positives),
        "role_accuracy": bootstrap(groups, _role_accuracy, positives=positives),
    } | _agreement(rows, predictions)


def codes_of(row: Row) -> list[str]:
    """The communes a row asks about."""
    return [label["code"] for label in row["labels"]] if row.get("labels") else [row["target_code"]]


def _answers(row: Row, recogniser: Recogniser) -> Iterator[Prediction]:
    judged = {judgement.unit_code: judgement for judgement in recogniser.judge(_article(row))}
    for code in codes_of(row):
        found = judged.get(code)
        taken = {mention.referent for mention in found.mentions} if found else set()
        yield {
            "id": _key(row, code),
            "verdict": found.verdict.value if found else "reject",
            "score": found.score if found else None,
            "unit_code": code if found and code in taken and found.verdict != "reject" else None,
            "role": found.role.value if found and found.role else None,
            "reasons": [reason.sentence for reason in found.reasons] if found else [],
        }


def _article(row: Row) -> Article:
    title, body = one_line(row.get("title") or ""), clean(row["text"])
    return Article(
        id=str(row["id"]),
        url="",
        source="",
        outlet=row.get("outlet") or "",
        title=title,
        body=body,
        language=language_of(f"{title}\n{body}"),
        published=_stamp(row.get("date")),
    )


def _stamp(text: Any) -> Stamp | None:
    """An ISO date or time; anything else counts as absent."""
    try:
        return Stamp.parse(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _key(row: Row, code: str) -> str:
    return f"{row['id']}:{code}" if row.get("labels") else str(row["id"])


def _gold(row: Row, code: str) -> Row:
    return next((label for label in row.get("labels") or () if label["code"] == code), row)


def _is_target(row: Row, code: str) -> bool:
    return _gold(row, code).get("label") == "target"


def _grouped(pairs: Sequence[Pair]) -> dict[Any, list[Pair]]:
    groups: dict[Any, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(document(pair[0]), []).append(pair)
    return groups


def _precision(pairs: Sequence[Pair]) -> float:
    accepted = [_is_target(row, code) for row, code, answer in pairs if answer["verdict"] == "accept"]
    return share(sum(accepted), len(accepted))


def _recall(pairs: Sequence[Pair]) -> float:
    verdicts = [answer["verdict"] == "accept" for row, code, answer in pairs if _is_target(row, code)]
    return share(sum(verdicts), len(verdicts))


def _recall_with_review(pairs: Sequence[Pair]) -> float:
    verdicts = [answer["verdict"] != "reject" for row, code, answer in pairs if _is_target(row, code)]
    return share(sum(verdicts), len(verdicts))


def _review_share(pairs: Sequence[Pair]) -> float:
    return share(sum(answer["verdict"] == "review" for *_, answer in pairs), len(pairs))


def _role_accuracy(pairs: Sequence[Pair]) -> float:
    """Over accepted pairs whose role is labelled."""
    right = [
        answer["role"] == role
        for row, code, answer in pairs
        if answer["verdict"] == "accept" and (role := _gold(row, code).get("role") or _gold(row, code).get("about"))
    ]
    return share(sum(right), len(right))


def _agreement(rows: Sequence[Row], predictions: Sequence[Prediction]) -> dict[str, Metric]:
    """By transform: how many transformed rows are decided like their originals, where both are in the file."""
    given = {answer["id"]: answer["verdict"] for answer in predictions}
    by_transform: dict[str, list[list[bool]]] = {}
    for row in rows:
        origin = row.get("derived_from")
        if origin in given:
            by_transform.setdefault(f"agreement_{row['transform']}", []).append([given[row["id"]] == given[origin]])
    return {name: bootstrap(groups, lambda kept: share(sum(kept), len(kept))) for name, groups in by_transform.items()}
