"""The desk on a port of this machine: one process, a few threads, loopback only."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import waitress
from flask import Flask

HOST = "127.0.0.1"
THREADS = 4
# Forms are held in memory, never in a temporary file: one may carry a document that must not be kept.
LARGEST_BODY = 32 << 20


def serve(app: Flask, port: int, ready: Callable[[int], None]) -> None:
    """Answer until interrupted; `ready` is told the port once it is open (0 asks for any). Raises OSError."""
    # Bound here: waitress would let a second desk on Windows share the port, and each answer every other request.
    bound = socket.create_server((HOST, port))
    server: Any = waitress.create_server(
        app,
        sockets=[bound],
        threads=THREADS,
        ident=None,
        clear_untrusted_proxy_headers=True,
        inbuf_overflow=LARGEST_BODY,
        max_request_body_size=LARGEST_BODY,
    )
    ready(server.effective_port)
    server.run()
