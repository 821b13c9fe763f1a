"""The gazetteer: complete, quick to load, tolerant of how a name is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import gazetteer
from config.errors import SettingsError
from config.gazetteer.build import build

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "gazetteer"


def test_every_present_unit_is_there() -> None:
    everything = gazetteer.load()
    assert len(everything.units) == 3321
    assert len({unit.code for unit in everything.units}) == 3321
    codes = {former.code for former in everything.formers} | {unit.code for unit in everything.units}
    assert {pair.old_code for pair in everything.successions} <= codes
    assert {pair.new_code for pair in everything.successions} <= codes


def test_nghi_duong_is_made_of_three_communes() -> None:
    commune = gazetteer.commune("11713")
    assert commune.unit.full_name == "xã Nghi Dương"
    assert {(former.name, former.district) for former in commune.formers} == {
        ("Ngũ Phúc", "Huyện Kiến Thuỵ"),
        ("Kiến Quốc", "Huyện Kiến Thuỵ"),
        ("Du Lễ", "Huyện Kiến Thuỵ"),
    }
    assert "Tú Đôi" in commune.knowledge.villages
    assert "nghi dương tính" in commune.knowledge.ignore


@pytest.mark.parametrize("text", ["11713", "Nghi Dương", "xã Nghi Dương", "Xã  nghi dương", "nghi duong", "Du Lễ"])
def test_one_commune_however_it_is_written(text: str) -> None:
    assert [unit.code for unit in gazetteer.find(text)] == ["11713"]


def test_a_name_of_several_gives_them_all() -> None:
    assert len(gazetteer.find("Tân An")) == 10
    assert {unit.code for unit in gazetteer.find("Ngũ Phúc")} >= {"11713"}
    assert len(gazetteer.find("Ngũ Phúc")) > 1
    assert {unit.type for unit in gazetteer.find("phường An Dương")} == {"Phường"}


def test_tone_placement_does_not_matter() -> None:
    assert gazetteer.find("Kiến Thuỵ") == gazetteer.find("Kiến Thụy") != []


def test_unknown_names_and_codes() -> None:
    assert gazetteer.find("Không Có Xã Này") == gazetteer.find("99999") == gazetteer.find("") == []
    with pytest.raises(SettingsError, match="diembao init"):
        gazetteer.commune("99999")


def test_the_shipped_files_are_what_the_builder_makes(tmp_path: Path) -> None:
    if not SHARED.exists():
        pytest.skip(f"needs {SHARED.name} beside the project (shared/data/gazetteer)")
    build(SHARED, tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (gazetteer.HERE / path.name).read_bytes(), path.name
