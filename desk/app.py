"""The desk as a web application: one office, pages in Vietnamese, no script, nothing from elsewhere."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import IO

from flask import Flask, Request, Response, g, render_template, request, url_for
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from desk import doors, handbook, tongues, words
from desk.actions import Refused
from desk.services import Office, Services
from desk.tongues import Said
from desk.views import (
    account,
    article,
    cases,
    city,
    digests,
    editing,
    factfiles,
    facts,
    figures,
    help,
    log,
    matters,
    opening,
    people,
    plan,
    press,
    restoring,
    rules,
    search,
    settings,
    sources,
    start,
    stories,
    today,
    watch,
)
from digest.safe import cut, href, legal
from domain.errors import KnownError
from domain.people import Person, Role
from domain.review import Choice
from domain.text import fold
from store import opened

PAGES = (
    account,
    article,
    cases,
    city,
    digests,
    editing,
    factfiles,
    facts,
    figures,
    help,
    log,
    matters,
    opening,
    people,
    plan,
    press,
    restoring,
    rules,
    search,
    settings,
    sources,
    start,
    stories,
    today,
    watch,
)
HERE = Path(__file__).parent
LONGEST_QUOTE = 300
LARGEST_FORM = 64 * 1024

TOLD = {
    400: ("Chưa hiểu yêu cầu", "Chưa có gì thay đổi. Mời quay lại trang trước và thử lại."),
    403: ("Chưa được phép", "Chưa có gì thay đổi."),
    404: (
        "Không có trang này",
        "Đường dẫn có thể đã cũ. Mọi dữ liệu vẫn còn nguyên; mời bắt đầu lại từ trang Hôm nay.",
    ),
    405: ("Không làm được theo cách này", "Chưa có gì thay đổi. Mời quay lại trang trước."),
    413: ("Biểu mẫu quá dài", "Chưa ghi gì. Mời rút ngắn nội dung, hoặc tách tệp cho nhỏ hơn 10 MB, rồi gửi lại."),
    500: (
        "Phần mềm gặp lỗi ngoài dự kiến",
        "Dữ liệu đã ghi vẫn còn nguyên. Mời thử lại; nếu vẫn lỗi, mời báo người bảo trì kèm giờ xảy ra.",
    ),
}

GONE = (
    "Thư mục dữ liệu không còn ở {home}: đã bị chuyển, đổi tên, hoặc ổ chứa nó (USB, ổ mạng) đã rút. Dữ liệu nằm ở "
    "nơi mới vẫn nguyên. Mời đưa lại đúng chỗ rồi tải lại trang, hoặc đóng phần mềm và mở lại với --home THƯ-MỤC-MỚI."
)


class Asked(Request):
    """A request whose files stay in memory: nothing handed in touches the disk before it was looked at."""

    def _get_file_stream(self, *_known: object, **_more: object) -> IO[bytes]:
        return io.BytesIO()


class Desk(Flask):
    """Flask with the office's data open for exactly as long as a request asks for it."""

    request_class = Asked
    jinja_options = {"extensions": ["jinja2.ext.i18n"], "finalize": tongues.finalized}  # noqa: RUF012 - as in Flask
    # Whether the home was ever there: on a new machine it is made by the first request.
    was_there = False

    def dispatch_request(self) -> ResponseReturnValue:
        """Guard the door, open the data, answer."""
        g.tongue = doors.tongue()
        doors.guard()
        if request.endpoint == "static" or request.routing_exception is not None:
            return super().dispatch_request()
        home = doors.services().home
        if self.was_there and not home.exists():
            # Opening it would begin an empty office in its place.
            raise KnownError(GONE.format(home=home))
        with opened(home, unfinished_too=True) as store:
            self.was_there = True
            g.store = store
            return doors.admit() or super().dispatch_request()


def create_app(services: Services) -> Flask:
    """The application for one home."""
    app = Desk("desk", static_folder=str(HERE / "static"), template_folder=str(HERE / "templates"))
    app.extensions["desk"] = services
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_FORM, MAX_FORM_MEMORY_SIZE=LARGEST_FORM, MAX_FORM_PARTS=50)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        tongues.FILTERS,
        period=lambda asked: words.period(asked).plain(),
        href=href,
        legal=legal,
        marked=marked,
        shorten=shorten,
    )
    app.jinja_env.install_gettext_callables(tongues.translated, tongues.one_or_many, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(words=words, Choice=Choice, Role=Role, form_token=doors.form_token)
    app.context_processor(_shared)
    app.after_request(doors.seal)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(KnownError, _known)
    app.register_error_handler(OverflowError, _unheard_of)
    for views in PAGES:
        app.register_blueprint(views.pages)
    return app


def _shared() -> dict[str, object]:
    """What every page may name."""
    here = request.endpoint or ""
    chapter = handbook.HELP.get(here.split(".")[0], "")
    helping = url_for("help.chapter", slug=chapter) if handbook.chapter(chapter) else url_for("help.contents")
    office, person = g.get("office"), g.get("person")
    places = _places(office, person) if office and office.city and person else []
    return {
        "person": person,
        "office": office,
        "here": here,
        "helping": helping,
        "places": places,
        "tongue": tongues.tongue(),
        "tongues": [(code, name) for code, name in tongues.TONGUES.items() if code != tongues.tongue()],
        "at_path": doors.asked() if request.method == "GET" else "",
    }


def _places(office: Office, person: Person) -> list[tuple[str, Said | str]]:
    """What a person may look from in a city's home: codes and names, the city first, then by name."""
    assert office.city is not None, "asked in a city's home only"
    names: dict[str, Said | str] = {one.code: words.unit(one.unit) for one in office.communes}
    names[office.city.code] = Said("Cả {place}", place=office.city.unit.full_name)
    found = [(code, names[code]) for code in doors.choices_of(office, person)]
    return sorted(found, key=lambda item: (len(item[0]) > 2, fold(str(item[1]))))


def marked(text: str, quote: str) -> Markup:
    """The text with the first place of a quotation set off."""
    before, found, after = text.partition(quote) if quote else (text, "", "")
    shown = Markup("{}<mark>{}</mark>{}").format(before, found, after) if found else Markup("{}").format(text)
    return shown if tongues.tongue() == tongues.VIETNAMESE else Markup('<span lang="vi">{}</span>').format(shown)


def shorten(text: str) -> str:
    """A sentence of an article, as long as may be quoted."""
    return cut(text, LONGEST_QUOTE)


def _http(trouble: HTTPException) -> ResponseReturnValue:
    code = trouble.code or 500
    title, advice = TOLD.get(code) or TOLD[400 if 400 <= code < 500 else 500]
    own = trouble.description or ""
    answer = Response(_error(title, own if re.search("[à-ỹđ]", str(own)) else advice), status=code)
    if code == 405 and (allowed := trouble.get_response().headers.get("Allow")):
        answer.headers["Allow"] = allowed
    return answer


def _unheard_of(_trouble: OverflowError) -> ResponseReturnValue:
    """An address or a form with a number larger than any the data can hold."""
    return _error(*TOLD[404]), 404


def _known(trouble: KnownError) -> ResponseReturnValue:
    return _error("Chưa làm được", trouble), 400 if isinstance(trouble, Refused) else 503


def _error(title: str, told: object) -> str:
    if request_ctx.url_adapter is None:  # a host name that is none at all: no address of a page can be made
        return Markup("<!DOCTYPE html><title>{}</title><p>{}").format(title, str(told))
    return render_template("error.html", title=title, told=told)
