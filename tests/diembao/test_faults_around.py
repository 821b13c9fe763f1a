"""Odd surroundings: streams that are closed or full, other code pages, shutdowns. Each ends in a sentence."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from domain.outcome import Word
from store import opened
from tests.diembao.small_press import ROOT, diembao, fill, office, spoken, start
from tests.diembao.test_faults import home, settled, whole
from tests.loopback import Reply, papers

__all__ = ["home", "settled"]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.mark.long
@pytest.mark.parametrize(
    ("words", "shell", "code"),
    [
        ("export articles", "{} > /dev/full", 1),
        ("verify", "{} > /dev/full", 1),
        ("verify --json", "{} > /dev/full", 1),
        ("verify", "PYTHONUTF8=0 PYTHONIOENCODING=ascii {}", 0),
        ("export articles", "PYTHONUTF8=0 PYTHONIOENCODING=cp1258 {}", 0),
        ("user add Lan --role xem --password-stdin", "{} <&-", 1),
        ("verify", "{} >&- 2>&- <&-", 0),
        ("verify", "TZ=Sao/Hoa LC_ALL=POSIX PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 HOME=/khong-co {}", 0),
    ],
)
def test_odd_surroundings_end_in_no_traceback(home: Path, words: str, shell: str, code: int) -> None:
    command = shlex.join([sys.executable, "-m", "diembao", *words.split(), "--home", str(home)])
    done = subprocess.run(["bash", "-c", shell.format(command)], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr.decode()


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_backup_stopped_by_a_shutdown_leaves_nothing_half_done(home: Path, tmp_path: Path, number: int) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("this run was started with the signal ignored, and so is every process it starts")
    usb = tmp_path / "usb"
    usb.mkdir()
    (home / "to.bin").write_bytes(os.urandom(60_000_000))
    backup = start(home, "backup", str(usb))
    while backup.poll() is None and not list(usb.glob("*.part")):
        time.sleep(0.01)
    backup.send_signal(number)
    _, told = backup.communicate()
    assert (backup.returncode, "Đã dừng theo yêu cầu" in told) == (130, True)
    assert [*usb.iterdir(), *(home / "tam").iterdir()] == []


@pytest.mark.parametrize("lock", ["run.lock", "backup.lock"])
def test_a_folder_in_the_place_of_a_lock_is_named(home: Path, tmp_path: Path, lock: str) -> None:
    (home / lock).unlink(missing_ok=True)
    (home / lock).mkdir()
    words = ["run", "--only", "group"] if lock == "run.lock" else ["backup", str(tmp_path)]
    code, _, told = spoken(home, *words)
    assert (code, str(home / lock) in told, "đổi tên thư mục" in told) == (1, True, True)
    (home / lock).rmdir()
    assert spoken(home, *words)[0] == 0


@pytest.mark.long
@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_clock_at_the_end_of_the_calendar_is_told(home: Path, year: str) -> None:
    for words in (["run"], ["digest", "build", "--period", "week"], ["jobs"], ["doctor"]):
        code, _, told = spoken(home, *words, now=f"{year}-01-01T01:00:00+07:00")
        assert (code, f"năm {int(year)}" in told) == (1, True), words
    whole(home)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a system without such a folder")
def test_a_place_that_takes_no_files_is_not_told_as_another_restore(home: Path, tmp_path: Path) -> None:
    file = diembao(home, "backup", str(tmp_path)).strip()
    code, _, told = spoken(Path("/proc/nhà"), "restore", file)
    assert (code, "Không ghi được tệp vào /proc" in told) == (1, True), told


@pytest.mark.parametrize(("name", "words"), [("digests", ["digest", "build", "--period", "week"]), ("tam", ["backup"])])
def test_a_file_in_the_place_of_a_folder_is_named(home: Path, tmp_path: Path, name: str, words: list[str]) -> None:
    (home / name).write_text("ai đó để ở đây", encoding="utf-8")
    code, _, told = spoken(home, *words, *([str(tmp_path)] if name == "tam" else []))
    assert (code, f"{home / name} đang là một tệp" in told) == (1, True), told
    code, out, _ = spoken(home, "doctor", "--without", "mail")
    assert (code, f"có tệp nằm ở chỗ của thư mục: {name}." in out) == (1, True), out


def test_backups_inside_the_office_s_own_folder_are_told(home: Path) -> None:
    spoken(home, "config", "set", "backup.to", str(home / "sao"))
    assert "nằm trong chính thư mục dữ liệu" in spoken(home, "doctor", "--without", "mail")[1]


def test_a_folder_in_the_place_of_the_chains_own_file_is_named(home: Path, tmp_path: Path) -> None:
    (home / "archive" / "chuoi.txt").unlink()
    (home / "archive" / "chuoi.txt").mkdir()
    for words in (["run", "--only", "extract"], ["verify"], ["backup", str(tmp_path)]):
        code, _, told = spoken(home, *words)
        assert (code, "chuoi.txt đang là thư mục" in told) == (1, True), told


def test_data_that_stay_broken_do_not_fill_the_stick(home: Path, tmp_path: Path) -> None:
    (home / "archive" / "chuoi.txt").unlink()
    for _ in range(3):
        code, _, told = spoken(home, "backup", str(tmp_path))
        assert (code, "chuoi.txt" in told) == (1, True), told
    assert len(list(tmp_path.glob("*.hong"))) == 1
    assert not list(tmp_path.glob("*.zip"))


def test_an_older_backup_that_is_held_makes_no_failure_of_the_new_one(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    old = Path(diembao(home, "backup", str(usb)).strip())
    unlink = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path == old:
            raise PermissionError(13, "held", str(path))
        unlink(path, missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", held)
        new = Path(diembao(home, "backup", str(usb), "--keep", "1").strip())
    assert {*usb.iterdir()} == {old, new}
    last = Path(diembao(home, "backup", str(usb), "--keep", "1").strip())
    assert [*usb.iterdir()] == [last]


@pytest.mark.parametrize("place", ["tệp", "tệp/nhà"])
def test_a_file_in_the_place_of_the_home_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "tệp").write_text("x", encoding="utf-8")
    for words in (["init", "--commune", "11713"], ["run"], ["jobs", "--due"], ["doctor", "--without", "mail"]):
        code, out, told = spoken(tmp_path / place, *words)
        assert code in (1, 2)
        assert "tệp" in (told or out)
        assert "Đã có cài đặt" not in told, told


def fetching(parent: int) -> list[int]:
    """The processes that fetch pages for another."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words, stat = (
                (place / "cmdline").read_bytes(),
                (place / "stat").read_text(encoding="utf-8", errors="replace"),
            )
            if b"crawler." in words and stat.rpartition(")")[2].split()[1] == str(parent):
                found.append(int(place.name))
    return found


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc")
def test_a_reading_whose_fetching_process_is_killed_again_and_again_ends_and_loses_nothing(tmp_path: Path) -> None:
    home, running = tmp_path / "nhà", list[int]()
    with papers({}) as (server,):
        fill(server, range(6))
        whole_page = server.pages["/tin-3.html"]
        assert isinstance(whole_page, Reply)

        def deadly() -> Reply:
            for parent in running:
                for child in fetching(parent):
                    os.kill(child, signal.SIGKILL)
            return whole_page

        server.pages["/tin-3.html"] = deadly
        office(home, [server])
        reading = start(home, "run")
        running.append(reading.pid)
        _, told = reading.communicate(timeout=600)
        assert (reading.returncode in (0, 1, 3), "Traceback" in told) == (True, False), told
        assert [seen.path for seen in server.seen].count("/tin-3.html") >= 2, "it was not killed"
        with opened(home) as store:
            assert len(store.articles.ids()) == 5
            (left,) = (one for one in store.outcomes.all() if one.word is Word.UNEXPECTED)
            assert "hết bộ nhớ" in left.detail
            assert left.retry_at is not None
        running.clear()
        diembao(home, "run", now=(left.retry_at + timedelta(minutes=1)).isoformat())
    with opened(home) as store:
        assert len(store.articles.ids()) == 6
    whole(home)
