"""How politely and how far the crawler may go, and one thing it is asked to read.

Both travel to the child process as JSON, so they hold plain values only.
"""

from __future__ import annotations

from dataclasses import dataclass

# What the product is called in `User-Agent` and looked up by in robots.txt.
PRODUCT = "diembao"


@dataclass(frozen=True, slots=True)
class CrawlPolicy:
    """Rules of one crawl. A newspaper is `host:port`: pace, robots.txt and budget go by it.

    `delay_seconds` is the least time between the starts of two requests to a newspaper; 0 also switches the
    automatic slowing down off. `timeout_seconds` bounds a whole request, body included. `max_bytes` bounds the body
    before and after decompression. `proxy` (`http://host:port`) carries everything, robots.txt included; then the
    proxy resolves names and their addresses are not checked here. `daily_budget` requests are sent to one
    newspaper a day (0: no limit), of which `spent` (host, count) were sent before this crawl. `ca_file` holds
    further trusted certificates (PEM) instead of the system's. `log_file` takes the child's log; without it errors go
    to standard error.
    """

    user_agent: str
    delay_seconds: float = 5.0
    timeout_seconds: float = 30.0
    max_bytes: int = 8_000_000
    max_redirects: int = 6
    allow_private_hosts: bool = False
    proxy: str | None = None
    daily_budget: int = 3_000
    spent: tuple[tuple[str, int], ...] = ()
    ca_file: str | None = None
    log_file: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One address to read. `etag` and `last_modified` make it a conditional request; `kind` is way or page.

    Of a way (feed, sitemap, list) a body cut in transit is still handed over; of a page it is trouble.
    With `form` it is asked by POST.
    """

    id: str
    url: str
    etag: str | None = None
    last_modified: str | None = None
    kind: str = "page"
    form: str | None = None
