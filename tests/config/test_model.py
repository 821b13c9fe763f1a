"""What settings tell the rooms: letterhead, local names, the reader's introduction."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from config import shipped
from config.keys import example, known_keys
from config.load import parse
from config.model import Settings
from digest import SECTIONS
from digest.render import RENDERERS
from domain.edition import WEEK_STARTS
from domain.place import Unit


def settings(text: str = "") -> Settings:
    return parse('[commune]\ncode = "11713"\n' + text, Path("settings.toml"))


def test_the_letterhead_follows_the_name(unit: Unit) -> None:
    office = settings().office_of(unit)
    assert (office.parent, office.issuer, office.place) == (
        "UBND xã Nghi Dương",
        "Phòng Văn hóa - Xã hội",
        "Nghi Dương",
    )
    assert (office.symbol, office.signer_title, office.signer_name) == ("VHXH", "Trưởng phòng", "")
    assert office.addressees[0] == "Đồng chí Chủ tịch, các đồng chí Phó Chủ tịch UBND xã"
    assert not any("Như trên" in line or "{" in line for line in (*office.addressees, *office.recipients))


def test_a_ward_is_called_a_ward() -> None:
    office = settings().office_of(Unit("11311", "Thủy Nguyên", "Phường", "Thành phố Hải Phòng", "31"))
    assert office.parent == "UBND phường Thủy Nguyên"
    assert office.addressees[1] == "Ban Xây dựng Đảng Đảng ủy phường"


def test_the_committee_itself_may_issue(unit: Unit) -> None:
    text = '[office]\nparent = ""\nissuer = "Ủy ban nhân dân {unit}"\nsymbol = "UBND"\naddressees = []\n'
    office = settings(text).office_of(unit)
    assert (office.parent, office.issuer, office.symbol) == ("", "Ủy ban nhân dân xã Nghi Dương", "UBND")
    assert office.addressees == ()


def test_own_names_are_handed_over() -> None:
    knowledge = settings('villages = ["Thôn Đông"]\nignore = ["nghi dương tính"]\n').own_knowledge()
    assert (knowledge.villages, knowledge.ignore, knowledge.schools) == (("Thôn Đông",), ("nghi dương tính",), ())


def test_the_reader_introduces_itself_in_ascii(unit: Unit) -> None:
    assert settings().user_agent(unit) == "diembao (UBND xa Nghi Duong, Thanh pho Hai Phong)"
    told = settings('[office]\ncontact = "vhxh@xa.example (Phòng VHXH)\\nX-Đầu: 1"\n').user_agent(unit)
    assert told == "diembao (UBND xa Nghi Duong, Thanh pho Hai Phong; +vhxh@xa.example Phong VHXHX-Dau: 1)"
    assert told.isascii()
    assert told.isprintable()


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        settings().crawl.delay_seconds = 0


def test_defaults_name_what_the_digest_room_has() -> None:
    assert settings().digest.sections == tuple(SECTIONS)
    assert set(shipped.table("digest")["known_formats"]) == set(RENDERERS)


def test_every_week_start_is_one_of_the_seven() -> None:
    for start in WEEK_STARTS:
        assert settings(f'[digest]\nweek_starts = "{start}"\n').digest.week_starts == start


NAMED = {"sources": "x", "communes": "11713"}


def test_every_key_is_described_and_its_example_is_right() -> None:
    for table in known_keys(()):
        location = (table, NAMED[table]) if table in NAMED else (table,)
        assert known_keys(location)
        for key in known_keys(location):
            line = example((*location, key))
            assert line.startswith(f"{key} = ")
            ways = "feeds = ['http://a.example/']\n" if table == "sources" and key != "feeds" else ""
            code = "" if (table, key) == ("commune", "code") else 'code = "11713"\n'
            head = f"[commune]\n{code}" + (f"[{'.'.join(location)}]\n" if table != "commune" else "")
            head = "[city]\n" if (table, key) == ("city", "code") else head
            parse(f"{head}{ways}{line}\n", Path("settings.toml"))


def test_reading_settings_loads_neither_gazetteer_nor_editor() -> None:
    program = "import sys, config.load; print('config.gazetteer' in sys.modules, 'tomlkit' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
