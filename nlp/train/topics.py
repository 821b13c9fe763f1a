"""From labelled articles to a model of topics, for any set of labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.engines import linear
from nlp.topic_model import SCHEMES, Scheme, counted, parted
from nlp.train import Untrainable
from nlp.train.solver import Recipe, fit, learn_on

Row = Mapping[str, Any]
SHIPPED = Path(__file__).parents[1] / "models" / "topics.model"


def shipped() -> bytes:
    """The model that ships."""
    return SHIPPED.read_bytes()


def train(rows: Sequence[Row], scheme: str | None, base: bytes | None) -> bytes:
    """A model of the rows' topics: anew, or learning on from `base`. Raises Untrainable for rows without labels."""
    chosen = scheme_of(rows, scheme)
    usable = [row for row in rows if row.get("labels")]
    labels = tuple(sorted({label for row in usable for label in row["labels"]}))
    if base is not None:
        return linear.dump(_moved(linear.read(base), usable, chosen))
    if len(labels) < 2:
        raise Untrainable("Cần các dòng có trường labels với ít nhất hai nhãn khác nhau để huấn luyện.")
    return linear.dump(_model(usable, labels, chosen))


def scheme_of(rows: Sequence[Row], scheme: str | None) -> Scheme:
    """The one scheme of the rows. Raises Untrainable when it is unknown or there are several."""
    names = {scheme} if scheme else {str(row.get("scheme") or "commune16") for row in rows}
    if len(names) == 1 and names <= set(SCHEMES):
        return SCHEMES[names.pop() or ""]
    known = ", ".join(SCHEMES)
    raise Untrainable(
        f"Bộ nhãn {', '.join(map(str, sorted(names, key=str)))} không dùng được; mời chọn một trong: {known}."
    )


def _model(rows: Sequence[Row], labels: tuple[str, ...], scheme: Scheme) -> linear.LinearModel:
    model = fit(_texts(rows), _targets(rows, labels), labels, _recipe(scheme))
    return replace(model, notes={"scheme": scheme.name})


def _moved(base: linear.LinearModel, rows: Sequence[Row], scheme: Scheme) -> linear.LinearModel:
    unknown = sorted({label for row in rows for label in row["labels"]} - set(base.labels))
    if unknown or not rows or base.notes["scheme"] != scheme.name:
        raise Untrainable(f"Không có dòng nào học thêm được, hoặc có nhãn lạ: {', '.join(unknown) or scheme.name}.")
    model = learn_on(base, _texts(rows), _targets(rows, base.labels), _recipe(scheme))
    return replace(model, notes=base.notes)


def _recipe(scheme: Scheme) -> Recipe:
    fields = (("title", 1.0), ("lead", 1.0), ("body", 1.0))
    return Recipe(fields=fields, kind="softmax" if scheme.single else "sigmoid", c=10.0)


def _texts(rows: Sequence[Row]) -> list[linear.Counts]:
    return [counted(parted(row.get("title") or "", row["text"])) for row in rows]


def _targets(rows: Sequence[Row], labels: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[float(label in row["labels"]) for label in labels] for row in rows])
