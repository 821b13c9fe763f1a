"""Facts from a file handed in at the desk: shown first, kept once somebody has looked, undone all at once.

Between looking and keeping nothing lies anywhere but in the page itself, which carries the facts back; what comes back
is read as carefully as what an officer types.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from desk.actions import Refused
from desk.tongues import Said
from domain.fact import Fact, complaint
from domain.people import Person
from domain.text import one_line
from store import Store

LARGEST_FILE = 10 << 20
# To be read by a person before they are kept; a longer table comes in parts.
MOST_FACTS = 200
LONGEST = {"text": 2000, "number": 200, "issuer": 200, "summary": 500, "topic": 200, "person": 200}
DAYS = ("day", "valid_from", "valid_to")
_UNREAD = Said("Danh sách số liệu gửi lại chưa đọc được. Mời nhập lại tệp; chưa ghi gì.")


def checked(facts: Sequence[Fact]) -> Sequence[Fact]:
    """Facts that may be shown. Raises Refused for more than a person looks through."""
    if len(facts) > MOST_FACTS:
        raise Refused(
            "Tệp có {n} số liệu, nhiều hơn {most} số liệu một lần. Mời tách tệp rồi nhập từng phần; chưa ghi gì.",
            n=len(facts),
            most=MOST_FACTS,
        )
    return facts


def packed(facts: Iterable[Fact]) -> str:
    """The facts as the page carries them back."""
    return json.dumps([_plain(fact) for fact in facts], ensure_ascii=False)


def unpacked(text: str, chosen: Collection[str]) -> list[Fact]:
    """The facts that were chosen, by their places. Raises Refused for what cannot be read or kept, or none chosen."""
    try:
        rows = json.loads(text)
        facts = [_fact(row) for place, row in enumerate(rows) if str(place) in chosen]
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Refused(_UNREAD) from None
    if not facts:
        raise Refused("Chưa chọn số liệu nào nên chưa ghi gì. Mời nhập lại tệp và giữ dấu ở số liệu cần ghi.")
    for fact in checked(facts):
        if reason := complaint(fact):
            raise Refused("“{fact}”: {reason} Chưa ghi gì.", fact=fact.text[:60], reason=reason)
    return facts


def keep(store: Store, unit: str, person: Person, facts: Sequence[Fact], origin: str, at: datetime) -> list[int]:
    """Keep facts of a file; returns the numbers of the new ones. Raises Refused when none is new."""
    with store.together():
        new = store.facts.add(unit, facts, person.name, at, origin)
        if not new:
            raise Refused("Các số liệu này đã có trong sổ. Chưa ghi thêm gì.")
        known = f"; {len(facts) - len(new)} đã có từ trước" if len(new) < len(facts) else ""
        store.audit.add(at, person.name, "fact-file", "", f"{len(new)} số liệu từ tệp “{origin}”{known}")
    return new


def undo(store: Store, unit: str, person: Person, numbers: Collection[int], at: datetime) -> int:
    """Withdraw facts of this commune that still stand; returns how many. Raises Refused when none is left."""
    standing = [fact.id for fact in store.facts.standing(unit) if fact.id in numbers]
    if not standing:
        raise Refused("Các số liệu này đã được thôi dùng. Chưa có gì thay đổi.")
    with store.together():
        for number in standing:
            store.facts.withdraw(unit, number, person.name, at, "hoàn tác việc nhập tệp")
        store.audit.add(at, person.name, "fact-end", "", f"hoàn tác việc nhập tệp: {len(standing)} số liệu")
    return len(standing)


def texts(facts: Iterable[Fact]) -> list[str]:
    """Every word of some facts."""
    return [getattr(fact, name) for fact in facts for name in LONGEST]


def _plain(fact: Fact) -> dict[str, Any]:
    days = {name: day.isoformat() for name in DAYS if (day := getattr(fact, name))}
    return {name: getattr(fact, name) for name in LONGEST if getattr(fact, name)} | days


def _fact(row: Mapping[str, Any]) -> Fact:
    told = {name: one_line(_text(row.get(name, "")))[:most] for name, most in LONGEST.items()}
    days = {name: date.fromisoformat(_text(row[name])) for name in DAYS if row.get(name)}
    return Fact(**told, **days)  # type: ignore[arg-type]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
