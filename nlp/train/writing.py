"""Texts written for this project, a line each, with the mark of who wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "written"
_TONES = {"p": "pos", "u": "neu", "n": "neg"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A written text: its tone (`n` against, `p` for, `u` neither) and whether an answer is due (`!`)."""

    tone: str
    due: bool
    text: str


def marked(name: str) -> list[Marked]:
    """The texts of a file, in its order; lines without a mark are remarks."""
    lines = (line.partition(" ") for line in (FOLDER / name).read_text(encoding="utf-8").splitlines())
    return [Marked(_TONES[mark[0]], mark.endswith("!"), text) for mark, _, text in lines if mark[:1] in _TONES]
