"""What may stand in a document? Press text is hostile input: it becomes plain characters and harmless addresses.

Every word of a newspaper passes `printable` on its way into a digest and every address passes `href`; renderers then
only have to escape.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from domain.text import one_line

# What XML 1.0 cannot carry (control characters, surrogates, non-characters), escaped or not.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
# Marks that turn the reading direction of what follows, line separators, marks of annotation.
_STEERING = re.compile("[\u061c\u2028\u2029\u2066-\u2069\ufff9-\ufffc]")
# Marks piled on one letter; Vietnamese in NFC needs none, other languages two at most.
_PILE = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")
# What most text is made of: letters as NFC writes them (Latin, Vietnamese), marks that steer nothing, single blanks.
_PLAIN = re.compile(
    "(?:[\u0021-\u007e\u00a1-\u00ac\u00ae-\u02ff\u1ea0-\u1ef9\u2010-\u201f\u2026]+(?: (?=[^ ])|\\Z))*\\Z"
)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?(?::[0-9]{1,5})?\Z")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def printable(text: str) -> str:
    """One line of text that XML, HTML and a terminal can carry: no control, direction or forbidden characters."""
    if _PLAIN.match(text):
        return text
    return _PILE.sub(r"\1", one_line(_STEERING.sub(" ", legal(text))))


def legal(text: str) -> str:
    """The text without the characters that would break an XML or HTML file; the renderers' last line of defence."""
    return _ILLEGAL.sub(" ", text)


@lru_cache(maxsize=20_000)
def href(address: str) -> str:
    """The address as a link target in plain ASCII, or "" when it is not a sound http(s) address."""
    try:
        parts = urlsplit(printable(address))
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not _HOST.match(host.lower()):
        return ""
    rest = parts._replace(scheme="", netloc="").geturl()
    return f"{parts.scheme.lower()}://{host.lower()}{_STRAY_PERCENT.sub('%25', quote(rest, safe=_SAFE))}"


_SAFE = "/?#:@!$&()*+,;=~%-._"


def cut(text: str, limit: int) -> str:
    """Printable text of at most `limit` characters: no page may fill a report with one headline or address."""
    line = printable(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def inner(text: str) -> str:
    """Printable text fit to stand inside “…”: its own double quotation marks become single ones."""
    plain = printable(text).replace("“", "‘").replace("”", "’").replace("„", "‘").replace("«", "‘").replace("»", "’")
    return re.sub(r'"([^"]*)"', r"‘\1’", plain).replace('"', "’")
