"""Phát ngôn: what the press asked, what the spokesperson said in time, the six counters, the pack for the briefing."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from desk import figures, registering, typed
from desk.doors import code, needs, services
from desk.tongues import Said
from desk.views import periods, registers
from digest.briefing import limit
from digest.sections import press_work
from domain.clock import to_local
from domain.edition import PeriodKind
from domain.people import Role
from domain.presswork import OCCASIONS, counters

pages = Blueprint("press", __name__, url_prefix="/phat-ngon")

USUAL = PeriodKind.MONTH
LINES = ("press_request", "press_answer")


@pages.get("")
def register() -> ResponseReturnValue:
    """The register of a period, and what is still open of earlier ones."""
    return _page()


@pages.post("")
@needs(Role.EDITOR)
def ask() -> ResponseReturnValue:
    """Write down that the press asked, or another occasion to speak."""
    return _written(lambda form, now: registering.ask(g.store, code(), g.person, form, now), "press_request")


@pages.post("/<int:number>/phat-ngon")
@needs(Role.EDITOR)
def answer(number: int) -> ResponseReturnValue:
    """Write down what was said."""
    return _written(
        lambda form, now: registering.answer(g.store, code(), g.person, min(number, 2**31), form, now), "press_answer"
    )


@pages.post("/lay-lai")
@needs(Role.EDITOR)
def take_back() -> ResponseReturnValue:
    """Take back a line written by mistake."""
    kind, number = request.form.get("kind", ""), typed.number(request.form.get("number", ""))
    if kind not in LINES or number is None:
        return _page(Said("Không còn dòng này. Chưa có gì thay đổi.")), 400
    return registers.taken_back(kind, number, _page, "press.register")


@pages.get("/giao-ban/<name>")
def pack(name: str) -> ResponseReturnValue:
    """The pack for the press briefing of a period as a file."""
    return registers.handed_out(services().press_pack, USUAL, "giao-ban-bao-chi", name, _page)


def _written(deed: registering.Deed, kind: str) -> ResponseReturnValue:
    return registers.written(deed, _page, lambda number: registers.address("press.register", f"{kind}-{number}", "so"))


def _page(complaint: object = "", form: dict[str, str] | None = None) -> str:
    period = periods.asked(USUAL)
    everything = g.store.press.all(code())
    own = [one for one in everything if to_local(one.at).date() in period]
    opened = figures.cases(g.store, code(), period)
    told = press_work.told(counters(own, opened))
    place = request.args.get("dem", None, int)
    picked = place if place is not None and 0 <= place < len(told) else None
    lines, cases = registering.behind(picked, own, opened) if picked is not None else (own, [])
    waiting = [one for one in everything if not one.answers and one not in own and one.limited]
    kind, _, number = request.args.get("vua", "").partition("-")
    return render_template(
        "press.html",
        period=period,
        told=told,
        picked=picked,
        lines=lines[::-1],
        cases=cases,
        waiting=waiting,
        occasions=OCCASIONS,
        limit=limit,
        now=to_local(services().believes(g.office)),
        formats=registers.FORMATS,
        just=(kind, number) if kind in LINES and number.isdigit() else None,
        complaint=complaint,
        form=form or {},
        **periods.around(period),
    )
