"""The desk on a port of this machine: one process, a few threads, loopback only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import waitress
from flask import Flask

HOST = "127.0.0.1"
THREADS = 4


def serve(app: Flask, port: int, ready: Callable[[int], None]) -> None:
    """Answer until interrupted; `ready` is told the port once it is open (0 asks for any). Raises OSError."""
    server: Any = waitress.create_server(
        app, host=HOST, port=port, threads=THREADS, ident=None, clear_untrusted_proxy_headers=True
    )
    ready(server.effective_port)
    server.run()
