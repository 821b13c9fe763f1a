"""Tìm: every article read, by its words; searches worth keeping, and what they become."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import looking, saving, tokens, typed
from desk.actions import Overtaking, Refused
from desk.doors import code, needs, open_to_all, services
from desk.tongues import Said, number
from desk.views.article import may_see
from domain.errors import KnownError
from domain.people import Person, Role
from domain.press import Article
from domain.saved import SavedSearch
from store import Store

pages = Blueprint("search", __name__)

MOST = 50
# How far answers are counted: the whole number of a common word takes as long as there are articles with it.
COUNTED = 1_000
LONGEST = saving.LONGEST_QUERY
# What may be done to a saved search: by whom, when, and after which deed they saw.
Deed = Callable[[Store, SavedSearch, Person, datetime, int], object]


@pages.get("/tim")
def search() -> ResponseReturnValue:
    """The question and its answers, newest first."""
    return _page(request.args.get("q", ""))


@pages.post("/tim/luu")
@needs(Role.EDITOR)
def save() -> ResponseReturnValue:
    """Keep a search under a name."""
    form = request.form
    query = form.get("q", "").strip()
    try:
        services().find(g.office, g.store, query[:LONGEST], 1, 1)
        kept = saving.save(
            g.store, code(), g.person, form.get("name", ""), query, form.getlist("use"), services().clock()
        )
    except KnownError as trouble:
        return _page(query, trouble), 400
    return _seen(kept)


@pages.post("/tim/<int:number>/sua")
@needs(Role.EDITOR)
def change(number: int) -> ResponseReturnValue:
    """Name and uses of a saved search."""
    form = request.form
    name, uses = form.get("name", ""), form.getlist("use")
    return _done(number, lambda store, one, by, at, seen: saving.change(store, one, by, name, uses, at, seen))


@pages.post("/tim/<int:number>/bo")
@needs(Role.EDITOR)
def drop(number: int) -> ResponseReturnValue:
    """Use a search no longer."""
    return _done(number, saving.drop)


@pages.post("/tim/<int:number>/da-xem")
@needs(Role.EDITOR)
def look(number: int) -> ResponseReturnValue:
    """What it found was looked at: its warning ends."""
    return _done(number, saving.look)


@pages.post("/tim/<int:number>/dong-dia-chi")
@needs(Role.EDITOR)
def close_feed(number: int) -> ResponseReturnValue:
    """Close the address of its feed."""
    return _done(number, saving.close_feed)


@pages.post("/tim/<int:number>/hoan-tac")
@needs(Role.EDITOR)
def undo(number: int) -> ResponseReturnValue:
    """Take the last deed back."""
    return _done(number, saving.undo, dropped=True)


@pages.post("/tim/<int:number>/dia-chi")
@needs(Role.EDITOR)
def open_feed(number: int) -> ResponseReturnValue:
    """Give its feed an address, told on this one page."""
    one = _search(number)
    try:
        after, word = saving.open_feed(g.store, one, g.person, services().clock(), _seen_number())
    except Overtaking as other:
        return _page("", other), 409
    return _page("", address=(after, url_for("search.feed", word=word, _external=True)))


@pages.get("/theo-doi/<word>.atom")
@open_to_all
def feed(word: str) -> ResponseReturnValue:
    """A saved search as a feed, for who has its address."""
    found = g.store.saved.of_feed(tokens.hashed(word)) if g.office is not None else None
    if found is None or (g.office.city is None and found.unit_code != code()):
        abort(404)
    data = services().feed(g.office.at(found.unit_code), g.store, found, request.base_url)
    return Response(data, content_type="application/atom+xml; charset=utf-8")


def _done(number: int, deed: Deed, dropped: bool = False) -> ResponseReturnValue:
    """Do a deed to a saved search and show the list again."""
    one = _search(number, dropped)
    try:
        deed(g.store, one, g.person, services().clock(), _seen_number())
    except Overtaking as other:
        return _page("", other), 409
    except Refused as trouble:
        return _page("", trouble), 400
    return _seen(one)


def _seen(one: SavedSearch) -> ResponseReturnValue:
    return redirect(url_for("search.search", vua=one.id) + "#da-luu", 303)


def _search(number: int, dropped: bool = False) -> SavedSearch:
    """A search of this commune, one that was dropped only where that is asked for."""
    found: SavedSearch | None = g.store.saved.get(code(), number)
    if found is None or (found.dropped and not dropped):
        abort(404)
    return found


def _seen_number() -> int:
    found = typed.number(request.form.get("seen", ""))
    return -1 if found is None else found


def _page(asked: str, complaint: object = "", address: tuple[SavedSearch, str] | None = None) -> str:
    asked = asked.strip()[:LONGEST]
    total, trouble = 0, complaint
    found: list[Article] = []
    if asked:
        try:
            total, found = services().find(g.office, g.store, asked, MOST, COUNTED + 1)
        except KnownError as unread:
            trouble = str(unread)
    if g.person.units:
        found = [one for one in found if may_see(one.id)]
        total = len(found)
    just = request.args.get("vua", None, int)
    rows = [(one, looking.outlet(g.office, one), g.store.readings.judgement(one.id, code())) for one in found]
    return render_template(
        "search.html",
        asked=asked,
        total=total,
        told=Said("nhiều hơn {n}", n=number(COUNTED)) if total > COUNTED else number(total),
        rows=rows,
        complaint=trouble,
        saved=g.store.saved.all(code()),
        just=g.store.saved.get(code(), just) if just is not None and 0 <= just < 2**31 else None,
        first=lambda one: g.store.saved.history(code(), one.id)[0],
        address=address,
    )
