"""Reads pages through the crawl's child process: asks in, pages or troubles out, in the order they arrive.

The child lives as long as the `with` block, so robots.txt and pace of a newspaper hold across several calls. Asks go
out newspaper by newspaper in turn, only so many at a time; a slow reader of the answers never fills anybody's memory.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from crawler.markup import wall
from crawler.policy import Ask, CrawlPolicy
from crawler.troubles import died, lasting
from crawler.wire import Answer, ask_line, policy_line, read_frame
from domain.outcome import Trouble, Word
from domain.press import Page
from domain.urls import host_of

__all__ = ["Ask", "CrawlPolicy", "Fetcher"]

# Asks with the child at one time, in all and for one newspaper: enough that no newspaper waits for us, few enough
# that pages of 200 kB stay under 30 MB.
WINDOW = 128
WINDOW_PER_HOST = 3
# Seconds without any answer after which the child is taken for dead; far above any wait it may rightly have.
SILENCE = 900.0
# How often a child that died is replaced in the life of a fetcher.
RESTARTS = 3
ERRORS_BYTES = 1_000_000

Result = tuple[Ask, Page | Trouble]


class Fetcher:
    """A context manager around one child process. `clock` tells the time of fetching."""

    def __init__(self, policy: CrawlPolicy, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._policy = policy
        self._clock = clock
        self._child: _Child | None = None
        self._serials = count(1)
        self._deaths = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id, None while there is none."""
        return self._child.pid if self._child is not None else None

    def close(self) -> None:
        """End the child. Asks without an answer are dropped."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def fetch(self, asks: Iterable[Ask]) -> Iterator[Result]:
        """Every ask with its page, or with the trouble it ended in, as they arrive.

        A child that dies is started again; what was out then is asked one by one, and what kills it alone is temporary
        trouble (`unexpected`). So is all that has no answer when it died too often.
        """
        turns = _Turns()
        for ask in asks:
            if not turns.add(ask):
                yield ask, lasting(Word.BAD_ADDRESS)
        while turns and (child := self._living_child()) is not None:
            for ask in turns.take():
                child.send(turns.number(next(self._serials), ask))
            answer = child.next_answer()
            if answer is None:
                self._bury(child)
                yield from ((ask, died()) for ask in turns.start_again())
            elif (ask_answered := turns.answered(answer.serial)) is not None:
                yield ask_answered, self._result(ask_answered, answer)
        yield from ((ask, died()) for ask in turns.left())

    def _living_child(self) -> _Child | None:
        while self._child is None and self._deaths <= RESTARTS:
            try:
                self._child = _Child(self._policy)
            except OSError:  # the system starts no more processes
                self._deaths += 1
        return self._child

    def _bury(self, child: _Child) -> None:
        child.close()
        self._child = None
        self._deaths += 1

    def _result(self, ask: Ask, answer: Answer) -> Page | Trouble:
        if answer.trouble is not None:
            return answer.trouble
        page = self._page(ask, answer)
        return page if page.status == 304 else wall(page) or page

    def _page(self, ask: Ask, answer: Answer) -> Page:
        return Page(
            id=ask.id,
            url=ask.url,
            final_url=answer.final_url,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            fetched_at=self._clock(),
            ip=answer.ip,
            certificate=answer.certificate,
        )


class _Turns:
    """Asks in wait by newspaper, handed out in turn, and those that are out."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Ask]] = {}
        self._doubtful: deque[Ask] = deque()
        self._alone = False
        self._out: dict[int, Ask] = {}
        self._out_of: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._out or self._doubtful) or any(self._waiting.values())

    def add(self, ask: Ask) -> bool:
        """Line an ask up; False when its address is none."""
        try:
            self._waiting.setdefault(host_of(ask.url), deque()).append(ask)
        except ValueError:
            return False
        return True

    def take(self) -> list[Ask]:
        """The asks that may go out now, one of each newspaper after the other; doubtful ones first, each alone."""
        if self._doubtful or (self._alone and self._out):
            self._alone = True
            return self._taken_alone()
        self._alone = False
        taken: list[Ask] = []
        room = WINDOW - len(self._out)
        while room > len(taken) and (hosts := [host for host in self._waiting if self._may(host)]):
            for host in hosts[: room - len(taken)]:
                taken.append(self._waiting[host].popleft())
                self._out_of[host] += 1
        self._waiting = {host: asks for host, asks in self._waiting.items() if asks}
        return taken

    def _taken_alone(self) -> list[Ask]:
        if self._out:
            return []
        ask = self._doubtful.popleft()
        self._out_of[host_of(ask.url)] += 1
        return [ask]

    def number(self, serial: int, ask: Ask) -> bytes:
        """The line that sends an ask out under a number."""
        self._out[serial] = ask
        return ask_line(serial, ask)

    def answered(self, serial: int) -> Ask | None:
        """The ask of a number, which is no longer out; None for a number of an earlier, abandoned call."""
        ask = self._out.pop(serial, None)
        if ask is not None:
            self._out_of[host_of(ask.url)] -= 1
        return ask

    def start_again(self) -> list[Ask]:
        """The child died: what was out is doubtful now. Returns what was out alone, and so has killed it."""
        fatal, doubtful = (list(self._out.values()), []) if self._alone else ([], list(self._out.values()))
        self._doubtful.extend(doubtful)
        self._out, self._out_of = {}, Counter()
        return fatal

    def left(self) -> list[Ask]:
        """Everything without an answer, taken out of the lines."""
        waiting = (ask for asks in self._waiting.values() for ask in asks)
        left = [*self._out.values(), *self._doubtful, *waiting]
        self._out, self._waiting, self._out_of = {}, {}, Counter()
        self._doubtful.clear()
        return left

    def _may(self, host: str) -> bool:
        return bool(self._waiting[host]) and self._out_of[host] < WINDOW_PER_HOST


