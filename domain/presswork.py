"""Whom did the press ask, and what was said in time? Requests, answers, and the six counters made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.case import FALSEHOODS, Case, Deed
from domain.casework import PressWork, Share


class Occasion(StrEnum):
    """What the commune speaks on: a paper asked, something sudden happened, a conference, a briefing."""

    REQUEST = "request"
    SUDDEN = "sudden"
    CONFERENCE = "conference"
    BRIEFING = "briefing"


OCCASIONS: dict[Occasion, str] = {
    Occasion.REQUEST: "báo đề nghị cung cấp thông tin",
    Occasion.SUDDEN: "vụ việc đột xuất cần phát ngôn",
    Occasion.CONFERENCE: "họp báo",
    Occasion.BRIEFING: "giao ban báo chí",
}
# Within which the first word is due once opinion is affected (Nghị định 244/2026/NĐ-CP, Điều 7 khoản 4).
LIMIT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered: by whom in office, when, how; `refused` holds the reason of a refusal."""

    at: datetime
    person: str
    text: str
    way: str
    by: str
    refused: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the register. `outlet` is the paper that asked, never a person of it; `urgent` has the 24 hours."""

    occasion: Occasion
    at: datetime
    what: str
    by: str
    outlet: str = ""
    urgent: bool = False
    id: int = 0
    answers: tuple[Said, ...] = ()

    @property
    def limited(self) -> bool:
        """Whether 24 hours run: what is sudden always, a request where the office judged so."""
        return self.occasion is Occasion.SUDDEN or (self.occasion is Occasion.REQUEST and self.urgent)

    @property
    def due(self) -> datetime | None:
        """Until when the first word is due, None without such a limit or after an answer."""
        return self.at + LIMIT if self.limited and not self.answers else None

    @property
    def in_time(self) -> bool:
        """Whether the first answer came within the 24 hours."""
        return bool(self.answers) and self.answers[0].at <= self.at + LIMIT


def counted(asked: Sequence[Asked]) -> tuple[list[Asked], ...]:
    """The lines behind the first five counters, in their order; the sixth counts cases."""
    occasions = (Occasion.CONFERENCE, Occasion.BRIEFING, Occasion.REQUEST, Occasion.SUDDEN)
    kinds = ([one for one in asked if one.occasion is occasion] for occasion in occasions)
    return (*kinds, [one for one in asked if one.limited])


def falsehoods(cases: Iterable[Case]) -> list[Case]:
    """The cases behind the sixth counter."""
    return [case for case in cases if case.verdict in FALSEHOODS]


def counters(asked: Sequence[Asked], cases: Iterable[Case]) -> PressWork:
    """The six counters of Nghị định 244/2026 from the registers of a period."""
    conferences, briefings, requests, sudden, limited = counted(asked)
    false = falsehoods(cases)
    return PressWork(
        conferences=len(conferences),
        briefings=len(briefings),
        answers=_share(requests),
        sudden=_share(sudden),
        in_time=Share(sum(one.in_time for one in limited), len(limited)),
        rebutted=Share(sum(bool(case.of(Deed.SEND, Deed.REFER)) for case in false), len(false)),
    )


def _share(asked: Sequence[Asked]) -> Share:
    return Share(sum(bool(one.answers) for one in asked), len(asked))
