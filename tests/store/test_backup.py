"""A backup holds everything, comes back whole or not at all, and trusts nothing it is handed."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import sqlite3
import stat
import unicodedata
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from store import opened
from store.backup import Made, Wish, remove_older, work_folder, write_backup
from store.bundle import is_safe
from store.errors import Damaged, DiskFull, StoreError
from store.restore import restore, unpack
from store.sealing import secret_of
from tests.builders import NOW
from tests.store.test_verify import URLS, fill

ASTRAY = ("../ngoai.txt", "/tmp/ngoai.txt", "C:/ngoai.txt", "a/../../b", "a\\..\\b", "CON", "digests/nul.txt", "a//b")
SECRET = "một câu dài dễ nhớ"


def no_secret() -> str:
    raise AssertionError("asked for a passphrase")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sao lưu") / "nhà"
    with opened(home) as store:
        fill(store, URLS)
        store.chain.write_down()
    (home / "settings.toml").write_text('[commune]\ncode = "11713"\n', encoding="utf-8")
    (home / "digests").mkdir()
    (home / "digests" / "bản tuần.docx").write_bytes(b"PK" + b"\x00" * 500)
    (home / "logs").mkdir()
    (home / "logs" / "crawl.log").write_text("nhật ký")
    (home / "mat-khau-thu.txt").write_text("bí mật của hộp thư")
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "nhà"))


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def backup(home: Path, target: Path, secret: str = "", hours: int = 0) -> Made:
    wish = Wish(target, "11713", secret, (home / "mat-khau-thu.txt",))
    return write_backup(home, wish, NOW + timedelta(hours=hours))


def files(home: Path) -> set[str]:
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}


def archive(home: Path) -> Path:
    (path,) = (home / "archive").glob("*.warc.gz")
    return path


@pytest.mark.parametrize("secret", ["", SECRET])
def test_everything_of_the_office_comes_back(home: Path, usb: Path, tmp_path: Path, secret: str) -> None:
    made = backup(home, usb, secret)
    done = restore(made.path, tmp_path / "máy mới", (lambda: secret) if secret else no_secret)
    assert not done.report.findings
    assert done.report.records == 3
    new = tmp_path / "máy mới"
    assert files(new) == {
        "settings.toml",
        "digests/bản tuần.docx",
        "diembao.sqlite3",
        "archive/chuoi.txt",
        archive(home).relative_to(home).as_posix(),
    } | {name for name in files(new) if name.startswith("diembao.sqlite3-")}
    with opened(home) as old, opened(new) as back:
        assert back.chain.head() == old.chain.head()
        assert [article.title for article in back.articles.all()] == [article.title for article in old.articles.all()]
    assert [path.name for path in new.parent.iterdir() if path.name.startswith(".")] == []
    assert list((home / "tam").iterdir()) == []


def test_a_locked_backup_shows_nothing_without_its_passphrase(home: Path, usb: Path, tmp_path: Path) -> None:
    made = backup(home, usb, SECRET)
    raw = made.path.read_bytes()
    assert b"11713" not in raw.replace(made.path.name.encode(), b"")
    with zipfile.ZipFile(made.path) as bundle:
        assert b"SQLite format" not in b"".join(bundle.read(name) for name in bundle.namelist())
    with pytest.raises(StoreError, match="không đúng"):
        restore(made.path, tmp_path / "mới", lambda: "một câu dài khác")
    assert not (tmp_path / "mới").exists()


def test_what_is_stored_while_a_backup_is_made_waits_for_the_next(home: Path, usb: Path, tmp_path: Path) -> None:
    with opened(home) as store:
        made = backup(home, usb)
        fill(store, ["http://bao-mot.example/tin-9.html"])
        store.chain.write_down()
        second = backup(home, usb)
    assert restore(made.path, tmp_path / "một", no_secret).report.records == 3
    assert restore(second.path, tmp_path / "hai", no_secret).report.records == 4


def test_an_archive_ahead_of_the_copied_database_is_cut_where_that_ends(home: Path, usb: Path, tmp_path: Path) -> None:
    with archive(home).open("ab") as file:
        file.write(b"half a record of a run that goes on")
    with (home / "archive" / "chuoi.txt").open("a") as file:
        file.write(f"999 {'a' * 64}\n")
    assert not restore(backup(home, usb).path, tmp_path / "mới", no_secret).report.findings


def test_only_the_oldest_of_this_office_go(home: Path, usb: Path) -> None:
    other = usb / "diembao-11713-ffffffff-00001-20200101-000000.zip"
    other.write_bytes(b"of another machine")
    # The clock jumps back a year in between: what counts is the order in which they were made.
    made = [backup(home, usb, hours=hours) for hours in (0, 24, -8760, 25)]
    removed = remove_older(made[-1], 2)
    assert removed == (made[0].path, made[1].path)
    assert {path.name for path in usb.iterdir()} == {other.name, made[2].path.name, made[3].path.name}


def test_a_missing_place_is_said_and_nothing_made(home: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="USB"):
        backup(home, tmp_path / "chưa cắm" / "usb")
    with pytest.raises(StoreError, match="USB"):
        backup(home, tmp_path / "usb")
    assert not (tmp_path / "usb").exists()


def test_a_full_disk_leaves_the_old_backup(home: Path, usb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = backup(home, usb / "ban-sao.zip").path
    before = old.read_bytes()

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("store.backup.sync_file", full)
    with pytest.raises(DiskFull, match="bản cũ vẫn nguyên"):
        backup(home, old)
    assert [(path.name, path.read_bytes()) for path in usb.iterdir()] == [("ban-sao.zip", before)]


def test_what_a_killed_backup_left_is_taken_away(home: Path, usb: Path) -> None:
    first = backup(home, usb).path
    half = first.with_name(first.name.replace("-00001-", "-00002-") + ".part")
    half.write_bytes(b"half")
    (home / "tam" / "sao-luu-cu").mkdir()
    backup(home, usb)
    assert not half.exists()
    assert list((home / "tam").iterdir()) == []


def test_one_backup_at_a_time(home: Path, usb: Path) -> None:
    with work_folder(home), pytest.raises(StoreError, match="một lượt sao lưu khác"):
        backup(home, usb)


def test_a_home_with_data_is_never_written_over(home: Path, usb: Path) -> None:
    made = backup(home, usb)
    before = files(home)
    with pytest.raises(StoreError, match="không khôi phục đè"):
        restore(made.path, home, no_secret)
    assert files(home) == before


def test_a_torn_or_changed_file_is_refused(home: Path, usb: Path, tmp_path: Path) -> None:
    raw = backup(home, usb, SECRET).path.read_bytes()
    plain = backup(home, usb).path.read_bytes()
    torn = usb / "hong.zip"
    cases = [raw[:-100], raw[: len(raw) // 2], plain[: len(plain) // 2], b"", b"PK\x03\x04", os.urandom(5000)]
    cases += [_flipped(raw, len(raw) // 3), _flipped(plain, len(plain) // 3)]
    for number, data in enumerate(cases):
        torn.write_bytes(data)
        with pytest.raises(Damaged):
            restore(torn, tmp_path / f"mới {number}", lambda: SECRET)
    assert not [path for path in tmp_path.iterdir() if "mới" in path.name]


def _flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def rewritten(path: Path, change: Callable[[dict[str, Any]], None], **extra: bytes) -> Path:
    """The backup with another table of contents and more members: what a hostile hand would make."""
    target = path.with_name("xau.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        contents = json.loads(old.read("muc-luc.json"))
        change(contents)
        for info in old.infolist():
            if info.filename != "muc-luc.json":
                new.writestr(info, old.read(info))
        for name, data in extra.items():
            new.writestr(name, data)
        new.writestr("muc-luc.json", json.dumps(contents))
    return target


@pytest.mark.parametrize(
    "name",
    [*ASTRAY, "x\x00y", "đuôi ", "SETTINGS.toml", "settings.toml/b"],
)
def test_names_that_lead_astray_are_refused(home: Path, usb: Path, tmp_path: Path, name: str) -> None:
    def change(contents: dict[str, Any]) -> None:
        contents["members"].append({"name": name, "size": 1, "sha256": "ab"})

    bad = rewritten(backup(home, usb).path, change, **{name: b"x"})
    with pytest.raises(Damaged, match=r"không an toàn|trùng chỗ"):
        restore(bad, tmp_path / "mới", no_secret)
    assert not (tmp_path / "mới").exists()
    assert not (tmp_path / "ngoai.txt").exists()


def test_links_strangers_and_bombs_are_refused(home: Path, usb: Path, tmp_path: Path) -> None:
    good = backup(home, usb).path

    def refused(bad: Path, match: str) -> None:
        with pytest.raises(StoreError, match=match):
            restore(bad, tmp_path / "mới", no_secret)
        assert not (tmp_path / "mới").exists()

    refused(rewritten(good, lambda _: None, **{"la.txt": b"x"}), "không khớp")

    def shorter(contents: dict[str, Any]) -> None:
        contents["members"][0]["size"] = 10

    refused(rewritten(good, shorter), "dài hơn")

    def huge(contents: dict[str, Any]) -> None:
        contents["members"][0]["size"] = 10**15

    refused(rewritten(good, huge), "còn trống")
    link = usb / "lien-ket.zip"
    shutil.copy(good, link)
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(link, "w") as new:
        for info in old.infolist():
            if info.filename == "settings.toml":
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            new.writestr(info, old.read(info.filename))
    refused(link, "không khớp")
    bomb = usb / "bom.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new, new.open("muc-luc.json", "w") as file:
        for _ in range(70):
            file.write(b" " * 1_000_000)
    refused(bomb, "lớn bất thường")


def test_a_database_with_rules_of_its_own_is_refused(home: Path, usb: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(home / "diembao.sqlite3")) as db:
        db.execute("CREATE TRIGGER la AFTER INSERT ON links BEGIN DELETE FROM outcomes; END")
        db.commit()
    with pytest.raises(Damaged, match="thành phần lạ"):
        unpack(backup(home, usb).path, _folder(tmp_path), no_secret)


def test_a_damaged_archive_shows_before_anything_is_placed(home: Path, usb: Path, tmp_path: Path) -> None:
    path = archive(home)
    path.write_bytes(_flipped(path.read_bytes(), 40))
    made = backup(home, usb)
    assert "Bản gốc bị thay đổi" in unpack(made.path, _folder(tmp_path), no_secret).report.findings[0]
    with pytest.raises(Damaged, match="không qua được kiểm tra"):
        restore(made.path, tmp_path / "mới", no_secret)


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "mở"
    folder.mkdir()
    return folder


def test_the_standard_format_is_kept(home: Path, usb: Path) -> None:
    with zipfile.ZipFile(backup(home, usb, SECRET).path) as bundle:
        assert bundle.read("chia-khoa.age").startswith(b"age-encryption.org/v1\n-> scrypt ")
        assert bundle.read("muc-luc.json.age").startswith(b"age-encryption.org/v1\n-> X25519 ")
        assert "restore" in io.TextIOWrapper(bundle.open("HUONG-DAN.txt"), encoding="utf-8").read()


def test_names_are_judged_for_every_system() -> None:
    assert is_safe("digests/bản tổng hợp tuần.docx")
    assert not any(map(is_safe, ("", ".", "a/.", "aux.txt", "a:b", "x" * 500, "tab\t")))


def test_a_passphrase_comes_from_a_file_and_is_long(tmp_path: Path) -> None:
    path = tmp_path / "mk.txt"
    path.write_text("\ufeffmột câu dài dễ nhớ\ndòng thừa\n", encoding="utf-8")
    assert secret_of(path) == SECRET
    path.write_text(unicodedata.normalize("NFD", SECRET), encoding="utf-8")
    assert secret_of(path) == SECRET
    path.write_text("ngắn\n", encoding="utf-8")
    with pytest.raises(StoreError, match="quá ngắn"):
        secret_of(path)
    with pytest.raises(StoreError, match="Không đọc được"):
        secret_of(tmp_path / "không có")


def test_files_that_not_every_system_can_hold_keep_nothing_from_being_saved(
    home: Path, usb: Path, tmp_path: Path
) -> None:
    for name in ("lúc 8:30.txt", "A.txt", "a.txt", "đuôi.", "x" * 200 + ".txt"):
        (home / "digests" / name).write_text(name)
    os.mkfifo(home / "ống")
    (home / "nối").symlink_to("/etc")
    new = tmp_path / "mới"
    restore(backup(home, usb).path, new, no_secret)
    assert {path.name.casefold() for path in (new / "digests").iterdir()} == {
        "bản tuần.docx", "a.txt", "x" * 200 + ".txt"
    }  # fmt: skip
    assert not (new / "nối").exists()
