"""A new machine begins with a backup: the same people, articles and decisions as before, or nothing at all."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from domain.reading import Verdict
from store import opened
from store.backup import Wish, write_backup
from store.errors import StoreError
from store.restarting import ASIDE, restore_into_new
from store.unfinished import MARKER, begin, unfinished
from tests.desk.conftest import NOW, Desk
from tests.diembao.small_press import spoken

SECRET = "một câu dài dễ nhớ"


@pytest.fixture
def backup(desk: Desk, tmp_path: Path) -> Path:
    """A backup of a home with an article, in a folder beside the homes."""
    desk.put(1, Verdict.REVIEW)
    (tmp_path / "usb").mkdir()
    (desk.home / "digests").mkdir()
    (desk.home / "digests" / "tuan.txt").write_text("bản tuần", encoding="utf-8")
    return write_backup(desk.home, Wish(tmp_path / "usb", "11713"), NOW).path


def refused(empty: Desk, path: object, told: str) -> None:
    """A backup that is not taken leaves a home in which everything can still begin."""
    stranger = empty.browser()
    stranger.get("/khoi-phuc")
    assert stranger.post("/khoi-phuc", **{"duong-dan": str(path)}).status_code == 400
    assert told in stranger.page
    assert "theo dõi báo chí viết về xã, phường, đặc khu nào?" in stranger.get("/")
    with empty.store() as store:
        assert not store.users.any()


def test_from_the_first_page_to_signing_in(empty: Desk, backup: Path) -> None:
    stranger = empty.browser()
    assert "/khoi-phuc" in stranger.get("/")
    page = stranger.get("/khoi-phuc")
    assert backup.name in page
    with opened(empty.home) as held:  # as the running desk holds it
        stranger.post("/khoi-phuc", ban=str(backup))
        assert "Đã khôi phục" in stranger.page
        assert "còn nguyên vẹn" in stranger.page
        assert held.users.any()
    assert stranger.sign_in("Lan").status_code == 200
    assert "Bài số 1" in stranger.get("/")
    with empty.store() as store:
        assert store.audit.latest(2)[1].action == "restore"
        assert store.verify().findings == ()
    assert stranger.get("/khoi-phuc").count("<h1>Hôm nay</h1>") == 1
    assert [path.name for path in empty.home.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.long
def test_a_locked_backup_needs_its_passphrase(empty: Desk, desk: Desk, tmp_path: Path) -> None:
    path = write_backup(desk.home, Wish(tmp_path, "11713", SECRET), NOW).path
    stranger = empty.browser()
    stranger.get("/khoi-phuc")
    for secret in ("", "sai bét"):
        assert stranger.post("/khoi-phuc", ban=str(path), **{"mat-khau": secret}).status_code == 400
        print(stranger.page[-3000:])
    stranger.post("/khoi-phuc", ban=str(path), **{"mat-khau": SECRET})
    print(stranger.page)
    assert "Đã khôi phục" in stranger.page, stranger.page


def test_what_is_no_sound_backup_leaves_a_new_home(empty: Desk, backup: Path, tmp_path: Path) -> None:
    refused(empty, "", "Mời chọn một bản sao lưu")
    refused(empty, tmp_path / "không có.zip", "Không thấy tệp")
    refused(empty, "/etc/passwd", "không phải bản sao lưu nguyên vẹn")
    refused(empty, f"{backup}\0", "Mời chọn một bản sao lưu")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(backup.read_bytes()[:-2000])
    refused(empty, cut, "không phải bản sao lưu nguyên vẹn")
    astray = tmp_path / "astray.zip"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(astray, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("../ngoai.txt", "x")
    refused(empty, astray, "Bản sao lưu")
    assert not (tmp_path / "ngoai.txt").exists()


def test_a_home_with_anything_in_it_takes_none(desk: Desk, backup: Path, empty: Desk) -> None:
    stranger = desk.browser()
    assert "Đăng nhập" in stranger.get("/khoi-phuc")
    assert "Đã khôi phục" not in stranger.post("/khoi-phuc", ban=str(backup)).get_data(as_text=True)
    with pytest.raises(StoreError, match="đã có dữ liệu"):
        restore_into_new(backup, desk.home, lambda: "")
    empty.put(7, Verdict.REVIEW)
    with pytest.raises(StoreError, match="đã có dữ liệu"):
        restore_into_new(backup, empty.home, lambda: "")


def test_a_form_from_elsewhere_restores_nothing(empty: Desk, backup: Path) -> None:
    stranger = empty.browser()
    stranger.get("/khoi-phuc")
    assert stranger.client.post("/khoi-phuc", data={"ban": str(backup)}).status_code == 400
    foreign = {"Origin": "http://xau.example"}
    form = {"ban": str(backup), "dau": stranger.token()}
    assert stranger.client.post("/khoi-phuc", data=form, headers=foreign).status_code == 403
    with empty.store() as store:
        assert not store.users.any()


def test_what_stood_in_the_way_is_kept_aside(empty: Desk, backup: Path) -> None:
    with empty.store():
        (empty.home / "digests").mkdir()
    (empty.home / "digests" / "tuan.txt").write_text("của ai đó", encoding="utf-8")
    restore_into_new(backup, empty.home, lambda: "")
    assert (empty.home / ASIDE / "digests" / "tuan.txt").read_text(encoding="utf-8") == "của ai đó"
    assert (empty.home / "digests" / "tuan.txt").read_text(encoding="utf-8") == "bản tuần"


def cut_off(empty: Desk, backup: Path, copied: bool = True) -> None:
    """A home as a restore leaves it that is cut off before the settings, or already before the data."""
    restore_into_new(backup, empty.home, lambda: "")
    (empty.home / "settings.toml").unlink()
    if not copied:
        for path in empty.home.glob("diembao.sqlite3*"):
            path.unlink()
        (empty.home / "diembao.sqlite3").write_bytes(b"")
        for path in (empty.home / "archive").glob("*"):
            path.unlink()
    begin(empty.home, backup)


@pytest.mark.parametrize("copied", [True, False])
def test_a_restore_that_was_cut_off_is_done_again_at_the_desk(empty: Desk, backup: Path, copied: bool) -> None:
    cut_off(empty, backup, copied)
    stranger = empty.browser()
    page = stranger.get("/")
    assert f"Lần khôi phục từ {backup} chưa xong" in page
    assert "bắt đầu mới" not in page
    assert stranger.last.request.path == "/khoi-phuc"
    stranger.post("/khoi-phuc", ban=str(backup))
    assert "Đã khôi phục" in stranger.page
    assert stranger.sign_in("Lan").status_code == 200
    assert "Bài số 1" in stranger.get("/")
    assert unfinished(empty.home) is None
    assert not (empty.home / MARKER).exists()
    assert not (empty.home / ASIDE).exists(), "what was put there before is the same, and not kept twice"
    with empty.store() as store:
        assert store.verify().findings == ()


def test_a_restore_that_was_cut_off_is_told_to_every_command_and_done_again_by_one(empty: Desk, backup: Path) -> None:
    cut_off(empty, backup)
    for words in (["user", "list"], ["run"], ["init", "--commune", "11713"], ["jobs"], ["doctor"]):
        code, out, told = spoken(empty.home, *words)
        assert (code, f'diembao restore "{backup}"' in out + told) == (1, True), words
    assert spoken(empty.home, "restore", str(backup))[0] == 0
    assert "Lan" in spoken(empty.home, "user", "list")[1]


def test_what_was_done_in_a_half_restored_home_is_kept_aside(empty: Desk, backup: Path) -> None:
    cut_off(empty, backup)
    with opened(empty.home, unfinished_too=True) as store:
        store.audit.add(NOW, "ai đó", "sửa", "")
    restore_into_new(backup, empty.home, lambda: "")
    (kept,) = (empty.home / ASIDE).iterdir()
    (empty.home / "cũ").mkdir()
    with opened(Path(kept.rename(empty.home / "cũ" / "diembao.sqlite3")).parent) as store:
        assert store.audit.latest(1)[0].by == "ai đó"


def test_a_marker_beside_settings_is_only_what_a_kill_left(desk: Desk, backup: Path) -> None:
    begin(desk.home, backup)
    assert "Đăng nhập" in desk.browser().get("/")
    assert not (desk.home / MARKER).exists()
    with pytest.raises(StoreError, match="đã có dữ liệu"):
        restore_into_new(backup, desk.home, lambda: "")
