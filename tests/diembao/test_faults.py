"""Killed at any moment, on a full or read-only disk, without memory: nothing confirmed is lost, the next start goes on.

Real processes, really killed: each is forked from this one (importing the program again each time would cost hours).
The default suite takes a few moments of each, `--all` a hundred. Counts stand in docs/reliability.md.
"""

from __future__ import annotations

import contextlib
import errno
import os
import random
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from diembao import cli
from domain.review import Choice
from store import opened
from store.restore import restore, unpack
from tests.builders import NOW
from tests.diembao.small_press import ROOT, diembao, office, spoken
from tests.store.test_backup import no_secret
from tests.store.test_migrations import STEPS, at_step, rows
from tests.store.test_verify import fill

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
KILLS = [pytest.param(3, id="some"), pytest.param(100, id="hundred", marks=pytest.mark.long)]
CODE = "11713"


def killed(work: Callable[[], object], after: float, begun: Callable[[], object] = lambda: None) -> bool:
    """Do some work in a process of its own and kill it some seconds after `begun` returns; whether it was killed."""
    child = os.fork()
    if child == 0:
        os.setsid()
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        with contextlib.suppress(BaseException):
            work()
        os._exit(0)
    begun()
    deadline = time.monotonic() + after
    while time.monotonic() < deadline:
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
        time.sleep(0.001)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def command(*words: str) -> Callable[[], object]:
    return lambda: cli.run([*words, "--now", NOW.isoformat()])


def killing(work: Callable[[], object], count: int, longest: float) -> Iterator[bool]:
    """Do some work again and again and kill it at random moments, until `count` were killed before their end.

    How long it takes is learnt on the way: the first measure may come from a moment when the machine was busy.
    """
    chance, seen = random.Random(20261119), 0
    for _ in range(3 * count):
        started = time.monotonic()
        was_killed = killed(work, chance.uniform(0, longest))
        longest = longest if was_killed else min(longest, time.monotonic() - started)
        seen += was_killed
        yield was_killed
        if seen == count:
            return


def lasting(work: Callable[[], object]) -> float:
    """How long the work takes when nobody disturbs it: where random moments of killing lie."""
    started = time.monotonic()
    killed(work, 600)
    return time.monotonic() - started


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sự cố") / "nhà"
    office(home, [])
    with opened(home) as store:
        fill(store, [f"http://bao-mot.example/tin-{number}.html" for number in range(60)])
        store.chain.write_down()
    return home


@pytest.fixture
def home(settled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(settled, tmp_path / "nhà"))


def whole(home: Path) -> None:
    """The data are what they were made of."""
    with opened(home) as store:
        store.pages.repair()
        store.chain.write_down()
        assert store.verify().findings == ()


def moments(count: int, longest: float) -> Iterator[float]:
    """Random moments, one in each of as many stretches of the work; the same shares in every run of the tests."""
    chance = random.Random(20261119)
    return ((number + chance.random()) / count * longest for number in range(count))


@pytest.mark.parametrize("count", KILLS)
def test_a_killed_backup_leaves_old_ones_and_never_half_a_new_one(home: Path, tmp_path: Path, count: int) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    work = command("backup", str(usb), "--keep", "3", "--home", str(home))
    longest, seen = lasting(work), 0
    for after in moments(count, longest):
        before = {path.name for path in usb.glob("*.zip")}
        seen += killed(work, after)
        now = {path.name for path in usb.glob("*.zip")}
        assert len(before & now) >= min(len(before), 2), "an old backup went although the new one was not tried out"
        for name in now - before:
            place = tmp_path / "thử"
            place.mkdir()
            assert unpack(usb / name, place, no_secret).report.findings == ()
            shutil.rmtree(place)
    assert seen
    whole(home)
    assert Path(diembao(home, "backup", str(usb)).strip()).exists()
    assert not list(usb.glob("*.part"))
    assert not list((home / "tam").iterdir())


@pytest.mark.parametrize("count", KILLS)
def test_a_killed_restore_leaves_nothing_or_all(home: Path, tmp_path: Path, count: int) -> None:
    file = Path(diembao(home, "backup", str(tmp_path / "sao.zip")).strip())
    place = tmp_path / "máy mới"
    work = command("restore", str(file), "--home", str(place))
    longest, seen = lasting(work), 0
    shutil.rmtree(place)
    for after in moments(count, longest):
        seen += killed(work, after)
        if place.exists():
            whole(place)
            shutil.rmtree(place)
    assert seen
    restore(file, place, no_secret)
    whole(place)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert zipfile.is_zipfile(file)


@pytest.mark.parametrize("count", KILLS)
def test_a_killed_digest_is_built_again(home: Path, count: int) -> None:
    # Here once, so that the forked processes find everything imported.
    diembao(home, "digest", "build", "--period", "week")
    work = command("digest", "build", "--period", "week", "--format", "docx,html", "--home", str(home))
    longest, seen = lasting(work), 0
    for after in moments(count, longest):
        seen += killed(work, after)
        for path in (home / "digests").glob("*.docx"):
            assert zipfile.is_zipfile(path)
    assert seen
    whole(home)
    for line in diembao(home, "digest", "build", "--period", "week", now=NOW.isoformat()).splitlines():
        assert Path(line).stat().st_size > 0


