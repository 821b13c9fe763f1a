"""What newspapers see of us: no forbidden path, one request at a time, the delay kept, robots.txt first."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.fetcher import Ask, CrawlPolicy, Fetcher
from domain.outcome import Permanent, Temporary, Trouble, Word
from domain.press import Page
from tests.crawler.conftest import AGENT
from tests.crawler.site import Seen, Site, moved, page, running, slow, status

DELAY = 0.15
RULES = page(b"User-agent: *\nDisallow: /kin/\nDisallow: /*?in=\n", Content_Type="text/plain")


def polite(**changes: object) -> CrawlPolicy:
    values: dict[str, object] = {"delay_seconds": DELAY, "timeout_seconds": 5, "allow_private_hosts": True} | changes
    return CrawlPolicy(AGENT, **values)  # type: ignore[arg-type]


@pytest.fixture
def papers() -> Iterator[Site]:
    """One port on several loopback addresses: each is a newspaper of its own."""
    with running() as site:
        yield site


def read(policy: CrawlPolicy, *asks: Ask) -> dict[str, Page | Trouble]:
    with Fetcher(policy) as fetcher:
        return {ask.id: result for ask, result in fetcher.fetch(asks)}


def by_host(site: Site) -> dict[str, list[Seen]]:
    ordered = sorted(site.seen, key=lambda seen: (seen.host, seen.start))
    return {host: list(group) for host, group in itertools.groupby(ordered, key=lambda seen: seen.host)}


def assert_spaced(requests: list[Seen], delay: float) -> None:
    """Every two requests at least the delay apart: the rest begins when the answer is here, so after it was noted."""
    assert min(after.start - before.start for before, after in itertools.pairwise(requests)) >= delay


@pytest.mark.parametrize("count", [12, pytest.param(100, marks=pytest.mark.long)])
def test_three_newspapers_are_read_politely(papers: Site, count: int) -> None:
    papers.answers["", "/robots.txt"] = RULES
    hosts = [f"127.0.0.{number}" for number in (11, 12, 13)]
    pages = [f"/bai-{number}.html" for number in range(count)]
    papers.answers |= {("", path): slow(0.02, page()) for path in pages}
    asks = [Ask(f"{host}{path}", papers.url(path, host)) for host in hosts for path in [*pages, "/kin/a", "/b?in=1"]]
    results = read(polite(), *asks)
    assert sum(isinstance(result, Page) for result in results.values()) == 3 * count
    assert [r.word for r in results.values() if isinstance(r, Permanent)] == [Word.FORBIDDEN] * 6
    seen = by_host(papers)
    assert len(seen) == 3
    for requests in seen.values():
        assert requests[0].path == "/robots.txt"
        assert [seen.path for seen in requests].count("/robots.txt") == 1
        assert not [seen.path for seen in requests if "kin" in seen.path or "?in" in seen.path]
        assert all(seen.headers["user-agent"] == AGENT and "cookie" not in seen.headers for seen in requests)
        for one, following in itertools.pairwise(requests):
            assert following.start >= one.end, "two requests at once"
        assert_spaced(requests, DELAY)


def test_waiting_requests_do_not_slip_past_a_slow_robots_txt(papers: Site) -> None:
    """Five forbidden addresses wait for one slow robots.txt, all at once: each from another newspaper's redirect."""
    closed, port = "127.0.0.21", papers.port
    papers.answers["", "/robots.txt"] = status(404)
    papers.answers[f"{closed}:{port}", "/robots.txt"] = slow(0.4, page(b"User-agent: *\nDisallow: /\n"))
    asks = []
    for number in range(5):
        papers.answers[f"127.0.0.{30 + number}:{port}", "/di"] = moved(papers.url(f"/kin-{number}", closed))
        asks.append(Ask(str(number), papers.url("/di", f"127.0.0.{30 + number}")))
    results = read(polite(delay_seconds=0), *asks)
    assert [r.word for r in results.values() if isinstance(r, Permanent)] == [Word.FORBIDDEN] * 5
    assert papers.paths(f"{closed}:{port}") == ["/robots.txt"]


def test_crawl_delay_is_kept(papers: Site) -> None:
    papers.answers["", "/robots.txt"] = page(b"User-agent: *\nCrawl-delay: 0.5\n")
    papers.answers |= {("", f"/{number}"): page() for number in range(3)}
    read(polite(delay_seconds=0), *(Ask(str(n), papers.url(f"/{n}")) for n in range(3)))
    pages = [seen for seen in papers.seen if seen.path != "/robots.txt"]
    assert_spaced(pages, 0.5)


def test_long_crawl_delay_leaves_the_rest_for_later(papers: Site) -> None:
    papers.answers["", "/robots.txt"] = page(b"User-agent: *\nCrawl-delay: 600\n")
    papers.answers |= {("", f"/{number}"): page() for number in range(3)}
    results = read(polite(delay_seconds=0), *(Ask(str(n), papers.url(f"/{n}")) for n in range(3)))
    left = [r for r in results.values() if isinstance(r, Temporary)]
    assert len(left) == 2
    assert all(r.word is Word.BUSY and r.retry_after and 500 < r.retry_after <= 600 for r in left)


def test_a_slow_newspaper_holds_up_nobody(papers: Site) -> None:
    papers.answers["", "/robots.txt"] = status(404)
    papers.answers["", "/cham"] = slow(0.4, page())
    papers.answers["", "/nhanh"] = page()
    asks = [Ask(f"cham-{n}", papers.url("/cham", "127.0.0.41")) for n in range(6)]
    asks += [Ask(f"nhanh-{n}", papers.url("/nhanh", "127.0.0.42")) for n in range(6)]
    with Fetcher(polite(delay_seconds=0)) as fetcher:
        order = [ask.id for ask, _ in fetcher.fetch(asks)]
    assert all(order.index(f"nhanh-{n}") < order.index("cham-2") for n in range(6))


