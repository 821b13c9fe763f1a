"""Our extract stage, and our archive, as contenders: CPU seconds over pages given on standard input."""

from __future__ import annotations

import base64
import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from crawler.extract import read_html
from domain.press import Page
from store.archive import Archive

_NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
_HEADERS = (("Content-Type", "text/html; charset=utf-8"),)


def main() -> None:
    """One job on standard input ({"what": "stage" or "archive", "pages": […]}), one line out."""
    job = json.load(sys.stdin)
    pages = [(page["url"], base64.b64decode(page["html"])) for page in job["pages"]]
    work = {"stage": _stage, "archive": _archive}[job["what"]]
    work(pages[:1])
    started = time.process_time()
    work(pages)
    print(json.dumps({"seconds": time.process_time() - started}))


def _stage(pages: list[tuple[str, bytes]]) -> None:
    for url, body in pages:
        read_html(body, url, _NOW)


def _archive(pages: list[tuple[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        for number, (_, body) in enumerate(pages):
            address = f"https://bao.example/{number}.html"
            archive.add(Page(str(number), address, address, 200, _HEADERS, body, _NOW))


if __name__ == "__main__":
    main()
