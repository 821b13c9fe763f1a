"""Do two quotations of one article speak of one statement? "47 hộ" and "47 hộ dân" do; "47 hộ" and "41 hộ" do not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.case import Case
from domain.text import name_key

_NUMBER = re.compile(r"\d+(?:[.,/-]\d+)*")
_WORD = re.compile(r"[^\W_]+(?:[.,/-][^\W_]+)*|%")


def same_claim(one: str, other: str) -> bool:
    """Whether one quotation holds the words of the other and no number more."""
    short, long = sorted((_words(one), _words(other)), key=len)
    return bool(short) and _holds(long, short) and _numbers(one) == _numbers(other)


def _words(text: str) -> list[str]:
    return _WORD.findall(name_key(text))


def _numbers(text: str) -> list[str]:
    return sorted(_NUMBER.findall(text))


def _holds(long: list[str], short: list[str]) -> bool:
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def the_same(cases: Iterable[Case], sentence: str, said: str) -> Case | None:
    """The case that a statement of a sentence has already, in these words or in others; None for none."""
    here = name_key(sentence)
    for case in cases:
        there = name_key(case.sentence)
        if (here in there or there in here) and same_claim(said, case.said):
            return case
    return None


def alike(cases: Iterable[Case], sentence: str, said: str) -> list[Case]:
    """Cases on other sentences of the article that may be about the same: a person is to look."""
    here = name_key(sentence)
    return [case for case in cases if name_key(case.sentence) != here and same_claim(said, case.said)]
