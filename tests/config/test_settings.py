"""Settings: defaults, errors that name line, key and remedy, edits that keep comments."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import edit, fresh
from config.errors import SettingsError
from config.load import load, parse
from config.sources import outlet, sources
from domain.place import Unit
from domain.press import Level, WayKind

UNIT = Unit("11713", "Nghi Dương", "Xã", "Thành phố Hải Phòng", "31")
FRESH = fresh.settings_text(UNIT, "default")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fresh.write_new(tmp_path, FRESH)
    return tmp_path


def trouble(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        parse(text, Path("settings.toml"))
    return str(caught.value)


def test_a_fresh_file_holds_the_commune_and_defaults_the_rest(home: Path) -> None:
    settings = load(home)
    assert settings.commune.code == "11713"
    assert settings.crawl.delay_seconds == 5
    assert settings.digest.week_starts == "thu"
    assert not settings.crawl.allow_private_hosts


def test_nothing_is_overwritten(home: Path) -> None:
    with pytest.raises(SettingsError, match="không ghi đè"):
        fresh.write_new(home, FRESH)


@pytest.mark.parametrize(
    ("addition", "words"),
    [
        ("[crawl]\ndelay_seconds = -1", ["dòng 2", "crawl.delay_seconds", "từ 0"]),
        ("[crawl]\ndelay_second = 1", ["dòng 2", "có phải «delay_seconds»?"]),
        ("[crawl]\nallow_private_hosts = 'có'", ["dòng 2", "true hoặc false"]),
        ("[crawll]\nx = 1", ["dòng 1", "có phải «crawl»?"]),
        ("[digest]\nweek_starts = 'thursday'", ["dòng 2", "một trong"]),
        ("[digest]\n\n# chú thích\nformats = 'docx'", ["dòng 4", "ngoặc vuông"]),
        ("[sources.'Báo Một']\nfeeds = []", ["dòng 1", "không đúng dạng"]),
        ("[sources.bao-mot]\nfeeds = ['bao-mot.example/rss']", ["dòng 2", "http://"]),
        ("[email]\npassword = 'bí mật'", ["dòng 2", "password_file"]),
        ("[crawl\n", ["dòng 1", "sai cú pháp"]),
        ("x = ", ["sai cú pháp"]),
    ],
)
def test_an_error_names_line_key_and_remedy(addition: str, words: list[str]) -> None:
    message = trouble(addition + '\n[commune]\ncode = "11713"\n')
    for word in ["settings.toml", "Mời", *words]:
        assert word in message, message


def test_missing_pieces_are_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="diembao init"):
        load(tmp_path)
    assert "commune" in trouble("[crawl]\ndelay_seconds = 1")
    assert "tệp trống" in trouble("\n")
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe[")
    with pytest.raises(SettingsError, match="UTF-8"):
        load(tmp_path)


@given(st.text(max_size=80))
def test_any_text_gives_a_sentence(text: str) -> None:
    assert "settings.toml" in trouble("commune = 5\n" + text)


def test_comments_survive_an_edit(home: Path) -> None:
    edit.set_value(home, "crawl.delay_seconds", "0")
    edit.set_value(home, "digest.week_starts", "mon")
    edit.set_value(home, "email.from", "vhxh@xa.example")
    text = (home / "settings.toml").read_text(encoding="utf-8")
    assert "# Người ký và cách các báo liên hệ" in text
    assert (load(home).crawl.delay_seconds, load(home).digest.week_starts) == (0, "mon")
    assert edit.get(home, "email.from") == "vhxh@xa.example"
    assert 'code = "11713"' in edit.show(home)


@pytest.mark.parametrize(
    ("key", "value"), [("crawl.delay_seconds", "nhanh"), ("crawl.dellay", "1"), ("x", "1"), ("crawl", "1")]
)
def test_a_wrong_edit_changes_nothing(home: Path, key: str, value: str) -> None:
    with pytest.raises(SettingsError):
        edit.set_value(home, key, value)
    assert (home / "settings.toml").read_text(encoding="utf-8") == FRESH


def test_sources_come_and_go(home: Path) -> None:
    edit.add_source(home, "bao-mot", {"feeds": ["http://bao-mot.example/rss"], "title": "Báo Một"})
    edit.add_source(home, "bao-mot", {"lists": ["http://bao-mot.example/xa-hoi"], "pattern": r"-\d+\.html$"})
    own = next(source for source in sources(load(home), UNIT) if source.name == "bao-mot")
    assert [(way.kind, way.pattern) for way in own.ways] == [(WayKind.FEED, None), (WayKind.LIST, r"-\d+\.html$")]
    edit.enable_source(home, "vnexpress", False)
    shipped = {source.name: source for source in sources(load(home), UNIT)}
    assert not shipped["vnexpress"].enabled
    assert shipped["vnexpress"].ways
    edit.remove_source(home, "bao-mot")
    assert "bao-mot" not in {source.name for source in sources(load(home), UNIT)}
    with pytest.raises(SettingsError, match="source disable"):
        edit.remove_source(home, "tuoitre")


def test_shipped_newspapers_follow_the_province(home: Path) -> None:
    here = {source.name: source for source in sources(load(home), UNIT)}
    elsewhere = {source.name for source in sources(load(home), Unit("1", "A", "Xã", "Tỉnh B", "01"))}
    assert here["baohaiphong"].level is Level.CITY
    assert "vnexpress" in elsewhere
    assert "baohaiphong" not in elsewhere
    assert all(source.provenance and source.ways for source in here.values())
    edit.set_value(home, "press.defaults", "none")
    assert sources(load(home), UNIT) == ()


def test_an_outlet_is_printed_by_its_name() -> None:
    assert outlet("vnexpress.net", None)[0] == "VnExpress"
    assert outlet("bao-la.example", None) == ("bao-la.example", Level.OTHER)


def test_the_letterhead_follows_the_name(home: Path) -> None:
    office = load(home).office_of(UNIT)
    assert (office.parent, office.issuer, office.place) == (
        "UBND XÃ NGHI DƯƠNG",
        "PHÒNG VĂN HÓA - XÃ HỘI",
        "Nghi Dương",
    )
    assert load(home).user_agent(UNIT) == "diembao/0.1 (diem bao; +ubnd xa nghi duong, thanh pho hai phong)"
