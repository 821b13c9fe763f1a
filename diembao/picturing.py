"""What a kept page looks like, drawn by a browser that the machine already has (Edge, Chrome, Chromium).

Drawn are the bytes that were kept, with no network and no scripts: nothing is asked of the newspaper or of strangers,
so robots.txt, pace and private addresses cannot be touched, and the picture shows what is proved and nothing else. The
page stands in a frame without rights (no scripts, no way to other pages or to files of the machine).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from crawler.encoding import html_text

WIDTH, HEIGHT = 1200, 3000
TIMEOUT = 40.0
_NAMES = ("microsoft-edge", "google-chrome", "chrome", "chromium", "chromium-browser", "msedge")
_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_WINDOWS = (r"Microsoft\Edge\Application\msedge.exe", r"Google\Chrome\Application\chrome.exe")
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_PAGE = """<!DOCTYPE html><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
content="default-src 'none'; frame-src about:; style-src 'unsafe-inline'; img-src data:">
<style>html,body{{margin:0}}iframe{{border:0;width:{width}px;height:{height}px}}</style>
<iframe sandbox srcdoc="{page}"></iframe>"""


def browser() -> str:
    """The browser of this machine, "" when it has none that draws by command line."""
    if sys.platform == "win32":
        roots = [Path(root) for name in _FOLDERS if (root := os.environ.get(name))]
        return next((str(root / part) for root in roots for part in _WINDOWS if (root / part).exists()), "")
    if sys.platform == "darwin" and (found := next((path for path in _MAC if Path(path).exists()), "")):
        return found
    return next((path for name in _NAMES if (path := shutil.which(name))), "")


def picture(body: bytes, program: str = "") -> bytes | None:
    """A PNG of a kept page; None when no browser is there or it does not finish in time."""
    if not (program := program or browser()):
        return None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page = _PAGE.format(width=WIDTH, height=HEIGHT, page=escape(html_text(body, "")))
        (folder / "trang.html").write_text(page, encoding="utf-8")
        try:
            subprocess.run(_command(program, folder), capture_output=True, timeout=TIMEOUT, check=False, cwd=folder)
        except (OSError, subprocess.TimeoutExpired):
            return None
        drawn = folder / "anh.png"
        return drawn.read_bytes() if drawn.exists() else None


def _command(program: str, folder: Path) -> list[str]:
    return [
        program,
        "--headless",
        "--disable-gpu",
        "--hide-scrollbars",
        "--no-first-run",
        "--renderer-process-limit=1",
        # Every address, also the machine's own, goes to a proxy that is not there.
        "--proxy-server=http://127.0.0.1:9",
        "--proxy-bypass-list=<-loopback>",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={folder / 'ho-so'}",
        f"--window-size={WIDTH},{HEIGHT}",
        f"--screenshot={folder / 'anh.png'}",
        # The browser refuses its own sandbox to the superuser.
        *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
        (folder / "trang.html").as_uri(),
    ]
