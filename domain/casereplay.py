"""Would the guard rules have let pass what stands in a case? Asked again of what is kept, event by event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.case import Case, CaseEvent, as_of
from domain.caserules import Roles, complaint


def broken(case: Case, roles: Roles, siblings: Iterable[Case] = (), since: int = 0) -> Iterator[tuple[CaseEvent, str]]:
    """The events after number `since` that the rules would not have let pass, each with the rule's sentence.

    Whoever writes behind the store's back may take its triggers away and bring them again; what was written meanwhile
    is still against the rules. `roles` gives any name that sits or sat at the desk the highest role: who might do
    what at the time is not kept.
    """
    others = tuple(siblings)
    for event in (one for one in case.events if one.number > since):
        stood = [as_of(one, event.number) for one in others]
        if found := complaint(as_of(case, event.number), event, roles, stood):
            yield event, found
