"""Edits by command: comments survive, a wrong edit changes nothing."""

from __future__ import annotations

import os
import tempfile
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import edit, fresh
from config.errors import SettingsError
from config.load import load
from config.sources import sources
from domain.place import Unit
from domain.press import WayKind
from tests.config.conftest import FRESH


def text_of(home: Path) -> str:
    return (home / "settings.toml").read_text(encoding="utf-8")


def test_comments_and_all_other_lines_survive(home: Path) -> None:
    edit.set_value(home, "digest.week_starts", "mon")
    assert text_of(home) == FRESH.replace('week_starts = "thu"', 'week_starts = "mon"')
    edit.set_value(home, "crawl.delay_seconds", "0")
    assert text_of(home).startswith(FRESH.replace('week_starts = "thu"', 'week_starts = "mon"'))
    assert load(home).crawl.delay_seconds == 0


# What outside checks set, and values that TOML alone would read as another kind.
@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("crawl.delay_seconds", "0", 0),
        ("crawl.delay_seconds", "2.5", 2.5),
        ("crawl.allow_private_hosts", "true", True),
        ("crawl.timeout_seconds", "7", 7),
        ("digest.week_starts", "sun", "sun"),
        ("digest.week_starts", '"sun"', "sun"),
        ("digest.formats", '["json"]', ["json"]),
        ("digest.formats", "docx,txt", ["docx", "txt"]),
        ("email.smtp_host", "127.0.0.1", "127.0.0.1"),
        ("email.smtp_port", "2525", 2525),
        ("email.security", "none", "none"),
        ("email.ca_file", "/etc/ssl/xa.pem", "/etc/ssl/xa.pem"),
        ("email.user", "vhxh", "vhxh"),
        ("email.user", "123", "123"),
        ("email.password_file", "C:\\thư\\mật khẩu.txt", "C:\\thư\\mật khẩu.txt"),
        ("email.from", "vhxh@xa.example", "vhxh@xa.example"),
        ("email.to", "a@xa.example", ["a@xa.example"]),
        ("email.to", '["a@xa.example", "b@xa.example"]', ["a@xa.example", "b@xa.example"]),
        ("commune.code", "00004", "00004"),
        ("commune.code", "11713", "11713"),
        ("office.signer_name", "Trần Văn Mẫu", "Trần Văn Mẫu"),
        ("office.signer_name", "true", "true"),
        ("sources.vnexpress.enabled", "false", False),
        ("sources.Báo_Một.feeds", '["http://a.example/rss"]', ["http://a.example/rss"]),
        ('sources."bao.mot".feeds', '["http://a.example/rss"]', ["http://a.example/rss"]),
        ("legal.verified.luat-bao-chi-dieu-36", "2026-12-01", date(2026, 12, 1)),
    ],
)
def test_what_is_set_is_read_back(home: Path, key: str, text: str, value: Any) -> None:
    edit.set_value(home, key, text)
    assert edit.get(home, key) == value


@pytest.mark.parametrize(
    ("key", "value", "word"),
    [
        ("crawl.delay_seconds", "nhanh", "phải là số"),
        ("crawl.dellay", "1", "diembao config show"),
        ("crawl.delay_second", "1", "có phải «delay_seconds»?"),
        ("delay_seconds", "1", "thuộc mục [crawl]"),
        ("x", "1", "Không có khóa"),
        ("", "1", "Không có khóa"),
        ("crawl", "1", "một mục"),
        ("sources", "1", "một mục"),
        ("crawl.delay_seconds.x", "1", "Không có khóa"),
        ("sources.bao-mot.feedz", "[]", "có phải «feeds»?"),
        ("sources.bao-mot.title", "Báo Một", "chưa có địa chỉ"),
        ("email.password", "bí mật", "Không có khóa"),
        ("digest.week_starts", "mon\n[x]", "một trong"),
    ],
)
def test_a_wrong_edit_changes_nothing(home: Path, key: str, value: str, word: str) -> None:
    with pytest.raises(SettingsError) as caught:
        edit.set_value(home, key, value)
    assert word in str(caught.value)
    assert "bí mật" not in str(caught.value)
    assert text_of(home) == FRESH
    assert os.listdir(home) == ["settings.toml"]  # noqa: PTH208 - names alone


def test_a_wrong_value_can_be_set_right(home: Path) -> None:
    (home / "settings.toml").write_text(FRESH.replace('"thu"', '"tuesday"'), encoding="utf-8")
    with pytest.raises(SettingsError):
        edit.set_value(home, "crawl.delay_seconds", "1")
    edit.set_value(home, "digest.week_starts", "tue")
    assert load(home).digest.week_starts == "tue"


