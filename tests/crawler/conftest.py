"""A loopback newspaper and child processes shared by the crawler's tests: starting a child costs a second."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crawler.fetcher import CrawlPolicy, Fetcher
from tests.crawler.site import Site, running

AGENT = "diembao/0.1 (+thu@vi-du.example)"


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with running() as site:
        yield site


@pytest.fixture(scope="session")
def direct() -> Iterator[Fetcher]:
    """Connects by itself, without delay; loopback is allowed."""
    with Fetcher(CrawlPolicy(AGENT, delay_seconds=0, timeout_seconds=2, allow_private_hosts=True)) as fetcher:
        yield fetcher


@pytest.fixture(scope="session")
def proxied(site: Site) -> Iterator[Fetcher]:
    """Reads invented names through the site as a proxy; private addresses stay refused."""
    policy = CrawlPolicy(
        AGENT, delay_seconds=0, timeout_seconds=4, max_bytes=8_000_000, proxy=f"http://127.0.0.1:{site.port}"
    )
    with Fetcher(policy) as fetcher:
        yield fetcher
