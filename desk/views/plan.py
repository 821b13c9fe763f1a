"""Kế hoạch: the tasks of the plan, what officers wrote of each in a period, the system's own figures, the report."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from desk import registering
from desk.doors import code, needs, services
from desk.views import periods, registers
from domain.edition import PeriodKind
from domain.people import Role
from domain.plan import CHAPTERS, Plan

pages = Blueprint("plan", __name__, url_prefix="/ke-hoach")

USUAL = PeriodKind.QUARTER


@pages.get("")
def plan() -> ResponseReturnValue:
    """The tasks with their results of a period."""
    return _page()


@pages.post("")
@needs(Role.EDITOR)
def note() -> ResponseReturnValue:
    """Write what was done for a task."""
    known = [task.code for task in _plan().tasks] + list(CHAPTERS)
    today = periods.today()
    return registers.written(
        lambda form, now: registering.note(g.store, code(), g.person, known, form, now, today),
        _page,
        lambda number: registers.address("plan.plan", number),
    )


@pages.post("/lay-lai/<int:number>")
@needs(Role.EDITOR)
def take_back(number: int) -> ResponseReturnValue:
    """Take back a result written by mistake."""
    return registers.taken_back("plan_note", number, _page, "plan.plan")


@pages.get("/bao-cao/<name>")
def report(name: str) -> ResponseReturnValue:
    """The report on the plan for a period as a file."""
    return registers.handed_out(services().plan_report, USUAL, "bao-cao-ke-hoach", name, _page)


def _plan() -> Plan:
    found: Plan = g.office.settings.plan.plan()
    return found


def _page(complaint: object = "", form: dict[str, str] | None = None) -> str:
    period = periods.asked(USUAL)
    notes = g.store.plans.between(code(), period.start, period.end)
    # The figures are those of the whole edition of the period, seconds of work: asked for by a link.
    counted = request.args.get("tinh") == "1"
    just = request.args.get("vua", None, int)
    return render_template(
        "plan.html",
        plan=_plan(),
        chapters=CHAPTERS,
        period=period,
        notes=notes,
        figures=services().plan_figures(g.office, g.store, period) if counted else {},
        counted=counted,
        today=periods.today(),
        formats=registers.FORMATS,
        just=just if just in {one.number for one in notes} else None,
        complaint=complaint,
        form=form or {},
        **periods.around(period),
    )
