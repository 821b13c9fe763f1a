"""Old press out of WARC files: what a crawl would have read, once each, whoever works, wherever it is cut off."""

from __future__ import annotations

import gzip
import json
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from crawler.fetcher import Fetcher
from diembao.backfilling import Backfill, Report, wanted_of
from diembao.cluster import cluster
from diembao.crew import Alone, Crew, crew_of
from diembao.daily import Wish, flow_of
from diembao.office import locked, office
from diembao.watching import Watching
from domain.press import Source
from tests.builders import NOW
from tests.diembao import small_press
from tests.diembao.newspaper import Sheet
from tests.diembao.small_press import diembao, exported, spoken
from tests.loopback import papers
from tests.warcfiles import DATE, HTML, write_answers

OURS = Sheet()
OTHER = replace(
    OURS,
    title="Phường Hòa Bình khánh thành nhà văn hóa khu dân cư số 7",
    sapo="Sáng 12/11, UBND phường Hòa Bình khánh thành nhà văn hóa cho bà con khu dân cư số 7.",
    tags=("nhà văn hóa",),
)
STEP = 3_000


def page(number: int, ours: bool) -> tuple[str, bytes]:
    url = f"http://bao-mot.example/tin-so-{1_000 + number}.html"
    sheet = OURS if ours else OTHER
    return url, replace(sheet, title=f"{sheet.title} đợt {number}", published="2024-03-04T09:15:00+07:00").html(url)


def pages(count: int, every: int = 5) -> list[tuple[str, bytes]]:
    return [page(number, number % every == 0) for number in range(count)]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "home"
    diembao(path, "init", "--commune", "11713", "--sources", "none")
    return path


@pytest.fixture
def home(empty: Path, tmp_path: Path) -> Path:
    """A home without newspapers, of its own for each test."""
    path = tmp_path / "home"
    path.mkdir()
    (path / "settings.toml").write_bytes((empty / "settings.toml").read_bytes())
    return path


def backfill(home: Path, *paths: Path, crew: Crew | None = None, step: int = STEP, glance: bool = True) -> Report:
    here = office(home)
    with locked(home) as store, Fetcher(here.crawl_policy()) as fetcher:
        wanted = replace(wanted_of(here, (), NOW), glance=glance)
        return Backfill(flow_of(here, store, NOW, Wish()), crew or Alone(), wanted, step=step).run(paths, fetcher)


def told(home: Path, *arguments: object, code: int = 0) -> dict[str, Any]:
    return dict(json.loads(diembao(home, "backfill", *map(str, arguments), "--json", check=(code,))))


def without(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if key != name} for row in rows]


def refused(home: Path, *arguments: object) -> str:
    code, _, err = spoken(home, "backfill", *map(str, arguments))
    assert code == 2
    return err


def state(home: Path) -> list[Any]:
    return [exported(home, what) for what in ("articles", "mentions", "stories")]


@pytest.mark.long
def test_an_archive_of_ours_gives_what_its_crawl_gave(tmp_path: Path) -> None:
    crawled, filled = tmp_path / "crawled", tmp_path / "filled"
    with papers({}) as servers:
        small_press.fill(servers[0], range(6))
        for home in (crawled, filled):
            small_press.office(home, servers)
        diembao(crawled, "run")
    done = told(filled, crawled / "archive")
    mentions = exported(crawled, "mentions")
    named = {row["article"] for row in mentions if row["verdict"] != "reject"}
    assert named
    assert exported(filled, "mentions") == [row for row in mentions if row["article"] in named]
    want = [row for row in exported(crawled, "articles") if row["id"] in named]
    assert without(exported(filled, "articles"), "first_seen") == without(want, "first_seen")
    assert done["articles"] == done["pages"] == done["matched"] == len(named)
    diembao(filled, "verify")


def test_only_what_is_about_the_commune_is_kept_and_as_of_its_day(home: Path, tmp_path: Path) -> None:
    file = write_answers(tmp_path / "CC-NEWS-20240305.warc.gz", pages(20))
    done = told(home, file)
    assert done["files"] == {"read": 1, "failed": 0, "already": 0}
    assert (done["records"], done["matched"], done["pages"], done["articles"]) == (20, 4, 4, 4)
    assert done["put_aside"] == {"no_name": 16}
    assert done["mentions"]["accept"] == 4
    rows = exported(home, "articles")
    assert {row["url"] for row in rows} == {url for url, _ in pages(20)[::5]}
    assert {row["first_seen"] for row in rows} == {"2024-03-05T13:07:08+07:00"}
    assert {row["published"] for row in rows} == {"2024-03-04T09:15:00+07:00"}
    before = state(home)
    diembao(home, "replay")
    assert state(home) == before
    with locked(home) as store:
        source = Source("kho-bao-cu", "", "http://bao-mot.example/")
        assert Watching(store, [source], NOW, regardless=True).due()
        assert not Watching(store, [source], NOW).due()
    again = told(home, file)
    assert (again["files"]["already"], again["records"], again["pages"]) == (1, 0, 0)
    assert state(home) == before


