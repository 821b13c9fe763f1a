"""Nguồn báo: how each newspaper is doing, in plain words; switching one off or on, asking for a new one."""

from __future__ import annotations

import re

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from config import edit
from desk import actions
from desk.doors import needs, services
from domain.people import Role
from domain.request import Task

pages = Blueprint("sources", __name__)

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,39}\Z", re.ASCII)
_ADDRESS = re.compile(r"https?://[a-z0-9][^\s\"'<>\\]{3,300}\Z", re.ASCII | re.IGNORECASE)


@pages.get("/nguon")
def sources() -> ResponseReturnValue:
    """Newspapers, those in trouble first, those switched off last."""
    states = services().states(g.office, g.store, services().believes(g.office))
    ordered = sorted(states, key=lambda one: (not one.source.enabled, one.ok))
    tasks = [one for one in g.store.requests.open() if one.task is Task.SOURCE]
    last = g.store.requests.latest(Task.SOURCE)
    return render_template("sources.html", states=ordered, tasks=tasks, last=last)


@pages.post("/nguon/bat")
@needs(Role.ADMIN)
def enable() -> ResponseReturnValue:
    """Read a newspaper or leave it alone; what was read stays."""
    name, wanted = request.form.get("name", ""), request.form.get("enabled") == "1"
    if name not in {source.name for source in g.office.sources}:
        raise actions.Refused("Không có báo này trong danh sách. Chưa có gì thay đổi.")
    with g.store.together():
        told = f"{name}: {'bật' if wanted else 'tắt'}"
        g.store.audit.add(services().clock(), g.person.name, "source", name, told)
        edit.enable_source(g.office.home, name, wanted)
    return redirect(url_for("sources.sources"), 303)


@pages.post("/nguon/them")
@needs(Role.ADMIN)
def add() -> ResponseReturnValue:
    """Ask for a newspaper to be added: the program looks on its home page for the ways in."""
    name, address = request.form.get("name", "").strip(), request.form.get("address", "").strip()
    if not _NAME.match(name) or not _ADDRESS.match(address):
        raise actions.Refused(
            "Tên ngắn chỉ gồm chữ thường không dấu, số, gạch nối; địa chỉ bắt đầu bằng https://. Chưa thêm báo nào."
        )
    actions.ask(g.store, g.person, Task.SOURCE, f"{name} {address}", services().clock())
    return redirect(url_for("sources.sources"), 303)
