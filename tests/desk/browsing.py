"""A real Chromium on a real desk: found on the machine, never fetched by the tests; counts what a person has to do."""

from __future__ import annotations

import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import waitress
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from desk.app import create_app
from desk.doors import cookie_name
from desk.tokens import hashed
from diembao.cli import Call
from diembao.deskside import services
from store import opened

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
MISSING = (
    "Không thấy Chromium trên máy nên bỏ qua các thử nghiệm bằng trình duyệt thật. Mời cài Chromium, hoặc đặt "
    "DIEMBAO_BROWSER là đường dẫn của trình duyệt."
)
WIDTHS = (1280, 360)


def chromium(player: Playwright) -> Path | None:
    """The browser named in the environment, one on the path, or one that playwright itself installed."""
    named = os.environ.get("DIEMBAO_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    found = Path(named or player.chromium.executable_path)
    return found if found.exists() else None


def launched(player: Playwright) -> Browser:
    """The browser, without a window; the test is skipped with a sentence when there is none."""
    path = chromium(player)
    if path is None:
        pytest.skip(MISSING)
    return player.chromium.launch(executable_path=path, args=["--no-sandbox"])


@contextmanager
def serving(home: Path, moment: datetime | None) -> Iterator[str]:
    """The desk of a home on a port of its own; gives its address."""
    app = create_app(services(Call(moment=moment), home))
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(5)


@dataclass
class Person:
    """Somebody at the browser. `clicks` are presses of links, buttons and fields; `pages` are pages loaded."""

    page: Page
    base: str
    clicks: int = 0
    pages: int = 0

    def open(self, path: str = "/") -> None:
        """Type an address, as a bookmark would."""
        self.page.goto(self.base + path)
        self.pages += 1

    def press(self, name: str, role: str = "button", first: bool = True) -> None:
        """Press a button or follow a link by the words on it; the next page is there afterwards."""
        found = self.page.get_by_role(role, name=name)  # type: ignore[arg-type]
        with self.page.expect_navigation():
            (found.first if first else found.last).click()
        self.clicks += 1
        self.pages += 1

    def unfold(self, words: str) -> None:
        """Open what stands folded under these words."""
        self.page.locator("summary", has_text=words).first.click()
        self.clicks += 1

    def write(self, label: str, text: str) -> None:
        """Fill a field by its label."""
        self.page.get_by_label(label, exact=False).first.fill(text)
        self.clicks += 1

    def choose(self, label: str, text: str) -> None:
        """Choose from a list by its label."""
        field = self.page.get_by_label(label, exact=False).first
        values = field.locator("option").all()
        value = next(one.get_attribute("value") for one in values if text in (one.text_content() or ""))
        field.select_option(value)
        self.clicks += 1

    def sees(self, text: str) -> bool:
        """Whether the page says this."""
        return text in self.page.inner_text("body")


def someone(browser: Browser, base: str, home: Path, name: str = "", width: int = 1280, script: bool = False) -> Person:
    """A person with a browser of their own, signed in when named; scripts are off, because the desk needs none."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script, bypass_csp=script, locale="vi-VN"
    )
    if name:
        _sign_in(context, base, home, name)
    page = context.new_page()
    page.set_default_timeout(30_000)
    return Person(page, base)


def _sign_in(context: BrowserContext, base: str, home: Path, name: str) -> None:
    word = secrets.token_urlsafe(32)
    with opened(home) as store:
        found = store.users.named(name)
        assert found is not None
        store.users.begin_session(found[0], hashed(word), datetime.now(UTC))
    with create_app(services(Call(), home)).app_context():
        context.add_cookies([{"name": cookie_name(), "value": word, "url": base}])
