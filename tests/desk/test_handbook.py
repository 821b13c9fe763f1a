"""The handbook cannot rot: every page has its chapter; every picture, button and command that it names exists."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import click
import pytest

import desk as room
from config.keys import known_keys
from desk import handbook
from desk.app import PAGES, create_app
from diembao.cli import Call, main_command
from diembao.deskside import services
from diembao.words import language
from tests.desk.conftest import Desk

LARGEST = 1_500_000
BOLD = re.compile(r"\*\*([^*]+)\*\*")
CODE = re.compile(r"`([^`]+)`")
CHAPTERS = handbook.chapters()


def told() -> str:
    """Everything the desk itself says: the templates and the tables of words."""
    here = Path(room.__file__).parent
    files = [
        *sorted((here / "templates").glob("*.html")),
        *sorted(here.glob("*.py")),
        *sorted((here / "views").glob("*.py")),
    ]
    texts = [unescape(path.read_text(encoding="utf-8")) for path in files if path.name != "handbook.py"]
    return "\n".join(texts)


def test_every_page_has_its_chapter(desk: Desk) -> None:
    names = {views.pages.name for views in PAGES} - {"help"}
    assert names == handbook.HELP.keys()
    assert set(handbook.HELP.values()) <= {one.slug for one in CHAPTERS}


def test_help_opens_the_chapter_of_the_page(desk: Desk) -> None:
    lan = desk.browser("Lan")
    for path, slug in (("/", "moi-ngay"), ("/so-lieu", "so-lieu"), ("/tim", "tim")):
        assert f'href="/tro-giup/{slug}"' in lan.get(path)
    assert desk.browser().get("/dang-nhap").count('href="/tro-giup/nguoi-dung"') == 1


def test_each_chapter_is_shown_with_its_pictures(desk: Desk) -> None:
    stranger = desk.browser()
    assert len(CHAPTERS) >= 13
    for one in CHAPTERS:
        assert f"<h1>{one.title}</h1>" in stranger.get(f"/tro-giup/{one.slug}")
        assert "**" not in stranger.page
        assert "](" not in stranger.page
        for source in re.findall(r'<img src="([^"]+)"', stranger.page):
            assert stranger.client.get(source).mimetype == "image/jpeg", (one.slug, source)
        for link in re.findall(r'<a href="(/tro-giup/[^"]+)"', stranger.page):
            assert stranger.client.get(link).status_code == 200
    assert all(f"/tro-giup/{one.slug}" in stranger.get("/tro-giup") for one in CHAPTERS)


def test_nothing_else_is_served_as_a_chapter_or_a_picture(desk: Desk) -> None:
    stranger = desk.browser()
    for path in ("khong-co", "../app", "anh/../01-bat-dau.md", "anh/%2e%2e/01-bat-dau.md", "anh/x.jpg", "01-bat-dau"):
        assert stranger.client.get(f"/tro-giup/{path}").status_code == 404, path


def test_what_a_chapter_says_is_text(desk: Desk) -> None:
    shown = handbook.shown("# <b>\n\n**<i>** `<u>` [<s>](x.md)\n\n- <script>\n\n![<p>](anh/a.jpg)", str, str)
    assert re.findall(r"<(b|i|u|s|script|p)>(?!&)", str(shown)) == ["p"]


def test_pictures_are_small_and_each_is_used() -> None:
    used = set(re.findall(r"\(anh/([a-z0-9-]+\.jpg)\)", "\n".join(one.text for one in CHAPTERS)))
    kept = {path.name: path.stat().st_size for path in handbook.PICTURES.iterdir()}
    assert used == kept.keys()
    assert sum(kept.values()) < LARGEST


@pytest.mark.parametrize("one", CHAPTERS, ids=lambda one: one.slug)
def test_every_button_that_is_named_is_there(one: handbook.Chapter) -> None:
    said = told()
    missing = [
        name
        for name in BOLD.findall(one.text)
        if not any(place in said for place in (f">{name}", f'"{name}', f"%}}{name}", f"{name}<"))
    ]
    assert missing == []


@pytest.mark.parametrize("one", CHAPTERS, ids=lambda one: one.slug)
def test_every_command_and_setting_that_is_named_is_there(one: handbook.Chapter) -> None:
    for code in CODE.findall(one.text):
        if code.startswith("python3 run.py "):
            _parsed(code.split()[2:])
        elif re.fullmatch(r"[a-z_]+\.[a-z_]+", code) and not code.endswith((".toml", ".bat")):
            table, key = code.split(".")
            assert key in known_keys([table]), code


def _parsed(words: list[str]) -> None:
    """Let the real command read its own words; whatever it does not know ends the test."""
    language("vi")
    command: click.Command = main_command()
    context = click.Context(command, info_name="diembao")
    while isinstance(command, click.Group):
        name = words.pop(0)
        found = command.get_command(context, name)
        assert found is not None, name
        command, context = found, click.Context(found, info_name=name, parent=context)
    command.make_parser(context).parse_args(list(words))


def test_without_the_documents_the_desk_still_helps(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handbook, "chapters", tuple)
    client = create_app(services(Call(), desk.home)).test_client()
    assert "docs/cam-nang" in client.get("/tro-giup").get_data(as_text=True)
