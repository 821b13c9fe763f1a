"""On which line of a TOML text does a key stand?"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def line_of(text: str, location: Sequence[str]) -> int:
    """The line (from 1) on which the key at `location` is set, or the nearest table around it; 0 when neither is.

    The text grows by whole statements until it holds the key: so the answer knows TOML as well as tomllib does
    (dotted keys, quoted keys, strings and lists over several lines, inline tables).
    """
    best, depth = 0, 0
    for number, table in _growing(text):
        reached = _depth(table, location)
        if reached > depth:
            best, depth = number, reached
    return best


def _growing(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The first line of each statement, with all that the text says up to the statement's end."""
    lines = text.split("\n")
    begins = 1
    for end in range(1, len(lines) + 1):
        try:
            table = tomllib.loads("\n".join(lines[:end]) + "\n")
        except tomllib.TOMLDecodeError:
            continue
        yield begins, table
        begins = end + 1


def _depth(table: Any, location: Sequence[str]) -> int:
    for depth, part in enumerate(location):
        if not isinstance(table, Mapping) or part not in table:
            return depth
        table = table[part]
    return len(location)
