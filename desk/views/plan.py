"""Kế hoạch: the tasks of the plan, what officers wrote of each in a period, the system's own figures, the report."""

from __future__ import annotations

import io

from flask import Blueprint, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from desk import registering
from desk.actions import Refused
from desk.doors import needs, services
from desk.views import periods
from desk.views.facts import SECRET
from domain.clock import to_local
from domain.edition import PeriodKind
from domain.people import Role
from domain.plan import CHAPTERS, Plan
from store.taken import NotTaken

pages = Blueprint("plan", __name__, url_prefix="/ke-hoach")

KINDS = ("thang", "quy", "sau-thang", "nam")
FORMATS = {"docx": "Word", "html": "trang web", "xlsx": "bảng tính"}


@pages.get("")
def plan() -> ResponseReturnValue:
    """The tasks with their results of a period."""
    return _page()


@pages.post("")
@needs(Role.EDITOR)
def note() -> ResponseReturnValue:
    """Write what was done for a task."""
    form = {key: value for key, value in request.form.items() if key != "dau"}
    if services().secret(form.values()):
        return _page(SECRET), 400
    known = [task.code for task in _plan().tasks] + list(CHAPTERS)
    today = to_local(services().believes(g.office)).date()
    try:
        number = registering.note(g.store, _code(), g.person, known, form, services().clock(), today)
    except Refused as trouble:
        return _page(str(trouble), form), 400
    return redirect(url_for("plan.plan", ky=form.get("ky"), ngay=form.get("ngay"), vua=number), 303)


@pages.post("/lay-lai/<int:number>")
@needs(Role.EDITOR)
def take_back(number: int) -> ResponseReturnValue:
    """Take back a result written by mistake."""
    form = request.form
    try:
        registering.take_back(
            g.store, _code(), g.person, "plan_note", min(number, 2**31), form.get("reason", ""), services().clock()
        )
    except NotTaken as trouble:
        return _page(str(trouble)), 400
    return redirect(url_for("plan.plan", ky=form.get("ky"), ngay=form.get("ngay")), 303)


@pages.get("/bao-cao/<name>")
def report(name: str) -> ResponseReturnValue:
    """The report on the plan for a period as a file."""
    if name not in FORMATS:
        return _page("Không có dạng tệp này. Mời chọn Word, trang web hoặc bảng tính."), 404
    period = periods.asked(PeriodKind.QUARTER)
    data = services().plan_report(g.office, g.store, period, name)
    file = f"bao-cao-ke-hoach-{_code()}-{period.key}.{name}"
    return send_file(io.BytesIO(data), "application/octet-stream", as_attachment=True, download_name=file)


def _plan() -> Plan:
    found: Plan = g.office.settings.plan.plan()
    return found


def _code() -> str:
    return str(g.office.commune.code)


def _page(complaint: str = "", form: dict[str, str] | None = None) -> str:
    period = periods.asked(PeriodKind.QUARTER)
    notes = g.store.plans.between(_code(), period.start, period.end)
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
        today=to_local(services().believes(g.office)).date(),
        formats=FORMATS,
        just=just if just in {one.number for one in notes} else None,
        complaint=complaint,
        form=form or {},
        **periods.around(period, KINDS),
    )
