"""The same faults for what came later: whole passes, old press, the city's digests, the first start, the desk itself.

Real processes, killed and starved as in tests/diembao/test_faults.py, whose means are used here; nearly all of it takes
minutes and belongs to the long run.
"""

from __future__ import annotations

import json
import os
import random
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

import config.gazetteer
from domain.people import Role
from domain.reading import Verdict
from domain.review import Choice
from store import opened
from store.errors import StoreError
from store.restarting import restore_into_new
from tests.builders import NOW, a_judgement
from tests.desk.conftest import Desk, put, quick_hash, settle
from tests.diembao import test_backfill as old_press
from tests.diembao.small_press import ROOT, diembao, fill, office, spoken, start
from tests.diembao.test_faults import FULL, command, fill_up, home, killed, lasting, moments, settled, small_disk, whole
from tests.diembao.test_run import snapshot
from tests.loopback import Paper, Reply, papers
from tests.store.test_backup import no_secret
from tests.warcfiles import write_answers

__all__ = ["home", "quick_hash", "settled", "small_disk"]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
# Homes, and how often each is killed: a home that is done has nothing left to be killed in.
KILLED = [(25, 4)]
STAGES = "discover headline fetch extract mention read tone group claim behind watch digest".split()


@pytest.fixture
def press() -> Iterator[list[Paper]]:
    """Three newspapers of twelve articles, each with one that is missing."""
    with papers({}, {}, {}) as servers:
        for server in servers:
            fill(server, range(12), **{"tin-4.html": Reply(status=404)})
            # A reader that was cut off is no trouble of the newspaper's, and its words would mix with ours.
            server.handle_error = lambda *_: None  # type: ignore[method-assign]
        yield servers


@pytest.mark.long
@pytest.mark.parametrize(("homes", "kills"), KILLED)
def test_a_killed_pass_ends_as_one_that_nobody_disturbed(
    press: list[Paper], tmp_path: Path, homes: int, kills: int
) -> None:
    calm, fresh = tmp_path / "yên", tmp_path / "mới"
    office(fresh, press)
    shutil.copytree(fresh, calm)
    longest = lasting(command("run", "--home", str(calm)))
    chance, seen = random.Random(20261119), 0
    for number in range(homes):
        rough = Path(shutil.copytree(fresh, tmp_path / f"lần {number}"))
        for _ in range(kills):
            seen += killed(command("run", "--home", str(rough)), chance.uniform(0.05, longest))
        diembao(rough, "run")
        assert snapshot(rough) == snapshot(calm)
        whole(rough)
        shutil.rmtree(rough)
    assert seen >= homes * kills // 2


@pytest.mark.long
@pytest.mark.parametrize(("homes", "kills"), KILLED)
def test_a_killed_backfill_goes_on_where_it_stopped(tmp_path: Path, homes: int, kills: int) -> None:
    fresh, calm, warc = tmp_path / "mới", tmp_path / "yên", tmp_path / "cũ.warc.gz"
    office(fresh, [])
    write_answers(warc, [(url, body) for url, body in old_press.pages(24)])
    shutil.copytree(fresh, calm)
    longest = lasting(command("backfill", str(warc), "--home", str(calm)))
    chance, seen = random.Random(20261119), 0
    for number in range(homes):
        rough = Path(shutil.copytree(fresh, tmp_path / f"lần {number}"))
        for _ in range(kills):
            seen += killed(command("backfill", str(warc), "--home", str(rough)), chance.uniform(0.05, longest))
        diembao(rough, "backfill", str(warc))
        assert snapshot(rough) == snapshot(calm)
        whole(rough)
        shutil.rmtree(rough)
    assert seen


@pytest.mark.parametrize("count", [pytest.param(3, id="some"), pytest.param(100, id="hundred", marks=pytest.mark.long)])
def test_a_killed_first_start_leaves_an_empty_office_or_all(home: Path, tmp_path: Path, count: int) -> None:
    file = Path(diembao(home, "backup", str(tmp_path / "sao.zip")).strip())
    place = tmp_path / "máy mới"

    def begin() -> None:
        restore_into_new(file, place, no_secret)

    with opened(place):
        pass  # the desk stands open on an empty home
    longest, seen = lasting(begin), 0
    whole(place)
    for after in moments(count, longest):
        shutil.rmtree(place)
        with opened(place):
            pass
        seen += killed(begin, after)
        if not (place / "settings.toml").exists():
            try:
                begin()
            except StoreError:
                # Killed after the data and before the settings: it says to take an empty folder.
                shutil.rmtree(place)
                restore_into_new(file, place, no_secret)
        assert (place / "settings.toml").exists()
        whole(place)
    assert seen


