"""What the press asked of the commune and what became of it: an issue, followed until it is closed.

It begins with a story that raises something; what the officer writes about it later is kept as events, none of which
is ever changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum

from domain.clock import to_local


class MatterState(StrEnum):
    """How far an issue is: put forward, given to a unit, answered, closed; or set aside as nothing to handle."""

    PROPOSED = "proposed"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    CLOSED = "closed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class MatterEvent:
    """What an officer wrote about an issue at a moment; None leaves a field as it stood."""

    at: datetime
    by: str
    state: MatterState | None = None
    what: str | None = None
    unit: str | None = None
    directive: str | None = None
    result: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """One issue as it stands: what was raised, who handles it, by which paper, until when, with which result.

    `id` is the id of the article that raised it; `raised` the day it was published, None when that is unknown;
    `directive` names the documents by which it was given to a unit.
    """

    id: str
    unit_code: str
    opened: datetime
    what: str
    outlet: str = ""
    url: str = ""
    raised: date | None = None
    state: MatterState = MatterState.PROPOSED
    unit: str = ""
    directive: str = ""
    result: str = ""
    due: date | None = None
    changed: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in (MatterState.CLOSED, MatterState.DISMISSED)

    @property
    def day(self) -> date:
        """The day it was raised, else the day in Vietnam on which it was opened."""
        return self.raised or to_local(self.opened).date()


_WRITTEN = tuple(field.name for field in fields(MatterEvent) if field.name not in ("at", "by"))


def after(matter: Matter, events: Iterable[MatterEvent]) -> Matter:
    """The issue as it stands after these events, in their order of time."""
    for event in sorted(events, key=lambda event: event.at):
        written = {name: value for name in _WRITTEN if (value := getattr(event, name)) is not None}
        matter = replace(matter, **written, changed=event.at)
    return matter