def test_a_file_that_is_no_toml_is_left_alone(home: Path) -> None:
    (home / "settings.toml").write_text("[crawl\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="dòng 1"):
        edit.set_value(home, "crawl.delay_seconds", "1")
    assert text_of(home) == "[crawl\n"


def test_line_ends_of_the_file_stay(home: Path) -> None:
    file = home / "settings.toml"
    file.write_bytes(FRESH.replace("\n", "\r\n").encode())
    edit.set_value(home, "digest.week_starts", "mon")
    assert file.read_bytes() == FRESH.replace('"thu"', '"mon"').replace("\n", "\r\n").encode()


@pytest.mark.skipif(os.name == "nt", reason="Windows không có quyền tệp và liên kết kiểu này")
def test_mode_and_link_of_the_file_stay(home: Path) -> None:
    (home / "settings.toml").chmod(0o600)
    real = (home / "settings.toml").rename(home / "that.toml")
    (home / "settings.toml").symlink_to(real)
    edit.set_value(home, "digest.week_starts", "mon")
    assert (home / "settings.toml").is_symlink()
    assert 'week_starts = "mon"' in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_edit_left_behind_is_no_hindrance(home: Path) -> None:
    (home / f"settings.toml.{os.getpid()}.part").write_text("dở", encoding="utf-8")
    edit.set_value(home, "digest.week_starts", "mon")
    assert os.listdir(home) == ["settings.toml"]  # noqa: PTH208 - names alone


def test_a_file_that_cannot_be_written_stays_as_it_was(home: Path) -> None:
    (home / f"settings.toml.{os.getpid()}.part").mkdir()
    with pytest.raises(SettingsError, match="không ghi được"):
        edit.set_value(home, "digest.week_starts", "mon")
    assert text_of(home) == FRESH


@given(st.text(max_size=60))
def test_any_text_can_be_a_name_or_is_refused(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        fresh.write_new(home, FRESH)
        edit.set_value(home, "office.issuer", text) if "{" not in text else None
        shown = edit.get(home, "office.issuer")
        assert isinstance(shown, str)
        edit.set_value(home, "office.signer_name", "Trần Văn Mẫu")
        assert edit.get(home, "office.issuer") == shown
        assert edit.get(home, "office.signer_name") == "Trần Văn Mẫu"


def test_show_is_toml_with_defaults_marked(home: Path) -> None:
    edit.set_value(home, "crawl.delay_seconds", "1")
    shown = edit.show(home)
    assert "delay_seconds = 1.0\n" in shown
    assert "timeout_seconds = 30.0 # mặc định" in shown
    read = tomllib.loads(shown)
    assert read["commune"]["code"] == "11713"
    assert read["digest"]["formats"] == ["docx", "html", "txt"]
    assert "from" in read["email"]
    (home / "settings.toml").write_text(shown, encoding="utf-8")
    assert edit.show(home).replace(" # mặc định", "") == shown.replace(" # mặc định", "")


def test_get_gives_tables_and_names_near_keys(home: Path) -> None:
    assert edit.get(home, "press") == {"defaults": "default"}
    with pytest.raises(SettingsError, match="có phải «week_starts»"):
        edit.get(home, "digest.week_start")


def test_sources_come_and_go(home: Path, unit: Unit) -> None:
    edit.add_source(home, "bao-mot", {"feeds": ["http://bao-mot.example/rss"], "title": "Báo Một"})
    edit.add_source(home, "bao-mot", {"lists": ("http://bao-mot.example/xa-hoi",), "pattern": r"-\d+\.html$"})
    own = next(source for source in sources(load(home), unit) if source.name == "bao-mot")
    assert own.title == "Báo Một"
    assert [(way.kind, way.pattern) for way in own.ways] == [(WayKind.FEED, None), (WayKind.LIST, r"-\d+\.html$")]
    edit.enable_source(home, "bao-mot", False)
    assert load(home).sources["bao-mot"].enabled is False
    edit.remove_source(home, "bao-mot")
    assert load(home).sources == {}
    assert text_of(home).startswith(FRESH)


def test_shipped_sources_are_switched_by_name(home: Path, unit: Unit) -> None:
    for name in ("vnexpress", "tim-kiem-11713"):
        edit.enable_source(home, name, False)
        assert edit.get(home, f"sources.{name}.enabled") is False
    edit.enable_source(home, "laodong", True)
    found = {source.name: source for source in sources(load(home), unit)}
    assert not found["vnexpress"].enabled
    assert found["vnexpress"].ways
    assert found["laodong"].enabled


def test_unknown_sources_are_refused_with_the_nearest_name(home: Path) -> None:
    with pytest.raises(SettingsError, match="có phải «vnexpress»"):
        edit.enable_source(home, "vnexpres", False)
    with pytest.raises(SettingsError, match="source disable tuoitre"):
        edit.remove_source(home, "tuoitre")
    with pytest.raises(SettingsError, match="source list"):
        edit.remove_source(home, "bao-la")
    assert text_of(home) == FRESH


def test_a_home_without_settings_is_led_to_init(tmp_path: Path) -> None:
    for call in (edit.show, lambda home: edit.get(home, "crawl"), lambda home: edit.enable_source(home, "24h", False)):
        with pytest.raises(SettingsError, match="diembao init"):
            call(tmp_path)
