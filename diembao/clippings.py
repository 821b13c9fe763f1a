"""What was brought in by hand: a link, a saved page, a PDF, pasted text; as a link and a page like any other.

What the officer said of it (newspaper, title, day, page) travels in one header of the archived page, so that reading
the archive again gives the same article.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import parse_qs, urlencode

from crawler import extract
from crawler.encoding import html_text
from crawler.kinds import is_home, language_of
from crawler.tree import parse
from diembao.stages import attempt
from diembao.unwrapping import unwrap
from domain.clock import Stamp
from domain.outcome import Permanent, Trouble, Word
from domain.press import Article, Link, Page, Source
from domain.text import clean, one_line, shorten
from domain.urls import article_id, domain_of, resolve

SOURCE, TITLE = "cat-tay", "Bài cắt tay"
DETAILS = "X-Diembao-Clipping"
# Where a clipping lies that names no address: never a real host (RFC 6761).
NOWHERE = "clipping.invalid"
MOST_BYTES = 50_000_000

_PDF, _TEXT, _HTML = "application/pdf", "text/plain; charset=utf-8", "text/html"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*", b"BM")
_OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"{\\rtf", b"MZ", b"\x7fELF")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta)\b", re.IGNORECASE)
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)", re.IGNORECASE)
_LONGEST_TITLE = 40  # syllables; a first line that is longer is a paragraph
_LEAST_TEXT = 40
_HEAD = 3_000

_EMPTY = "Tệp trống, không có gì để đọc. Mời kiểm tra lại tệp."
_PICTURE = (
    "Tệp là ảnh chụp nên phần mềm không đọc được chữ. "
    "Mời gõ lại nội dung bài vào một tệp .txt rồi đưa tệp đó vào, kèm --outlet, --title, --date."
)
_OTHER = (
    "Phần mềm chỉ nhận trang web đã lưu (.html, .mhtml), PDF có chữ và văn bản .txt. "
    "Mời mở tệp này, lưu lại thành PDF hoặc chép chữ vào một tệp .txt."
)
_SHORT = "Bài quá ngắn (chưa đến 40 ký tự) nên không đọc được. Mời kiểm tra lại tệp."


@dataclass(frozen=True, slots=True)
class Details:
    """What the officer says of a clipping; empty is not said. `outlet` is a domain, or a name that has none."""

    outlet: str = ""
    title: str = ""
    day: date | None = None
    page: str = ""
    url: str = ""

    def header(self) -> str:
        """As the value of one ASCII header."""
        said = {"outlet": self.outlet, "title": self.title, "page": self.page, "url": self.url}
        said["day"] = self.day.isoformat() if self.day else ""
        return urlencode({"by": "hand"} | {key: value for key, value in said.items() if value})


@dataclass(frozen=True, slots=True)
class Clipping:
    """One thing brought by hand, ready to be stored."""

    link: Link
    page: Page


def was_fetched(headers: tuple[tuple[str, str], ...]) -> bool:
    """Whether a page brought by hand came from the newspaper's server; a file carries two headers of ours alone."""
    return not {key.lower() for key, _ in headers} <= {"content-type", DETAILS.lower()}


def details_of(page: Page) -> Details | None:
    """What was said of a page brought by hand; None for one that the crawler found."""
    header = page.header(DETAILS)
    if not header:
        return None
    said = {key: values[-1] for key, values in parse_qs(header).items()}
    day = date.fromisoformat(said["day"]) if "day" in said else None
    return Details(said.get("outlet", ""), said.get("title", ""), day, said.get("page", ""), said.get("url", ""))


def of_page(page: Page, details: Details) -> Clipping:
    """A link that was fetched."""
    return Clipping(_link(page.url), replace(page, headers=(*page.headers, (DETAILS, details.header()))))


def of_file(name: str, data: bytes, details: Details, now: datetime) -> Clipping | Trouble:
    """A file by its bytes. `name` helps only where the bytes do not tell what they are."""
    kind = _kind(name, data)
    if isinstance(kind, Trouble):
        return kind
    if kind == "mhtml":
        data, kind, inside = _unpacked(data)
        details = replace(details, url=details.url or inside)
    address = details.url or (_own_address(data) if kind == _HTML else "") or _nowhere(data)
    headers = (("Content-Type", kind), (DETAILS, details.header()))
    link = _link(address)
    return Clipping(link, Page(link.id, address, address, 200, headers, data, now))


def article_on(page: Page, link: Link, source: Source, now: datetime) -> Article | Trouble:
    """The article on any page of the archive, brought by hand or not."""
    details = details_of(page)
    if details is None:
        return extract.extract(page, link, source, now)
    text = _plain_text(page)
    if isinstance(text, Trouble):
        return text
    if text is None:
        found = extract.extract(page, link, source, now, vouched=True)
    else:
        found = _printed(text, page, link, details)
    return found if isinstance(found, Trouble) else _as_said(found, details)


