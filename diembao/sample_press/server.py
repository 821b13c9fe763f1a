"""The sample press behind an HTTP proxy on loopback: pages, feeds, lists, sitemaps, pictures, and its bad habits."""

from __future__ import annotations

import gzip
import hashlib
import struct
import threading
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit

from diembao.sample_press.site import Paper, Text, papers
from diembao.sample_press.styles import content_type, page, us_time

_PER_LIST = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sends."""

    status: int
    type: str = "text/plain; charset=utf-8"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class SamplePressServer:
    """Serves while its `with` block lasts. `visits` presets how often each address was asked for before."""

    def __init__(self, visits: Mapping[str, int] | None = None):
        self.visits: Counter[str] = Counter(visits or {})
        self._http = _Server(self)
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def address(self) -> str:
        """The proxy's own address."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def answer(self, url: str) -> Answer | None:
        """What is sent for an address; None means the connection is closed without an answer."""
        parts = urlsplit(url)
        paper = next((paper for paper in papers() if paper.host == parts.hostname), None)
        if paper is None:
            return Answer(502, body="Không có báo này.".encode())
        if paper.fault == "down":
            return None
        self.visits[url] += 1
        return _answer(paper, parts.path.lstrip("/"), self.visits[url])


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, press: SamplePressServer):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.press = press


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one request in absolute form."""
        found = self.server.press.answer(self.path)
        if found is None:
            self.close_connection = True
            return
        tag = f'"{hashlib.sha256(found.body).hexdigest()[:16]}"'
        if found.status == 200 and self.headers.get("If-None-Match") == tag:
            found = Answer(304)
        packed = "gzip" in self.headers.get("Accept-Encoding", "") and found.type.startswith("text/html")
        body = gzip.compress(found.body, 6) if packed else found.body
        self.send_response(found.status)
        self.send_header("Content-Type", found.type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", tag)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def do_CONNECT(self) -> None:
        """No tunnels: the sample press speaks plain HTTP only."""
        self.send_error(405)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: standard error belongs to the program."""


def _answer(paper: Paper, path: str, visit: int) -> Answer:
    if path == "robots.txt":
        return Answer(200, body=_robots(paper).encode())
    if not path:
        return Answer(200, content_type(paper), _front(paper))
    if path.startswith("anh/"):
        return Answer(200, "image/png", _png(path))
    for way in paper.ways:
        first = urlsplit(way.url).path.lstrip("/")
        if way.kind == "feed" and path == first:
            return Answer(200, "application/rss+xml; charset=utf-8", _feed(paper))
        if way.kind == "sitemap" and path == first:
            return Answer(200, "application/xml; charset=utf-8", _sitemap(paper))
        if way.kind == "list" and (number := _list_number(path, first)):
            return Answer(200, content_type(paper), _list(paper, first, number))
    return _article(paper, path, visit)


def _article(paper: Paper, path: str, visit: int) -> Answer:
    text = next((text for text in paper.texts if text.path == path), None)
    if text is None or (text.gone_from_visit and visit >= text.gone_from_visit):
        return Answer(404, "text/html; charset=utf-8", "<h1>Không tìm thấy trang</h1>".encode())
    return Answer(200, content_type(paper), page(paper, text.on_visit(visit)))


def _robots(paper: Paper) -> str:
    hidden = "".join(f"Disallow: /{text.path}\n" for text in paper.texts if text.hidden)
    return f"User-agent: *\n{hidden or 'Disallow:'}\n"


def _feed(paper: Paper) -> bytes:
    items = "".join(_item(paper, text, number) for number, text in enumerate(paper.texts))
    xml = (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(paper.title)}</title><link>http://{paper.host}/</link>{items}</channel></rss>"
    )
    body = xml.encode()
    return body[: body.rindex(b"<item>") + 40] if paper.fault == "cut" else body


def _item(paper: Paper, text: Text, number: int) -> str:
    date = (
        f"<pubDate>{_feed_date(paper, text, number)}</pubDate>" if text.published and paper.style != "undated" else ""
    )
    description = escape(f'<a href="{paper.url(text)}"><img src="/anh/{text.key}.png"></a></br>{text.sapo}')
    guid = f"<guid>{paper.url(text)}</guid>" if number % 2 else ""
    link = f"{paper.url(text)}?utm_source=rss&amp;zarsrc=30"
    body = f"<title>{escape(text.title)}</title><link>{link}</link>{guid}{date}"
    return f"<item>{body}<description>{description}</description></item>"


def _feed_date(paper: Paper, text: Text, number: int) -> str:
    """The broken-data paper writes dates in three odd forms; the others as the standard has it."""
    assert text.published
    if paper.style != "broken-data":
        return format_datetime(text.published)
    forms = (
        f"{text.published:%a, %d %b %Y %H:%M:%S} GMT+7",
        us_time(text.published),
        f"{text.published:%a, %d %b %Y %H:%M:%S} +07",
    )
    return forms[number % 3]


def _sitemap(paper: Paper) -> bytes:
    urls = "".join(
        f"<url><loc>{paper.url(text)}</loc><news:news><news:publication><news:name>{escape(paper.title)}</news:name>"
        f"<news:language>vi</news:language></news:publication><news:publication_date>{text.published.isoformat()}"
        f"</news:publication_date><news:title>{escape(text.title)}</news:title></news:news></url>"
        for text in paper.texts
        if text.published
    )
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset {spaces}>{urls}</urlset>'.encode()


def _list_number(path: str, first: str) -> int:
    """Which page of a list a path asks for, 0 for none."""
    if path == first:
        return 1
    stem, _, number = path.rpartition("/trang-")
    return int(number) if stem == first and number.isdigit() else 0


def _list(paper: Paper, first: str, number: int) -> bytes:
    shown = paper.texts[(number - 1) * _PER_LIST : number * _PER_LIST]
    more = f'<a class="next" href="/{first}/trang-{number + 1}">Trang sau</a>'
    return _headlines(paper, shown, more)


def _front(paper: Paper) -> bytes:
    """The home page: the newest headlines."""
    return _headlines(paper, paper.texts[:_PER_LIST], "")


def _headlines(paper: Paper, shown: Sequence[Text], more: str) -> bytes:
    items = "".join(
        f'<h3><a href="/{text.path}">{escape(text.title)}</a></h3><p>{escape(text.sapo)}</p>' for text in shown
    )
    head = f"<meta charset='utf-8'><title>{escape(paper.title)}</title>"
    return f"<html><head>{head}</head><body>{items}{more}</body></html>".encode()


def _png(name: str) -> bytes:
    """A picture of 8 by 8 points in one colour that follows from its name."""
    colour = hashlib.sha256(name.encode()).digest()[:3]
    rows = (b"\0" + colour * 8) * 8
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