@pytest.mark.long
@pytest.mark.parametrize("count", [100])
def test_a_citys_digests_are_built_again(tmp_path: Path, count: int) -> None:
    home = tmp_path / "thành phố"
    home.mkdir()
    every = [one.code for one in config.gazetteer.city("31", (), (), {}).communes]
    without = [code for code in every if code not in {"11713", "11680"}]
    (home / "settings.toml").write_text(
        f'[city]\ncode = "31"\nwithout = {json.dumps(without)}\n[digest]\nperiods = ["week"]\n'
        'formats = ["txt", "docx"]\n[press]\ndefaults = "none"\n',
        encoding="utf-8",
    )
    with opened(home) as store:
        put(store, 1, Verdict.ACCEPT)
        store.runs.end(store.runs.begin("run", NOW, NOW), NOW, {})
    words = ["digest", "build", "--period", "week", "--city"]
    diembao(home, *words, now=NOW.isoformat())
    work, seen = command(*words, "--home", str(home)), 0
    for after in moments(count, lasting(work)):
        seen += killed(work, after)
        assert all(zipfile.is_zipfile(path) for path in (home / "digests").glob("*.docx"))
    assert seen
    whole(home)
    for line in diembao(home, *words, now=NOW.isoformat()).splitlines():
        assert Path(line).stat().st_size > 0


@pytest.fixture
def desk(tmp_path: Path, quick_hash: str) -> Desk:
    made = settle(tmp_path / "bàn")
    with opened(made.home) as store:
        store.users.add("Lan", Role.EDITOR, quick_hash, NOW)
        for number in range(12):
            put(store, number, Verdict.REVIEW)
    return made


