"""A newspaper on loopback: serves what it is given, remembers every request."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """An answer: status, body, headers, and how long it takes (seconds)."""

    body: bytes = b""
    status: int = 200
    type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0


@dataclass(frozen=True)
class Seen:
    """One request as the server saw it; `form` is the body of a POST."""

    path: str
    at: float
    headers: Mapping[str, str]
    form: str = ""


class Paper(ThreadingHTTPServer):
    """One host:port. `pages` maps a path to a Reply, or to a function that makes one."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, pages: dict[str, Reply | Callable[[], Reply]], host: str = "127.0.0.1"):
        super().__init__((host, 0), _Handler)
        self.pages = pages
        self.seen: list[Seen] = []

    @property
    def address(self) -> str:
        """`http://127.0.0.1:PORT`."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Paper
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        form = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.server.seen.append(Seen(self.path, time.monotonic(), dict(self.headers), form))
        found = self.server.pages.get(self.path, Reply(b"not here", 404, "text/plain"))
        reply = found if isinstance(found, Reply) else found()
        time.sleep(reply.wait)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


@contextmanager
def papers(*sites: dict[str, Reply | Callable[[], Reply]]) -> Iterator[list[Paper]]:
    """Newspapers that answer while the block lasts."""
    servers = [Paper(site) for site in sites]
    threads = [threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield servers
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
