"""The office's data lost, older than they were, taken away, or under a wrong clock: nothing is cut off or buried."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from domain.reading import Verdict
from store import opened
from tests.builders import NOW, a_judgement
from tests.desk.conftest import put
from tests.diembao.small_press import spoken
from tests.diembao.test_faults import home, settled, whole

__all__ = ["home", "settled"]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


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
