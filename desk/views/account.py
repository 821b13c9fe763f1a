"""Đăng nhập, đăng xuất, mật khẩu."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import accounts, actions, passwords
from desk.doors import hashed, inside, new_word, open_to_all, services

pages = Blueprint("account", __name__)


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
        accounts.sign_in(g.store, visit, hashed(new_word()))
    except actions.Refused as trouble:
        g.word = old
        return _form(str(trouble), visit.name), 429 if "nhiều lần" in str(trouble) else 401
    return redirect(inside(form.get("tiep")), 303)


@pages.post("/dang-xuat")
def sign_out() -> ResponseReturnValue:
    """End the session; the browser's word is worth nothing from now on."""
    accounts.sign_out(g.store, g.person, hashed(g.word), services().clock())
    new_word()
    return redirect(url_for("account.sign_in"), 303)


@pages.get("/mat-khau")
def password() -> ResponseReturnValue:
    """The form for one's own password."""
    return render_template("password.html", complaint="")


@pages.post("/mat-khau")
def change_password() -> ResponseReturnValue:
    """Change one's own password: every session ends, this browser signs in anew."""
    form, now = request.form, services().clock()
    try:
        stored = g.store.users.named(g.person.name)
        if stored is None or not passwords.fits(form.get("old", ""), stored[1]):
            raise actions.Refused("Mật khẩu hiện nay chưa đúng. Mật khẩu chưa đổi.")
        if form.get("new", "") != form.get("again", ""):
            raise actions.Refused("Hai lần ghi mật khẩu mới không giống nhau. Mật khẩu chưa đổi.")
        accounts.change_password(g.store, g.person, form.get("new", ""), g.person.name, now)
    except actions.Refused as trouble:
        return render_template("password.html", complaint=str(trouble)), 400
    g.store.users.begin_session(g.person, hashed(new_word()), now)
    return redirect(url_for("today.today"), 303)


def _form(complaint: str = "", name: str = "") -> str:
    going = request.values.get("tiep", "")
    return render_template("sign_in.html", complaint=complaint, name=name, going=going)
