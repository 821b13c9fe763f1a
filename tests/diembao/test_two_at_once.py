"""Two desks, a schedule and a person at once on one home: real processes; each job once, one after the other."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from domain.request import Request, Task
from store import opened
from store.runs import Run
from tests.diembao.small_press import diembao, office, start
from tests.diembao.test_faults import whole

# Whoever does these holds one lock.
READERS = ("run", "watch", "digest")
PATIENCE = 300


def address(serving: subprocess.Popen[str]) -> str:
    """Where a desk said that it is open."""
    assert serving.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/", serving.stdout.readline())
    assert found
    return found[0]


def readings(home: Path) -> list[Run]:
    with opened(home) as store:
        return sorted((run for run in store.runs.latest(50) if run.command in READERS), key=lambda run: run.id)


def built(home: Path) -> Request | None:
    with opened(home) as store:
        found = store.requests.latest(Task.BUILD)
    return found if found and found.ended else None


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_each_job_is_done_once_whoever_is_there_and_a_killed_desk_is_replaced(tmp_path: Path) -> None:
    home = tmp_path / "nhà của xã"
    office(home, [])
    diembao(home, "config", "set", "schedule.health_at", "[]")
    desks = [start(home, "serve", "--port", "0") for _ in range(2)]
    others = [start(home, "jobs", "--due"), start(home, "run")]
    try:
        for desk in desks:
            with urllib.request.urlopen(address(desk), timeout=60) as answer:
                assert "Đặt mật khẩu cho người quản trị" in answer.read().decode()
        for other in others:
            _, told = other.communicate(timeout=PATIENCE)
            assert "Traceback" not in told
            assert other.returncode in (0, 3) or "Đang có một lượt chạy khác" in told, told
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and {run.command for run in readings(home) if run.ended} != {*READERS}:
            time.sleep(0.5)
        time.sleep(20)  # whoever wanted to do a job twice would have begun
        done = readings(home)
        assert all(run.ended for run in done)
        # One each by the clock, and the one that a person started, where it was not refused.
        assert sorted(run.command for run in done) in (sorted(READERS), sorted((*READERS, "run")))
        assert all(one.ended and one.ended <= two.started for one, two in pairwise(done))

        desks[0].send_signal(signal.SIGKILL)
        desks[0].wait()
        with opened(home) as store:
            store.requests.ask(Task.BUILD, "week 2026-11-18", "Lan", datetime.now(UTC))
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and not built(home):
            time.sleep(0.5)
        answer_ = built(home)
        assert answer_ is not None
        assert (answer_.exit_code, answer_.answer) == (0, "")
    finally:
        for process in (*desks, *others):
            if process.poll() is None:
                process.terminate()
    assert desks[1].wait(timeout=60) == 0
    whole(home)


@pytest.mark.long
def test_a_taken_port_is_a_sentence_and_the_first_desk_stays(tmp_path: Path) -> None:
    home = tmp_path / "nhà"
    office(home, [])
    first = start(home, "serve", "--no-schedule", "--port", "0")
    try:
        place = address(first)
        port = place.rsplit(":", 1)[1].strip("/")
        second = start(home, "serve", "--no-schedule", "--port", port)
        _, told = second.communicate(timeout=PATIENCE)
        assert second.returncode == 1
        assert f"Chưa mở được cổng {port} (đang có chương trình khác dùng cổng này)" in told
        assert "--port" in told
        assert "Traceback" not in told
        with urllib.request.urlopen(place, timeout=60) as answer:
            assert answer.status == 200
    finally:
        first.terminate()
    assert first.wait(timeout=60) == 0
