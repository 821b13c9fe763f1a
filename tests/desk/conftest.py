"""A desk on a real home, driven in process: real settings, real store, the real wiring."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config import edit, fresh
from desk.app import create_app
from desk.doors import cookie_name
from desk.tokens import hashed
from diembao.cli import Call
from diembao.deskside import services
from domain.clock import VIETNAM
from domain.people import Role
from domain.place import Unit
from domain.reading import Verdict
from domain.urls import article_id
from store import Store, opened
from tests.builders import a_judgement, a_link, an_article

NOW = datetime(2026, 11, 19, 8, 0, tzinfo=VIETNAM)
UNIT = Unit("11713", "Nghi Dương", "Xã", "Thành phố Hải Phòng", "31")
PASSWORD = "mật khẩu dài của Lan"


@dataclass
class Browser:
    """A person's browser: follows forms with the token their page carries."""

    client: FlaskClient
    page: str = ""
    last: Any = field(default=None)

    def get(self, path: str, **more: Any) -> str:
        """Open a page, following redirects."""
        return self._took(self.client.get(path, follow_redirects=True, **more))

    def post(self, path: str, follow: bool = True, **form: Any) -> TestResponse:
        """Send a form with the token of the page at hand."""
        answer = self.client.post(path, data={"dau": self.token(), **form}, follow_redirects=follow)
        self._took(answer)
        return answer

    def token(self) -> str:
        """The token that the page's forms carry."""
        found = re.search(r'name="dau" value="([0-9a-f]+)"', self.page)
        return found[1] if found else ""

    def seen(self) -> str:
        """The number of the newest fact that the page's decision form carries."""
        return re.findall(r'name="seen" value="(\d+)"', self.page)[0]

    def sign_in(self, name: str, password: str = PASSWORD) -> TestResponse:
        """Sign in through the form."""
        self.get("/dang-nhap")
        return self.post("/dang-nhap", name=name, password=password)

    def _took(self, answer: TestResponse) -> str:
        self.last, self.page = answer, answer.get_data(as_text=True)
        return self.page


@dataclass
class Desk:
    """A home with a desk on it."""

    home: Path

    def browser(self, name: str = "") -> Browser:
        """A fresh browser; with a name it holds a session of that person."""
        app = create_app(services(Call(moment=NOW), self.home))
        made = Browser(app.test_client())
        if name:
            word = secrets.token_urlsafe(32)
            with opened(self.home) as store, app.app_context():
                found = store.users.named(name)
                assert found is not None
                store.users.begin_session(found[0], hashed(word), datetime.now(UTC))
                made.client.set_cookie(cookie_name(), word)
        return made

    def store(self) -> Any:
        """The home's data."""
        return opened(self.home)

    def put(self, number: int, verdict: Verdict | None, **changes: Any) -> str:
        """An article read with a verdict; None: the commune's name is not in it."""
        with opened(self.home) as store:
            return put(store, number, verdict, **changes)


def put(store: Store, number: int, verdict: Verdict | None, **changes: Any) -> str:
    """Store an article with its verdict; returns its id."""
    url = changes.pop("url", f"http://bao-mot.example/tin-{number}.html")
    link = a_link(url, id=article_id(url))
    store.links.add([link], NOW - timedelta(days=1))
    article = an_article(link.url, **({"title": f"Bài số {number}"} | changes))
    store.articles.save(article, link.id)
    store.readings.save_judgements(article.id, [a_judgement(verdict)] if verdict else [], 1)
    return article.id


def settle(home: Path) -> Desk:
    """A home with settings that read one newspaper, and one finished run."""
    fresh.write_new(home, fresh.settings_text(UNIT, "none"))
    edit.add_source(home, "bao-mot", {"title": "Báo Một", "feeds": ["http://bao-mot.example/rss"]})
    with opened(home) as store:
        store.runs.end(store.runs.begin("run", NOW, NOW), NOW, {})
    return Desk(home)


def add_people(store: Store, password: str) -> None:
    """One person of each role; `password` is a hash."""
    for name, role in zip(("Xuân", "Lan", "Minh", "Thu"), Role, strict=True):
        store.users.add(name, role, password, NOW)


@pytest.fixture
def empty(tmp_path: Path) -> Desk:
    """A folder without anything in it."""
    return Desk(tmp_path / "nhà mới")


@pytest.fixture
def desk(tmp_path: Path, quick_hash: str) -> Desk:
    """A settled home with one person of each role: Xuân, Lan, Minh, Thu."""
    made = settle(tmp_path / "nhà")
    with opened(made.home) as store:
        add_people(store, quick_hash)
    return made


@pytest.fixture(scope="session")
def quick_hash() -> str:
    """The password's hash with the least cost: checking it costs what it says itself."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
