"""A linear model over counted text: what each sign in each field of an article says for each label.

A text arrives as fields of signs ("title", "windows" ...), numbers that stand for syllables, pairs, cues. In each field
counts are damped by a logarithm, weighted by rarity and brought to length 1; the sum of the signs' weights is the
label's score. Weights are 8-bit numbers with one scale a label. No library but numpy at run time.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from nlp.engines.words import Codes, Places, Signs

Floats = NDArray[np.float64]
Counts = Mapping[str, Signs]
MAGIC = b"DIEMBAO2"
NOTHING: Signs = np.zeros(0, np.uint32)
_N = TypeVar("_N", np.uint32, np.uint64, np.int64)
_HIGH, _SIGN = np.uint64(32), np.uint64(0xFFFFFFFF)
# How much a count says; the 40,000 characters that decide hold no more than 20,000 syllables.
_LOGS = np.concatenate([[0.0], 1.0 + np.log(np.arange(1, 20_001))]).astype(np.float32)


class BadModel(ValueError):
    """The bytes are no model of this format."""


@dataclass(frozen=True, slots=True)
class Space:
    """One field's signs, sorted, (V,): `idf` (V,), `weights` (V, K) in int8, `scale` (K,)."""

    signs: Signs
    idf: NDArray[np.float32]
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Table:
    """Signs of all fields marked by the place of their field, sorted; their idf and weights (V, K)."""

    signs: Codes
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]


@dataclass(frozen=True)
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
        found, times = counted(
            np.concatenate([_marked(counts.get(name, NOTHING), place) for place, name in self._places])
        )
        rows, is_known = _rows(found, self._table.signs)
        field = (found[is_known] >> _HIGH).astype(np.int64)
        values = damped(times[is_known]) * self._table.idf[rows]
        lengths = np.sqrt(np.bincount(field, values * values, len(self.spaces)))
        return np.asarray(self.bias + (values / lengths[field].astype(np.float32)) @ self._table.weights[rows])

    def many(self, counts: Mapping[str, tuple[Signs, Places]], count: int) -> Floats:
        """The scores of `count` texts at once, shape (N, K): each field's signs with the number of their text."""
        width = len(self.spaces)
        groups = [(counts[name][1] * width + place).astype(np.uint64) << _HIGH for place, name in self._places]
        signs = [group | counts[name][0] for group, (_, name) in zip(groups, self._places, strict=True)]
        found, times = counted(np.concatenate(signs))
        group = (found >> _HIGH).astype(np.int64)
        rows, is_known = _rows((found & _SIGN) | ((group % width).astype(np.uint64) << _HIGH), self._table.signs)
        group = group[is_known]
        values = damped(times[is_known]) * self._table.idf[rows]
        lengths = np.sqrt(np.bincount(group, values * values, count * width))
        total = np.repeat(self.bias[None, :], count, axis=0)
        if len(group):
            of = group // width
            starts = np.flatnonzero(np.concatenate([[True], of[1:] != of[:-1]]))
            shares = (values / lengths[group])[:, None] * self._table.weights[rows]
            total[of[starts]] += np.add.reduceat(shares, starts, axis=0)
        return total

    @cached_property
    def _places(self) -> list[tuple[int, str]]:
        return list(enumerate(self.spaces))

    @cached_property
    def _table(self) -> _Table:
        """All spaces as one, so that a text is looked up once."""
        spaces = list(self.spaces.values())
        return _Table(
            np.concatenate([_marked(space.signs, place) for place, space in enumerate(spaces)]),
            np.concatenate([space.idf for space in spaces]),
            np.concatenate([space.weights.astype(np.float32) * space.scale for space in spaces]),
        )

    def probabilities(self, counts: Counts) -> dict[str, float]:
        """How sure the model is of each label, 0..1."""
        return dict(zip(self.labels, map(float, squash(self.scores(counts)[None, :], self.kind)[0]), strict=True))

    def telling(self, counts: Counts, label: str, most: int = 20) -> list[tuple[int, float]]:
        """The signs of this text that speak for a label, strongest first, over all fields."""
        column = self.labels.index(label)
        found: dict[int, float] = {}
        for name, space in self.spaces.items():
            rows, values = vector(counts.get(name, NOTHING), space.signs, space.idf)
            shares = values * space.weights[rows, column] * float(space.scale[column])
            for sign, share in zip(space.signs[rows].tolist(), shares.tolist(), strict=True):
                found[sign] = found.get(sign, 0.0) + share
        return sorted(((s, v) for s, v in found.items() if v > 0), key=lambda pair: (-pair[1], pair[0]))[:most]


