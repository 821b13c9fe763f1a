"""In which letters a page is written: bytes -> text, by what the bytes themselves say before what others say of them.

Order: byte-order mark; UTF-8 when the bytes are UTF-8 (whatever is declared: a false label never breaks a page);
the charset of the header; the one in the page; windows-1258, which also a Western label may mean. Old-font text (TCVN3,
VNI) becomes Unicode.
"""

from __future__ import annotations

import codecs
import re

from crawler.oldfonts import mend

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_IN_PAGE = re.compile(rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Declared so by tools that meant the Western page, where Vietnamese pages are read as windows-1258 below.
_WESTERN = frozenset({"iso8859-1", "ascii", "cp1252"})
_HEAD = 4_096
_ONLY_1258 = re.compile(rb"[a-zA-Z\xc0-\xff]\xde|(?<![a-zA-Z])\xf0[a-zA-Z\xc0-\xff]")
# Ă Đ Ĩ Ũ Ơ Ư and the letters with two marks, as references.
_LACKING = re.compile(
    rb"&#0*(?:25[89]|27[23]|29[67]|36[01]|41[67]|43[12]|78[4-9]\d|79[0-2]\d);"
    rb"|&#x0*(?:10[23]|11[01]|12[89]|16[89]|1a[01]|1af|1b0|1e[a-f][\da-f]);",
    re.IGNORECASE,
)
# One wrong byte in this many still is UTF-8 (a cut advertisement, a bad comment).
_TOLERATED = 500


def html_text(body: bytes, content_type: str = "") -> str:
    """The page as text without NUL characters; bytes that mean nothing become U+FFFD, never an error."""
    text = _decoded(body, content_type).replace("\x00", "")
    return mend(text.removeprefix("\ufeff"))


def _decoded(body: bytes, content_type: str) -> str:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, errors="replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = [name for name in (_of_header(content_type), _of_page(body)) if name]
    if _nearly_utf8(body) or (declared and declared[0].startswith("utf-16") and not _is_utf16(body)):
        return body.decode("utf-8", errors="replace")
    codec = declared[0] if declared else "cp1258"
    if codec in ("cp1252", "cp1258"):
        western = body.decode("cp1252", errors="replace")
        if (old := mend(western)) != western:
            return old
        codec = _single_byte(body, codec)
    return body.decode(codec, errors="replace")


def _single_byte(body: bytes, declared: str) -> str:
    """Which of the two pages that look alike, whatever is declared.

    đ and the tilde of windows-1258 are Icelandic letters in the Western page. Only what is written in the Western page
    needs references for the letters that it lacks.
    """
    if _ONLY_1258.search(body):
        return "cp1258"
    return "cp1252" if _LACKING.search(body) else declared


def _nearly_utf8(body: bytes) -> bool:
    """Whether the bytes beyond ASCII are UTF-8 but for a few."""
    text = body.decode("utf-8", errors="replace")
    return text.count("\ufffd") * _TOLERATED < len(text) and bool(re.search("[\u0080-\uffef]", text))


def _is_utf16(body: bytes) -> bool:
    return body[:200].count(0) > len(body[:200]) // 4


def _of_header(content_type: str) -> str:
    found = _CHARSET.search(content_type)
    return _codec(found[1]) if found else ""


def _of_page(body: bytes) -> str:
    found = _IN_PAGE.search(body[:_HEAD]) or re.search(rb"charset=([\w-]+)", body[:_HEAD])
    return _codec(found[1].decode("ascii")) if found else ""


def _codec(name: str) -> str:
    """A text codec's own name, "" for one that does not exist; Western labels mean windows-1252, as browsers do."""
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return ""
    if found in _WESTERN:
        return "cp1252"
    known = found.startswith(("utf", "cp125", "iso8859", "koi8", "gb", "big5", "euc", "shift"))
    return found if known and found != "utf-8" else ""
