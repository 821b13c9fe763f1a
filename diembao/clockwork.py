"""What a running desk does by itself: the daily reading at its hours, and the tasks asked for, one at a time.

Each task is a child process of this very program, so that a crash or a leak dies with it and the reading obeys the same
lock as one started by hand. What fell due while the machine was off is done once, at the start.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from domain.clock import VIETNAM
from domain.errors import KnownError
from domain.request import Request, Task
from store import opened

# How soon a task asked for at the desk is taken up.
LOOK_SECONDS = 2
# A reading that hangs is ended; the next one goes on where it stopped.
LONGEST = timedelta(hours=6)
LONGEST_ANSWER = 400

log = logging.getLogger("diembao.serve")

# Runs a command line of the program and returns its exit code and its last words.
Do = Callable[[Sequence[str]], tuple[int, str]]


class Children:
    """Runs commands as child processes, one at a time; `stop` ends the one that runs."""

    def __init__(self, home: Path):
        self._home = home
        self._turn = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._stopped = False

    def __call__(self, words: Sequence[str]) -> tuple[int, str]:
        """Run one command and wait for it."""
        with self._turn:
            if self._stopped:
                return 130, ""
            command = [sys.executable, "-m", "diembao", *words, "--home", str(self._home), "--quiet"]
            self._child = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8"
            )
            try:
                _, told = self._child.communicate(timeout=LONGEST.total_seconds())
            except subprocess.TimeoutExpired:
                self._child.kill()
                _, told = self._child.communicate()
            return self._child.returncode, last_words(told)

    def stop(self) -> None:
        """End the child that runs and start no other. What it stored stays; the next one goes on from there."""
        self._stopped = True
        child = self._child
        if child and child.poll() is None:
            child.terminate()


def last_words(told: str) -> str:
    """The last line of what a command said, which is its sentence with the remedy."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    return lines[-1][:LONGEST_ANSWER] if lines else ""


def command_of(request: Request) -> list[str]:
    """The command line of a task."""
    if request.task is Task.RUN:
        return ["run"]
    kind, _, day = request.detail.partition(" ")
    return [*_COMMANDS[request.task], "--period", kind, "--ending", day]


_COMMANDS = {
    Task.BUILD: ("digest", "build"),
    Task.REPLACE: ("digest", "build", "--replace"),
    Task.SEND: ("digest", "send"),
}


def take_up(home: Path, do: Do) -> int:
    """Do every task that waits, in order; returns how many."""
    done = 0
    while True:
        with opened(home) as store:
            request = store.requests.take(datetime.now(UTC))
        if request is None:
            return done
        code, answer = do(command_of(request))
        with opened(home) as store:
            store.requests.end(request.id, datetime.now(UTC), code, answer)
        done += 1


def trigger(hour: str) -> CronTrigger:
    """Every day at `06:00` Vietnamese time."""
    hours, _, minutes = hour.partition(":")
    return CronTrigger(hour=int(hours), minute=int(minutes), timezone=VIETNAM)


def missed(hours: Sequence[str], last: datetime | None, now: datetime) -> bool:
    """Whether a reading fell due after the last one ended (or none ever did) and before now."""
    if last is None:
        return bool(hours)
    due = (trigger(hour).get_next_fire_time(last, last) for hour in hours)
    return any(moment is not None and moment <= now for moment in due)


class Clockwork(AbstractContextManager["Clockwork"]):
    """Runs beside the desk until it closes.

    `hours` gives the hours of the daily reading when asked (settings may come later), none for no timed jobs.
    """

    def __init__(self, home: Path, hours: Callable[[], Sequence[str]], do: Do | None = None):
        self._home, self._hours = home, hours
        self._children = Children(home)
        self._do = do or self._children
        self._set: tuple[str, ...] = ()
        self._looked = False
        self._scheduler = BackgroundScheduler(
            timezone=VIETNAM,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600},
        )

    def __enter__(self) -> Clockwork:
        with opened(self._home) as store:
            store.requests.hand_back()
        self._scheduler.add_job(self.look, IntervalTrigger(seconds=LOOK_SECONDS, timezone=VIETNAM), id="look")
        self._scheduler.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._children.stop()
        self._scheduler.shutdown(wait=True)

    def look(self) -> None:
        """Follow the settings' hours, catch up what was missed, take up what was asked for."""
        try:
            self._follow()
            take_up(self._home, self._do)
        except KnownError as trouble:
            log.warning("%s", trouble)

    def _follow(self) -> None:
        """Make the timed jobs those of the settings; the first time, do what was missed while the machine was off."""
        hours = tuple(self._hours())
        for hour in set(self._set) - set(hours):
            self._scheduler.remove_job(hour)
        for hour in sorted(set(hours) - set(self._set)):
            self._scheduler.add_job(self.read, trigger(hour), id=hour)
        first, self._set = hours and not self._looked, hours
        if first:
            self._looked = True
            with opened(self._home) as store:
                last = store.runs.last()
            if missed(hours, last[0] if last else None, datetime.now(UTC)):
                self.read()

    def read(self) -> None:
        """Read the press, in turn with whatever else was asked for."""
        with opened(self._home) as store:
            store.requests.ask(Task.RUN, "", "Theo giờ", datetime.now(UTC))