@pytest.mark.long
def test_files_in_folders_parts_and_any_order_make_one_result(home: Path, tmp_path: Path) -> None:
    answers = pages(60)
    folder = tmp_path / "2024" / "03"
    folder.mkdir(parents=True)
    whole = write_answers(tmp_path / "whole.warc.gz", answers)
    write_answers(folder / "b.warc.gz", answers[30:])
    write_answers(folder / "a.warc", answers[:40], packed=False)
    alone, other = tmp_path / "alone", home
    alone.mkdir()
    (alone / "settings.toml").write_bytes((home / "settings.toml").read_bytes())
    first = backfill(alone, whole, step=1 << 40)
    done = told(other, tmp_path / "2024")
    assert first.pages == done["pages"] == 12
    assert done["records"] == 70
    assert state(other) == state(alone)
    assert backfill(other, whole).pages == 0
    assert state(other) == state(alone)


@pytest.mark.long
def test_a_helper_beside_changes_nothing(home: Path, tmp_path: Path) -> None:
    file = write_answers(tmp_path / "a.warc.gz", pages(60))
    report = backfill(home, file, crew=crew_of(2, 2, 1))
    assert (report.answers, report.pages, report.read) == (60, 12, 1)


class Killing:
    """Another crew, of which a worker is killed when some pairs are there."""

    def __init__(self, crew: Crew, pids: dict[int, int]):
        self.crew, self.pids = crew, pids

    def do(self, work: Any, items: Any) -> Iterator[Any]:
        for number, pair in enumerate(self.crew.do(work, items)):
            if number in self.pids:
                os.kill(self.pids.pop(number), signal.SIGKILL)
            yield pair


@pytest.mark.long
def test_workers_of_dask_that_are_lost_change_nothing(home: Path, tmp_path: Path) -> None:
    file = write_answers(tmp_path / "a.warc.gz", pages(90))
    with LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address=":0") as machines:
        pids = [worker.pid for worker in machines.workers.values()]
        with cluster(machines.scheduler_address) as crew:
            report = backfill(home, file, crew=Killing(crew, {5: pids[0], 12: pids[1]}))
    assert (report.answers, report.pages, report.read) == (90, 18, 1)
    assert len(exported(home, "articles")) == 18


class Dying:
    """A crew that gives so many pairs and then dies with its process."""

    def __init__(self, pairs: int):
        self.pairs = pairs

    def do(self, work: Any, items: Any) -> Iterator[Any]:
        for number, item in enumerate(items):
            if number == self.pairs:
                raise KeyboardInterrupt
            yield item, work(item)


def test_what_was_cut_off_goes_on_where_it_was(home: Path, tmp_path: Path) -> None:
    file = write_answers(tmp_path / "a.warc.gz", pages(60))
    for pairs in (1, 4, 4):
        with pytest.raises(KeyboardInterrupt):
            backfill(home, file, crew=Dying(pairs))
    with locked(home) as store:
        (progress,) = store.backfills.all()
        assert 0 < progress.place < progress.size
        assert progress.word is None
    report = backfill(home, file)
    assert 0 < report.answers < 60
    assert len(exported(home, "articles")) == 12
    with locked(home) as store:
        assert next(store.backfills.all()).answers == 60
        assert store.pages.repair() == ()
        assert not store.verify().findings


def test_the_earliest_capture_stands_whatever_comes_first(home: Path, tmp_path: Path) -> None:
    url, body = page(0, ours=True)
    changed = body.replace("41 hộ".encode(), "47 hộ".encode())
    late = write_answers(tmp_path / "late.warc.gz", [(url, changed, "200 OK", HTML, "2025-01-01T00:00:00Z")])
    early = write_answers(tmp_path / "early.warc.gz", [(url, body, "200 OK", HTML, "2024-03-05T00:00:00Z")])
    middle = write_answers(tmp_path / "middle.warc.gz", [(url, changed, "200 OK", HTML, "2024-06-01T00:00:00Z")])
    backfill(home, late, early, middle)
    (row,) = exported(home, "articles")
    assert "41 hộ" in row["body"]
    assert row["first_seen"].startswith("2024-03-05")


