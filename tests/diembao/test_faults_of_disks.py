"""No room left, or no right to write, for each stage and command: a sentence, nothing lost, then on as before."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from domain.refusals import READ_ONLY
from domain.review import Choice
from store import opened
from tests.desk.conftest import Desk, quick_hash
from tests.diembao import test_backfill as old_press
from tests.diembao.breakable import desk, press
from tests.diembao.small_press import diembao, office, spoken
from tests.diembao.test_faults import FULL, fill_up, settled, small_disk, whole
from tests.diembao.test_run import snapshot
from tests.loopback import Paper
from tests.warcfiles import write_answers

__all__ = ["desk", "press", "quick_hash", "settled", "small_disk"]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
STAGES = "discover headline fetch extract mention read tone group claim behind watch digest".split()


@pytest.mark.long
@pytest.mark.parametrize("free", [0, 8_192, 65_536, 300_000])
def test_a_full_disk_is_a_sentence_at_every_stage_of_a_pass(press: list[Paper], small_disk: Path, free: int) -> None:
    home, calm = small_disk / "nhà", small_disk.parent / "yên"
    office(calm, press)
    shutil.copytree(calm, home)
    diembao(calm, "run")
    for stage in STAGES:
        filler = fill_up(small_disk, free)
        code, _, told = spoken(home, "run", "--only", stage)
        assert code in (0, 1, 3), (stage, told)
        assert "Traceback" not in told, stage
        assert code == 0 or any(word in told for word in (*FULL, "không ghi được", "hỏng")), (stage, told)
        filler.unlink()
        spoken(home, "run", "--only", stage)
    diembao(home, "run")
    assert snapshot(home) == snapshot(calm)
    whole(home)


@pytest.mark.long
@pytest.mark.parametrize("free", [0, 8_192, 65_536])
def test_a_full_disk_is_a_sentence_for_what_is_done_by_hand(desk: Desk, small_disk: Path, free: int) -> None:
    home, warc = small_disk / "nhà", desk.home.parent / "cũ.warc.gz"
    file = Path(diembao(desk.home, "backup", str(desk.home.parent / "sao.zip")).strip())
    write_answers(warc, [(url, body) for url, body in old_press.pages(10)])
    shutil.copytree(desk.home, home)
    lan = Desk(home).browser("Lan")
    with opened(home) as store:
        item = store.articles.ids()[0]
        before = store.chain.head().number
    lan.get(f"/bai/{item}")
    filler = fill_up(small_disk, free)
    for words in (["backfill", str(warc)], ["restore", str(file)], ["user", "list"], ["search", "cầu"], ["verify"]):
        place = small_disk / "máy mới" if words[0] == "restore" else home
        code, out, told = spoken(place, *words)
        assert code in (0, 1, 2, 3)
        assert "Traceback" not in told
        # `verify` may see half a record at the archive's end, or a file of such; the next reading cuts it off.
        said = f"{out}\n{told}"
        assert code == 0 or any(word in said for word in (*FULL, "không ghi được", "lượt đọc sau tự bỏ")), (words, said)
    assert not (small_disk / "máy mới" / "settings.toml").exists() or free
    back = {"choice": Choice.OURS.value, "seen": lan.seen(), "ve": f"/bai/{item}"}
    answer = lan.post(f"/bai/{item}/quyet-dinh", follow=False, **back)
    assert answer.status_code == 303 or "chỗ trống" in answer.get_data(as_text=True)
    filler.unlink()
    with opened(home) as store:
        assert store.chain.head().number >= before
        assert (store.reviews.stands(item, "11713") is Choice.OURS) == (answer.status_code == 303)
    whole(home)


@contextmanager
def read_only(place: Path) -> Iterator[None]:
    """A folder, a file or a disk that nobody may write, not even root: bound to itself and mounted again so."""
    subprocess.run(["mount", "--bind", str(place), str(place)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(place)], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


# What an officer, the desk or a schedule calls; none of it may write here.
WRITERS = (
    """
run | run --only extract | run --only watch | run --only digest | jobs | jobs --due | jobs --history 3 | verify
search cầu | digest build --period week | digest list | digest sent | digest issue --number 12 | digest send --test
digest send | config set backup.keep 9 | source add mới --feed http://127.0.0.1:9/rss | user list
user add Lan --role xem --password-stdin | article add {page} | case list | fact list | matter list | plan list
press list | replay | replay --dry-run | watch list | export articles | doctor | doctor --fix | doctor --record
backup {out} | backup {home} | install-service --kind cron | install-service --kind systemd
install-service --kind windows | install-service --kind desktop | support {home}
""".strip()
    .replace("\n", " | ")
    .split(" | ")
)


@pytest.mark.long
def test_a_read_only_disk_is_a_sentence_for_every_command(
    settled: Path, small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, page = Path(shutil.copytree(settled, small_disk / "nhà")), tmp_path / "bài.html"
    page.write_text("<html><body><h1>Xã Nghi Dương làm đường</h1></body></html>", encoding="utf-8")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    with read_only(small_disk):
        for line in WRITERS:
            monkeypatch.setattr("sys.stdin", io.StringIO("mật khẩu dài của Lan\n"))
            words = [word.format(page=page, out=tmp_path, home=home) for word in line.split(" ")]
            code, out, told = spoken(home, *words)
            said = out + told
            assert code in (1, 2), (line, said)
            assert "Traceback" not in said, line
            assert READ_ONLY in said, (line, said)
            assert "Mời" in said or "mời" in said, (line, said)
        assert spoken(home, "config", "show")[0] == 0
        answer = Desk(home).browser()
        answer.get("/")
        assert (answer.last.status_code, READ_ONLY in answer.page) == (503, True)
        # What the sentence advises: the folder copied to where one may write.
        saved = Path(shutil.copytree(home, tmp_path / "chỗ mới"))
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    for place in (home, saved):
        whole(place)
        diembao(place, "digest", "build", "--period", "week")


@pytest.mark.long
@pytest.mark.parametrize("name", ["diembao.sqlite3", "archive", "digests", "run.lock", "logs", "settings.toml"])
def test_one_read_only_place_is_named_by_the_doctor_and_loses_nothing(
    settled: Path, small_disk: Path, tmp_path: Path, name: str
) -> None:
    home, page = Path(shutil.copytree(settled, small_disk / "nhà")), tmp_path / "bài.html"
    text = "<p>Bà con xã Nghi Dương, thành phố Hải Phòng cùng nhau làm con đường mới qua thôn.</p>" * 9
    page.write_text(f"<html><body><article><h1>Xã Nghi Dương làm đường</h1>{text}</article></body>", encoding="utf-8")
    if not (home / name).exists():
        (home / name).touch() if "." in name else (home / name).mkdir()
    with read_only(home / name):
        for words in (
            ["run"],
            ["digest", "build", "--period", "month"],
            ["article", "add", str(page)],
            ["search", "cầu"],
        ):
            code, out, told = spoken(home, *words)
            assert "Traceback" not in out + told, words
            assert code in (0, 3) or READ_ONLY in told, (words, told)
        code, out, told = spoken(home, "doctor", "--without", "mail")
        assert (code, f"có nơi chỉ cho đọc: {name}" in out + told) == (1, True), out
        assert "bị hỏng" not in out
    whole(home)
    diembao(home, "run", "--only", "extract")
