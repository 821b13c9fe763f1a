"""What a child process is told to take of the machine, and what a slow machine leaves out."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config import edit, fresh
from config.operations import LimitSettings
from diembao.crew import Alone, Helped
from diembao.jobobject import BELOW_NORMAL, IDLE, Limits, join_job, kernel
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


GREEDY = """
import sys
from diembao.limits import keep_to_limits
keep_to_limits()
try:
    taken = bytearray(600_000_000)
except MemoryError:
    sys.exit(7)
"""


@pytest.mark.parametrize(("megabytes", "ends"), [("300", 7), ("2000", 0), ("", 0)])
def test_a_child_is_refused_memory_beyond_its_limit(megabytes: str, ends: int):
    told = {**os.environ, MEMORY: megabytes}
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", GREEDY], env=told, cwd=root, check=False).returncode == ends


class Kernel32:
    """Stands in the place of kernel32 and reads its arguments as that does: bytes at offsets (winnt.h, 64 bits)."""

    def __init__(self, refuses: str = ""):
        self.refuses = refuses
        self.asked: list[str] = []
        self.given = b""

    def _answer(self, name: str, usual: int) -> int:
        self.asked.append(name)
        return 0 if name == self.refuses else usual

    def CreateJobObjectW(self, security: None, name: None) -> int:
        return self._answer("create", 0x1_0000_0044)

    def SetInformationJobObject(self, job: int, kind: int, limits: Any, size: int) -> int:
        assert (job, kind) == (0x1_0000_0044, 9)
        self.given = ctypes.string_at(ctypes.cast(limits, ctypes.c_void_p), size)
        return self._answer("set", 1)

    def AssignProcessToJobObject(self, job: int, process: int) -> int:
        assert (job, process) == (0x1_0000_0044, 2**64 - 1)
        return self._answer("assign", 1)

    def GetCurrentProcess(self) -> int:
        return 2**64 - 1


def number(data: bytes, offset: int, size: int) -> int:
    return int.from_bytes(data[offset : offset + size], "little")


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="offsets of 64 bits")
def test_a_job_of_windows_gets_its_limits_where_the_system_reads_them():
    windows = Kernel32()
    assert join_job(windows, 900_000_000, 5)
    assert windows.asked == ["create", "set", "assign"]
    given = windows.given
    assert len(given) == ctypes.sizeof(Limits) == 144
    assert number(given, 16, 4) == 0x100 | 0x20  # LimitFlags
    assert number(given, 56, 4) == BELOW_NORMAL  # PriorityClass
    assert number(given, 112, 8) == 900_000_000  # ProcessMemoryLimit
    assert sum(given) == sum(sum(given[at : at + 8]) for at in (16, 56, 112)), "nothing else is bound"
    join_job(windows, 0, 19)
    assert (number(windows.given, 16, 4), number(windows.given, 56, 4)) == (0x20, IDLE)


def test_what_windows_refuses_is_left_out():
    assert not join_job(Kernel32("create"), 900_000_000, 5)
    assert not join_job(Kernel32("set"), 900_000_000, 5)
    assert not join_job(Kernel32("assign"), 900_000_000, 5)
    assert (kernel() is None) == (sys.platform != "win32")
