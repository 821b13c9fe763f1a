"""What the pages of the press register and of the plan have in common: a line is written, a report is handed out."""

from __future__ import annotations

import io
from collections.abc import Callable

from flask import g, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from desk.actions import Refused
from desk.doors import code, filled, services
from desk.registering import Deed, take_back
from desk.services import Office
from desk.tongues import Said
from desk.views import periods
from desk.views.facts import SECRET
from domain.edition import Period, PeriodKind
from store import Store
from store.presswork import NotInRegister
from store.taken import NotTaken

FORMATS = {"docx": "Word", "html": "trang web", "xlsx": "bảng tính"}


# The page as it stands, with what went wrong and what was typed.
Page = Callable[..., str]


def written(deed: Deed, page: Page, back: Callable[[int], str]) -> ResponseReturnValue:
    """Do what a form asks, then show the page again; `back` is its address once the line has its number."""
    form = filled()
    if services().secret(form.values()):
        return page(SECRET), 400
    try:
        number = deed(form, services().clock())
    except (Refused, NotInRegister) as trouble:
        return page(trouble, form), 400
    return redirect(back(number), 303)


def taken_back(kind: str, number: int, page: Page, endpoint: str) -> ResponseReturnValue:
    """Take back a line written by mistake, then show the page again."""
    try:
        reason = request.form.get("reason", "")
        take_back(g.store, code(), g.person, kind, min(number, 2**31), reason, services().clock())
    except NotTaken as trouble:
        return page(trouble), 400
    return redirect(address(endpoint), 303)


def address(endpoint: str, just: str | int | None = None, anchor: str | None = None) -> str:
    """The address of a page for the period that the form names, with the line `just` written."""
    return url_for(endpoint, ky=request.form.get("ky"), ngay=request.form.get("ngay"), vua=just, _anchor=anchor)


def handed_out(
    made: Callable[[Office, Store, Period, str], bytes], usual: PeriodKind, title: str, name: str, page: Page
) -> ResponseReturnValue:
    """The report on the period asked for, as a file."""
    if name not in FORMATS:
        return page(Said("Không có dạng tệp này. Mời chọn Word, trang web hoặc bảng tính.")), 404
    period = periods.asked(usual)
    data = io.BytesIO(made(g.office, g.store, period, name))
    file = f"{title}-{code()}-{period.key}.{name}"
    return send_file(data, "application/octet-stream", as_attachment=True, download_name=file)
