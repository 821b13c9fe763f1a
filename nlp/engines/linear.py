"""A linear model over counted text: what each sign in each field of an article says for each label.

A text arrives as fields of counts ("title", "windows" ...). In each field counts are damped by a logarithm, weighted
by rarity and brought to length 1; the sum of the signs' weights is the label's score. Weights are 8-bit numbers with
one scale a label. No library but numpy at run time.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = Mapping[str, Mapping[str, int]]
MAGIC = b"DIEMBAO1"


class BadModel(ValueError):
    """The bytes are no model of this format."""


@dataclass(frozen=True, slots=True)
class Space:
    """One field's signs: `idf` of shape (V,), `weights` of shape (V, K) in int8, `scale` of shape (K,)."""

    signs: Mapping[str, int]
    idf: NDArray[np.float32]
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A trained model: its labels, the spaces by field name, the bias of each label, and what else training noted.

    `kind` is "softmax" (one label is right) or "sigmoid" (each label for itself). `notes` holds thresholds and
    provenance as plain JSON.
    """

    labels: tuple[str, ...]
    kind: str
    spaces: Mapping[str, Space]
    bias: Floats
    notes: Mapping[str, Any] = field(default_factory=dict)

    def scores(self, counts: Counts) -> Floats:
        """The raw score of each label, shape (K,)."""
        total = self.bias.copy()
        for name, space in self.spaces.items():
            rows, values = vector(counts.get(name, {}), space.signs, space.idf)
            if len(rows):
                total += (values @ space.weights[rows].astype(np.float64)) * space.scale
        return total

    def probabilities(self, counts: Counts) -> dict[str, float]:
        """How sure the model is of each label, 0..1."""
        return dict(zip(self.labels, map(float, squash(self.scores(counts)[None, :], self.kind)[0]), strict=True))

    def telling(self, counts: Counts, label: str, most: int = 20) -> list[tuple[str, float]]:
        """The signs of this text that speak for a label, strongest first, over all fields."""
        column = self.labels.index(label)
        found: dict[str, float] = {}
        for name, space in self.spaces.items():
            rows, values = vector(counts.get(name, {}), space.signs, space.idf)
            shares = values * space.weights[rows, column] * float(space.scale[column])
            signs = [sign for sign in counts.get(name, {}) if sign in space.signs]
            for sign, share in zip(signs, shares, strict=True):
                found[sign] = found.get(sign, 0.0) + float(share)
        return sorted(((s, v) for s, v in found.items() if v > 0), key=lambda pair: (-pair[1], pair[0]))[:most]


def vector(counts: Mapping[str, int], signs: Mapping[str, int], idf: NDArray[Any]) -> tuple[NDArray[np.int64], Floats]:
    """Rows of the known signs and their values, of Euclidean length 1 (both empty when nothing is known)."""
    known = [(signs[sign], count) for sign, count in counts.items() if sign in signs]
    if not known:
        return np.zeros(0, np.int64), np.zeros(0)
    rows = np.array([row for row, _ in known], np.int64)
    values = (1.0 + np.log(np.array([count for _, count in known], np.float64))) * idf[rows]
    return rows, values / (np.sqrt(values @ values) or 1.0)


def squash(scores: Floats, kind: str) -> Floats:
    """Scores of shape (N, K) as probabilities: each label for itself, or all labels sharing 1."""
    if kind == "sigmoid":
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30))))
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def dump(model: LinearModel) -> bytes:
    """The model as bytes; equal models give equal bytes."""
    head: dict[str, Any] = {"labels": model.labels, "kind": model.kind, "bias": list(model.bias), "notes": model.notes}
    head["spaces"] = [{"name": name, "signs": list(space.signs)} for name, space in model.spaces.items()]
    text = json.dumps(head, ensure_ascii=False, sort_keys=True).encode()
    parts = [len(text).to_bytes(4, "big"), text]
    for space in model.spaces.values():
        parts += [space.idf.astype("<f2").tobytes(), space.scale.astype("<f4").tobytes(), space.weights.tobytes()]
    return MAGIC + gzip.compress(b"".join(parts), 9, mtime=0)


def read(data: bytes) -> LinearModel:
    """The model that `dump` wrote. Raises BadModel for anything else."""
    if not data.startswith(MAGIC):
        raise BadModel("not a model file")
    try:
        plain = gzip.decompress(data[len(MAGIC) :])
        size = int.from_bytes(plain[:4], "big")
        head = json.loads(plain[4 : 4 + size])
        return _assemble(head, plain, 4 + size)
    except (OSError, EOFError, ValueError, KeyError, TypeError) as trouble:
        raise BadModel("a damaged model file") from trouble


def _assemble(head: dict[str, Any], plain: bytes, at: int) -> LinearModel:
    labels = tuple(head["labels"])
    spaces = {}
    for part in head["spaces"]:
        height, width = len(part["signs"]), len(labels)
        idf = np.frombuffer(plain, "<f2", height, at).astype(np.float32)
        scale = np.frombuffer(plain, "<f4", width, at + 2 * height)
        weights = np.frombuffer(plain, np.int8, height * width, at + 2 * height + 4 * width).reshape(height, width)
        at += 2 * height + 4 * width + height * width
        spaces[part["name"]] = Space({sign: row for row, sign in enumerate(part["signs"])}, idf, weights, scale)
    return LinearModel(labels, head["kind"], spaces, np.array(head["bias"], np.float64), head["notes"])
