"""Each misbehaviour ends as its table says, stops nobody else, and costs little memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.fetcher import Ask, Fetcher
from domain.outcome import Permanent, Temporary, Trouble
from domain.press import Page
from tests.crawler.misbehaviours import CASES, HTML, WAYS, Case, table_row
from tests.crawler.site import Site, moved, page

DOCS = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-source.md"
Results = dict[str, Page | Trouble]


def read(fetcher: Fetcher, *asks: Ask) -> Results:
    return {ask.id: result for ask, result in fetcher.fetch(asks)}


@pytest.fixture(scope="module")
def results(site: Site, proxied: Fetcher) -> Results:
    """All misbehaviours at once, and beside them a newspaper that is well."""
    for case in CASES:
        site.answers[case.host, "/robots.txt"] = case.robots
        site.answers[case.host, case.path] = case.answer
    site.answers["chuyen-tot.example", "/bai-2.html"] = page(HTML)
    site.answers["chuyen-co-dau.example", "/b%C3%A0i.html"] = page(HTML)
    for number in range(1, 12):
        site.answers["day-chuyen.example", f"/n{number}"] = moved(f"/n{number + 1}")
    for number in range(10):
        site.answers["lanh.example", f"/{number}"] = page()
    asks = [Ask(case.name, f"http://{case.host}{case.path}") for case in CASES]
    well = [Ask(f"lanh-{number}", f"http://lanh.example/{number}") for number in range(10)]
    return read(proxied, *asks, *well)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_misbehaviour_ends_as_stated(case: Case, results: Results) -> None:
    result = results[case.name]
    if case.word is None:
        assert isinstance(result, Page), result
        return
    assert isinstance(result, Permanent if case.lasting else Temporary), result
    assert result.word is case.word
    assert result.detail.endswith((".", ")."))
    if case.retry_after is not None:
        assert isinstance(result, Temporary)
        assert result.retry_after == pytest.approx(case.retry_after, abs=1)


def test_the_table_in_the_docs_is_fresh() -> None:
    written = DOCS.read_text(encoding="utf-8").splitlines()
    rows = [table_row(case.what, case.word, case.lasting) for case in CASES] + [table_row(*way) for way in WAYS]
    assert [row for row in rows if row not in written] == []
    assert len([line for line in written if line.count("|") == 5 and "`" in line]) == len(rows)


def test_misbehaviour_stops_nobody_else(results: Results) -> None:
    assert len(CASES) >= 25
    assert all(isinstance(results[f"lanh-{number}"], Page) for number in range(10))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_peak_memory_of_the_child_stays_under_300_mb(results: Results, proxied: Fetcher) -> None:
    lines = Path(f"/proc/{proxied.pid}/status").read_text().splitlines()
    peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    assert peak < 300_000, f"{peak} kB"


def test_decoded_body_and_honest_headers(results: Results) -> None:
    packed = results["nen-tot"]
    assert isinstance(packed, Page)
    assert packed.body == HTML
    assert packed.header("X-Orig-Content-Encoding") == "gzip"
    assert packed.header("Content-Encoding") == ""
    moved_on = results["chuyen-tot"]
    assert isinstance(moved_on, Page)
    assert moved_on.final_url == "http://chuyen-tot.example/bai-2.html"
    assert moved_on.url == "http://chuyen-tot.example/bai-1.html"


def test_bytes_of_an_old_code_page_arrive_unchanged(results: Results) -> None:
    old = results["bang-ma-cu"]
    assert isinstance(old, Page)
    assert "Một đoan." not in old.body.decode("utf-8", errors="replace")
    assert old.body.count(b"<p>") == 50
