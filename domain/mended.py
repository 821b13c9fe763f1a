"""Our own mistakes, as they are told: a conclusion taken back, a fact withdrawn, a document issued again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Mended:
    """One mistake mended: when, of what (the case, the fact, the document), what was done, why, by whom.

    `public` tells the same to everyone, without names and numbers of the office; "" for what never left it.
    """

    day: date
    what: str
    done: str
    reason: str
    by: str = ""
    public: str = ""
