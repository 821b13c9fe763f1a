"""An answer that somebody else's archive kept -> the page it was, in the form a fetch of ours gives.

Archives differ in whether they undid the codings of a body they name in its headers, so what does not decode but reads
as it is was undone before.
"""

from __future__ import annotations

import re

from crawler.decoding import dechunked, decode
from crawler.troubles import lasting, of_status
from domain.backfill import Capture
from domain.outcome import Permanent, Temporary, Trouble, Word
from domain.press import Page
from domain.urls import article_id, clean_url

# Which record of which file a page came from; read by whoever asks for its evidence.
ORIGIN = "X-Diembao-Warc"

_NO_DATE = "Bản ghi không cho biết trang được lưu lúc nào nên không dùng làm căn cứ được."
_MOVED = "Bản ghi là một lời chuyển hướng, không phải trang báo."
_TEXT = re.compile(rb"<(?:!doctype|html|head|body|meta|div|p|article)\b", re.IGNORECASE)


def page_of(capture: Capture, file: str, most: int) -> Page | Trouble:
    """The page of a capture from a file of that name, or why it is none; `most` bytes are the largest page."""
    if capture.at is None:
        return Permanent(Word.DAMAGED, _NO_DATE)
    try:
        url, link_id = clean_url(capture.url), article_id(capture.url)
    except (ValueError, UnicodeError):
        return lasting(Word.BAD_ADDRESS)
    if 300 <= capture.status < 400:
        return Permanent(Word.REDIRECTS, _MOVED)
    if trouble := of_status(capture.status, {}, capture.at):
        return trouble
    if len(capture.body) > most:
        return lasting(Word.TOO_LARGE)
    body = _undone(capture, most)
    if isinstance(body, Trouble):
        return body
    origin = (ORIGIN, f"{file} {capture.offset} {capture.id}".encode("ascii", "replace").decode())
    return Page(link_id, url, url, capture.status, (*capture.headers, origin), body, capture.at, capture.ip)


def _undone(capture: Capture, most: int) -> bytes | Trouble:
    headers = {key.lower(): value for key, value in capture.headers}
    body = capture.body
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = dechunked(body) or body
    found = decode(body, headers.get("content-encoding", ""), most)
    if isinstance(found, Temporary) and _TEXT.search(body[:4_096]):
        return body
    if isinstance(found, Trouble):
        return found
    return lasting(Word.BROKEN_ENCODING) if found.cut else found.body
