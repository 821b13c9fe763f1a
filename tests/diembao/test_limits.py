"""What a child process is told to take of the machine, and what a slow machine leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import edit, fresh
from config.operations import LimitSettings
from diembao.crew import Alone, Helped
from diembao.limits import MEMORY, NICE, environment
from diembao.office import Office, office
from domain.place import Unit

PLACE = Unit("11713", "Nghi Dương", "Xã", "Thành phố Hải Phòng", "31")


def changed(home: Path, key: str, value: str) -> Office:
    edit.set_value(home, key, value)
    return office(home)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fresh.write_new(tmp_path, fresh.settings_text(PLACE, "none"))
    return tmp_path


def test_limits_reach_the_child_by_its_environment():
    assert environment(LimitSettings(nice=4, memory_mb=900)) == {NICE: "4", MEMORY: "900"}
    assert environment(LimitSettings(nice=4, slow_machine=True))[NICE] == "19"


def test_a_slow_machine_works_alone_and_asks_no_tagger(home: Path):
    quick = changed(home, "run.workers", "3")
    assert quick.crew == Helped(2)
    assert quick.masker().persons is not None
    slow = changed(home, "limits.slow_machine", "true")
    assert isinstance(slow.crew, Alone)
    assert slow.masker().persons is None
