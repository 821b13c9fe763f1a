"""What the registers of the office tell a digest: doubtful statements by case, and what was said to the press in time.

A digest repeats what the registers say and judges nothing: words for states and outcomes are handed over as printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One doubtful statement of the press as a digest tells it.

    `number` names the case ("SL-2026-007"); `claim` is the paper's own sentence, `official` what the office's document
    says and `basis` which document that is; `state` is how far the case is and `outcome` what the people in charge
    found, "" while nothing is found ("chưa kiểm chứng"). `published` is the paper's day; `opened` and `closed` are
    those of the case; `due` is its next time limit. `title` and `url` are the article's.
    """

    number: str
    claim: str
    outlet: str
    state: str
    opened: date
    url: str = ""
    title: str = ""
    published: date | None = None
    official: str = ""
    basis: str = ""
    outcome: str = ""
    unit: str = ""
    due: date | None = None
    closed: date | None = None

    @property
    def open(self) -> bool:
        """Whether the case still waits for somebody."""
        return self.closed is None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of all: answered of asked, in time of those with a time limit."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class PressWork:
    """The six counters of the yearly form on speaking to the press (Nghị định 244/2026/NĐ-CP, Điều 10).

    None in any of them: nobody has kept that figure yet. In this order: press conferences; press briefings; answers
    given of those asked for; sudden matters told of all; statements within 24 hours of all that had that limit;
    matters with a written reply or a call for correction of all suspected falsehoods.
    """

    conferences: int | None = None
    briefings: int | None = None
    answers: Share | None = None
    sudden: Share | None = None
    in_time: Share | None = None
    rebutted: Share | None = None


NOT_KEPT = PressWork()
