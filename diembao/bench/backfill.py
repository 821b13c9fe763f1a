"""What sifting old press costs: records a second by one process, by two, by two workers of Dask; against reading alone.

The file holds the article pages at hand under addresses of their own, one in fifty with a sentence that names the
commune. What is stored in the end is the same work whoever sifts, and little: it is left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import config.gazetteer
from diembao.bench import Result
from diembao.bench.pages import press_pages
from diembao.bench.rounds import LEAST_ROUNDS, interleaved, versions
from diembao.cluster import cluster
from diembao.crew import Alone, Crew, crew_of, processes
from diembao.sifting import Wanted, sift
from domain.backfill import MATCHED, Gap, Sifted, Stretch
from domain.press import Page
from domain.urls import article_id
from store.archive import Archive
from store.warcs import Reading

SIZE, STEP = 2_000, 500_000
_OURS, _EVERY = "11713", 50
_AT = datetime(2024, 3, 5, tzinfo=UTC)
_MOST = 8_000_000
_NAMED = " Theo UBND xã Nghi Dương, thành phố Hải Phòng, bà con đã họp về việc này.</p>".encode()


def measure(rounds: int, size: int = SIZE) -> Result:
    """Wall time, for it is about cores; `second_core_*` is what two processes that only count get of two cores."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        path = _written(Path(folder), size)
        wanted = _wanted()
        before = _second_core()
        crews: dict[str, Crew] = {"one": Alone(), "two": crew_of(2, 2, 1)}
        if dask := _dask(stack):
            crews["dask"] = dask
        contenders = {name: _sifting(crew, wanted, path) for name, crew in crews.items()}
        contenders["reading"] = lambda: _reading(path)
        contenders["without_glance"] = _sifting(Alone(), replace(wanted, glance=False), path)
        for name in crews:
            contenders[name]()
        taken = interleaved(contenders, max(rounds, LEAST_ROUNDS))
        after = _second_core()
    ratios = {f"{name}_to_one": taken.ratio("one", name) for name in crews if name != "one"}
    ratios |= {
        "one_to_reading": taken.ratio("one", "reading"),
        "without_glance_to_one": taken.ratio("without_glance", "one"),
        "second_core_before": before,
        "second_core_after": after,
    }
    figures = {f"{name}_records_per_second": size / taken.median(name) for name in contenders}
    notes = () if dask else ("Chưa cài Dask (diembao[cluster]) nên không đo nhiều máy.",)
    return Result(ratios, versions("fastwarc"), figures, notes)


def _written(folder: Path, size: int) -> Path:
    archive, saved = Archive(folder), press_pages()
    for number in range(size):
        body = saved[number % len(saved)].body
        if number % _EVERY == 0:
            body = body.replace(b"</p>", _NAMED)
        url = f"http://bao-{number % 20}.example/tin-so-{number + 1_000}.html"
        headers = (("Content-Type", "text/html"),)
        archive.add(Page(article_id(url), url, url, 200, headers, body, _AT))
    return archive.folder / archive.names()[0]


def _wanted() -> Wanted:
    return Wanted("bench", (config.gazetteer.commune(_OURS),), {}, frozenset(), _MOST, datetime.now(UTC))


def _stretches(path: Path) -> Iterator[Stretch]:
    size = path.stat().st_size
    for start in range(0, size, STEP):
        yield Stretch(str(path), start, min(start + STEP, size), start == 0)


def _sifting(crew: Crew, wanted: Wanted, path: Path) -> Callable[[], float]:
    def once() -> float:
        started, matched = time.perf_counter(), 0
        for _, sifted in crew.do(sift, ((wanted, stretch) for stretch in _stretches(path))):
            assert isinstance(sifted, Sifted)
            matched += sifted.counts[MATCHED]
        assert matched, "the pages that name the commune are found"
        return time.perf_counter() - started

    return once


def _reading(path: Path) -> float:
    """fastwarc alone, bodies and all, as the worker reads them."""
    started = time.perf_counter()
    for found in Reading(Stretch(str(path), 0, path.stat().st_size), _MOST):
        assert not isinstance(found, Gap)
    return time.perf_counter() - started


def _dask(stack: ExitStack) -> Crew | None:
    try:
        from distributed import LocalCluster  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    machines = stack.enter_context(LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0"))
    return stack.enter_context(cluster(machines.scheduler_address))


def _second_core() -> float:
    """How much more two processes get done than one."""
    with processes(2) as pool:
        list(pool.map(_count, range(4)))
        started = time.perf_counter()
        pool.submit(_count, 0).result()
        between = time.perf_counter()
        list(pool.map(_count, range(2)))
        return 2 * (between - started) / (time.perf_counter() - between)


def _count(_number: int) -> int:
    return sum(range(10_000_000))
