"""`backup` and `restore` as an officer calls them."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store import opened
from tests.diembao.small_press import diembao, office, spoken


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "nhà"
    office(home, [])
    return home


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def test_out_and_in_again(home: Path, usb: Path, tmp_path: Path) -> None:
    path = diembao(home, "backup", str(usb)).strip()
    assert Path(path).parent == usb
    told = diembao(tmp_path / "mới", "restore", path)
    assert "còn nguyên vẹn" in told
    assert "Cuối chuỗi: 0" in told
    assert diembao(tmp_path / "mới", "config", "get", "commune.code") == diembao(home, "config", "get", "commune.code")
    assert "Tất cả còn nguyên vẹn" in diembao(tmp_path / "mới", "verify")
    with opened(home) as store:
        (run,) = store.runs.latest(5, "backup")
        assert (run.outcome, run.summary["answer"]) == ("done", path)
        # A backup is no reading of the press.
        assert store.runs.last() is None
        assert store.runs.first() is None


@pytest.mark.long
def test_the_settings_say_where_how_many_and_locked_by_what(home: Path, usb: Path, tmp_path: Path) -> None:
    code, _, told = spoken(home, "backup")
    assert (code, "backup.to" in told) == (2, True)
    (home / "mat-khau.txt").write_text("một câu dài dễ nhớ", encoding="utf-8")
    for key, value in (("to", str(usb)), ("keep", "2"), ("passphrase_file", "mat-khau.txt")):
        diembao(home, "config", "set", f"backup.{key}", value)
    made = [json.loads(diembao(home, "backup", "--json")) for _ in range(3)]
    assert [len(one["removed"]) for one in made] == [0, 0, 1]
    assert len(list(usb.iterdir())) == 2
    new = tmp_path / "mới"
    code, _, told = spoken(new, "restore", made[-1]["file"])
    assert (code, "--passphrase-file" in told, new.exists()) == (2, True, False)
    diembao(new, "restore", made[-1]["file"], "--passphrase-file", str(home / "mat-khau.txt"))
    assert not (new / "mat-khau.txt").exists()


def test_a_damaged_home_keeps_its_older_backups(home: Path, usb: Path) -> None:
    old = diembao(home, "backup", str(usb)).strip()
    with opened(home) as store:
        store.audit.add(datetime.now(UTC), "Lan", "thử")
        store._db.execute("DROP TRIGGER audit_stays")
        store._db.execute("UPDATE audit SET by = 'Minh'")
    code, _, told = spoken(home, "backup", str(usb), "--keep", "1")
    assert code == 1
    assert "thành phần lạ" in told
    assert Path(old).exists()
    assert len(list(usb.glob("*.zip"))) == len(list(usb.glob("*.hong"))) == 1
    with opened(home) as store:
        assert store.runs.latest(1, "backup")[0].outcome == "failed"


@pytest.mark.parametrize("table", ["links", "chain", "runs"])
def test_one_damaged_page_never_becomes_a_backup(home: Path, usb: Path, table: str) -> None:
    old = Path(diembao(home, "backup", str(usb)).strip())
    with opened(home) as store:
        store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = store._db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]
    data = bytearray((home / "diembao.sqlite3").read_bytes())
    data[(page - 1) * 4096 : page * 4096] = os.urandom(4096)
    (home / "diembao.sqlite3").write_bytes(data)
    code, _, told = spoken(home, "backup", str(usb), "--keep", "1")
    assert (code, "hỏng" in told, "Traceback" in told) == (1, True, False)
    assert list(usb.glob("*.zip")) == [old]


def test_a_missing_stick_is_one_sentence(home: Path, tmp_path: Path) -> None:
    code, out, told = spoken(home, "backup", str(tmp_path / "chưa cắm"))
    assert (code, out) == (1, "")
    assert "mời cắm" in told
    assert "Traceback" not in told


BROKEN: dict[str, Callable[[str], str | None]] = {
    "no TOML": lambda text: text + "\n[backup\nto = ",
    "cut": lambda text: text[: text.rindex('"')],
    "zeros": lambda text: "\0" * len(text),
    "gone": lambda _: None,
    "unknown key": lambda text: text + "\n[backups]\nto = 1\n",
}


@pytest.mark.parametrize("damage", BROKEN)
def test_broken_settings_are_saved_with_the_data(home: Path, usb: Path, tmp_path: Path, damage: str) -> None:
    first = diembao(home, "backup", str(usb)).strip()
    (home / "mat-khau-thu.txt").write_text("bí mật của hộp thư", encoding="utf-8")
    diembao(home, "config", "set", "email.password_file", "mat-khau-thu.txt")
    _damage(home, damage)
    code, out, told = spoken(home, "backup", "--keep", "5")  # to the folder of the last one
    assert (code, "CẢNH BÁO" in told, "không khóa" in told) == (0, True, True)
    assert "mat-khau-thu.txt" in told
    made = Path(out.strip())
    assert (made.parent, Path(first).exists()) == (usb, True)
    with zipfile.ZipFile(made) as bundle:
        assert "mat-khau-thu.txt" not in bundle.namelist()
        assert ("settings.toml" in bundle.namelist()) == (damage != "gone")
    # All data are back; that the settings are to be mended is said there too.
    diembao(tmp_path / "mới", "restore", str(made), check=(3,))


def test_no_older_backup_goes_while_the_settings_are_broken(home: Path, usb: Path) -> None:
    diembao(home, "config", "set", "backup.keep", "1")
    diembao(home, "backup", str(usb))
    _damage(home, "zeros")
    for _ in range(2):
        diembao(home, "backup", str(usb))
    assert len(list(usb.glob("*.zip"))) == 3


@pytest.mark.long
@pytest.mark.parametrize("damage", ["no TOML", "zeros"])
def test_who_locked_backups_gets_no_open_one(home: Path, usb: Path, tmp_path: Path, damage: str) -> None:
    (home / "khoa.txt").write_text("một câu dài dễ nhớ", encoding="utf-8")
    diembao(home, "config", "set", "backup.passphrase_file", "khoa.txt")
    diembao(home, "backup", str(usb))
    _damage(home, damage)
    (home / "khoa.txt").rename(tmp_path / "khoa.txt")
    code, _, told = spoken(home, "backup", str(usb))
    assert (code, "--passphrase-file" in told, len(list(usb.glob("*.zip")))) == (2, True, 1)
    made = diembao(home, "backup", str(usb), "--passphrase-file", str(tmp_path / "khoa.txt")).strip()
    code, _, _ = spoken(tmp_path / "mới", "restore", made)
    assert code == 2
    diembao(tmp_path / "mới", "restore", made, "--passphrase-file", str(tmp_path / "khoa.txt"), check=(3,))


def test_an_empty_folder_is_no_office(tmp_path: Path, usb: Path) -> None:
    code, _, told = spoken(tmp_path / "không có", "backup", str(usb))
    assert (code, "diembao init" in told, list(usb.iterdir())) == (2, True, [])


def _damage(home: Path, kind: str) -> None:
    path = home / "settings.toml"
    text = BROKEN[kind](path.read_text(encoding="utf-8"))
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")