@pytest.mark.parametrize("count", KILLS)
def test_a_killed_upgrade_is_all_or_nothing(tmp_path: Path, count: int) -> None:
    old = tmp_path / "cũ"
    before = at_step(old, STEPS[4])

    def upgrade(home: Path) -> None:
        with opened(home):
            pass

    trial = Path(shutil.copytree(old, tmp_path / "thử"))
    longest, seen = lasting(lambda: upgrade(trial)), 0
    for number, after in enumerate(moments(count, longest)):
        home = Path(shutil.copytree(old, tmp_path / f"lần {number}"))
        seen += killed(lambda home=home: upgrade(home), after)  # type: ignore[misc]
        with closing(sqlite3.connect(home / "diembao.sqlite3")) as db:
            steps = {name for (name,) in db.execute("SELECT name FROM _sqlite_migrations")}
        assert steps in (set(STEPS[:5]), set(STEPS))
        upgrade(home)
        after_all = rows(home, before)
        assert all(row in after_all[table] for table, kept in before.items() for row in kept)
        shutil.rmtree(home)
    assert seen


@pytest.mark.parametrize("count", KILLS)
def test_a_confirmed_decision_is_never_lost(home: Path, count: int) -> None:
    with opened(home) as store:
        articles = [article.id for article in store.articles.all()]
    confirmed: set[int] = set()
    for number, after in enumerate(moments(count, 0.4)):
        read, write = os.pipe()

        def decide(number: int = number, write: int = write) -> None:
            with opened(home) as store:
                for turn in range(10_000):
                    article = articles[(number * 7 + turn) % len(articles)]
                    with store.together():
                        made = store.reviews.add(article, CODE, Choice.OURS, "Lan", NOW + timedelta(seconds=turn))
                        store.audit.add(NOW, "Lan", "quyết định", article)
                    os.write(write, b"%d\n" % made.id)

        # Counted from the first decision that was stored, however slow the machine is just now.
        killed(decide, after, partial(select.select, [read], [], [], 300))
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            confirmed |= {int(line) for line in pipe.read().split(b"\n")[:-1]}
    assert len(confirmed) > count
    with opened(home) as store:
        assert all(store.reviews.get(number) for number in confirmed)
    whole(home)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MB."""
    place = tmp_path / "đĩa nhỏ"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("this user cannot mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def fill_up(disk: Path, free: int) -> Path:
    """Take all room but some bytes."""
    filler = disk / "đầy"
    filler.unlink(missing_ok=True)
    room = shutil.disk_usage(disk).free - free
    filler.write_bytes(b"x" * max(0, room))
    return filler


FULL = ("chỗ trống", "Dữ liệu đã ghi vẫn nguyên", "còn trống")


@pytest.mark.parametrize("free", [0, 8_192, 65_536, 300_000])
def test_a_full_disk_is_a_sentence_at_each_stage(settled: Path, small_disk: Path, free: int) -> None:
    home = Path(shutil.copytree(settled, small_disk / "nhà"))
    with opened(home) as store:
        head = store.chain.head()
    filler = fill_up(small_disk, free)
    stages = [
        ["digest", "build", "--period", "week"],
        ["backup", str(small_disk)],
        ["run", "--only", "extract"],
        ["config", "set", "backup.keep", "9"],
    ]
    for words in stages:
        code, _, told = spoken(home, *words)
        assert code in (0, 1, 2), told
        assert "Traceback" not in told
        assert code == 0 or any(word in told for word in (*FULL, "không ghi được")), told
    filler.unlink()
    with opened(home) as store:
        assert store.chain.head().number >= head.number
    whole(home)
    assert diembao(home, "digest", "build", "--period", "week")


def test_a_read_only_disk_is_a_sentence(settled: Path, small_disk: Path) -> None:
    home = Path(shutil.copytree(settled, small_disk / "nhà"))
    before = sorted(path.name for path in home.rglob("*"))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for words in (
        ["run"],
        ["digest", "build", "--period", "week"],
        ["backup", "/tmp"],
        ["config", "set", "backup.keep", "9"],
    ):
        code, _, told = spoken(home, *words)
        assert code in (1, 2)
        assert "Traceback" not in told
        assert "ghi" in told
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert set(before) <= {path.name for path in home.rglob("*")}
    whole(home)


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_database_held_by_another_program_is_waited_for_and_then_told(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    monkeypatch.setattr("store.db.BUSY_SECONDS", 0.3)
    with closing(sqlite3.connect(home / "diembao.sqlite3", isolation_level=None)) as other:
        if lock == "EXCLUSIVE":
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute(f"BEGIN {lock}")
        for words in (["run"], ["digest", "build", "--period", "week"], ["backup", str(tmp_path)]):
            code, _, told = spoken(home, *words)
            assert (code, "đang bị một chương trình khác giữ" in told) == (1, True), (words, told)
        code, out, told = spoken(home, "search", "cầu")
        assert (code, "chương trình khác giữ" in told) == ((0, False) if lock == "IMMEDIATE" else (1, True)), out
        other.execute("ROLLBACK")
    diembao(home, "run", "--only", "group")


def test_without_memory_a_child_ends_and_the_data_stay(home: Path) -> None:
    environment = {**os.environ, "DIEMBAO_MEMORY_MB": "40", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "diembao", "digest", "build", "--period", "week", "--home", str(home)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    whole(home)
    assert diembao(home, "digest", "build", "--period", "week")


def test_errors_of_the_disk_are_those_that_are_told() -> None:
    from store.db import _DISK_ERRORS  # noqa: PLC0415 - here alone

    assert {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO} <= _DISK_ERRORS
