"""What three newspapers see of whole passes: nothing forbidden, one request at a time, no unchanged feed read again."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.crawler.site import Answer, Handler, Site, page, running
from tests.diembao.small_press import article, diembao, feed, office

DELAY = 0.1
RULES = page(b"User-agent: *\nDisallow: /kin/\n", Content_Type="text/plain")


def conditional(body: bytes, etag: str) -> Answer:
    """A feed that knows what its reader has."""

    def answer(handler: Handler) -> None:
        same = handler.headers.get("If-None-Match") == etag
        handler.send(304 if same else 200, b"" if same else body, ETag=etag, Content_Type="application/rss+xml")

    return answer


def fill(site: Site, host: str, count: int, etag: str = '"v1"') -> None:
    """A newspaper of `count` pages and a forbidden one at an address of its own; its feed names them all."""
    paper: Any = SimpleNamespace(address=site.url("", host))
    here = f"{host}:{site.port}"
    kin = f"<item><title>Mục riêng</title><link>{paper.address}/kin/a.html</link></item></channel>".encode()
    site.answers[here, "/robots.txt"] = RULES
    site.answers[here, "/rss"] = conditional(feed(paper, range(count)).body.replace(b"</channel>", kin), etag)
    for number in range(count):
        site.answers[here, f"/tin-{number}.html"] = page(article(paper, number).body)


@pytest.mark.long
def test_three_newspapers_of_a_hundred_pages_see_a_polite_reader(tmp_path: Path) -> None:
    hosts = [f"127.0.0.{number}" for number in (61, 62, 63)]
    with running() as site:
        office(tmp_path, [], delay=DELAY)
        for number, host in enumerate(hosts):
            fill(site, host, 100)
            diembao(tmp_path, "source", "add", f"bao-{number}", "--feed", site.url("/rss", host))
        pages = []
        for hour in ("08", "14", "20"):
            if hour == "20":
                fill(site, hosts[0], 101, etag='"v2"')
            done = json.loads(diembao(tmp_path, "run", "--json", now=_at(hour), check=(0, 3)))
            pages.append(done["pages"])
        seen = sorted(site.seen, key=lambda request: request.start)
    assert pages == [300, 0, 1]
    for host in hosts:
        requests = [request for request in seen if request.host == f"{host}:{site.port}"]
        assert not [request.path for request in requests if request.path.startswith("/kin/")]
        read = [request.path for request in requests if request.path.startswith("/tin-")]
        assert len(set(read)) == (101 if host == hosts[0] else 100)
        feeds = [request.headers.get("if-none-match") for request in requests if request.path == "/rss"]
        assert feeds == [None, '"v1"', '"v1"'], "an unchanged feed was asked for unconditionally"
        for one, following in itertools.pairwise(requests):
            assert following.start >= one.end, "two requests at once"
            assert following.start - one.start >= DELAY


def _at(hour: str) -> str:
    return f"2026-11-19T{hour}:00:00+07:00"
