"""One parse of a page and one walk over it: everything the readers of fields ask is looked up here, not searched again.

`Sheet` holds the tree, its elements in document order, and who carries which class, id, tag or marking attribute.
Selectors are a small part of CSS, enough for the tables in layouts.py: `h1.title`, `#id`, `[data-role=sapo]`,
`.outer .inner`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from itertools import islice
from typing import TypeAlias, cast
from unicodedata import is_normalized

from lxml import etree, html

from domain.text import one_line

Element: TypeAlias = html.HtmlElement

# A newspaper's page has 1,000 to 8,000 elements; what lies beyond this many is not read for fields.
MOST_ELEMENTS = 60_000
_LONGEST_META, _MOST_METAS = 5_000, 50
# A class or id longer than this is an attack or an accident; it is forgotten.
_LONGEST_VALUE, _NAMES = 5_000, ("class", "id")
_BREAKS = frozenset(
    "address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol option p pre section table tbody td tfoot th thead tr ul".split()
)
_UNREAD = frozenset("script style noscript template iframe svg button select textarea".split())
_MARKS = frozenset(("data-role", "data-slot", "itemprop", "property", "data-field", "role", "rel", "type"))
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Characters that XML cannot hold, written plainly or as references: lxml reads them and then refuses to move them.
_NO_CONTROLS = bytes(32 if byte < 32 and byte not in b"\t\n\r" else byte for byte in range(256))
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_UNFIT = re.compile(
    rb"&#(?:[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[eEfF])(?![0-9a-fA-F])"
    rb"|0*(?:[0-8]|1[124-9]|2\d|3[01]|5[5-7]\d{3}|6553[45])(?!\d));?"
)
_PART = re.compile(r"^(?P<tag>[a-z0-9]+)?(?P<rest>(?:[.#][\w-]+|\[[\w-]+=[^\]]*\])*)$")
_LETTERS = re.compile(r"[^\W_]+")
# Any character that is neither printable nor a plain blank.
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]")
_PIECE = re.compile(r"([.#])([\w-]+)|\[([\w-]+)=([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A parsed page. `index` leads from ".class", "#id", "tag" or "[attr=value]" to elements in document order."""

    root: Element
    place: dict[Element, int] = field(default_factory=dict)
    index: dict[str, list[Element]] = field(default_factory=dict)
    metas: dict[str, list[str]] = field(default_factory=dict)

    def meta(self, *names: str) -> str:
        """The first non-empty content of these <meta> names (property, name, itemprop, http-equiv), unescaped."""
        return next((text for name in names for text in self.metas.get(name, ())), "")

    def extent(self, element: Element) -> tuple[int, int]:
        """The place of an element and the one behind the last it holds."""
        start = self.place[element]
        return start, start + sum(1 for _ in element.iter())

    def find(self, selector: str) -> list[Element]:
        """The elements a selector matches, in document order."""
        parts = selector.split()
        found = self._one(parts[-1])
        for outer in reversed(parts[:-1]):
            holders = set(self._one(outer)) if found else set()
            if not holders:
                return []
            found = [element for element in found if any(up in holders for up in element.iterancestors())]
        return found

    def first(self, selectors: Iterable[str]) -> Iterator[Element]:
        """All matches of the selectors, selector by selector."""
        for selector in selectors:
            yield from self.find(selector)

    def _one(self, part: str) -> list[Element]:
        tag, keys = _keys(part)
        found = self.index.get(keys[0], []) if keys else self.index.get(tag, [])
        if tag and keys:
            found = [element for element in found if element.tag == tag]
        for key in keys[1:]:
            others = set(self.index.get(key, ()))
            found = [element for element in found if element in others]
        return found


def parse(text: str) -> Sheet | None:
    """The page read once; None when there is no element in it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = _fit(_DECLARATION.sub("", text).encode("utf-8", errors="replace"))
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    sheet = Sheet(root)
    for number, element in enumerate(islice(root.iter(), MOST_ELEMENTS)):
        if isinstance(element.tag, str):
            sheet.place[element] = number
            _enter(sheet, element)
    return sheet


def _fit(data: bytes) -> bytes:
    for character in _NO_CHARACTERS:
        data = data.replace(character, b" ")
    return _UNFIT.sub(b" ", data.translate(_NO_CONTROLS))


def _enter(sheet: Sheet, element: Element) -> None:
    index, tag = sheet.index, cast("str", element.tag)
    index.setdefault(tag, []).append(element)
    for name, value in element.items():
        if len(value) > _LONGEST_VALUE and name in _NAMES:
            element.attrib.pop(name)
        elif name == "class":
            for token in set(value.split()):
                index.setdefault("." + token, []).append(element)
        elif name == "id":
            index.setdefault("#" + value, []).append(element)
        elif name in _MARKS:
            index.setdefault(f"[{name}={value}]", []).append(element)
    if tag == "meta":
        _enter_meta(sheet, element)


def _enter_meta(sheet: Sheet, element: Element) -> None:
    content = plain(unescape((element.get("content") or "")[:_LONGEST_META]))
    if not content:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        known = sheet.metas.setdefault(name.strip().lower(), []) if (name := element.get(attribute)) else None
        if known is not None and len(known) < _MOST_METAS:
            known.append(content)


@cache
def _keys(part: str) -> tuple[str, list[str]]:
    match = _PART.match(part)
    if not match:
        raise ValueError(f"not a selector of ours: {part!r}")
    pieces = [f"{p[0]}{p[1]}" if p[0] else f"[{p[2]}={p[3]}]" for p in _PIECE.findall(match["rest"])]
    return match["tag"] or "", pieces


def plain(text: str) -> str:
    """`one_line` of domain.text, with a short way for text that has nothing odd in it (nearly all)."""
    if _ODD.search(text) or not is_normalized("NFC", text):
        return one_line(text)
    return " ".join(text.split())


def solid(text: str) -> str:
    """The text without blanks: equal for two prints of one text by the same hand, and quick."""
    return "".join(text.split())


def letters(text: str) -> str:
    """Lower-case letters and digits alone, marks kept: equal for two prints of one text with other punctuation."""
    return "".join(_LETTERS.findall(text.lower()))


def text_of(element: Element) -> str:
    """What a reader sees of an element, on one line: blocks and <br> part words, inline tags do not; NFC."""
    return plain("".join(_pieces(element, " ")))


def lines_of(element: Element) -> list[str]:
    """What a reader sees of an element, a paragraph an item."""
    return [line for part in "".join(_pieces(element, "\n")).split("\n") if (line := plain(part))]


def _pieces(element: Element, gap: str) -> Iterator[str]:
    """Text in document order. Line breaks inside a paragraph mean nothing in HTML, so they become blanks."""
    skipped: Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if skipped is not None and not (event == "end" and node is skipped):
            continue
        if event == "start":
            if node.tag in _UNREAD:
                skipped = node
                continue
            if node.tag in _BREAKS:
                yield gap
            yield _flat(node.text)
        else:
            skipped = None
            if node.tag in _BREAKS:
                yield gap
            if node is not element:
                yield _flat(node.tail)


def _flat(text: str | None) -> str:
    return " ".join(text.split("\n")) if text else ""
