"""A page's bytes made comparable without parsing it: UTF-8, NFC, letters instead of escapes; its tags stay.

For a first glance at very many pages (see nlp/places/glance.py): what the reader of pages could find in a text must be
in these bytes too, whatever the page's encoding and however its letters are written.
"""

from __future__ import annotations

import re
from html import unescape
from unicodedata import normalize

from crawler.encoding import html_text
from domain.text import INVISIBLE

# Letters written otherwise: &#432; &#x1b0; &uacute; &Dstrok; of HTML, also escaped twice, and \u01b0 of JSON.
_ENTITY = re.compile(
    r"&(?:amp;)*(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|shy|zwn?j|ZeroWidthSpace"
    r"|[A-Za-z](?:acute|grave|tilde|circ|uml|breve|horn|strok|hook|dot|dotb));?"
)
_JSON = re.compile(r"\\u([0-9a-fA-F]{4})")
# In UTF-8: what marks that stand after their letter (NFD) begin with, and signs nobody sees.
_MARKS = (b"\xcc", b"\xcd")
_INVISIBLE = tuple(sign.encode() for sign in INVISIBLE)


def as_utf8(body: bytes, content_type: str = "") -> bytes:
    """The page as UTF-8 bytes with every letter as itself."""
    text = _ENTITY.sub(_letter, html_text(body, content_type))
    if "\\u" in text:
        text = _JSON.sub(lambda found: chr(int(found[1], 16)), text)
    plain = text.encode("utf-8", errors="replace")
    if any(mark in plain for mark in _MARKS):
        plain = normalize("NFC", text).encode("utf-8", errors="replace")
    for sign in _INVISIBLE:
        if sign in plain:
            plain = plain.replace(sign, b"")
    return plain


def _letter(found: re.Match[str]) -> str:
    return unescape(f"&{found[1]};")
