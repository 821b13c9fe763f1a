"""Sửa, duyệt, phát hành, gửi: what happens to a digest between being built and reaching its readers."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import actions, editing, typed, words
from desk.actions import Refused
from desk.doors import needs, services
from desk.tongues import Said
from desk.views import periods
from desk.views.digests import edition_or_404, whose
from domain.people import Role
from domain.request import Task
from store.editing import Moved
from store.editions import Built

pages = Blueprint("editing", __name__, url_prefix="/tong-hop")


@pages.get("/<key>/sua")
@needs(Role.EDITOR)
def edit(key: str) -> ResponseReturnValue:
    """Every sentence with the machine's words and people's; what was changed, by whom."""
    return _page(edition_or_404(key))


@pages.post("/<key>/sua")
@needs(Role.EDITOR)
def change(key: str) -> ResponseReturnValue:
    """One change; when someone else changed the same in between, show theirs and store nothing."""
    built, form = edition_or_404(key), request.form
    deed, _, number = form.get("deed", "").partition("-")
    wish = editing.Wish(
        deed,
        form.get("item", "")[:200],
        form.get("text", "")[: editing.LONGEST_TEXT + 1],
        form.get("seen", 0, int),
        typed.number(number) or 0,
    )
    try:
        editing.change(g.office, g.store, g.person, built, wish, services().clock())
    except Moved as other:
        return _page(built, _overtaken(other), wish), 409
    except Refused as trouble:
        return _page(built, trouble, wish), 400
    services().recompose(g.office, g.store, built.period)
    return redirect(url_for("editing.edit", key=key) + "#" + words.anchor(wish.item), 303)


@pages.post("/<key>/duyet")
@needs(Role.APPROVER)
def approve(key: str) -> ResponseReturnValue:
    """Agree to the document as shown."""
    built = edition_or_404(key)
    services().recompose(g.office, g.store, built.period)
    try:
        editing.approve(g.store, g.person, built, request.form.get("seen", 0, int), services().clock())
    except Moved as other:
        raise Refused(_overtaken(other)) from None
    return redirect(url_for("digests.digest", key=key), 303)


@pages.post("/<key>/phat-hanh")
@needs(Role.EDITOR)
def issue(key: str) -> ResponseReturnValue:
    """Give the document its number and day; from then on it stays."""
    built, form, now = edition_or_404(key), request.form, services().clock()
    today = periods.today()
    services().recompose(g.office, g.store, built.period)
    with g.store.together():
        number, day = editing.issuable(
            g.store, g.person, built, form.get("number", "").strip(), form.get("day", ""), today
        )
        write_files = services().issue(g.office, g.store, built.period, number, day)
        editing.note_issued(g.store, g.person, built.period, number, day, now)
    write_files()  # seconds, in which others at the desk and the reading may store what they have
    return redirect(url_for("digests.digest", key=key), 303)


@pages.post("/<key>/giao")
@needs(Role.EDITOR)
def ask(key: str) -> ResponseReturnValue:
    """Ask for the issued document to be sent, or for a draft that stands for it."""
    built = edition_or_404(key)
    if request.form.get("task") not in (Task.SEND, Task.REPLACE) or not editing.state(g.store, built).issued:
        abort(400)
    detail = actions.build_detail(built.period.kind.value, built.period.end.isoformat(), whose())
    actions.ask(g.store, g.person, Task(request.form["task"]), detail, services().clock())
    return redirect(url_for("digests.digest", key=key), 303)


def _overtaken(other: Moved) -> Said:
    last = other.last
    return Said(
        "{by} vừa làm việc khác với chỗ này lúc {at} ({deed}), sau khi đồng chí mở trang. Lời của đồng chí chưa được "
        "ghi; nội dung mới hiện ở dưới, mời xem rồi làm lại nếu cần.",
        by=last.by,
        at=last.at,
        deed=words.EDITS[last.kind],
    )


def _page(built: Built, complaint: object = "", wish: editing.Wish | None = None) -> str:
    services().recompose(g.office, g.store, built.period)
    state = editing.state(g.store, built)
    return render_template(
        "digest_edit.html",
        edition=built,
        state=state,
        parts=editing.parts(g.office, g.store, built),
        complaint=complaint,
        wish=wish,
        comments=[one for one in state.edits if one.kind.value == "comment"],
    )