class _Child:
    """The child process, and the thread that empties its pipe."""

    def __init__(self, policy: CrawlPolicy) -> None:
        command = [sys.executable, "-m", "crawler.child"]
        with _errors(policy) as errors:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=_environment()
            )
        self.pid = self._process.pid
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._drain, daemon=True)
        self._reader.start()
        self.send(policy_line(policy))

    def send(self, line: bytes) -> None:
        """A line down. A child that is gone is noticed where answers are read."""
        stdin = self._process.stdin
        if stdin is not None:
            with contextlib.suppress(OSError):
                stdin.write(line)
                stdin.flush()

    def next_answer(self) -> Answer | None:
        """The next answer; None when the child is gone, or silent for too long.

        Waits a second at a time: Windows lets nobody interrupt a longer wait.
        """
        until = time.monotonic() + SILENCE
        while time.monotonic() < until:
            with contextlib.suppress(queue.Empty):
                return self._answers.get(timeout=1)
        return None

    def close(self) -> None:
        """End the child: it leaves when its standard input closes; one that does not is killed."""
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _drain(self) -> None:
        stdout = self._process.stdout
        answer = read_frame(stdout) if stdout is not None else None
        while answer is not None and stdout is not None:
            self._answers.put(answer)
            answer = read_frame(stdout)
        self._answers.put(None)


def _errors(policy: CrawlPolicy) -> contextlib.AbstractContextManager[IO[bytes] | int | None]:
    """Where the child's last words go: beside its log, over older ones once they are many; no officer can use them.

    None, this process's own standard error, where no log is kept.
    """
    if not policy.log_file:
        return contextlib.nullcontext()
    path = Path(policy.log_file).with_suffix(".err")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb" if path.exists() and path.stat().st_size > ERRORS_BYTES else "ab")
    except OSError:
        return contextlib.nullcontext(subprocess.DEVNULL)


def _environment() -> dict[str, str]:
    """The child finds these very rooms, wherever the parent was started."""
    home = str(Path(__file__).resolve().parent.parent)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))}
