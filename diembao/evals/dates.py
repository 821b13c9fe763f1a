"""How well printed dates are read: right, wrong and empty; wrong is worse than empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from crawler.dates import read_date
from diembao.evals import Options
from diembao.evals.scoring import Metric, Prediction, Row, bootstrap, share
from domain.clock import VIETNAM, parse_now


def predict(rows: Sequence[Row], options: Options) -> list[Prediction]:
    """One prediction a row: `published` in ISO form with offset, a bare day, or None."""
    return [{"id": row["id"], "published": _read(row, options)} for row in rows]


def _read(row: Row, options: Options) -> str | None:
    now = parse_now(row["now"]) if row.get("now") else options.now or datetime.now(VIETNAM)
    stamp = read_date(row["text"], row["kind"], now)
    return stamp.iso() if stamp else None


def score(rows: Sequence[Row], predictions: Sequence[Prediction]) -> dict[str, Metric]:
    """Shares that sum to 1: `right` (also an empty answer where there is no date), `wrong`, `empty`."""
    found = {prediction["id"]: prediction["published"] for prediction in predictions}
    verdicts = [_verdict(row.get("published"), found[row["id"]]) for row in rows]
    return {
        name: bootstrap([[verdict == name] for verdict in verdicts], lambda items: share(sum(items), len(items)))
        for name in ("right", "wrong", "empty")
    }


def _verdict(gold: str | None, guess: str | None) -> str:
    if guess == gold:
        return "right"
    return "wrong" if guess else "empty"
