"""Who may come in: the host asked for, where a form comes from, whose browser it is, and what their role may do.

The browser holds one random word; the store knows only its hash, and forms carry a token made from it. Signing in
always changes the word, so one that a stranger planted opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from flask import Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from desk import tokens
from desk.services import Office, Services
from desk.tongues import TONGUES, VIETNAMESE
from domain.people import Person, Role
from store.unfinished import unfinished

# A session ends after a working day without use, and after a week in any case.
UNUSED, LONGEST = timedelta(hours=12), timedelta(days=7)
# Looking at pages writes "used" at most this often.
_TOUCH = timedelta(minutes=5)
HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
# Nothing from elsewhere, no script at all; a digest's own page is shown in a frame (see views/digests.py).
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_PATH = re.compile(r"/(?![/\\])[\w/?=&.%+-]*\Z", re.ASCII)
# A stranger on a sample home, as long as nobody has a password there.
GUEST = Person(0, "người xem thử", Role.APPROVER)

View = TypeVar("View", bound=Callable[..., Any])


def needs(role: Role) -> Callable[[View], View]:
    """Mark a view with the role it needs; a view without a mark needs that of a reader."""

    def mark(view: View) -> View:
        view.needed_role = role  # type: ignore[attr-defined]
        return view

    return mark


def of_the_city(view: View) -> View:
    """Mark a view that in a city's home is not for a person tied to some communes."""
    view.of_the_city = True  # type: ignore[attr-defined]
    return view


def open_to_all(view: View) -> View:
    """Mark a view that nobody has to sign in for."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def takes(size: int, parts: int) -> Callable[[View], View]:
    """Mark a view whose form may be larger than others, once somebody is known who may send it."""

    def mark(view: View) -> View:
        view.takes = (size, parts)  # type: ignore[attr-defined]
        return view

    return mark


def services() -> Services:
    """What the desk was handed."""
    found: Services = current_app.extensions["desk"]
    return found


def code() -> str:
    """The commune looked at, or the city."""
    return str(g.office.commune.code)


def guard() -> None:
    """Refuse a foreign host name and a form sent from a foreign page, before anything is opened."""
    if urlsplit(f"//{request.host}").hostname not in {host.strip("[]") for host in HOSTS}:
        abort(400, "Địa chỉ này không phải của bàn làm việc.")
    if request.method not in ("GET", "HEAD", "POST"):
        abort(405)
    if request.method == "POST":
        origin = request.headers.get("Origin")
        foreign = origin is not None and _host_of(origin) != request.host
        if foreign or request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            abort(403, "Biểu mẫu được gửi từ một trang khác nên không được nhận. Không có gì thay đổi.")


def _host_of(origin: str) -> str:
    """The host a form says it comes from, "" for what is no address."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def admit() -> Answer | None:
    """Find out whose browser it is and whether they may see this; an answer when they may not yet."""
    view = current_app.view_functions[request.endpoint or ""]
    g.word = request.cookies.get(cookie_name(), "")
    g.office = services().office()
    g.person = _person()
    g.office = seen_from(g.office, g.person)
    _make_room(view)
    if request.method == "POST" and not hmac.compare_digest(request.form.get("dau", ""), form_token()):
        abort(400, "Biểu mẫu đã cũ nên chưa ghi gì. Mời quay lại trang trước, tải lại trang rồi làm lại.")
    if (
        request.blueprint != "restoring"
        and request.endpoint != "account.tongue"
        and unfinished(services().home) is not None
    ):
        return redirect(url_for("restoring.choose"))
    if getattr(view, "open_to_all", False):
        return None
    if g.office is None or (g.person is None and not g.store.users.any()):
        return redirect(url_for("start.start"))
    if g.person is None:
        return redirect(url_for("account.sign_in", tiep=asked() if request.method == "GET" else None))
    if not g.person.role.may(getattr(view, "needed_role", Role.READER)):
        abort(403, "Vai trò của đồng chí chưa được làm việc này. Mời nhờ người quản trị.")
    if g.office.city:
        return _kept_to_communes(view)
    return None


def _make_room(view: Callable[..., Any]) -> None:
    """Let a large form in, which a stranger or the wrong role never gets to send."""
    size, parts = getattr(view, "takes", (0, 0))
    if size and g.person is not None and g.person.role.may(getattr(view, "needed_role", Role.READER)):
        request.max_content_length = request.max_form_memory_size = size
        request.max_form_parts = parts


