"""Đăng nhập, đăng xuất, mật khẩu."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import accounts, actions, tokens
from desk.doors import cookie_name, inside, new_word, open_to_all, services
from desk.tongues import TONGUES

pages = Blueprint("account", __name__)

# A language is chosen once for a browser and kept for a year.
_A_YEAR = 365 * 24 * 3600


@pages.get("/dang-nhap")
@open_to_all
def sign_in() -> ResponseReturnValue:
    """The form; who is signed in already goes on."""
    if g.office is None or not (g.store.users.any() or g.person):
        return redirect(url_for("start.start"))
    if g.person is not None:
        return redirect(inside(request.args.get("tiep")))
    return _form()


@pages.post("/dang-nhap")
@open_to_all
def signed_in() -> ResponseReturnValue:
    """Check the password; a right one gets this browser a new word."""
    if g.office is None:
        return redirect(url_for("start.start"))
    form = request.form
    visit = accounts.Visit(
        form.get("name", "")[:200], form.get("password", ""), request.remote_addr or "", services().clock()
    )
    old = g.word
    try:
        accounts.sign_in(g.store, visit, tokens.hashed(new_word()), tokens.hashed(old))
    except actions.Refused as trouble:
        g.word = old
        return _form(trouble, visit.name), _status(trouble, 401)
    return redirect(inside(form.get("tiep")), 303)


@pages.post("/dang-xuat")
def sign_out() -> ResponseReturnValue:
    """End the session; the browser's word is worth nothing from now on."""
    accounts.sign_out(g.store, g.person, tokens.hashed(g.word), services().clock())
    new_word()
    return redirect(url_for("account.sign_in"), 303)


@pages.get("/ngon-ngu/<code>")
@open_to_all
def tongue(code: str) -> ResponseReturnValue:
    """Speak another language in this browser from now on, and go back to where the person was."""
    if code not in TONGUES:
        abort(404)
    answer = redirect(inside(request.args.get("ve")))
    name = f"{cookie_name()}-tieng"
    answer.set_cookie(name, code, _A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure, path="/")
    return answer


@pages.get("/mat-khau")
def password() -> ResponseReturnValue:
    """The form for one's own password."""
    return render_template("password.html", complaint="")


@pages.post("/mat-khau")
def change_password() -> ResponseReturnValue:
    """Change one's own password: every session ends, this browser signs in anew."""
    form, now = request.form, services().clock()
    try:
        accounts.proven(g.store, accounts.Visit(g.person.name, form.get("old", ""), request.remote_addr or "", now))
        if form.get("new", "") != form.get("again", ""):
            raise actions.Refused("Hai lần ghi mật khẩu mới không giống nhau. Mật khẩu chưa đổi.")
        accounts.change_password(g.store, g.person, form.get("new", ""), g.person.name, now)
    except actions.Refused as trouble:
        return render_template("password.html", complaint=trouble), _status(trouble, 400)
    g.store.users.begin_session(g.person, tokens.hashed(new_word()), now)
    return redirect(url_for("today.today"), 303)


def _status(trouble: actions.Refused, usual: int) -> int:
    return 429 if isinstance(trouble, accounts.TooMany) else usual


def _form(complaint: object = "", name: str = "") -> str:
    going = request.values.get("tiep", "")
    return render_template("sign_in.html", complaint=complaint, name=name, going=going)
