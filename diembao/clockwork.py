"""What an open desk does by itself: the jobs that are due (diembao/timetable.py), and tasks asked for, one at a time.

Each task is a child process of this very program, so that a crash or a leak dies with it and the reading obeys the same
lock as one started by hand. What fell due while the machine was off or asleep is done once.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

import filelock
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from config.model import Settings
from diembao.limits import environment
from diembao.stopped import goes_on, tell_stopped
from diembao.timetable import AGAIN, JOBS, Job, state
from diembao.words import say
from domain.clock import VIETNAM
from domain.errors import KnownError
from domain.refusals import why
from domain.request import Request, Task
from store import opened
from store.locks import held, lock_at
from store.unfinished import unfinished

# How soon a task asked for at the desk is taken up.
LOOK_SECONDS = 2
# How often the clock is asked what is due.
DUE_SECONDS = 15
# A reading that hangs is ended; the next one goes on where it stopped.
LONGEST = timedelta(hours=6)
LONGEST_ANSWER = 400

# How the program itself ends; anything else was done to it.
ENDS = frozenset({0, 1, 2, 3, 130})
_NOT_STARTED = "Chưa bắt đầu được việc này ({why}). Chưa mất gì; phần mềm tự thử lại, hoặc mời đóng bớt chương trình."
_TOO_LONG = "Việc này quá {hours} giờ chưa xong nên đã dừng. Phần đã làm vẫn giữ; lần sau làm tiếp từ đó."
_UNFORESEEN = (
    "Lỗi ngoài dự kiến ({last}). Phần đã ghi vẫn nguyên; vẫn lỗi thì mời gửi người bảo trì gói: diembao support"
)
_ENDED_FROM_OUTSIDE = (
    "Việc này bị hệ điều hành hoặc ai đó dừng giữa chừng, thường do máy hết bộ nhớ. Phần đã làm vẫn giữ; lần sau làm "
    "tiếp từ đó. Nếu lặp lại: đóng bớt chương trình, hoặc đặt limits.slow_machine = true."
)

log = logging.getLogger("diembao.serve")

# Runs a command line of the program and returns its exit code and its last words.
Do = Callable[[Sequence[str]], tuple[int, str]]


class Children:
    """Runs commands as child processes, one at a time; `stop` ends the one that runs."""

    def __init__(self, home: Path, settings: Callable[[], Settings | None] = lambda: None):
        self._home, self._settings = home, settings
        self._turn = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._stopped = False

    def __call__(self, words: Sequence[str]) -> tuple[int, str]:
        """Run one command and wait for it."""
        with self._turn:
            if self._stopped:
                return 130, ""
            command = [sys.executable, "-m", "diembao", *words, "--home", str(self._home), "--quiet"]
            settings = self._settings()
            told = environment(settings.limits) if settings else {}
            try:
                self._child = subprocess.Popen(
                    command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8",
                    errors="replace", env={**os.environ, **told},
                )  # fmt: skip
            except OSError as trouble:
                return 1, say(_NOT_STARTED).format(why=why(trouble))
            try:
                _, said = self._child.communicate(timeout=LONGEST.total_seconds())
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.communicate()
                return 1, say(_TOO_LONG).format(hours=round(LONGEST.total_seconds() / 3600))
            return self._ended(self._child.returncode, said)

    def _ended(self, code: int, said: str) -> tuple[int, str]:
        """What an officer reads of an end; of one that came from outside, more than its number."""
        if self._stopped or code in ENDS:
            return code, say(_UNFORESEEN).format(last=last_words(said)) if "Traceback" in said else last_words(said)
        return 1, say(_ENDED_FROM_OUTSIDE)

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
    if request.task is Task.BACKUP:
        return ["backup"]
    if request.task is Task.SOURCE:
        return ["source", "add", *request.detail.split(" ", 1)]
    kind, day, *unit = request.detail.split(" ")
    return [*_COMMANDS[request.task], "--period", kind, "--ending", day, *_of(*unit)]


def _of(code: str = "") -> list[str]:
    """In a city's home: whose digest is meant, a commune's (five digits) or the city's own."""
    return ["--commune", code] if len(code) > 2 else ["--city"] if code else []


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


class Turns:
    """The timed jobs of a home: does those that are due, one after the other, in one program at a time."""

    def __init__(self, home: Path, settings: Callable[[], Settings | None], do: Do):
        self._home, self._settings, self._do = home, settings, do
        self._tried: dict[str, float] = {}

    def take(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> int:
        """Do what is due; returns how many jobs were begun."""
        done = 0
        self._close_dead(now())
        for job in JOBS.values():
            settings = self._settings()
            if settings is not None and self._is_due(job, settings, now()):
                self._tried[job.name] = time.monotonic()
                self._do(job.words)
                done += 1
        return done

    def _close_dead(self, now: datetime) -> None:
        """A record without an end, of which nobody holds the lock, is of a program that died: the job is due again."""
        with opened(self._home) as store:
            for job in JOBS.values():
                last = next(iter(store.runs.latest(1, job.name)), None)
                if last and last.ended is None and not (job.lock and held(self._home / job.lock)):
                    store.runs.cut_off(job.name, now)

    def _is_due(self, job: Job, settings: Settings, now: datetime) -> bool:
        tried = self._tried.get(job.name)
        if tried is not None and time.monotonic() - tried < AGAIN.total_seconds():
            return False
        with opened(self._home) as store:
            return state(store, settings, job, now).due


def turn_lock(home: Path) -> filelock.FileLock:
    """Held by the one program that works by the clock for a home."""
    home.mkdir(parents=True, exist_ok=True)
    return lock_at(home / "schedule.lock")


class Clockwork(AbstractContextManager["Clockwork"]):
    """Runs beside the desk until it closes.

    `settings` gives the settings when asked (they may come later), None for no timed jobs. Where another program
    already works by the clock for this home, this one waits in case that one ends.
    """

    def __init__(self, home: Path, settings: Callable[[], Settings | None], do: Do | None = None):
        self._home = home
        self._children = Children(home, settings)
        self._do = do or self._children
        self._turns = Turns(home, settings, self._do)
        self._lock = turn_lock(home)
        self._looked = float("-inf")
        self._scheduler = BackgroundScheduler(
            timezone=VIETNAM,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600},
        )

    def __enter__(self) -> Clockwork:
        self._scheduler.add_job(self.look, IntervalTrigger(seconds=LOOK_SECONDS, timezone=VIETNAM), id="look")
        self._scheduler.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._children.stop()
        self._scheduler.shutdown(wait=True)
        self._lock.release()

    def look(self) -> None:
        """Take up what was asked for at the desk, then what is due by the clock."""
        try:
            # A home that was moved away is not begun anew at its old place; one half restored waits for its officer.
            if self._home.exists() and unfinished(self._home) is None and self._may():
                take_up(self._home, self._do)
                if time.monotonic() - self._looked >= DUE_SECONDS:
                    self._looked = time.monotonic()
                    self._turns.take()
                    goes_on(self._home)
        except KnownError as trouble:
            log.warning("%s", trouble)
            tell_stopped(self._home, trouble, datetime.now(UTC))

    def _may(self) -> bool:
        """Whether this is the program that works for the home; becoming that, it takes up what a dead one left."""
        if self._lock.is_locked:
            return True
        try:
            self._lock.acquire()
        except filelock.Timeout:
            return False
        with opened(self._home) as store:
            store.requests.hand_back()
        return True
