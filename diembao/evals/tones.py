"""Figures that both evaluations of tone share: F1 by tone, and how well the negative ones are ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Any

from diembao.evals.apart import groups
from diembao.evals.scoring import Metric, Prediction, Row, bootstrap, f1, share

TONES = ("pos", "neu", "neg")
BASELINES = ("always_neutral", "cues_alone", "plain_linear", "segmented_linear", "renamed")


@dataclass(frozen=True, slots=True)
class Kept:
    """What people said of a row, and the prediction."""

    gold: Any
    answer: Prediction

    @staticmethod
    def share_of(kept: Sequence[Kept], field: str, value: str) -> Metric:
        """How often a field of the prediction has a value."""
        return bootstrap(_apart(kept), lambda items: share(sum(o.answer[field] == value for o in items), len(items)))


def tone_figures(kept: Sequence[Kept], field: str, *, brief: bool = False) -> dict[str, Metric]:
    """Macro F1 over the three tones and, unless `brief`, F1 of each; `field` of the prediction holds the tone."""
    groups = _apart(kept)
    figures = {"macro_f1": bootstrap(groups, partial(_macro, field))}
    for tone in () if brief else TONES:
        positives = sum(one.gold == tone for one in kept)
        figures[f"f1_{tone}"] = bootstrap(groups, partial(_f1_of, field, tone), positives=positives)
    if brief:
        figures["f1_neg"] = bootstrap(groups, partial(_f1_of, field, "neg"))
    return figures


def baseline_figures(kept: Sequence[Kept]) -> dict[str, Metric]:
    """What costs nothing, and the model on renamed places, as far as the predictions carry it."""
    names = [name for name in BASELINES if all(name in one.answer for one in kept)]
    return {f"{name}.{key}": f for name in names for key, f in tone_figures(kept, name, brief=True).items()}


def figures_apart(rows: Sequence[Row], given: Mapping[str, Prediction]) -> dict[str, Metric]:
    """Macro F1 and F1 of the negative ones of rows by source and year."""
    kept = {
        name: [Kept(row["tone"], given[row["id"]]) for row in group]
        for name, group in groups([row for row in rows if row.get("tone") in TONES]).items()
    }
    return {
        f"{name}.{key}": f for name, group in kept.items() for key, f in tone_figures(group, "tone", brief=True).items()
    }


def binary_f1(kept: Sequence[Kept], field: str) -> Metric:
    """F1 of true."""
    return bootstrap(_apart(kept), partial(_f1_of, field, True), positives=sum(bool(one.gold) for one in kept))


def found_when_read(kept: Sequence[Kept], part: float) -> Metric:
    """Share of the negative rows among the `part` of rows that rank highest."""
    return bootstrap(_apart(kept), partial(_recall, part), positives=_negatives(kept))


def precision_of_ranking(kept: Sequence[Kept]) -> Metric:
    """Average precision of the negative rows when all are read from the highest score down."""
    return bootstrap(_apart(kept), _average_precision, positives=_negatives(kept))


def _apart(kept: Sequence[Kept]) -> list[list[Kept]]:
    return [[one] for one in kept]


def _negatives(kept: Sequence[Kept]) -> int:
    return sum(one.gold == "neg" for one in kept)


def _f1_of(field: str, value: Any, kept: Sequence[Kept]) -> float:
    right = sum(one.gold == value and one.answer[field] == value for one in kept)
    given = sum(one.answer[field] == value for one in kept)
    return f1(share(right, given), share(right, sum(one.gold == value for one in kept)))


def _macro(field: str, kept: Sequence[Kept]) -> float:
    return sum(_f1_of(field, tone, kept) for tone in TONES) / len(TONES)


def _ranked(kept: Sequence[Kept]) -> list[bool]:
    ordered = sorted(kept, key=lambda one: (-one.answer["score_negative"], str(one.answer["id"])))
    return [one.gold == "neg" for one in ordered]


def _recall(part: float, kept: Sequence[Kept]) -> float:
    ranked = _ranked(kept)
    return share(sum(ranked[: ceil(part * len(ranked))]), sum(ranked))


def _average_precision(kept: Sequence[Kept]) -> float:
    total, found = 0.0, 0
    for place, negative in enumerate(_ranked(kept), start=1):
        if negative:
            found += 1
            total += found / place
    return share(total, found)
