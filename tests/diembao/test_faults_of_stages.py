"""Killed at any moment: whole passes, old press, the city's digests, the first start, decisions at the desk.

Real processes, really killed, as in tests/diembao/test_faults.py, whose means are used here. It all takes minutes and
belongs to the long run; counts stand in docs/reliability.md.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import sqlite3
import time
import zipfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

import config.gazetteer
from domain.reading import Verdict
from domain.review import Choice
from store import opened
from store.restarting import ASIDE, restore_into_new
from store.unfinished import unfinished
from tests.builders import NOW
from tests.desk.conftest import Desk, put, quick_hash
from tests.diembao import test_backfill as old_press
from tests.diembao.breakable import desk, press
from tests.diembao.small_press import diembao, office
from tests.diembao.test_faults import command, home, killed, killing, lasting, settled, whole
from tests.diembao.test_run import snapshot
from tests.loopback import Paper
from tests.store.test_backup import no_secret
from tests.warcfiles import write_answers

__all__ = ["desk", "home", "press", "quick_hash", "settled"]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


# Kills that are wanted, in at most so many homes; each home is killed up to four times before it is let end.
KILLS, HOMES, TIMES = 100, 60, 4


def kill_again_and_again(words: Sequence[str], fresh: Path) -> None:
    """Kill a command in home after home; what is let go on at last is as in a home that nobody disturbed.

    How long the command takes is learnt on the way: the first measure may come from a moment when the machine was busy.
    """
    calm, timed = (Path(shutil.copytree(fresh, fresh.with_name(name))) for name in ("yên", "đo"))
    diembao(calm, *words)  # in this process, so that the forked ones find everything imported
    longest = lasting(command(*words, "--home", str(timed)))
    chance, seen, homes, wanted = random.Random(20261119), 0, 0, snapshot(calm)
    while seen < KILLS and homes < HOMES:
        rough = Path(shutil.copytree(fresh, fresh.with_name(f"lần {homes}")))
        left = longest
        for number in range(TIMES):
            after, started = chance.uniform(0, left), time.monotonic()
            if not killed(command(*words, "--home", str(rough)), after):
                longest = longest if number else min(longest, time.monotonic() - started)
                break
            seen, left = seen + 1, max(left - after, longest / 4)
        diembao(rough, *words)
        assert snapshot(rough) == wanted
        whole(rough)
        shutil.rmtree(rough)
        homes += 1
        print(f"{seen} killed in {homes} homes, within {longest:.1f} s", flush=True)
    assert seen >= KILLS // 2, "the rest had ended before"


@pytest.mark.long
def test_a_killed_pass_ends_as_one_that_nobody_disturbed(press: list[Paper], tmp_path: Path) -> None:
    office(tmp_path / "mới", press)
    kill_again_and_again(["run"], tmp_path / "mới")


@pytest.mark.long
def test_a_killed_backfill_goes_on_where_it_stopped(tmp_path: Path) -> None:
    office(tmp_path / "mới", [])
    warc = tmp_path / "cũ.warc.gz"
    write_answers(warc, [(url, body) for url, body in old_press.pages(24)])
    kill_again_and_again(["backfill", str(warc)], tmp_path / "mới")


@pytest.mark.long
def test_a_killed_first_start_is_new_or_done_again_or_all(home: Path, tmp_path: Path) -> None:
    file = Path(diembao(home, "backup", str(tmp_path / "sao.zip")).strip())
    place = tmp_path / "máy mới"

    def begin() -> None:
        restore_into_new(file, place, no_secret)

    def desk_opened_in_an_empty_folder() -> None:
        shutil.rmtree(place, ignore_errors=True)
        with opened(place):
            pass

    desk_opened_in_an_empty_folder()
    begin()
    desk_opened_in_an_empty_folder()
    longest = lasting(begin)
    ends: Counter[str] = Counter()
    chance = random.Random(20261119)
    for _ in range(2 * KILLS):
        desk_opened_in_an_empty_folder()
        started = time.monotonic()
        was_killed = killed(begin, chance.uniform(0, longest))
        longest = longest if was_killed else min(longest, time.monotonic() - started)
        left = unfinished(place)
        whole_already = (place / "settings.toml").exists()
        ends["not killed" if not was_killed else "all" if whole_already else "half" if left else "new"] += 1
        assert left in (None, str(file))
        if not whole_already:
            begin()
        assert (place / "settings.toml").exists()
        assert unfinished(place) is None
        assert not (place / ASIDE).exists()
        whole(place)
        print(dict(ends), flush=True)
        if ends.total() - ends["not killed"] == KILLS:
            break
    assert ends["half"] + ends["new"] >= KILLS // 2


@pytest.mark.long
def test_a_citys_digests_are_built_again(tmp_path: Path) -> None:
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
    for was_killed in killing(work, KILLS, lasting(work)):
        seen += was_killed
        assert all(zipfile.is_zipfile(path) for path in (home / "digests").glob("*.docx"))
    print(f"{seen} killed")
    assert seen >= KILLS // 2
    whole(home)
    for line in diembao(home, *words, now=NOW.isoformat()).splitlines():
        assert Path(line).stat().st_size > 0


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


@pytest.mark.long
def test_what_the_desk_confirmed_is_never_lost(desk: Desk) -> None:
    desk.browser("Lan").get("/")  # once, so that the forked processes find everything imported
    confirmed, count, chance = 0, 100, random.Random(20261119)
    for number in range(count):
        read, write = os.pipe()
        # Counted from the first decision that was answered: until then there is nothing to lose.
        begun = partial(select.select, [read], [], [], 300)
        assert killed(partial(decide_for_ever, desk, write), chance.uniform(0, 0.3), begun)
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            confirmed += len(pipe.read())
        print(f"{confirmed} confirmed under {number + 1} kills", flush=True)
    assert confirmed >= count
    with closing(sqlite3.connect(desk.home / "diembao.sqlite3")) as db:
        count_of = "SELECT (SELECT count(*) FROM decisions), (SELECT count(*) FROM audit)"
        decisions, deeds = db.execute(count_of).fetchone()
    # One that was stored when the kill came, and not yet answered, is there too.
    assert confirmed <= decisions <= confirmed + count
    assert deeds >= decisions
    whole(desk.home)
