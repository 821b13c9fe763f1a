"""What init writes, and that it never overwrites."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import fresh
from config.errors import SettingsError
from config.load import load, parse
from domain.place import Unit
from tests.config.conftest import FRESH


@pytest.mark.parametrize("choice", ["default", "none"])
def test_a_fresh_file_is_short_and_right(unit: Unit, choice: str) -> None:
    text = fresh.settings_text(unit, choice)
    settings = parse(text, Path("settings.toml"))
    assert (settings.commune.code, settings.press.defaults) == ("11713", choice)
    assert len(text.splitlines()) < 40
    assert "xã Nghi Dương, Thành phố Hải Phòng" in text


def test_every_kind_of_unit_is_called_by_its_word() -> None:
    text = fresh.settings_text(Unit("11311", "Thủy Nguyên", "Phường", "Thành phố Hải Phòng", "31"), "default")
    assert "tên phường" in text
    assert "tên xã" not in text


def test_a_sample_says_that_it_is_one(unit: Unit) -> None:
    settings = parse(fresh.sample_text(unit), Path("settings.toml"))
    assert settings.sample.enabled
    assert settings.press.defaults == "none"


def test_folders_are_made_and_nothing_is_overwritten(tmp_path: Path) -> None:
    home = tmp_path / "cơ quan" / "du-lieu"
    assert fresh.write_new(home, FRESH) == home / "settings.toml"
    assert load(home).commune.code == "11713"
    with pytest.raises(SettingsError, match="không ghi đè"):
        fresh.write_new(home, "khác")
    assert (home / "settings.toml").read_text(encoding="utf-8") == FRESH


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match="không ghi được"):
        fresh.write_new(tmp_path / "tep" / "nha", FRESH)
