"""Small readings of markup that feeds, sitemaps and lists share: plain text out of HTML, what a body is, walls."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from crawler.encoding import html_text
from crawler.troubles import lasting, passing
from domain.outcome import Trouble, Word
from domain.press import Page
from domain.text import one_line
from domain.urls import resolve

_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>\s*")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(rss|feed|rdf|urlset|sitemapindex|html|!doctype\s+html)\b", re.IGNORECASE)
_JSON_FEED = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{.*?jsonfeed\.org\\?/version", re.DOTALL)
_COOKIE = re.compile(rb"document\.cookie|location\.reload|__cf_chl|_Incapsula_", re.IGNORECASE)
# A page that only sets a cookie and loads itself again is tiny (177 bytes at Lao Động); a real page is not.
WALL_BYTES = 4_000
_REFRESH = re.compile(rb"""<meta[^>]{1,40}?refresh[^>]{1,60}?url\s*=\s*["']?([^"'>\s]{1,500})""", re.IGNORECASE)
_REFRESH_WITHIN = 4_000
_CONSENT_HOSTS = ("consent.google.com", "consent.youtube.com", "consent.yahoo.com")


def plain(markup: str) -> str:
    """The text of an HTML fragment on one line: tags gone, entities undone (also those escaped twice), NFC."""
    text = markup
    for _ in range(3):
        undone = unescape(text)
        if undone == text:
            break
        text = undone
    return one_line(_TAG.sub(" ", text))


def root_of(body: bytes) -> str:
    """What a body is by its first telling tag: rss, feed, rdf, urlset, sitemapindex, html, or "" for none of them.

    "json" is a JSON Feed, by the version that it must name.
    """
    if _JSON_FEED.match(body[:4_096]):
        return "json"
    found = _ROOT.search(body[:4_096])
    name = found.group(1).lower().decode() if found else ""
    return "html" if name.startswith("!doctype") else name


def tidy(body: bytes, content_type: str = "") -> bytes:
    """A feed or sitemap in plain UTF-8, without what breaks readers of XML: the declaration, which may name another
    encoding (VietnamBiz's does), and references to characters that do not exist (`&#xD800;`).
    """
    plain_body = _DECLARATION.sub(b"", html_text(body, content_type).encode("utf-8", errors="replace"))
    return _REFERENCE.sub(lambda found: found[0] if _exists(found) else b"", plain_body)


def _exists(reference: re.Match[bytes]) -> bool:
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    code = int(digits, base) if len(digits) < 9 else 0
    return 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF


def refreshed(page: Page) -> str:
    """Where a page sends its reader by a tag of its own (meta refresh), absolute; "" when it does not."""
    found = _REFRESH.search(page.body[:_REFRESH_WITHIN])
    return (resolve(page.final_url, unescape(found[1].decode("utf-8", "replace"))) or "") if found else ""


def wall(page: Page) -> Trouble | None:
    """EMPTY for a page without content, COOKIE_WALL for one that only checks the browser or asks for consent."""
    if not page.body.strip():
        return passing(Word.EMPTY)
    if urlsplit(page.final_url).hostname in _CONSENT_HOSTS:
        return lasting(Word.COOKIE_WALL)
    tiny = len(page.body) < WALL_BYTES and b"<script" in page.body.lower()
    return lasting(Word.COOKIE_WALL) if tiny and _COOKIE.search(page.body) and not _has_text(page.body) else None


def _has_text(body: bytes) -> bool:
    """Whether something can be read besides scripts."""
    text = re.sub(rb"<(script|style|noscript|title)\b.*?</\1\s*>", b" ", body, flags=re.IGNORECASE | re.DOTALL)
    return len(plain(text.decode("utf-8", errors="replace"))) > 200
