"""Which phrases show a place, or anything, in a good or bad light: knowledge in text files, found in a text at once.

A book (`commune.txt`, `press.txt`) has groups of phrases; each group has a name for machines and one for the officer.
Phrases are compared by syllable keys, so case and the place of tone marks do not matter. Inside a longer phrase a
shorter one does not count ("giải quyết" in "chưa được giải quyết").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ahocorasick_rs

from domain.text import tone_key

_GROUP = re.compile(r"\[(\w+)\] (.+)")
_SYLLABLE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Cue:
    """One phrase and its group."""

    group: str
    phrase: str


class CueBook:
    """The groups of one file, ready for searching."""

    def __init__(self, text: str):
        self.titles: dict[str, str] = {}
        cues: dict[str, Cue] = {}
        for group, title, phrase in _entries(text):
            self.titles[group] = title
            cues.setdefault(f" {' '.join(map(tone_key, _SYLLABLE.findall(phrase)))} ", Cue(group, phrase))
        self._cues = list(cues.values())
        self._finder = ahocorasick_rs.AhoCorasick(list(cues))

    def find(self, keys: Sequence[str]) -> list[Cue]:
        """The phrases among syllable keys, in order."""
        return [cue for cue, _, _ in self._found(f" {' '.join(keys)} ")]

    def quotes(self, text: str, groups: Sequence[str] | None = None) -> list[tuple[Cue, str]]:
        """The phrases of a text with the words as they stand in it, each wording once."""
        words = list(_SYLLABLE.finditer(text))
        line = " ".join(["", *(tone_key(word[0]) for word in words), ""])
        seen: dict[str, tuple[Cue, str]] = {}
        for cue, start, end in self._found(line):
            first, last = line.count(" ", 0, start), line.count(" ", 0, end - 1) - 1
            quote = text[words[first].start() : words[last].end()]
            if groups is None or cue.group in groups:
                seen.setdefault(quote.lower(), (cue, quote))
        return list(seen.values())

    def _found(self, line: str) -> list[tuple[Cue, int, int]]:
        """Matches that lie in no longer match, in order."""
        kept: list[tuple[Cue, int, int]] = []
        matches = self._finder.find_matches_as_indexes(line, overlapping=True)
        reach = -1
        for index, start, end in sorted(matches, key=lambda match: (match[1], -match[2])):
            if end > reach:
                kept.append((self._cues[index], start, end))
                reach = end
        return kept


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
