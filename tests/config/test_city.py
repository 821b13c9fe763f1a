"""A province or city as what is watched: names, settings, sources."""

from __future__ import annotations

from pathlib import Path

import pytest

import config.gazetteer as gazetteer
from config import edit, fresh
from config.errors import SettingsError
from config.load import load, parse
from config.sources import sources
from crawler.searches import city_source

PATH = Path("settings.toml")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hải Phòng", "31"),
        ("thành phố Hải Phòng", "31"),
        ("TP. Hải Phòng", "31"),
        ("hai phong", "31"),
        ("31", "31"),
        ("Hải Dương", "31"),
        ("tỉnh Quảng Nam", "48"),
        ("Thanh Hóa", "38"),
        ("Thừa Thiên Huế", "46"),
        ("TP.HCM", "79"),
        ("1", "01"),
    ],
)
def test_a_city_is_found_by_name_code_and_former_name(text: str, code: str) -> None:
    assert [unit.code for unit in gazetteer.find_cities(text)] == [code]


@pytest.mark.parametrize("text", ["", "Hải", "99", "xã Nghi Dương", "thành phố"])
def test_what_is_no_city_is_none(text: str) -> None:
    assert gazetteer.find_cities(text) == []


def test_there_are_34_and_every_commune_belongs_to_one() -> None:
    cities = gazetteer.cities()
    assert len(cities) == 34
    watched = [len(gazetteer.city(unit.code, (), (), {}).communes) for unit in cities]
    assert sum(watched) == len(gazetteer.load().units)
    assert dict(zip((unit.code for unit in cities), watched, strict=True))["31"] == 114


def test_a_fresh_file_watches_all_and_names_each_commune(tmp_path: Path) -> None:
    city = gazetteer.city("31", (), (), {})
    fresh.write_new(tmp_path, fresh.city_text(city, "default"))
    settings = load(tmp_path)
    assert settings.city.code == "31"
    assert (tmp_path / "settings.toml").read_text(encoding="utf-8").count("\n# 1") > 100
    assert settings.office_of(city.unit).issuer == "Sở Văn hóa, Thể thao và Du lịch"
    assert settings.office_of(city.unit).parent == "UBND thành phố Hải Phòng"
    nghi_duong = next(one.unit for one in city.communes if one.code == "11713")
    assert settings.office_of(nghi_duong).parent == "UBND xã Nghi Dương"
    assert "[city]" in edit.show(tmp_path)
    assert "[commune]" not in edit.show(tmp_path)


def test_communes_are_left_out_and_added_by_settings() -> None:
    city = gazetteer.city("31", ("10507", "01279"), ("11713",), {})
    codes = {one.code for one in city.communes}
    assert "11713" not in codes
    assert {"01279", "10507"} <= codes
    assert len(codes) == 114


@pytest.mark.parametrize(
    ("also", "without", "own", "told"),
    [
        ((), ("01279",), {}, "city.without"),
        (("99999",), (), {}, "city.also"),
        ((), (), {"01279": gazetteer.NOTHING}, "communes.01279"),
    ],
)
def test_a_code_that_means_nothing_here_is_refused(also, without, own, told) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SettingsError, match=told):
        gazetteer.city("31", also, without, own)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[city]\ncode = "31"\n[commune]\ncode = "11713"\n', "một trong hai"),
        ('[city]\ncode = "Hải Phòng"\n', "city.code"),
        ("[city]\nsymbol = 'X'\n", "chưa có mà bắt buộc"),
        ('[city]\ncode = "31"\n[communes.xa]\nvillages = []\n', "mã 5 chữ số"),
        ('[city]\ncode = "31"\n[communes.11713]\nvilages = []\n', "villages"),
    ],
)
def test_a_wrong_city_is_told_with_its_remedy(text: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        parse(text, PATH)


def test_what_one_commune_knows_is_its_own() -> None:
    settings = parse(
        '[city]\ncode = 31\nwithout = 11948\n[communes.11713]\nvillages = "thôn Đông"\nsigner_name = "Trần Thị Mẫu"\n',
        PATH,
    )
    assert settings.city.without == ("11948",)
    assert settings.own_knowledge("11713").villages == ("thôn Đông",)
    assert settings.own_knowledge("10507").villages == ()
    unit = gazetteer.unit("11713")
    other = gazetteer.unit("10507")
    assert unit
    assert other
    assert settings.office_of(unit).signer_name == "Trần Thị Mẫu"
    assert settings.office_of(other).signer_name == ""


def test_a_rule_is_written_under_its_commune(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[city]\ncode = "31"\n', encoding="utf-8")
    edit.add_rule(tmp_path, "điện máy Ngũ Phúc", "11713")
    settings = load(tmp_path)
    assert [rule.phrase for rule in settings.own_knowledge("11713").not_ours] == ["điện máy Ngũ Phúc"]
    assert settings.own_knowledge("10507").not_ours == ()
    edit.remove_rule(tmp_path, "điện máy Ngũ Phúc", "11713")
    assert load(tmp_path).own_knowledge("11713").not_ours == ()


def test_sources_are_picked_once_and_searches_stay_few() -> None:
    city = gazetteer.city("31", (), (), {})
    settings = parse('[city]\ncode = "31"\n', PATH)
    codes = [one.code for one in city.communes]
    found = sources(settings, city.unit, (city_source(city),), codes)
    names = [source.name for source in found]
    assert len(names) == len(set(names))
    assert {"baohaiphong", "tim-kiem-31"} <= set(names)
    asked = next(source for source in found if source.name == "tim-kiem-31").ways
    # One query a name would be 792 at each reading; three readings a day make 255 requests of these.
    assert len(asked) == 85
    text = " ".join(way.url for way in asked)
    assert all(one.unit.name.split()[0] for one in city.communes)
    assert "Nghi+D%C6%B0%C6%A1ng" in text