def beside(one: LinearModel, other: LinearModel) -> LinearModel:
    """Two models trained on the same texts as one, so that a text is looked up once; `columns` takes them apart."""
    spaces = {
        name: Space(
            space.signs,
            space.idf,
            np.hstack([space.weights, other.spaces[name].weights]),
            np.concatenate([space.scale, other.spaces[name].scale]),
        )
        for name, space in one.spaces.items()
    }
    bias = np.concatenate([one.bias, other.bias])
    return LinearModel((*one.labels, *other.labels), one.kind, spaces, bias, one.notes)


def columns(model: LinearModel, labels: tuple[str, ...]) -> LinearModel:
    """The part of a model that speaks of these labels."""
    chosen = [model.labels.index(label) for label in labels]
    spaces = {
        name: Space(space.signs, space.idf, np.ascontiguousarray(space.weights[:, chosen]), space.scale[chosen])
        for name, space in model.spaces.items()
    }
    return LinearModel(labels, model.kind, spaces, model.bias[chosen], model.notes)


def vector(signs: Signs, known: Signs, idf: NDArray[Any]) -> tuple[Places, Floats]:
    """Rows of the known signs and their values, of Euclidean length 1 (both empty when nothing is known)."""
    found, counts = counted(signs)
    rows, is_known = _rows(found, known)
    values = damped(counts[is_known]).astype(np.float64) * idf[rows]
    return rows, values / (np.sqrt(values @ values) or 1.0)


def _marked(signs: Signs, field_place: int) -> Codes:
    """The signs of a field, told from those of other fields by its place."""
    return signs | np.uint64(field_place << 32)


def counted(signs: NDArray[_N]) -> tuple[NDArray[_N], Places]:
    """The different signs, sorted, and how often each occurs (numpy's `unique` without what it does beside)."""
    ordered = np.sort(signs)
    first = np.ones(len(ordered), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    places = np.flatnonzero(first)
    counts = np.empty(len(places), np.int64)
    counts[:-1] = places[1:] - places[:-1]
    counts[-1:] = len(ordered) - places[-1:]
    return ordered[places], counts


def damped(counts: Places) -> NDArray[np.float32]:
    """What counts weigh: 1 and the logarithm."""
    return _LOGS[np.minimum(counts, len(_LOGS) - 1)]


def _rows(found: NDArray[Any], known: NDArray[Any]) -> tuple[Places, NDArray[np.bool_]]:
    """The rows of those signs that are known, and which these are."""
    if not len(known):
        return np.zeros(0, np.int64), np.zeros(len(found), bool)
    rows = np.searchsorted(known[:-1], found)
    is_known = known[rows] == found
    return rows[is_known], is_known


def squash(scores: Floats, kind: str) -> Floats:
    """Scores of shape (N, K) as probabilities: each label for itself, or all labels sharing 1."""
    if kind == "sigmoid":
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30))))
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def dump(model: LinearModel) -> bytes:
    """The model as bytes; equal models give equal bytes."""
    head: dict[str, Any] = {"labels": model.labels, "kind": model.kind, "bias": list(model.bias), "notes": model.notes}
    head["spaces"] = [{"name": name, "signs": len(space.signs)} for name, space in model.spaces.items()]
    text = json.dumps(head, ensure_ascii=False, sort_keys=True).encode()
    parts = [len(text).to_bytes(4, "big"), text]
    for space in model.spaces.values():
        steps = np.diff(space.signs, prepend=np.uint32(0)).astype("<u4")
        parts += [steps.tobytes(), space.idf.astype("<f2").tobytes(), space.scale.astype("<f4").tobytes()]
        parts.append(space.weights.tobytes())
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
        height, width = int(part["signs"]), len(labels)
        signs = np.cumsum(np.frombuffer(plain, "<u4", height, at), dtype=np.uint32)
        idf = np.frombuffer(plain, "<f2", height, at + 4 * height).astype(np.float32)
        scale = np.frombuffer(plain, "<f4", width, at + 6 * height)
        at += 6 * height + 4 * width
        weights = np.frombuffer(plain, np.int8, height * width, at).reshape(height, width)
        at += height * width
        spaces[part["name"]] = Space(signs, idf, weights, scale)
    return LinearModel(labels, head["kind"], spaces, np.array(head["bias"], np.float64), head["notes"])
