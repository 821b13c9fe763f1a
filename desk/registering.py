"""What people write into the press register and about the plan, without any HTTP; each with its line in the log."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime

from desk import typed
from desk.actions import Refused
from domain.case import Case
from domain.clock import parse_now, plausible
from domain.people import Person
from domain.plan import PlanNote
from domain.presswork import Asked, Occasion, Said, counted, falsehoods
from domain.text import one_line
from store import Store

# What an officer wrote, and when: a deed that gives the number of its line. Raises a sentence.
Deed = Callable[[Mapping[str, str], datetime], int]
LONGEST = 2000


def ask(store: Store, unit: str, person: Person, form: Mapping[str, str], at: datetime) -> int:
    """Write down an occasion to speak; returns its number. Raises Refused, or NotInRegister with a sentence."""
    try:
        occasion = Occasion(form.get("occasion", ""))
    except ValueError:
        raise Refused("Chưa rõ loại việc. Mời chọn lại; chưa ghi gì.") from None
    asked = Asked(
        occasion,
        _moment(form.get("at", ""), at),
        what=_text(form, "what"),
        by=person.name,
        outlet=_text(form, "outlet"),
        urgent=bool(form.get("urgent")),
    )
    with store.together():
        number = store.press.ask(unit, asked)
        store.audit.add(at, person.name, "press", str(number), f"ghi đề nghị: {asked.what}")
    return number


def answer(store: Store, unit: str, person: Person, number: int, form: Mapping[str, str], at: datetime) -> int:
    """Write down what was said; returns its number. Raises Refused, or NotInRegister with a sentence."""
    said = Said(
        _moment(form.get("at", ""), at),
        person=_text(form, "person"),
        text=_text(form, "text"),
        way=_text(form, "way"),
        by=person.name,
        refused=_text(form, "refused"),
    )
    with store.together():
        found = store.press.answer(unit, number, said)
        store.audit.add(at, person.name, "press", str(number), f"ghi phát ngôn: {said.refused or said.text}")
    return found


def take_back(store: Store, unit: str, person: Person, kind: str, number: int, reason: str, at: datetime) -> None:
    """Take a line back. Raises store.taken.NotTaken with a sentence."""
    with store.together():
        store.taken.add(unit, kind, number, person.name, at, one_line(reason)[:LONGEST])
        deed = "plan" if kind == "plan_note" else "press"
        store.audit.add(at, person.name, deed, str(number), f"lấy lại dòng đã ghi: {one_line(reason)[:LONGEST]}")


def note(
    store: Store, unit: str, person: Person, known: Collection[str], form: Mapping[str, str], at: datetime, today: date
) -> int:
    """Write what was done for a task of the plan; returns its number. Raises Refused."""
    task, text = form.get("task", ""), one_line(form.get("text", ""))[:LONGEST]
    if task not in known:
        raise Refused("Kế hoạch không có nhiệm vụ này. Mời tải lại trang; chưa ghi gì.")
    if not text:
        raise Refused("Chưa ghi kết quả. Mời ghi một câu; chưa ghi gì.")
    day = _day(form.get("day", ""), today)
    with store.together():
        number = store.plans.add(unit, PlanNote(day, task, text, person.name, at))
        store.audit.add(at, person.name, "plan", str(number), f"kết quả nhiệm vụ {task}: {text}")
    return number


def behind(place: int, asked: Sequence[Asked], cases: Sequence[Case]) -> tuple[list[Asked], list[Case]]:
    """The lines and the cases that a counter counts, by its place among the six."""
    lines = counted(asked)
    return (lines[place], []) if place < len(lines) else ([], falsehoods(cases))


def _text(form: Mapping[str, str], name: str) -> str:
    return one_line(form.get(name, ""))[:LONGEST]


def _moment(text: str, now: datetime) -> datetime:
    """A moment as the browser sends it, in Vietnam; now for none. Raises Refused for one that cannot be."""
    try:
        found = parse_now(text) if text else now
    except ValueError:
        raise Refused("Thời điểm chưa đọc được. Mời chọn lại; chưa ghi gì.") from None
    if not plausible(found):
        raise Refused("Thời điểm chưa đọc được. Mời chọn lại; chưa ghi gì.")
    return found


def _day(text: str, today: date) -> date:
    found = typed.day(text) or today
    if found > today:
        raise Refused("Ngày có kết quả chưa đến. Mời xem lại ngày; chưa ghi gì.")
    return found
