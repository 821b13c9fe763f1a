"""Which rows are scored by which training: by document, whatever the order of the rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from math import ceil

from diembao.evals.scoring import Row


def folded(rows: Sequence[Row], folds: int, part: float = 1.0) -> Iterator[tuple[list[Row], list[Row]]]:
    """`folds` pairs of rows to learn from and rows to score; rows of one document never stand on both sides.

    `part`: the share of the documents to learn from that is learned from (a learning curve).
    """
    documents = sorted({document(row) for row in rows}, key=lambda name: hashlib.sha1(name.encode()).hexdigest())
    fold_of = {name: place % folds for place, name in enumerate(documents)}
    for fold in range(folds):
        others = [name for name in documents if fold_of[name] != fold]
        kept = set(others[: ceil(part * len(others))])
        learn = [row for row in rows if document(row) in kept]
        yield learn, [row for row in rows if fold_of[document(row)] == fold]


def document(row: Row) -> str:
    """What belongs together: the group of a row where it has one, else the row itself."""
    return str(row.get("group") or row["id"])
