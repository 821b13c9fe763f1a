"""In which words do two versions of a text differ? Runs of words that stayed, went and came, as a reader sees them.

Words are compared without the place of their tone mark, so that hoà and hòa are one; all else a reader sees counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from domain.press import Article
from domain.text import clean, tone_key

# A paragraph's break stands among the words as one of them.
BREAK = "\n"
_PIECE = re.compile(r"\n|[^\s]+")
_GAP = " … "


class Fate(StrEnum):
    """What became of a run of words."""

    STAYED = "stayed"
    WENT = "went"
    CAME = "came"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row with one fate, as printed."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an article (headline, lead, text, captions) in two versions."""

    name: str
    runs: tuple[Run, ...]

    @property
    def differs(self) -> bool:
        """Whether anything went or came."""
        return any(run.fate is not Fate.STAYED for run in self.runs)


def parts(old: Article, new: Article) -> tuple[Part, ...]:
    """The parts of an article, each with the words in which its two versions differ."""
    pairs = (
        ("Tít", old.title, new.title),
        ("Sapô", old.sapo, new.sapo),
        ("Nội dung", old.body, new.body),
        ("Chú thích ảnh", "\n".join(old.captions), "\n".join(new.captions)),
    )
    return tuple(Part(name, differing(before, after)) for name, before, after in pairs if before or after)


def differing(old: str, new: str) -> tuple[Run, ...]:
    """The runs that lead from the old text to the new one."""
    mine, theirs = _PIECE.findall(clean(old)), _PIECE.findall(clean(new))
    runs: list[Run] = []
    for i, j, k, m in _stretches(mine, theirs):
        if (keys := list(map(tone_key, mine[i:j]))) == list(map(tone_key, theirs[k:m])) and keys:
            runs.append(Run(Fate.STAYED, _printed(theirs[k:m])))
            continue
        for fate, words in ((Fate.WENT, mine[i:j]), (Fate.CAME, theirs[k:m])):
            if words:
                runs.append(Run(fate, _printed(words)))
    return tuple(runs)


def excerpt(runs: Sequence[Run], around: int) -> tuple[Run, ...]:
    """The runs with at most `around` words that stayed before and after what differs, the rest left out."""
    found: list[Run] = []
    for place, run in enumerate(runs):
        words = run.text.split(" ")
        first, last = place == 0, place == len(runs) - 1
        if run.fate is Fate.STAYED and len(words) > (around if first or last else 2 * around):
            head = "" if first else " ".join(words[:around])
            tail = "" if last else " ".join(words[-around:])
            found.append(Run(Fate.STAYED, f"{head}{_GAP}{tail}".strip()))
        else:
            found.append(run)
    return tuple(found)


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    matcher = SequenceMatcher(None, list(map(tone_key, old)), list(map(tone_key, new)), autojunk=False)
    for _, i, j, k, m in matcher.get_opcodes():
        yield i, j, k, m


def _printed(words: Sequence[str]) -> str:
    return " ".join(words).replace(f" {BREAK} ", BREAK).replace(f"{BREAK} ", BREAK).replace(f" {BREAK}", BREAK)
