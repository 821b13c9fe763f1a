"""`diembao user`: people of the desk from the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from config import fresh
from diembao.cli import run
from store import opened
from tests.desk.conftest import UNIT

LONG = "một câu dài\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fresh.write_new(tmp_path, fresh.settings_text(UNIT, "none"))
    return tmp_path


@pytest.fixture
def people(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Runs a command and gives its exit code and what it said."""

    def call(*words: str, typed: str = "") -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = run(["user", *words, "--home", str(home)])
        out, err = capsys.readouterr()
        return code, out + err

    return call


def test_people_are_added_listed_and_locked(people, home: Path) -> None:  # type: ignore[no-untyped-def]
    assert people("add", "Lan", "--role", "soan", "--password-stdin", typed=LONG)[0] == 0
    code, told = people("add", "lan", "--role", "xem", "--password-stdin", typed=LONG)
    assert (code, "Đã có người dùng" in told) == (1, True)
    code, told = people("add", "Minh", "--role", "xem", "--password-stdin", typed="ngắn\n")
    assert (code, "ít nhất 8 ký tự" in told) == (1, True)
    assert people("disable", "Lan")[0] == 0
    assert people("list") == (0, "Lan: Soạn (đã khóa)\n")
    assert people("enable", "LAN")[0] == 0
    assert people("password", "Lan", "--password-stdin", typed="một câu khác\n")[0] == 0
    code, told = people("password", "Ai", "--password-stdin", typed=LONG)
    assert (code, "Không có người dùng" in told) == (2, True)
    with opened(home) as store:
        assert {deed.by for deed in store.audit.latest(9)} == {"dòng lệnh"}
        assert LONG.strip() not in "".join(path.read_text("latin-1") for path in home.glob("*.sqlite3*"))


def test_a_mistyped_home_stays_empty(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["user", "list", "--home", str(home / "khác")]) == 2
    assert "Chưa có cài đặt" in capsys.readouterr().err
    assert not (home / "khác").exists()
