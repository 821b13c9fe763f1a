"""`source add` with a home page's address alone, over loopback: what is kept of each manner of home page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from crawler.fetcher import CrawlPolicy, Fetcher
from diembao.trying import Tried, find_ways, kept
from domain.outcome import Trouble
from domain.press import Source, WayKind
from tests.crawler.site import Site, moved, running
from tests.diembao.home_shapes import SHAPES, Shape, answers_of

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running() as site:
        for number, shape in enumerate(SHAPES):
            base, other = (site.url("", f"127.0.{net}.{number + 1}") for net in (7, 8))
            for address, pages in ((base, shape.pages), (other, shape.other)):
                host = address.removeprefix("http://")
                site.answers |= {(host, path): answer for path, answer in answers_of(pages, base, other).items()}
            if shape.other:
                site.answers[base.removeprefix("http://"), "/"] = moved(f"{other}/")
        yield site


@pytest.fixture(scope="module")
def fetcher() -> Iterator[Fetcher]:
    policy = CrawlPolicy("diembao/0.1 (+thu@vi-du.example)", 0, timeout_seconds=10, allow_private_hosts=True)
    with Fetcher(policy) as fetcher:
        yield fetcher


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_home_page_is_enough(shape: Shape, site: Site, fetcher: Fetcher) -> None:
    home = site.url("/", f"127.0.7.{SHAPES.index(shape) + 1}")
    found = find_ways(fetcher, Source("thu", "thu", home), NOW)
    tried: list[Tried] = [] if isinstance(found, Trouble) else list(found)
    ways = kept(tried)
    assert {str(way.kind) for way in ways} == shape.kinds
    links = {link.url for one in tried if one.way in ways and one.reading for link in one.reading.links}
    assert len(links) >= shape.least
    assert len(links) <= max(shape.least, 8), sorted(links)
    assert not [url for url in links if "ban-" in url or "lien-he" in url]
    assert len(ways) <= (8 if WayKind.FEED in {way.kind for way in ways} else 6)
