"""The commands of the plan, on a real home."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import docx
import pytest

from config import fresh
from diembao.cli import run
from domain.place import Unit


@pytest.fixture
def home(tmp_path: Path) -> Path:
    unit = Unit("11713", "Nghi Dương", "Xã", "Thành phố Hải Phòng", "31")
    fresh.write_new(tmp_path, fresh.settings_text(unit, "none"))
    return tmp_path


def call(home: Path, *words: str, now: str = "2026-12-15T09:00:00+07:00") -> int:
    return run([*words, "--home", str(home), "--now", now])


def test_from_notes_to_the_signed_form(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(home, "plan", "note", "5", "Phát 24 chuyên mục", "--by", "A", "--day", "2026-11-02") == 0
    assert call(home, "plan", "note", "kien-nghi", "Cấp kinh phí máy chủ.", "--by", "A") == 0
    capsys.readouterr()
    assert call(home, "plan", "list") == 0
    assert "    02/11/2026: Phát 24 chuyên mục (A)" in capsys.readouterr().out
    assert call(home, "plan", "report", "--ending", "2026-12-14") == 0
    path = Path(capsys.readouterr().out.strip())
    text = "\n".join(cell.text for table in docx.Document(str(path)).tables for cell in table._cells)
    assert "Phát 24 chuyên mục (ngày 02/11/2026)." in text
    assert "TM. ỦY BAN NHÂN DÂN" in text
    assert path.name == "bao-cao-ke-hoach-11713-quarter-2026-12-14.docx"


def test_a_note_of_another_quarter_stays_out(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(home, "plan", "note", "5", "Việc của quý ba", "--by", "A", "--day", "2026-08-01")
    capsys.readouterr()
    call(home, "plan", "report", "--ending", "2026-12-14", "--format", "html")
    assert "Việc của quý ba" not in Path(capsys.readouterr().out.strip()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [("note", "99", "x", "--by", "A"), ("note", "1", " ", "--by", "A"), ("note", "1", "x", "--by", " "),
     ("report", "--format", "doc"), ("note", "1", "x", "--by", "A", "--day", "hôm qua")],
)  # fmt: skip
def test_wrong_calls_are_refused_with_a_remedy(home: Path, words: tuple[str, ...]) -> None:
    assert call(home, "plan", *words) == 2


def test_what_was_written_cannot_be_changed(home: Path) -> None:
    call(home, "plan", "note", "1", "Đã làm", "--by", "A")
    with sqlite3.connect(home / "diembao.sqlite3") as db, pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute("UPDATE plan_notes SET text = ''")
