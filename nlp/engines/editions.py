"""What tells apart events that come back, and what holds together one that goes on?

The meeting of each month, the feast of each year carry a mark of their edition ("tháng 10", "lần thứ 5", "năm 2026"):
two marks of one kind that differ are two events, however alike the texts. A project or
a case is named ("dự án đường trục Kiến Quốc", "vụ cháy chợ Du Lễ"): headlines that share the whole name tell one story,
however unlike the texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.text import clean, tone_key

Marks = frozenset[tuple[str, str]]

_MARKS = (
    ("tháng", re.compile(r"(?<!\d\s)(?<!\d/)\btháng\s+(\d{1,2}|giêng|chạp|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b")),
    ("quý", re.compile(r"\bquý\s+(iv|i{1,3}|[1-4])\b")),
    ("lần", re.compile(r"\b(?:lần|kỳ họp|phiên họp|phiên)\s+thứ\s+(\w+)")),
    ("tuần", re.compile(r"\btuần\s+(?:thứ\s+)?(\d{1,2})\b")),
    ("vòng", re.compile(r"\bvòng\s+(\d{1,2})\b")),
    ("số", re.compile(r"\bbão\s+số\s+(\d{1,2})\b")),
    ("năm", re.compile(r"\b((?:19|20)\d\d)\b")),
)
_DATED = re.compile(r"\bngày\s+\d{1,2}\s+tháng\s+\d{1,2}|\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?(?:19|20)\d\d)?")
_WORD = re.compile(r"[^\W_]+")

# What opens the name of something that goes on; a shared name has at least so many syllables with the opening.
_OPENINGS = tuple(tuple(map(tone_key, opening.split())) for opening in ("dự án", "công trình", "vụ án", "vụ", "đề án"))
LEAST_NAME = 5


def marks(title: str) -> Marks:
    """The marks of an edition in a headline, by kind; a day of the calendar is none."""
    text = _DATED.sub(" ", clean(title).lower())
    return frozenset((kind, found[1]) for kind, pattern in _MARKS for found in pattern.finditer(text))


def clash(one: Marks, other: Marks) -> bool:
    """Whether two headlines speak of different editions: a kind of mark that both have, with nothing in common."""
    kinds = {kind for kind, _ in one} & {kind for kind, _ in other}
    return any({mark for mark in one if mark[0] == kind}.isdisjoint(other) for kind in kinds)


def names(title: str) -> tuple[tuple[str, ...], ...]:
    """For each opening in a headline the syllables from there on, as keys."""
    keys = tuple(tone_key(word) for word in _WORD.findall(clean(title)))
    return tuple(keys[place:] for place in _opened(keys))


def _opened(keys: tuple[str, ...]) -> Iterator[int]:
    for place in range(len(keys)):
        if any(keys[place : place + len(opening)] == opening for opening in _OPENINGS):
            yield place


def one_name(one: tuple[tuple[str, ...], ...], other: tuple[tuple[str, ...], ...]) -> bool:
    """Whether two headlines name the same thing that goes on."""
    return any(_shared(mine, theirs) >= LEAST_NAME for mine in one for theirs in other)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length
