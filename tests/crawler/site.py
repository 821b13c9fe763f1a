"""A newspaper on loopback that does what it is told, also badly, and remembers every request it got.

It answers direct requests and, as an HTTP proxy, requests for any invented `.example` name.
"""

from __future__ import annotations

import contextlib
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Seen:
    """One request as the server saw it: monotonic seconds from its first to its last byte."""

    start: float
    end: float
    host: str
    path: str
    headers: dict[str, str]


Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Looks the answer up by (host, path), then by path alone; else 404."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        started = time.monotonic()
        parts = urlsplit(self.path)
        self.host = parts.netloc or self.headers.get("Host", "")
        self.where = parts.path + (f"?{parts.query}" if parts.query else "")
        site = self.server.site
        answer = site.answers.get((self.host, self.where)) or site.answers.get(("", self.where)) or missing
        try:
            answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.seen.append(Seen(started, time.monotonic(), self.host, self.where, headers))

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    site: Site

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@dataclass
class Site:
    """`answers` maps (host or "", path) to what to do; `seen` is every request so far."""

    port: int
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    def url(self, path: str, address: str = "127.0.0.1") -> str:
        return f"http://{address}:{self.port}{path}"

    def paths(self, host: str = "") -> list[str]:
        return [seen.path for seen in self.seen if host in ("", seen.host)]


@contextlib.contextmanager
def running(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on a free port of all loopback addresses."""
    server = Server(("127.0.0.1" if context else "0.0.0.0", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def missing(handler: Handler) -> None:
    handler.send(404, b"khong co")


def page(body: bytes = b"<html><body><p>N\xe1\xbb\x99i dung</p></body></html>", **headers: str) -> Answer:
    return lambda handler: handler.send(200, body, **({"Content_Type": "text/html"} | headers))


def status(code: int, **headers: str) -> Answer:
    return lambda handler: handler.send(code, b"x", **headers)


def moved(target: str, code: int = 302) -> Answer:
    return lambda handler: handler.send(code, b"", Location=target)


def raw(data: bytes) -> Answer:
    """Bytes as they are, then the line is cut."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(data)
        handler.close_connection = True

    return answer


def dripping(start: bytes, seconds: float = 30.0) -> Answer:
    """A byte now and then, so that no single wait is long."""

    def answer(handler: Handler) -> None:
        handler.close_connection = True
        handler.wfile.write(start)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(0.1)
            handler.wfile.write(b"x")

    return answer


def slow(seconds: float, then: Answer) -> Answer:
    def answer(handler: Handler) -> None:
        time.sleep(seconds)
        then(handler)

    return answer