@pytest.mark.long
def test_hostile_and_broken_records_are_told_and_the_rest_is_read(home: Path, tmp_path: Path) -> None:
    url, good = page(0, ours=True)
    name = "Nghi Dương".encode()
    packed = (*HTML, ("Content-Encoding", "gzip"))
    texts: list[Any] = [
        (good, "404 Not Found", HTML, DATE),
        (b"", "301 Moved", (("Location", "/"),), DATE),
        (good, "200 OK", (*HTML, ("X-A", "\u1ebf")), "9999-99-99"),
        (name * 2_000_000,),
        (gzip.compress(good)[:-400], "200 OK", packed, DATE),
        (gzip.compress(bytes(60_000_000)), "200 OK", packed, DATE),
        (b"\xff\xd8\xff" + name, "200 OK", (("Content-Type", "image/jpeg"),), DATE),
        (b"<div>" * 50_000 + name,),
        (b"\xff\xfe" + os.urandom(5_000),),
    ]
    answers: list[Any] = [(f"http://bao-mot.example/tin-{n}.html", *text) for n, text in enumerate(texts)]
    answers += [("http://[bad/tin-1.html", good), ("ftp://bao-mot.example/tin-2.html", good), (url, good)]
    file = write_answers(tmp_path / "a.warc.gz", answers)
    junk = tmp_path / "junk.warc.gz"
    junk.write_bytes(os.urandom(3_000))
    blank = tmp_path / "blank.warc"
    blank.touch()
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(write_answers(tmp_path / "c.warc.gz", [*pages(9)[1:], page(77, ours=True)]).read_bytes()[:-900])
    done = told(home, file, junk, blank, cut, code=3)
    assert done["files"] == {"read": 1, "failed": 3, "already": 0}
    assert {one["file"] for one in done["troubles"]} == {"junk.warc.gz", "blank.warc", "cut.warc.gz"}
    assert all(one["detail"].endswith(".") for one in done["troubles"])
    assert url in {row["url"] for row in exported(home, "articles")}
    aside = done["put_aside"]
    assert {why: aside[why] for why in ("bad_address", "damaged", "not_a_page", "too_large")} == {
        "bad_address": 2,
        "damaged": 1,
        "not_a_page": 3,
        "too_large": 2,
    }
    assert aside["broken_encoding"] == 1
    assert "unexpected" not in aside
    again = told(home, junk)
    assert again["files"] == {"read": 0, "failed": 0, "already": 1}
    assert again["troubles"][0]["file"] == "junk.warc.gz"


def test_codings_are_undone_where_they_were_not(home: Path, tmp_path: Path) -> None:
    import brotli  # noqa: PLC0415

    urls = [f"http://bao-mot.example/tin-so-{n}.html" for n in range(2_001, 2_006)]
    bodies = [replace(OURS, title=f"{OURS.title} lần {n}").html(url) for n, url in enumerate(urls)]
    gzipped = (*HTML, ("Content-Encoding", "gzip"))
    parts = (bodies[3][:999], bodies[3][999:], b"")
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    answers = [
        (urls[0], gzip.compress(bodies[0]), "200 OK", gzipped, DATE),
        (urls[1], brotli.compress(bodies[1]), "200 OK", (*HTML, ("Content-Encoding", "br")), DATE),
        (urls[2], bodies[2], "200 OK", gzipped, DATE),
        (urls[3], chunked, "200 OK", (*HTML, ("Transfer-Encoding", "chunked")), DATE),
        (urls[4], bodies[4], "200 OK", (*HTML, ("Transfer-Encoding", "chunked")), DATE),
    ]
    assert backfill(home, write_answers(tmp_path / "a.warc.gz", answers)).pages == 5


def test_wrong_calls_are_refused_with_a_remedy(home: Path, tmp_path: Path) -> None:
    assert "Không thấy" in refused(home, tmp_path / "không-có")
    (tmp_path / "rỗng").mkdir()
    assert "Không có tệp .warc" in refused(home, tmp_path / "rỗng")
    file = write_answers(tmp_path / "a.warc.gz", pages(1))
    assert "một trong hai" in refused(home, file, "--workers", "2", "--scheduler", "tcp://x:1")
    assert "bộ điều phối" in refused(home, file, "--scheduler", "khong-phai")
