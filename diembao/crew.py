"""Who does heavy work: this process alone, or with helpers beside it. A function and items in, pairs out, in any order.

The function must be one that a process started afresh can import (helpers are started so everywhere, as Windows does),
and what it takes and gives must be picklable. Only so many items are out at a time, so memory stays bounded however
slowly the pairs are taken. Whatever is stored is stored by the caller: a helper that dies, dies with nothing written.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.process import BaseProcess
from typing import Protocol, TypeVar

from diembao.words import say
from domain.outcome import Temporary, Word

T = TypeVar("T")
R = TypeVar("R")

# Starting a helper costs about as much as reading 25 pages does; with fewer items nobody is called.
LEAST = 60
# Items that travel together, and bundles out for each helper: one in work, one ready. At 200 kB a page 2 MB a helper.
BUNDLE, BUNDLES = 4, 2
# More helpers than this find the one who stores too slow: storing costs about a fifth of reading a page.
MOST_HELPERS = 3
# So often helpers may die before the rest is done without them.
DEATHS = 3

_DIED = (
    "Tiến trình phụ bị dừng đột ngột hai lần khi đọc mục này (máy hết bộ nhớ, hoặc mục này làm hỏng nó). Bản gốc vẫn "
    "nguyên; lượt sau tự thử lại. Nếu lặp lại, mời tăng bộ nhớ hoặc báo người bảo trì."
)


class NoHelper(BrokenExecutor):
    """The system starts no more processes."""


class Crew(Protocol):
    """Whoever brings a function over items."""

    def do(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Temporary]]:
        """Each item with what the function makes of it; with an UNEXPECTED trouble when it killed its helper."""


@dataclass(frozen=True, slots=True)
class Alone:
    """This process, item by item: what a small computer does."""

    def do(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Temporary]]:
        """Each item in turn, done when its pair is asked for."""
        return ((item, work(item)) for item in items)


def processes(helpers: int) -> Executor:
    """Helpers as processes of their own, which leave when this one does."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(helpers, mp_context=context, initializer=_leave_with_parent)


@dataclass(frozen=True, slots=True)
class Helped:
    """This process and `helpers` others, all at the same work. `executor` makes the helpers.

    With fewer items than `least` nobody is called; `bundle` items travel together.
    """

    helpers: int
    least: int = LEAST
    bundle: int = BUNDLE
    executor: Callable[[int], Executor] = processes

    def do(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Temporary]]:
        """The pairs as they get ready."""
        waiting = iter(items)
        first = list(islice(waiting, self.least))
        waiting = chain(first, waiting)
        if len(first) == self.least:
            for _ in range(DEATHS):
                doubtful: list[T] = []
                yield from self._together(work, waiting, doubtful)
                if not doubtful:
                    return
                yield from self._one_by_one(work, doubtful)
        yield from Alone().do(work, waiting)

    def _together(
        self, work: Callable[[T], R], waiting: Iterator[T], doubtful: list[T]
    ) -> Iterator[tuple[T, R | Temporary]]:
        """Pairs until nothing waits, or until a helper died: then what was out is `doubtful`."""
        out: dict[Future[list[R]], list[T]] = {}
        executor = self.executor(self.helpers)
        bundle: list[T] = []
        try:
            while True:
                while len(out) < self.helpers * BUNDLES and (bundle := list(islice(waiting, self.bundle))):
                    out[_given(executor, _each, work, bundle)] = bundle
                bundle = []
                if not out:
                    return
                for ready in [future for future in out if future.done()]:
                    yield from zip(out[ready], ready.result(), strict=True)
                    del out[ready]
                yield from self._meanwhile(work, waiting, out)
        except BrokenExecutor:
            doubtful += [item for part in (*out.values(), bundle) for item in part]
        finally:
            executor.shutdown(wait=True, cancel_futures=True)

    def _meanwhile(
        self, work: Callable[[T], R], waiting: Iterator[T], out: dict[Future[list[R]], list[T]]
    ) -> Iterator[tuple[T, R]]:
        """While every helper is busy, one item here; where nothing waits any more, a pause until a bundle is ready."""
        if len(out) == self.helpers * BUNDLES and not any(future.done() for future in out):
            for item in islice(waiting, 1):
                yield item, work(item)
                return
        if not any(future.done() for future in out):
            wait(out, timeout=1, return_when=FIRST_COMPLETED)

    def _one_by_one(self, work: Callable[[T], R], doubtful: Iterable[T]) -> Iterator[tuple[T, R | Temporary]]:
        """Items one of which killed its helper, each tried once more beside nothing else."""
        executor = self.executor(1)
        for item in doubtful:
            try:
                yield item, _given(executor, work, item).result()
            except NoHelper:
                yield item, work(item)
            except BrokenExecutor:
                executor.shutdown(wait=True, cancel_futures=True)
                executor = self.executor(1)
                yield item, Temporary(Word.UNEXPECTED, say(_DIED))
        executor.shutdown(wait=True, cancel_futures=True)


def crew_of(workers: int, least: int = LEAST, bundle: int = BUNDLE) -> Crew:
    """The crew for a number of processes in all; 0 goes by the machine."""
    count = workers or min(_cores(), MOST_HELPERS + 1)
    return Helped(count - 1, least, bundle) if count > 1 else Alone()


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _given(executor: Executor, work: Callable[..., R], *told: object) -> Future[R]:
    """Work handed out. Raises BrokenExecutor; NoHelper where the system, out of memory, starts none any more."""
    try:
        return executor.submit(work, *told)
    except OSError as trouble:
        # One that did start waits for work that nobody will give, and this process would wait for it at its end.
        for helper in multiprocessing.active_children():
            helper.kill()
        raise NoHelper(str(trouble)) from trouble


def _each(work: Callable[[T], R], items: list[T]) -> list[R]:
    return [work(item) for item in items]


def _leave_with_parent() -> None:
    """In a helper: Ctrl-C is the parent's to answer, and a killed parent leaves nobody behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
