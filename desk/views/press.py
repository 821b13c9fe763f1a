"""Phát ngôn: what the press asked, what the spokesperson said in time, the six counters, the pack for the briefing."""

from __future__ import annotations

import io

from flask import Blueprint, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from desk import figures, registering
from desk.actions import Refused
from desk.doors import needs, services
from desk.views import periods
from desk.views.facts import SECRET
from digest.briefing import limit
from digest.sections import press_work
from domain.clock import to_local
from domain.edition import PeriodKind
from domain.people import Role
from domain.presswork import OCCASIONS, counters
from store.presswork import NotInRegister
from store.taken import NotTaken

pages = Blueprint("press", __name__, url_prefix="/phat-ngon")

KINDS = ("thang", "quy", "sau-thang", "nam")
FORMATS = {"docx": "Word", "html": "trang web", "xlsx": "bảng tính"}


@pages.get("")
def register() -> ResponseReturnValue:
    """The register of a period, and what is still open of earlier ones."""
    return _page()


@pages.post("")
@needs(Role.EDITOR)
def ask() -> ResponseReturnValue:
    """Write down that the press asked, or another occasion to speak."""
    return _written(lambda form, now: registering.ask(g.store, _code(), g.person, form, now), "press_request")


@pages.post("/<int:number>/phat-ngon")
@needs(Role.EDITOR)
def answer(number: int) -> ResponseReturnValue:
    """Write down what was said."""
    return _written(
        lambda form, now: registering.answer(g.store, _code(), g.person, min(number, 2**31), form, now), "press_answer"
    )


@pages.post("/lay-lai")
@needs(Role.EDITOR)
def take_back() -> ResponseReturnValue:
    """Take back a line written by mistake."""
    form = request.form
    kind, number = form.get("kind", ""), form.get("number", "")
    known = kind in ("press_request", "press_answer") and number.isascii() and number.isdigit() and len(number) < 10
    try:
        if not known:
            raise NotTaken("Không còn dòng này. Chưa có gì thay đổi.")
        registering.take_back(g.store, _code(), g.person, kind, int(number), form.get("reason", ""), services().clock())
    except NotTaken as trouble:
        return _page(str(trouble)), 400
    return redirect(url_for("press.register", ky=form.get("ky"), ngay=form.get("ngay")), 303)


@pages.get("/giao-ban/<name>")
def pack(name: str) -> ResponseReturnValue:
    """The pack for the press briefing of a period as a file."""
    if name not in FORMATS:
        return _page("Không có dạng tệp này. Mời chọn Word, trang web hoặc bảng tính."), 404
    period = periods.asked(PeriodKind.MONTH)
    data = services().press_pack(g.office, g.store, period, name)
    file = f"giao-ban-bao-chi-{_code()}-{period.key}.{name}"
    return send_file(io.BytesIO(data), "application/octet-stream", as_attachment=True, download_name=file)


def _written(deed: registering.Deed, kind: str) -> ResponseReturnValue:
    form = {key: value for key, value in request.form.items() if key != "dau"}
    if services().secret(form.values()):
        return _page(SECRET), 400
    try:
        number = deed(form, services().clock())
    except (Refused, NotInRegister) as trouble:
        return _page(str(trouble), form), 400
    return redirect(
        url_for("press.register", ky=form.get("ky"), ngay=form.get("ngay"), vua=f"{kind}-{number}") + "#so", 303
    )


def _code() -> str:
    return str(g.office.commune.code)


def _page(complaint: str = "", form: dict[str, str] | None = None) -> str:
    period, code = periods.asked(PeriodKind.MONTH), _code()
    everything = g.store.press.all(code)
    own = [one for one in everything if to_local(one.at).date() in period]
    opened = figures.cases(g.store, code, period)
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
        formats=FORMATS,
        just=(kind, number) if kind in ("press_request", "press_answer") and number.isdigit() else None,
        complaint=complaint,
        form=form or {},
        **periods.around(period, KINDS),
    )
