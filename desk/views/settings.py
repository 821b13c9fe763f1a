"""Cài đặt: every setting in force with its meaning; an administrator changes it in place, checked before it is kept."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from config import edit
from config.explained import choices, explained
from desk import actions, rules, setting
from desk.doors import needs, services
from domain.errors import KnownError
from domain.people import Role
from domain.request import Task

pages = Blueprint("settings", __name__)


@pages.get("/cai-dat")
def settings() -> ResponseReturnValue:
    """All settings, part by part."""
    return _page()


@pages.post("/cai-dat")
@needs(Role.ADMIN)
def change() -> ResponseReturnValue:
    """Set one; a value that will not do changes nothing and is shown again with what is wrong."""
    form = request.form
    key, text = form.get("key", "")[:100], form.get("value", "")[: setting.LONGEST]
    try:
        setting.change(g.store, g.office, g.person, key, text, form.get("seen", ""), services().clock())
    except actions.Overtaking as other:
        return _page(other, key), 409
    except KnownError as trouble:
        return _page(trouble, key, text), 400
    return redirect(url_for("settings.settings") + f"#k-{key}", 303)


@pages.post("/cai-dat/sao-luu")
@needs(Role.ADMIN)
def back_up() -> ResponseReturnValue:
    """Ask for a backup now; there has to be a place for it."""
    if not g.office.settings.backup.to:
        raise actions.Refused("Chưa có nơi sao lưu. Mời ghi thư mục nhận bản sao lưu trước; chưa có gì được sao lưu.")
    actions.ask(g.store, g.person, Task.BACKUP, "", services().clock())
    return redirect(url_for("settings.settings") + "#sao-luu", 303)


def _page(complaint: object = "", key: str = "", text: str = "") -> str:
    value = edit.reader(g.office.home)
    return render_template(
        "settings.html",
        parts=explained(g.office.settings),
        rules=rules.in_force(g.office.commune),
        written=lambda one: setting.written(one, value(one)),
        kind=lambda one: setting.kind(one, value(one)),
        choices=choices,
        backing=[one for one in g.store.requests.open() if one.task is Task.BACKUP],
        backed=g.store.requests.latest(Task.BACKUP),
        last_backup=g.store.runs.last("backup"),
        complaint=complaint,
        tried=(key, text),
    )
