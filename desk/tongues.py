"""Which language a page speaks: Vietnamese as it stands in templates and code, English from the catalogue.

The Vietnamese sentence is the key: one source, readable where it is used. What the press wrote, what people typed and
what other rooms say beyond the sentences known by their form stays Vietnamese and is marked as such (`lang="vi"`), so
that a machine that reads pages aloud changes its voice. The log and the documents are always Vietnamese.
`desk/locale/…/desk.po` is read when the first English page is asked for: no binary beside it, no step to forget.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from flask import g, has_app_context
from markupsafe import Markup, escape

from domain.clock import Stamp, to_local, vi_date, vi_moment
from domain.errors import KnownError

VIETNAMESE, ENGLISH = "vi", "en"
UNDATED = "chưa rõ ngày đăng"
TONGUES = {VIETNAMESE: "Tiếng Việt", ENGLISH: "English"}
FILE = Path(__file__).parent / "locale" / ENGLISH / "LC_MESSAGES" / "desk.po"
# The context of sentences of other rooms, known again by their form with whatever values stand in them.
FORM = "form"
# Where the values of a sentence go.
_PLACES = re.compile(r"\{(\w+)\}")
_WORDS = re.compile(r"[^\W\d_]")
_LONGEST_FORM = 600
# A share as every room writes it.
_SHARE = re.compile("[0-9]+,[0-9]+%")
# English for a place whose days are written day first.
_LOCALE = "en_GB"


class Said:
    """A sentence of the desk with its values: Vietnamese as text, in the page's language when it is shown."""

    __slots__ = ("text", "values")

    def __init__(self, text: str, **values: object) -> None:
        self.text, self.values = text, values

    def __str__(self) -> str:
        return self.text.format(**{name: _written(value) for name, value in self.values.items()})

    def __bool__(self) -> bool:
        return bool(self.text)

    def __eq__(self, other: object) -> bool:
        return str(self) == other if isinstance(other, str) else isinstance(other, Said) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def shown(self) -> str:
        """The sentence in the page's language, fit to stand in HTML."""
        if tongue() == VIETNAMESE:
            return str(self)
        text = known(self.text)
        if text is None:
            return content(str(self))
        return text.format(**{name: shown(value) for name, value in self.values.items()})

    def plain(self) -> str:
        """The sentence in the page's language without any mark-up: for attributes."""
        text = _bare(translated(self.text))
        return text.format(**{name: plain(value) for name, value in self.values.items()})


def listed(parts: Iterable[object], by: str = ", ") -> Said:
    """Several sentences or names as one."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Said(by.join(f"{{{name}}}" for name in values), **values)


def tongue() -> str:
    """The language of the page at hand; Vietnamese where there is none."""
    return str(g.get("tongue", VIETNAMESE)) if has_app_context() else VIETNAMESE


def known(text: str) -> Markup | None:
    """A sentence of ours in English; one that is only places for values as it is; None for what is not ours.

    The catalogue is written by hand and may mark a Vietnamese word in it; what is not from there is no mark-up.
    """
    if found := _catalogue().get(text):
        return Markup(found)
    return None if _WORDS.search(_PLACES.sub("", text)) else escape(text)


def known_again(text: str) -> Said | None:
    """A sentence that another room made, as one of ours: its form with the values that stand in it."""
    if len(text) > _LONGEST_FORM:
        return None
    for pattern, form, names in _forms():
        if found := pattern.fullmatch(text):
            return Said(form, **dict(zip(names, found.groups(), strict=True)))
    return None


def translated(text: str) -> str:
    """A sentence of the interface in the page's language; as it is where the catalogue has none."""
    return text if tongue() == VIETNAMESE else _catalogue().get(text, text)


def one_or_many(one: str, many: str, number: int) -> str:
    """The form of a sentence that fits a number: Vietnamese has one form, and the catalogue is written with it."""
    return translated(one if number == 1 else many)


def content(text: str) -> str:
    """What stays Vietnamese, marked so on a page in another language."""
    if tongue() == VIETNAMESE or isinstance(text, Markup) or text.isascii():
        return text
    return Markup('<span lang="vi">{}</span>').format(text)


def capital(value: object) -> str:
    """A name of ours at the beginning of a line."""
    text = plain(value)
    begun = text[:1].upper() + text[1:]
    return content(begun) if stays(value) else begun


def small(value: object) -> str:
    """A name of ours within a line; for attributes too."""
    text = plain(value)
    return text[:1].lower() + text[1:]