def test_a_busy_newspaper_is_left_alone_for_as_long_as_it_asked(papers: Site) -> None:
    papers.answers["", "/robots.txt"] = status(404)
    papers.answers["", "/ban"] = status(429, Retry_After="300")
    papers.answers["", "/khac"] = page()
    results = read(polite(delay_seconds=0), Ask("1", papers.url("/ban")), Ask("2", papers.url("/khac")))
    second = results["2"]
    assert isinstance(second, Temporary)
    assert second.word is Word.BUSY
    assert second.retry_after == pytest.approx(300, abs=5)
    assert papers.paths() == ["/robots.txt", "/ban"]


def test_a_redirect_to_a_busy_newspaper_closes_only_that_one(papers: Site) -> None:
    busy, port = "127.0.0.51", papers.port
    papers.answers["", "/robots.txt"] = status(404)
    papers.answers["", "/bai"] = page()
    papers.answers["", "/di"] = moved(papers.url("/ban", busy))
    papers.answers[f"{busy}:{port}", "/ban"] = status(429, Retry_After="300")
    asks = [Ask("1", papers.url("/di")), Ask("2", papers.url("/bai")), Ask("3", papers.url("/di"))]
    results = read(polite(delay_seconds=0), *asks)
    assert isinstance(results["2"], Page)
    assert isinstance(results["1"], Temporary)
    assert isinstance(results["3"], Temporary)
    assert papers.paths(f"{busy}:{port}") == ["/robots.txt", "/ban"]


def test_a_day_has_its_budget(papers: Site) -> None:
    papers.answers["", "/robots.txt"] = status(404)
    papers.answers |= {("", f"/{number}"): page() for number in range(5)}
    policy = polite(delay_seconds=0, daily_budget=10, spent=((f"127.0.0.1:{papers.port}", 7),))
    results = read(policy, *(Ask(str(n), papers.url(f"/{n}")) for n in range(5)))
    assert sum(isinstance(result, Page) for result in results.values()) == 2
    assert len(papers.seen) == 3
    assert {r.word for r in results.values() if isinstance(r, Temporary)} == {Word.BUSY}


def test_two_ports_of_one_address_are_two_newspapers(papers: Site) -> None:
    papers.answers["", "/robots.txt"] = page(b"User-agent: *\nDisallow: /\n")
    with running() as other:
        other.answers["", "/robots.txt"] = status(404)
        other.answers["", "/a"] = page()
        results = read(polite(delay_seconds=0), Ask("1", papers.url("/a")), Ask("2", other.url("/a")))
    assert isinstance(results["1"], Permanent)
    assert isinstance(results["2"], Page)


def test_robots_and_pace_hold_across_calls(papers: Site) -> None:
    papers.answers["", "/robots.txt"] = RULES
    papers.answers |= {("", f"/{number}"): page() for number in range(2)}
    with Fetcher(polite()) as fetcher:
        for number in range(2):
            list(fetcher.fetch([Ask(str(number), papers.url(f"/{number}"))]))
    assert papers.paths() == ["/robots.txt", "/0", "/1"]
    assert_spaced(papers.seen, DELAY)


def test_unchanged_feed_is_asked_for_conditionally(papers: Site) -> None:
    papers.answers["", "/robots.txt"] = status(404)
    papers.answers["", "/rss"] = lambda handler: handler.send(
        304 if handler.headers.get("If-None-Match") == '"v1"' else 200, b"", ETag='"v1"'
    )
    ask = Ask("1", papers.url("/rss"), etag='"v1"', last_modified="Tue, 17 Nov 2026 01:00:00 GMT", kind="way")
    result = read(polite(delay_seconds=0), ask)["1"]
    assert isinstance(result, Page)
    assert (result.status, result.body) == (304, b"")
    assert papers.seen[-1].headers["if-modified-since"] == "Tue, 17 Nov 2026 01:00:00 GMT"


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="open ports are read from /proc")
def test_the_child_listens_on_no_port(papers: Site) -> None:
    """Scrapy would open two: a console, and one that runs code sent to it."""
    papers.answers["", "/robots.txt"] = status(404)
    with Fetcher(polite(delay_seconds=0)) as fetcher:
        list(fetcher.fetch([Ask("0", papers.url("/0"))]))
        open_files = [str(file.readlink()) for file in Path(f"/proc/{fetcher.pid}/fd").iterdir()]
        mine = {name[len("socket:[") : -1] for name in open_files if name.startswith("socket:")}
        rows = [row.split() for table in ("tcp", "tcp6") for row in Path(f"/proc/net/{table}").read_text().splitlines()]
    assert [row for row in rows if row[3] == "0A" and row[9] in mine] == []


def test_without_a_delay_no_time_is_lost(papers: Site) -> None:
    """Without delay, a page of a newspaper is asked for as soon as the one before is there.

    Told by the quickest tenth of the pauses: a busy machine makes many of them long, a delay of ours every one.
    """
    papers.answers["", "/robots.txt"] = status(404)
    papers.answers |= {("", f"/{number}"): page() for number in range(60)}
    with Fetcher(polite(delay_seconds=0)) as fetcher:
        list(fetcher.fetch([Ask("0", papers.url("/0"))]))
        assert all(isinstance(r, Page) for _, r in fetcher.fetch([Ask(str(n), papers.url(f"/{n}")) for n in range(60)]))
    asked = sorted((seen.start, seen.end) for seen in papers.seen[-60:])
    pauses = sorted(after[0] - before[1] for before, after in itertools.pairwise(asked))
    assert pauses[6] < 0.05
