"""Which phrases show a place, or anything, in a good or bad light: knowledge in text files, found in a text at once.

A book (`commune.txt`, `press.txt`) has groups of phrases; each group has a name for machines and one for the officer.
Phrases are compared by syllable keys, so case and the place of tone marks do not matter. Inside a longer phrase a
shorter one does not count ("giải quyết" in "chưa được giải quyết").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.engines.phrases import Found, PhraseFinder, outermost, phrase_key
from nlp.engines.words import Words, words

_GROUP = re.compile(r"\[(\w+)\] (.+)")


@dataclass(frozen=True, slots=True)
class Cue:
    """One phrase and its group."""

    group: str
    phrase: str


class CueBook:
    """The groups of one file, ready for searching: `groups` in the order of the file, `titles` for the officer."""

    def __init__(self, text: str):
        self.titles: dict[str, str] = {}
        cues: dict[str, Cue] = {}
        for group, title, phrase in _entries(text):
            self.titles[group] = title
            cues.setdefault(phrase_key(phrase), Cue(group, phrase))
        self.groups = tuple(self.titles)
        self.cues = tuple(cues.values())
        self._group_of = np.array([self.groups.index(cue.group) for cue in self.cues])
        self._finder = PhraseFinder(list(cues))

    def found(self, text: Words) -> Found:
        """The phrases of a text that begin outside names, none inside a longer one; number, first and last word."""
        return _found(self, text)

    def _search(self, text: Words) -> Found:
        found = outermost(self._finder.find(text))
        return found[~text.in_names[found[:, 1]]]

    def groups_in(self, found: Found) -> NDArray[np.int64]:
        """The group, by its place in `groups`, of each phrase found."""
        return self._group_of[found[:, 0]]

    def quotes(self, text: str, groups: Sequence[str] | None = None) -> list[tuple[Cue, str]]:
        """The phrases of a clean text with the words as they stand in it, each wording once."""
        read = words(text)
        seen: dict[str, tuple[Cue, str]] = {}
        for number, first, last in outermost(self._finder.find(read)).tolist():
            cue, quote = self.cues[number], read.text[read.starts[first] : read.ends[last]]
            if groups is None or cue.group in groups:
                seen.setdefault(quote.lower(), (cue, quote))
        return list(seen.values())


@lru_cache(maxsize=32)
def _found(book: CueBook, text: Words) -> Found:
    """What several readers of one text ask for in a row."""
    return book._search(text)


@cache
def book(name: str) -> CueBook:
    """The book `commune` or `press`, read once."""
    return CueBook((Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8"))


def _entries(text: str) -> Iterator[tuple[str, str, str]]:
    group, title = "", ""
    for line in text.splitlines():
        if heading := _GROUP.fullmatch(line):
            group, title = heading[1], heading[2]
        elif line and not line.startswith("#"):
            yield from ((group, title, phrase.strip()) for phrase in line.split(","))
