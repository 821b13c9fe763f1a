"""Backups in awkward places: inside the office's own folder, on a stick that takes no large file, behind a link."""

from __future__ import annotations

import errno
import re
import unicodedata
from pathlib import Path

import pytest

from domain.errors import KnownError
from store.backup import Wish, _target, write_backup
from store.errors import DiskFull, StoreError
from store.restore import restore
from store.sealing import Locker, Opener
from store.snapshot import sync_folder
from tests.builders import NOW
from tests.store.test_backup import home, made, no_secret, usb

__all__ = ["home", "made", "usb"]


def test_backups_kept_inside_the_home_are_not_saved_again(home: Path) -> None:
    sizes = [write_backup(home, Wish(home / f"sao {number}.zip", "11713"), NOW).size for number in range(3)]
    assert max(sizes) < 1.1 * min(sizes)
    names = {member.name for member in write_backup(home, Wish(home / "cuoi.zip", "11713"), NOW).contents.members}
    assert not any(name.endswith("zip") for name in names)


def test_a_zip_that_is_no_backup_is_saved(home: Path) -> None:
    (home / "anh.zip").write_bytes(b"PK khac")
    names = {member.name for member in write_backup(home, Wish(home / "x.zip", "11713"), NOW).contents.members}
    assert "anh.zip" in names


def test_a_stick_that_takes_no_large_file_is_told_by_its_format(usb: Path) -> None:
    with pytest.raises(DiskFull, match="FAT32"), _target(usb / "a.zip"):
        raise OSError(errno.EFBIG, "File too large")


def test_a_missing_part_of_the_archive_is_no_fault_of_the_stick(home: Path, usb: Path) -> None:
    (part,) = (home / "archive").glob("*.gz")
    part.unlink()
    with pytest.raises(StoreError, match="Mất tệp archive/") as told:
        write_backup(home, Wish(usb, "11713"), NOW)
    assert str(usb) not in str(told.value)
    assert list(usb.iterdir()) == []


@pytest.mark.parametrize("name", ["máy mới", "y" * 240, unicodedata.normalize("NFD", "Điểm báo #1 100% ?x=y & 'lạ'")])
def test_back_into_folders_of_any_name(home: Path, usb: Path, tmp_path: Path, name: str) -> None:
    saved = write_backup(home, Wish(usb, "11713"), NOW)
    restore(saved.path, tmp_path / name, no_secret)
    assert (tmp_path / name / "diembao.sqlite3").exists()


def test_back_behind_a_link_but_not_onto_a_file_or_the_root_of_a_drive(home: Path, usb: Path, tmp_path: Path) -> None:
    saved = write_backup(home, Wish(usb, "11713"), NOW)
    real, link, file = tmp_path / "thật", tmp_path / "lối tắt", tmp_path / "tệp"
    real.mkdir()
    link.symlink_to(real)
    restore(saved.path, link, no_secret)
    assert (real / "diembao.sqlite3").exists()
    file.write_text("x")
    for place in (file, file / "con", Path("/dev/shm")):
        if place.is_mount() and any(place.iterdir()):
            continue
        with pytest.raises(KnownError):
            restore(saved.path, place, no_secret)


def test_a_passphrase_opens_however_its_letters_are_composed() -> None:
    phrase = "Ủy ban nhân dân xã Nghi Dương"
    locked = Locker(unicodedata.normalize("NFC", phrase)).key
    Opener(locked, unicodedata.normalize("NFD", phrase) + " ")
    with pytest.raises(StoreError, match="không đúng"):
        Opener(locked, phrase.upper())


def test_a_folder_that_cannot_be_synced_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr("os.fsync", refuse)
    sync_folder(tmp_path)


def test_a_machine_too_slow_for_the_passphrase_is_not_told_that_it_is_wrong() -> None:
    key = re.sub(rb"(-> scrypt \S+ )\d+", rb"\g<1>30", Locker("một câu dài dễ nhớ").key)
    with pytest.raises(StoreError, match="chậm hơn nhiều"):
        Opener(key, "một câu dài dễ nhớ")
