"""How the weights of `nlp.summary` were fitted: ridge regression on what human summaries kept of each sentence.

    python -m nlp.train.summary summaries_ktlab.jsonl.gz summaries_vims.jsonl.gz

Prints `BIAS` and `WEIGHTS`; only rows of the train parts are read. No randomness.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nlp import summary
from nlp.engines.signs import pair_hashes, shipped, syllable_hashes

PENALTY = 10.0


def fit(rows: Sequence[Mapping[str, Any]]) -> tuple[float, dict[str, float]]:
    """Bias and weights for these stories; a long story counts as the square root of its sentences."""
    figures: list[list[float]] = []
    kept: list[float] = []
    counts: list[float] = []
    names: list[str] = []
    for row in rows:
        found = _sentences(row)
        references = [frozenset(pair_hashes(syllable_hashes(text)).tolist()) for text in row["refs"]]
        for sentence in found:
            names = names or list(sentence.figures)
            figures.append(list(sentence.figures.values()))
            held = [len(sentence.pairs & reference) / max(1, len(sentence.pairs)) for reference in references]
            kept.append(sum(held) / len(held))
            counts.append(len(found) ** -0.5)
    return _ridge(np.array(figures), np.array(kept), np.array(counts), names)


def _sentences(row: Mapping[str, Any]) -> Sequence[Any]:
    docs = [summary.Told(doc.get("title") or "", doc["text"]) for doc in row["docs"]]
    return summary.judged(docs, row["syllables"], shipped())


def _ridge(x: Any, y: Any, weight: Any, names: Sequence[str]) -> tuple[float, dict[str, float]]:
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread == 0] = 1.0
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    penalty = PENALTY * np.eye(z.shape[1])
    penalty[-1, -1] = 0.0
    found = np.linalg.solve(z.T @ (z * weight[:, None]) + penalty, z.T @ (y * weight))
    weights = found[:-1] / spread
    return float(found[-1] - weights @ mean), dict(zip(names, map(float, weights), strict=True))


def main(*files: str) -> None:
    """Read the train rows, print the weights."""
    rows = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            rows += [row for row in map(json.loads, lines) if row["split"] == "train"]
    bias, weights = fit(rows)
    print(f"BIAS = {bias:.4f}\nWEIGHTS: Mapping[str, float] = {{")
    for name, value in weights.items():
        print(f'    "{name}": {value:.4f},')
    print("}")


if __name__ == "__main__":
    main(*sys.argv[1:])
