"""Khôi phục: a new home begins with a backup instead of the first questions.

Nothing is sent by the browser: the backup is named by where it lies on this machine, and only a home in which nobody
has done anything yet takes one.
"""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk.doors import open_to_all, services
from desk.tongues import Said
from domain.errors import KnownError
from store.unfinished import unfinished

pages = Blueprint("restoring", __name__, url_prefix="/khoi-phuc")

LONGEST_PATH = 1000


@pages.get("")
@open_to_all
def choose() -> ResponseReturnValue:
    """The backups found, and a place for another one's path."""
    return redirect(url_for("start.start")) if _settled() else _page()


@pages.post("")
@open_to_all
def restore() -> ResponseReturnValue:
    """Bring one back; whoever did not have an account there has none here either."""
    if _settled():
        return redirect(url_for("start.start"))
    typed = request.form.get("duong-dan", "").strip().strip('"')[:LONGEST_PATH]
    path = typed or request.form.get("ban", "")[:LONGEST_PATH]
    if not path or "\0" in path:
        return _page(Said("Mời chọn một bản sao lưu hoặc ghi đường dẫn của tệp. Chưa có gì thay đổi.")), 400
    try:
        told = services().restore(Path(path), request.form.get("mat-khau", ""))
    except KnownError as trouble:
        return _page(trouble, path), 400
    g.office = services().office()
    return render_template("restored.html", told=told)


def _settled() -> bool:
    return g.office is not None or (g.store.users.any() and unfinished(services().home) is None)


def _page(complaint: object = "", path: str = "") -> str:
    left = unfinished(services().home)
    found = services().backups()
    paths = [one.path for one in found]
    chosen = left if left in paths else paths[0] if paths else ""
    if left and left != chosen:
        path = path or left
    return render_template("restoring.html", found=found, chosen=chosen, complaint=complaint, path=path, left=left)