def seen_from(office: Office | None, person: Person | None) -> Office | None:
    """The office as the commune that this browser chose; in a city's home never one the person is not tied to."""
    if office is None or office.city is None:
        return office
    choices = choices_of(office, person)
    if not choices:
        g.office = office.at(office.city.code)
        abort(403, "Các xã đồng chí được làm không còn được theo dõi ở đây. Mời nhờ người quản trị.")
    chosen = request.cookies.get(f"{cookie_name()}-xa", "")
    return office.at(chosen if chosen in choices else choices[0])


def choices_of(office: Office, person: Person | None) -> tuple[str, ...]:
    """What a person may look at in a city's home: their communes, or the city itself first and then every commune."""
    assert office.city is not None, "asked in a city's home only"
    watched = tuple(one.code for one in office.communes)
    if person is None or not person.units:
        return (office.city.code, *watched)
    return tuple(code for code in person.units if code in watched)


# Pages whose forms speak for one commune; at the city itself one has to be chosen first.
_OF_A_COMMUNE = frozenset(
    {
        "article",
        "stories",
        "matters",
        "cases",
        "facts",
        "factfiles",
        "opening",
        "plan",
        "press",
        "rules",
        "search",
        "watch",
    }
)


# Pages that list what one commune keeps; the city itself has none, so its communes are offered instead.
_KEPT_BY_COMMUNE = frozenset({"matters", "cases", "facts", "factfiles", "figures", "opening", "plan", "press"})


def _kept_to_communes(view: Callable[..., Any]) -> Answer | None:
    """In a city's home: what is the city's is not for a person tied to communes; a decision is one commune's."""
    needed = getattr(view, "needed_role", Role.READER)
    if g.person.units and (needed is Role.ADMIN or getattr(view, "of_the_city", False)):
        abort(403, "Việc này do người quản trị của tỉnh, thành phố làm. Chưa có gì thay đổi.")
    if g.office.is_city and request.method == "POST" and request.blueprint in _OF_A_COMMUNE:
        abort(400, "Mời chọn một xã ở đầu trang trước khi ghi. Chưa có gì thay đổi.")
    return redirect(url_for("city.city")) if g.office.is_city and request.blueprint in _KEPT_BY_COMMUNE else None


def _person() -> Person | None:
    if g.office is not None and g.office.settings.sample.enabled and not g.store.users.any():
        return GUEST
    if not g.word:
        return None
    now = services().clock()
    person: Person | None = g.store.users.of_session(tokens.hashed(g.word), now - LONGEST, now - UNUSED)
    if person:
        g.store.users.touch_session(tokens.hashed(g.word), now, now - _TOUCH)
    return person


def asked() -> str:
    """The address asked for, in the letters an address can carry."""
    more = request.query_string.decode("ascii", "ignore")
    return quote(request.path) + (f"?{more}" if more else "")


def form_token() -> str:
    """What a form of this browser carries. A browser that holds no word yet gets one with the answer."""
    if not g.word:
        g.word = tokens.fresh()
    # In a city's home the form is of the commune it was shown for: sent after a change of commune it is refused.
    about = b"form" if g.office is None or g.office.city is None else f"form {g.office.commune.code}".encode()
    return hmac.new(g.word.encode(), about, hashlib.sha256).hexdigest()


def filled() -> dict[str, str]:
    """What was written into a form, without the token it carries."""
    return {key: value for key, value in request.form.items() if key != "dau"}


def new_word() -> str:
    """A new word for this browser, in place of the one it held."""
    g.word = tokens.fresh()
    return str(g.word)


def cookie_name() -> str:
    """One name a home: desks on other ports of this machine see the same cookies."""
    return "diembao-" + hashlib.sha256(str(services().home.resolve()).encode()).hexdigest()[:8]


def tongue() -> str:
    """The language that this browser chose, Vietnamese for none."""
    chosen = request.cookies.get(f"{cookie_name()}-tieng", "")
    return chosen if chosen in TONGUES else VIETNAMESE


def inside(path: str | None) -> str:
    """A path of this desk to go to, the first page for anything else."""
    return path if path and _PATH.match(path) else url_for("today.today")


def seal(answer: Response) -> Response:
    """Set the headers that every answer carries, and the browser's word."""
    headers = answer.headers
    headers.setdefault("Content-Security-Policy", _POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers.setdefault("X-Frame-Options", "DENY")
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.endpoint != "static":
        headers["Cache-Control"] = "no-store"
    word = g.get("word", "")
    if word and word != request.cookies.get(cookie_name()):
        answer.set_cookie(cookie_name(), word, httponly=True, samesite="Lax", secure=request.is_secure, path="/")
    return answer