def decide_for_ever(desk: Desk, write: int) -> None:
    """Decide on one article after the other at the desk; tell each that was answered, by article and words on it."""
    lan = desk.browser("Lan")
    with opened(desk.home) as store:
        items = store.articles.ids()
    for turn in range(10_000):
        item, choice = items[turn % len(items)], (Choice.OURS, Choice.NOT_OURS)[turn // len(items) % 2]
        lan.get(f"/bai/{item}")
        back = {"choice": choice.value, "seen": lan.seen(), "ve": f"/bai/{item}"}
        if lan.post(f"/bai/{item}/quyet-dinh", follow=False, **back).status_code == 303:
            os.write(write, b"x")


@pytest.mark.parametrize("count", [pytest.param(2, id="some"), pytest.param(100, id="hundred", marks=pytest.mark.long)])
def test_what_the_desk_confirmed_is_never_lost(desk: Desk, count: int) -> None:
    desk.browser("Lan").get("/")  # once, so that the forked processes find everything imported
    confirmed = 0
    for after in moments(count, 0.5):
        read, write = os.pipe()
        killed(lambda write=write: decide_for_ever(desk, write), 2.0 + after)  # type: ignore[misc]
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            confirmed += len(pipe.read())
    assert confirmed
    with closing(sqlite3.connect(desk.home / "diembao.sqlite3")) as db:
        count_of = "SELECT (SELECT count(*) FROM decisions), (SELECT count(*) FROM audit)"
        decisions, deeds = db.execute(count_of).fetchone()
    # One that was stored when the kill came, and not yet answered, is there too.
    assert confirmed <= decisions <= confirmed + count
    assert deeds >= decisions
    whole(desk.home)


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
        # `verify` may see half a record at the archive's end; the next reading cuts it off.
        said = out if words == ["verify"] else told
        assert code == 0 or any(word in said for word in (*FULL, "không ghi được", "dài hơn sổ ghi")), (words, said)
    assert not (small_disk / "máy mới" / "settings.toml").exists() or free
    back = {"choice": Choice.OURS.value, "seen": lan.seen(), "ve": f"/bai/{item}"}
    answer = lan.post(f"/bai/{item}/quyet-dinh", follow=False, **back)
    assert answer.status_code == 303 or "chỗ trống" in answer.get_data(as_text=True)
    filler.unlink()
    with opened(home) as store:
        assert store.chain.head().number >= before
        assert (store.reviews.stands(item, "11713") is Choice.OURS) == (answer.status_code == 303)
    whole(home)


def test_a_lost_or_empty_database_is_never_begun_anew_over_an_archive(home: Path) -> None:
    size = sum(path.stat().st_size for path in (home / "archive").glob("*.gz"))
    kept = home.with_name("cất").joinpath("diembao.sqlite3")
    kept.parent.mkdir()
    for path in home.glob("diembao.sqlite3*"):
        shutil.move(path, kept.parent / path.name)
    for empty in (False, True):
        if empty:
            (home / "diembao.sqlite3").touch()
        for words in (["run", "--only", "extract"], ["backup", str(kept.parent)], ["search", "cầu"]):
            code, _, told = spoken(home, *words)
            assert (code, "diembao restore" in told) == (1, True), words
        assert sum(path.stat().st_size for path in (home / "archive").glob("*.gz")) == size
    shutil.copy(kept, home)
    whole(home)


def test_an_older_database_put_back_cuts_nothing_off_the_archive(home: Path, tmp_path: Path) -> None:
    with opened(home) as store:
        store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(home / "diembao.sqlite3", tmp_path / "cũ.sqlite3")
    with opened(home) as store:
        put(store, 900, Verdict.ACCEPT)
        store.chain.write_down()
    archive = next((home / "archive").glob("*.gz"))
    with archive.open("ab") as file:
        file.write(b"a record of later days")
    for path in home.glob("diembao.sqlite3*"):
        path.unlink()
    shutil.copy(tmp_path / "cũ.sqlite3", home / "diembao.sqlite3")
    before = archive.read_bytes()
    for words in (["run", "--only", "extract"], ["doctor", "--fix"]):
        code, out, told = spoken(home, *words)
        assert (code, "Tệp dữ liệu cũ hơn" in out + told or "bản cũ hơn" in out + told) == (1, True)
    assert archive.read_bytes() == before


def test_what_the_chain_wrote_down_survives_the_loss_of_the_log_file(home: Path) -> None:
    """The end of the chain is written down when what it speaks of is in the database's own file."""
    with opened(home) as store:
        store._db.execute("PRAGMA wal_autocheckpoint=0")
        put(store, 901, Verdict.ACCEPT)
        store.chain.write_down()
        head = store.chain.head().number
        lost = shutil.ignore_patterns("*-wal", "*-shm")
        copy = Path(shutil.copytree(home, home.with_name("sau khi mất điện"), ignore=lost))
    with opened(copy) as store:
        assert store.chain.head().number == head
        store.chain.check_not_behind()


def test_an_archive_taken_away_is_never_told_as_a_power_cut(home: Path) -> None:
    """What had reached the disk and is gone stays a finding; the next reading must not bury it."""
    (archive,) = (home / "archive").glob("*.gz")
    away = archive.rename(home.with_name("cách ly.gz"))
    for _ in range(2):
        spoken(home, "run", "--only", "extract")
        with opened(home) as store:
            report = store.verify()
        assert len(report.findings) == report.records == 60
        assert report.erased == ()
    away.rename(archive)
    whole(home)


@pytest.mark.long
def test_a_clock_far_ahead_lets_nothing_go(home: Path) -> None:
    spoken(home, "run", now=NOW.isoformat())  # so that everything is judged, and then refused by hand
    with opened(home) as store:
        for item in store.articles.ids():
            store.readings.save_judgements(item, [a_judgement(Verdict.REJECT)], 1)
    size = sum(path.stat().st_size for path in (home / "archive").glob("*.gz"))
    year = NOW + timedelta(days=366)
    for day, kept in ((0, True), (0, True), (1, True), (2, False)):
        spoken(home, "run", now=(year + timedelta(days=day)).isoformat())
        assert (sum(path.stat().st_size for path in (home / "archive").glob("*.gz")) == size) is kept, day


@pytest.mark.long
@pytest.mark.parametrize(
    ("words", "shell", "code"),
    [
        ("export articles", "{} > /dev/full", 1),
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
