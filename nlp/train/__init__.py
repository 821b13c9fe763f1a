"""How every shipped weight is made: from labelled rows to model bytes, the same every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Untrainable(ValueError):
    """Rows that no model can be made of; the message is Vietnamese and names the remedy."""


def toned(rows: Sequence[Mapping[str, Any]], labels: Sequence[str], base: bytes | None) -> list[Mapping[str, Any]]:
    """The rows with one of these tones. Raises Untrainable without any, or without all where nothing is learned on."""
    usable = [row for row in rows if row.get("tone") in labels]
    if len({row["tone"] for row in usable}) < (1 if base else len(labels)):
        raise Untrainable("Cần các dòng có trường tone (pos, neu, neg), đủ cả ba sắc thái khi học lại từ đầu.")
    return usable
