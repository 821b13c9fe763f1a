"""Helpers make the pairs that one process makes; so many are out at a time; a death loses and leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

from crawler import extract
from diembao.crew import BUNDLE, BUNDLES, Alone, Helped, crew_of
from diembao.extracting import Extracting
from diembao.stages import Stage, run_stage
from domain.outcome import Temporary, Word
from store import Store, opened
from tests.builders import NOW, a_link, a_page
from tests.diembao.chores import KILLER, deadly, square

T = TypeVar("T")
R = TypeVar("R")
PAGES = Path(__file__).parents[1] / "golden" / "pages"


def test_helpers_make_the_pairs_that_one_process_makes() -> None:
    alone = list(Alone().do(square, range(50)))
    assert sorted(Helped(2, least=4).do(square, range(50))) == sorted(alone) == [(n, n * n) for n in range(50)]


def test_few_items_call_nobody() -> None:
    def refused(_helpers: int) -> ThreadPoolExecutor:
        raise AssertionError("nobody is needed")

    crew = Helped(2, least=4, executor=refused)
    assert list(crew.do(square, [1, 2, 3])) == [(1, 1), (2, 4), (3, 9)]


def test_only_so_many_items_are_out() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(200):
            taken.append(number)
            yield number

    least = 4
    for done, _ in enumerate(Helped(1, least=least, executor=ThreadPoolExecutor).do(square, items())):
        assert len(taken) - done <= BUNDLE * BUNDLES + least + 1
    assert len(taken) == 200


def test_an_item_that_kills_its_helper_is_put_aside_and_no_other() -> None:
    answers = dict(Helped(1, least=4).do(deadly, range(12)))
    killed = answers.pop(KILLER)
    assert isinstance(killed, Temporary)
    assert killed.word is Word.UNEXPECTED
    assert answers == {n: n for n in range(12) if n != KILLER}


class Refusing(ThreadPoolExecutor):
    """A system that starts no more processes."""

    def submit(self, *_told: Any, **_more: Any) -> Any:
        raise OSError(12, "Cannot allocate memory")


def test_where_no_helper_starts_the_work_is_done_alone() -> None:
    assert sorted(Helped(2, least=4, executor=Refusing).do(square, range(30))) == [(n, n * n) for n in range(30)]


def test_the_machine_or_the_office_says_how_many() -> None:
    assert isinstance(crew_of(1), Alone)
    assert crew_of(3) == Helped(2)


@pytest.mark.skipif(sys.platform == "win32", reason="signals and /proc are not Windows'")
def test_a_killed_parent_leaves_no_helper_behind(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, time\nfrom diembao.crew import Helped\n"
        "def sleepy(n):\n    print(os.getpid(), flush=True)\n    time.sleep(60)\n"
        "if __name__ == '__main__':\n    list(Helped(1, least=1).do(sleepy, range(40)))\n"
    )
    root = str(Path(__file__).parents[2])
    parent = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}
    )
    assert parent.stdout is not None
    pids = {int(parent.stdout.readline()) for _ in range(2)}
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    (helper,) = pids - {parent.pid}
    until = time.monotonic() + 60
    while _alive(helper) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _alive(helper)


def _alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2][:3]
    except OSError:
        return False


class Backwards:
    """Pairs in the opposite order."""

    def do(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Temporary]]:
        return ((item, work(item)) for item in reversed(list(items)))


def _filled(store: Store) -> None:
    """Pages of many kinds, a twin address, and a page whose bytes were altered."""
    bodies = [path.read_bytes() for path in sorted(PAGES.glob("*.html"))]
    links = [a_link(f"http://bao-mot.example/tin-so-{1000 + n}.html") for n in range(len(bodies))]
    twin = a_link("http://bao-mot.example/amp/tin-so-1000.html")
    canonical = f'<link rel="canonical" href="{links[0].url}"></head>'.encode()
    store.links.add([*links, twin], NOW)
    for link, body in [*zip(links, bodies, strict=True), (twin, bodies[0].replace(b"</head>", canonical))]:
        store.pages.save(a_page(link, body))
    place = dict(store.pages.places())[links[5].id]
    with (store.archive.folder / place.file).open("r+b") as file:
        file.seek(place.offset + place.length // 2)
        file.write(b"\x00\x00\x00\x00")


@pytest.mark.parametrize("crew", [Alone(), Helped(1, least=2), Backwards()], ids=["alone", "helped", "backwards"])
def test_every_crew_leaves_the_same_articles_and_outcomes(tmp_path: Path, crew: Any) -> None:
    stored = []
    for name, each in (("one", Alone()), ("two", crew)):
        with opened(tmp_path / name) as store:
            _filled(store)
            pages = Extracting(store, (), NOW, each)
            stage = Stage("extract", extract.VERSION, str, pages.due, pages.work, pages.save)
            run_stage(stage, store.outcomes, store.together, NOW, lambda *_: None)
            stored.append((list(store.articles.all()), {one.item: one.word for one in store.outcomes.all()}))
    assert stored[0] == stored[1]
    words = set(stored[0][1].values())
    assert {Word.DONE, Word.DUPLICATE, Word.DAMAGED, Word.NOT_ARTICLE} <= words
