"""What people do with cases and facts at the desk, without any HTTP. The guard rules themselves stand in the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from config.holidays import add_working_days
from desk import factfile, typed
from desk.actions import Refused
from domain.case import DEEDS, ENDINGS, LETTERS, VERDICTS, Case, Deed, Verdict
from domain.caseclock import Due, all_due
from domain.casefields import FIELD_NAMES, FIELDS, MEDIA, NEEDED
from domain.caserules import possible
from domain.clock import parse_now
from domain.fact import Fact
from domain.people import Person, Role
from domain.text import clean, one_line
from store import Store

LONGEST_FIELD = 2000
# How each field is asked; a line of text where nothing stands here.
_CHECKED = frozenset({"hard", "affects_opinion", "conclusion"})
_DAYS = frozenset({"day", "due", "received", "said_at"})
_LONG = frozenset({"text", "result", "ground", "reason", "note", "unclear"})
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "verdict": {v.value: VERDICTS[v][0] for v in Verdict if v is not Verdict.UNVERIFIED},
    "ending": ENDINGS,
    "letter": LETTERS,
    "medium": MEDIA,
}
# Written by the program, or answered by a button of its own.
_NOT_ASKED = frozenset({Deed.PRESERVE, Deed.SUGGEST})


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form: how it is called, what kind of input, the choices of a list."""

    name: str
    label: str
    kind: str
    needed: bool
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A deed that may be written now, with its questions."""

    deed: Deed
    title: str
    fields: tuple[Field, ...]


def forms(case: Case, person: Person) -> tuple[Form, ...]:
    """The deeds a person may write into a case as it stands."""
    if not person.role.may(Role.EDITOR):
        return ()
    offered = [deed for deed in possible(case) if deed not in _NOT_ASKED]
    if case.proposed is None or not person.role.may(Role.APPROVER):
        offered = [deed for deed in offered if deed is not Deed.APPROVE]
    if not case.of(Deed.SUGGEST):
        offered = [deed for deed in offered if deed is not Deed.CONFIRM]
    return tuple(Form(deed, DEEDS[deed], tuple(_field(deed, name, case) for name in FIELDS[deed])) for deed in offered)


def _field(deed: Deed, name: str, case: Case) -> Field:
    asked = dict(NEEDED.get(deed, ()))
    needed, label = name in asked, asked.get(name) or FIELD_NAMES[name]
    if name == "suggestion":
        told = tuple((str(one.number), str(one.data.get("text", ""))[:120]) for one in case.of(Deed.SUGGEST))
        return Field(name, label, "choice", needed, told)
    if name in _CHOICES:
        return Field(name, label, "choice", needed, tuple(_CHOICES[name].items()))
    kind = "check" if name in _CHECKED else "moment" if name == "said_at" else "day" if name in _DAYS else "line"
    return Field(name, label, "long" if name in _LONG else kind, needed)


def write(store: Store, person: Person, case: Case, deed_name: str, form: Mapping[str, str], at: datetime) -> Case:
    """Write what a form says into a case. Raises Refused, or store.cases.NotAllowed with the rule's sentence."""
    try:
        deed = Deed(deed_name)
        seen = int(form.get("seen", ""))
    except ValueError:
        raise Refused("Chưa hiểu việc cần ghi. Mời tải lại trang rồi làm lại; chưa ghi gì.") from None
    told = {name: value for key, value in form.items() if (name := key.removeprefix("m-")) != key}
    data = {name: read for name, value in told.items() if (read := _read(name, value)) not in ("", None, False)}
    with store.together():
        after = store.cases.write(case.unit_code, case.id, deed, person.name, at, data, seen=seen)
        store.audit.add(at, person.name, "case", case.id, f"{DEEDS[deed]}: {case.said}")
    return after


def _read(name: str, value: str) -> Any:
    text = clean(value)[:LONGEST_FIELD]
    if name in _CHECKED:
        return text in ("1", "on")
    if name == "suggestion":
        found = typed.number(text)
        return text if found is None else found
    if name == "said_at" and text:
        try:
            return parse_now(text).isoformat()
        except ValueError:
            return text
    return text


def limits(case: Case) -> tuple[Due, ...]:
    """The limits that run, with the office's holidays."""
    return all_due(case, add_working_days)


def add_fact(store: Store, unit: str, person: Person, form: Mapping[str, str], at: datetime) -> Fact:
    """Keep a fact entered at the desk. Raises Refused or store.facts.NotAFact."""
    told = {name: one_line(form.get(name, ""))[:LONGEST_FIELD] for name in factfile.LONGEST}
    fact = Fact(**told, **{name: typed.day(form.get(name, "")) for name in factfile.DAYS})  # type: ignore[arg-type]
    with store.together():
        new = store.facts.add(unit, [fact], person.name, at)
        if not new:
            raise Refused("Số liệu này đã có trong sổ. Chưa ghi thêm gì.")
        store.audit.add(at, person.name, "fact", str(new[0]), fact.text)
    return fact


def withdraw_fact(store: Store, unit: str, person: Person, fact_id: int, reason: str, at: datetime) -> None:
    """Say that a commune's fact no longer holds. Raises NoSuchFact for another commune's."""
    with store.together():
        store.facts.withdraw(unit, fact_id, person.name, at, one_line(reason)[:LONGEST_FIELD])
        store.audit.add(at, person.name, "fact-end", str(fact_id), one_line(reason)[:LONGEST_FIELD])