def first_page(page: Page, article: Article) -> str:
    """The text on which a mark of secrecy would stand."""
    text = _plain_text(page)
    if isinstance(text, str):
        return text.split("\f")[0][:_HEAD]
    return "\n".join((article.title, article.sapo, article.body))[:_HEAD]


def _link(address: str) -> Link:
    return Link(id=article_id(address), url=address, source=SOURCE, way="manual")


def _nowhere(data: bytes) -> str:
    return f"http://{NOWHERE}/{hashlib.sha256(data).hexdigest()[:16]}"


def _kind(name: str, data: bytes) -> str | Trouble:
    head = data[:4_096].lstrip()
    if not head:
        return Permanent(Word.EMPTY, _EMPTY)
    if b"%PDF" in head[:1_024]:
        return _PDF
    if head.startswith(_PICTURES) or head[4:8] == b"ftyp":
        return Permanent(Word.NO_TEXT, _PICTURE)
    if head.startswith(_OTHERS):
        return Permanent(Word.NOT_HTML, _OTHER)
    if b"multipart/related" in head and b"MIME-Version" in head:
        return "mhtml"
    if _MARKUP.search(head) or name.lower().endswith((".html", ".htm", ".xhtml")):
        return _HTML
    return Permanent(Word.NOT_HTML, _OTHER) if _is_noise(data) else _TEXT


def _is_noise(data: bytes) -> bool:
    """Whether this is no text in any encoding: NUL bytes without a byte-order mark."""
    return b"\x00" in data[:4_096] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _unpacked(data: bytes) -> tuple[bytes, str, str]:
    """The page inside a browser's single-file archive, its type, and the address it was saved from."""
    message = message_from_bytes(data, policy=policy.default)
    parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
    if not parts:
        return b"", _HTML, ""
    part = parts[0]
    assert isinstance(part, EmailMessage), "the default policy makes these"
    body = part.get_payload(decode=True)
    address = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
    charset = part.get_content_charset()
    kind = f"{_HTML}; charset={charset}" if charset else _HTML
    return body if isinstance(body, bytes) else b"", kind, address if _is_web(address) else ""


def _own_address(data: bytes) -> str:
    """Where a saved page says it comes from: canonical, og:url, the browser's own note; "" when it does not."""
    saved = _SAVED_FROM.search(data[:4_096])
    note = saved[1].decode("ascii", errors="replace") if saved else ""
    sheet = parse(html_text(data))
    if sheet is None:
        return note if _is_web(note) else ""
    graph = sheet.meta("og:url")
    hrefs = [link.get("href") or "" for link in sheet.index.get("link", ()) if "canonical" in (link.get("rel") or "")]
    canonical = next((resolve(graph or note, href) or "" for href in hrefs), "")
    return next((address for address in (canonical, graph, note) if _is_web(address) and not is_home(address)), "")


def _is_web(address: str) -> bool:
    try:
        article_id(address)
    except ValueError:
        return False
    return True


def _plain_text(page: Page) -> str | Trouble | None:
    """The text of a PDF or text file, None for a web page."""
    kind = page.header("content-type")
    if b"%PDF" in page.body[:1_024]:
        return attempt(_of_pdf, page.body)
    return html_text(page.body).replace("\r\n", "\n") if kind.startswith("text/plain") else None


def _of_pdf(data: bytes) -> str | Trouble:
    from digest.reading import pdf_text  # noqa: PLC0415 - reads PDF only when there is one; slow to import

    return pdf_text(data)


def _printed(text: str, page: Page, link: Link, details: Details) -> Article | Trouble:
    """An article from plain text: the first line is its title unless one was given."""
    first, _, rest = text.strip().partition("\n")
    whole = bool(details.title) or len(first.split()) > _LONGEST_TITLE
    body = unwrap(text if whole else rest)
    if len(body) + len(first) < _LEAST_TEXT:
        return Permanent(Word.NO_TEXT, _SHORT)
    return Article(
        id=link.id,
        url=link.url,
        source=link.source,
        outlet="" if NOWHERE in link.url else domain_of(link.url),
        title=shorten(one_line(first), _LONGEST_TITLE),
        body=body,
        language=language_of(text),
        first_seen=page.fetched_at,
    )


def _as_said(article: Article, details: Details) -> Article:
    """The article with what the officer said of it, which outweighs what a page says."""
    dated = replace(article, published=Stamp(details.day), published_from="manual") if details.day else article
    notes = (f"Báo in, trang {clean(details.page)}",) if details.page else ()
    outlet = "" if article.outlet == NOWHERE else article.outlet
    return replace(
        dated,
        outlet=details.outlet or outlet,
        title=one_line(details.title) or article.title,
        notes=(*article.notes, *notes),
    )
