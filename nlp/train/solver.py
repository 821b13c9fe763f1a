"""From counted texts and their labels to the weights of a linear model: seeded by nothing, the same every time.

Logistic regression with a quadratic penalty, solved by limited-memory quasi-Newton steps; optionally each sign is
first scaled by its log-count ratio for the label ("NB features", Wang and Manning 2012), which helps small sets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nlp.engines.linear import NOTHING, Counts, Floats, LinearModel, Space, squash, vector
from nlp.engines.words import Signs

_CHUNK = 1_000_000
# Signs of a field, sorted, and their idf.
_Known = tuple[Signs, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train: `fields` with their weights, `c` the inverse penalty, `nb` the share of NB scaling 0..1.

    `least` is the number of texts a sign must occur in, `most` the number of signs kept a field (None: all),
    `balanced` weighs labels against their frequency.
    """

    fields: tuple[tuple[str, float], ...]
    kind: str = "softmax"
    c: float = 3.0
    nb: float = 0.0
    least: int = 2
    most: int | None = None
    balanced: bool = True
    steps: int = 60


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sparse rows, and the same entries sorted by column. Column 0 is 1 in every row (the bias)."""

    values: Floats
    columns: NDArray[np.int64]
    starts: NDArray[np.int64]
    width: int

    def times(self, weights: Floats) -> Floats:
        """Rows times (width, K): shape (N, K)."""
        return _sums(self.values, self.columns, self.starts, weights)


@dataclass(frozen=True, slots=True)
class _Both:
    rows: Matrix
    turned: Matrix


def fit(
    texts: Sequence[Counts],
    targets: Floats,
    labels: tuple[str, ...],
    recipe: Recipe,
    start: Floats | None = None,
    trust: Floats | None = None,
) -> LinearModel:
    """Train on `texts` (fields of counts) with `targets` of shape (N, K) in 0..1. Deterministic.

    `start` of shape (N, K): scores known beforehand, which the model's own are to be added to. `trust` of shape (N,):
    how much each text counts beside the others.
    """
    spaces = {name: _signs([text.get(name, NOTHING) for text in texts], recipe) for name, _ in recipe.fields}
    both = _matrix(texts, spaces, recipe)
    scale = _nb_scale(both.turned, targets, recipe)
    known = np.zeros(targets.shape) if start is None else start
    weigh = _sample_weights(targets, recipe) * (1.0 if trust is None else trust[:, None])
    weights = _solve(both, targets, scale, recipe, known, weigh) * scale
    return _pack(weights, spaces, labels, recipe)


def learn_on(
    base: LinearModel, texts: Sequence[Counts], targets: Floats, recipe: Recipe, start: Floats | None = None
) -> LinearModel:
    """The base model moved toward new texts: same signs and labels; the penalty holds weights where they were."""
    spaces = {name: (space.signs, space.idf) for name, space in base.spaces.items()}
    plain = replace(recipe, fields=tuple((name, 1.0) for name in spaces), nb=0.0)
    both = _matrix(texts, spaces, plain)
    known = np.stack([base.scores(text) for text in texts]) + (0.0 if start is None else start)
    scale = np.ones((both.rows.width, len(base.labels)))
    moved = _solve(both, targets, scale, plain, known, _sample_weights(targets, plain))
    weights = np.vstack([base.bias, *(space.weights * space.scale for space in base.spaces.values())])
    return _pack(weights + moved, spaces, base.labels, plain)


def _signs(texts: Sequence[Signs], recipe: Recipe) -> _Known:
    """The signs of one field that are kept, sorted, with their idf; of equally frequent ones the smaller number."""
    seen, count = np.unique(np.concatenate([np.unique(signs) for signs in texts]), return_counts=True)
    order = np.lexsort((seen, -count))
    kept = np.sort(order[count[order] >= recipe.least][: recipe.most])
    idf = np.log((1 + len(texts)) / (1 + count[kept])) + 1
    return seen[kept].astype(np.uint32), idf.astype(np.float16).astype(np.float32)


def _matrix(texts: Sequence[Counts], spaces: Mapping[str, _Known], recipe: Recipe) -> _Both:
    columns, values, lengths = [], [], []
    for text in texts:
        first, length = 1, 1
        columns.append(np.zeros(1, np.int64))
        values.append(np.ones(1))
        for name, weight in recipe.fields:
            signs, idf = spaces[name]
            rows, found = vector(text.get(name, NOTHING), signs, idf)
            columns.append(rows + first)
            values.append(found * weight)
            first, length = first + len(signs), length + len(rows)
        lengths.append(length)
    width = 1 + sum(len(signs) for signs, _ in spaces.values())
    return _both(np.concatenate(values), np.concatenate(columns), np.array(lengths, np.int64), width)


def _both(values: Floats, columns: NDArray[np.int64], lengths: NDArray[np.int64], width: int) -> _Both:
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    order = np.argsort(columns, kind="stable")
    places = np.repeat(np.arange(len(lengths)), lengths)[order]
    ends = np.concatenate([[0], np.cumsum(np.bincount(columns, minlength=width))]).astype(np.int64)
    return _Both(Matrix(values, columns, starts, width), Matrix(values[order], places, ends, len(lengths)))


def _sums(values: Floats, columns: NDArray[np.int64], starts: NDArray[np.int64], weights: Floats) -> Floats:
    """Segment sums of values * weights[columns], in chunks so that memory stays small; 0 for an empty segment."""
    out = np.zeros((len(starts) - 1, weights.shape[1]))
    first = 0
    step = max(1, _CHUNK // weights.shape[1])
    while first < len(out):
        last = max(first + 1, int(np.searchsorted(starts, starts[first] + step, side="right")) - 1)
        a, b = starts[first], starts[last]
        part = values[a:b, None] * weights[columns[a:b]]
        filled = np.flatnonzero(starts[first + 1 : last + 1] > starts[first:last])
        if len(filled):
            out[first + filled] = np.add.reduceat(part, starts[first + filled] - a, axis=0)
        first = last
    return out


def _nb_scale(turned: Matrix, targets: Floats, recipe: Recipe) -> Floats:
    """Shape (width, K): 1 for the bias; for signs a mix of 1 and the size of the log-count ratio."""
    scale = np.ones((len(turned.starts) - 1, targets.shape[1]))
    if recipe.nb:
        with_label = turned.times(targets) + 0.1
        without = turned.times(1.0 - targets) + 0.1
        ratio = np.abs(np.log((with_label / with_label.sum(0)) / (without / without.sum(0))))
        scale = (1 - recipe.nb) + recipe.nb * ratio
        scale[0] = 1.0
    return scale


def _sample_weights(targets: Floats, recipe: Recipe) -> Floats:
    """Shape (N, 1) for softmax, (N, K) for sigmoid; mean 1."""
    if not recipe.balanced:
        return np.ones((len(targets), 1))
    count = np.maximum(targets.sum(0), 1.0)
    if recipe.kind == "softmax":
        return np.asarray((targets * (len(targets) / (len(count) * count))).sum(1, keepdims=True))
    other = np.maximum(len(targets) - count, 1.0)
    return np.asarray(np.where(targets > 0.5, len(targets) / (2 * count), len(targets) / (2 * other)))


def _solve(both: _Both, targets: Floats, scale: Floats, recipe: Recipe, start: Floats, weigh: Floats) -> Floats:
    """What is best added to the scores `start` of shape (N, K)."""
    free = np.ones((both.rows.width, 1))
    free[0] = 0.0

    def value_and_slope(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(scale.shape)
        guess = squash(start + both.rows.times(weights * scale), recipe.kind)
        loss = -float((weigh * _log_likelihood(guess, targets, recipe.kind)).sum())
        slope = both.turned.times(weigh * (guess - targets)) * scale
        penalty = weights * free / recipe.c
        return loss + 0.5 * float((penalty * weights).sum()), (slope + penalty).ravel()

    return minimise(value_and_slope, np.zeros(scale.size), recipe.steps).reshape(scale.shape)


def _log_likelihood(guess: Floats, targets: Floats, kind: str) -> Floats:
    safe = np.clip(guess, 1e-12, 1 - 1e-12)
    whole = targets * np.log(safe)
    return np.asarray(whole if kind == "softmax" else whole + (1 - targets) * np.log(1 - safe))


def minimise(problem: Callable[[Floats], tuple[float, Floats]], start: Floats, steps: int, memory: int = 8) -> Floats:
    """L-BFGS with halving steps; ends after `steps` or when the value no longer falls by a millionth."""
    point, (value, slope) = start, problem(start)
    past: list[tuple[Floats, Floats]] = []
    for _ in range(steps):
        direction = -_turned(slope, past)
        reach, size = float(direction @ slope), 1.0 if past else 1.0 / max(1.0, float(np.abs(slope).sum()))
        for _ in range(30):
            new_value, new_slope = problem(point + size * direction)
            if new_value <= value + 1e-4 * size * reach:
                break
            size /= 2
        past = [*past[1 - memory :], (size * direction, new_slope - slope)]
        point, slope, gain, value = point + size * direction, new_slope, value - new_value, new_value
        if gain <= 1e-6 * abs(value):
            break
    return point


def _turned(slope: Floats, past: Sequence[tuple[Floats, Floats]]) -> Floats:
    direction, shares = slope.copy(), []
    usable = [(step, change, float(step @ change)) for step, change in past if float(step @ change) > 1e-12]
    for step, change, inner in reversed(usable):
        shares.append(float(step @ direction) / inner)
        direction -= shares[-1] * change
    if usable:
        _, change, inner = usable[-1]
        direction *= inner / float(change @ change)
    for (step, change, inner), share in zip(usable, reversed(shares), strict=True):
        direction += (share - float(change @ direction) / inner) * step
    return direction


def _pack(
    weights: Floats,
    spaces: Mapping[str, _Known],
    labels: tuple[str, ...],
    recipe: Recipe,
) -> LinearModel:
    """Weights in 8 bits, one scale a label and field; the field's weight is folded in."""
    packed, first = {}, 1
    for name, weight in recipe.fields:
        signs, idf = spaces[name]
        part = weights[first : first + len(signs)] * weight
        first += len(signs)
        scale = np.maximum(np.abs(part).max(axis=0, initial=0.0), 1e-9) / 127
        packed[name] = Space(signs, idf, np.rint(part / scale).astype(np.int8), scale.astype(np.float32))
    return LinearModel(labels, recipe.kind, packed, np.round(weights[0], 6))