def shown(value: object) -> object:
    """Anything that may stand in a sentence, in the page's language; a text that has no English is marked."""
    if isinstance(value, KnownError):
        value = getattr(value, "said", str(value))
    if isinstance(value, Said):
        return value.shown()
    if not isinstance(value, str) or isinstance(value, Markup):
        return _dated(value)
    if tongue() == VIETNAMESE or not value:
        return value
    if _SHARE.fullmatch(value):
        return value.replace(",", ".")
    if found := known(value):
        return found
    again = known_again(value)
    return again.shown() if again else content(value)


def each(text: str) -> str:
    """A list of words with semicolons between them, every word by itself."""
    return listed(text.split("; "), "; ").shown()


def plain(value: object) -> str:
    """The same without mark-up: for attributes and the names of choices."""
    if isinstance(value, Said):
        return value.plain()
    return _bare(translated(value)) if isinstance(value, str) else str(_dated(value))


def spoken(text: str) -> str:
    """A name of ours, or a sentence of another room, where no mark-up can stand: in a picture."""
    again = None if tongue() == VIETNAMESE or translated(text) != text else known_again(text)
    return plain(again or text)


def stays(value: object) -> Markup:
    """The attribute that says of an element that its text stays Vietnamese; nothing where it does not."""
    if isinstance(value, Said) and known(value.text) is not None:
        return Markup("").join(stays(one) for one in value.values.values() if isinstance(one, str | Said))
    text = str(value)
    foreign = tongue() != VIETNAMESE and not text.isascii() and known(text) is None
    return Markup(' lang="vi"') if foreign else Markup("")


def finalized(value: object) -> object:
    """What a template prints: our own sentences in the page's language, anything else as it is."""
    return value.shown() if isinstance(value, Said) else value


def moment(at: datetime | None) -> str:
    """`08 giờ 15 ngày 18/11/2026`, `18 November 2026, 08:15`; "" for none."""
    if at is None:
        return ""
    return vi_moment(at) if tongue() == VIETNAMESE else format_datetime(to_local(at), "d MMMM y, HH:mm", locale=_LOCALE)


def day(at: date) -> str:
    """`18/11/2026`, `18 November 2026`."""
    return vi_date(at) if tongue() == VIETNAMESE else format_date(at, "d MMMM y", locale=_LOCALE)


def hour(text: str) -> str:
    """An hour of the settings, `08:15`, as it stands in a sentence: `08 giờ 15`, `08:15`."""
    return text.replace(":", " giờ ") if tongue() == VIETNAMESE else text


def stamp(published: Stamp | None) -> str:
    """When an article says it was published; a bare day stays a bare day."""
    if published is None:
        return translated(UNDATED)
    if published.moment:
        return moment(published.moment)
    return day(published.day) if tongue() != VIETNAMESE else f"ngày {vi_date(published.day)}"


def number(value: float) -> str:
    """`1.234,5`, `1,234.5`."""
    return format_decimal(value, locale="vi_VN" if tongue() == VIETNAMESE else _LOCALE)


def _bare(text: str) -> str:
    """A sentence of the catalogue without mark-up."""
    return re.sub(r"</?span[^>]*>", "", text)


def _dated(value: object) -> object:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value:%H giờ %M}" if tongue() == VIETNAMESE else f"{value:%H:%M}"
    return stamp(value) if isinstance(value, Stamp) else value


def _written(value: object) -> object:
    """A value in a Vietnamese sentence, whatever the page speaks."""
    if isinstance(value, datetime):
        return vi_moment(value)
    if isinstance(value, time):
        return f"{value:%H giờ %M}"
    return vi_date(value) if isinstance(value, date) else value


@cache
def kept() -> Catalog:
    """The catalogue as it lies on the disk."""
    with FILE.open("rb") as file:
        return read_po(file, locale=ENGLISH)


@cache
def _catalogue() -> Mapping[str, str]:
    """Vietnamese sentences with their English."""
    return {str(one.id): str(one.string) for one in kept() if one.id and one.string and not one.fuzzy}


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...]:
    """The sentences known by their form, those with most words of their own first."""
    forms = [str(one.id) for one in kept() if one.context == FORM]
    forms.sort(key=lambda text: -len(_PLACES.sub("", text)))
    return tuple((_pattern(text), text, tuple(_PLACES.findall(text))) for text in forms)


def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"\{\w+\}", form)
    return re.compile("(.+?)".join(map(re.escape, parts)), re.DOTALL)


FILTERS: Mapping[str, Callable[..., object]] = {
    "moment": moment,
    "stamp": stamp,
    "day": day,
    "hour": hour,
    "shown": shown,
    "plain": plain,
    "stays": stays,
    "capital": capital,
    "each": each,
    "small": small,
}
