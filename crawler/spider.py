"""The crawl's child process: the one Scrapy spider, which reads what it is asked and answers each ask exactly once.

Started as `python -m crawler.child` by crawler.fetcher. Asks come line by line on standard input, answers leave as
frames on standard output, which nothing else may use. It ends when standard input does: an orderly end, or the death of
its parent.

Scrapy gives the connections, TLS, time and size limits, pace (one slot a newspaper) and automatic slowing down; asks of
one newspaper wait in one line here, so a slow newspaper holds up nobody but itself.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler

from crawler.desk import Desk
from crawler.policy import CrawlPolicy
from crawler.wire import Answer, frame, read_ask, read_policy

# A log that has grown beyond this is put aside at the start of a crawl.
LOG_BYTES = 5_000_000


class PressSpider(Spider):
    """Keeps the engine open; the desk does the asking. `desk` is handed over when the crawl starts."""

    name = "press"

    def __init__(self, policy: CrawlPolicy, answer: Callable[[Answer], None], asks: BinaryIO, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.policy = policy
        self.answer = answer
        self.asks = asks

    async def start(self) -> AsyncIterator[Any]:
        """Serve asks until the process ends."""
        desk = Desk(self.crawler, self.policy, self.answer)
        threading.Thread(target=_listen, args=(self.asks, desk), daemon=True).start()
        await asyncio.get_running_loop().create_future()
        yield None


def settings(policy: CrawlPolicy) -> dict[str, Any]:
    """Scrapy's settings for a policy.

    The parts of Scrapy that run are named here one by one, so that nothing else does: no console, no code from outside,
    no cookies, no retries, no redirects or decompression of its own (crawler.desk decides those), no `file:` addresses.
    """
    parts = "scrapy.downloadermiddlewares"
    return {
        "DOWNLOADER_MIDDLEWARES_BASE": {
            f"{parts}.downloadtimeout.DownloadTimeoutMiddleware": 350,
            f"{parts}.defaultheaders.DefaultHeadersMiddleware": 400,
            f"{parts}.useragent.UserAgentMiddleware": 500,
            f"{parts}.httpproxy.HttpProxyMiddleware": 750,
        },
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {"scrapy.extensions.throttle.AutoThrottle": 0},
        "DOWNLOAD_HANDLERS_BASE": dict.fromkeys(
            ("http", "https"), "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"
        ),
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "TWISTED_DNS_RESOLVER": "crawler.resolver.CheckedResolver",
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "LOG_FILE": policy.log_file,
        "LOG_LEVEL": "INFO" if policy.log_file else "ERROR",
        **_manners(policy),
    }


def _manners(policy: CrawlPolicy) -> dict[str, Any]:
    """Who we are, how fast we go, how much we take."""
    return {
        "USER_AGENT": policy.user_agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "vi,en;q=0.5",
        },
        "CONCURRENT_REQUESTS": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": policy.delay_seconds,
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": policy.delay_seconds > 0,
        "AUTOTHROTTLE_START_DELAY": policy.delay_seconds,
        "DOWNLOAD_TIMEOUT": policy.timeout_seconds,
        "DNS_TIMEOUT": min(policy.timeout_seconds, 20.0),
        "DOWNLOAD_MAXSIZE": policy.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": False,
    }


def main() -> None:
    """Read the policy, then serve asks until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    output = _take_stdout()
    asks = sys.stdin.buffer
    policy = read_policy(asks.readline())
    _trust(policy)
    if policy.log_file and not _prepare_log(Path(policy.log_file)):
        policy = replace(policy, log_file=None)
    process = AsyncCrawlerProcess(settings(policy))
    process.crawl(Crawler(PressSpider, process.settings), policy=policy, answer=_Writer(output), asks=asks)
    process.start(install_signal_handlers=False)


class _Writer:
    """Writes answers as frames; ends the process when nobody reads them any more."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output

    def __call__(self, answer: Answer) -> None:
        try:
            self._output.write(frame(answer))
            self._output.flush()
        except OSError:
            _end()


def _prepare_log(path: Path) -> bool:
    """A folder for the log, and a fresh file once the last one has grown large (one old one is kept).

    False where none can be written: the press is read without.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.replace(path.with_name(path.name + ".1"))
        path.open("ab").close()
    except OSError:
        return False
    return True


def _take_stdout() -> BinaryIO:
    """Standard output for answers alone: whatever prints from now on lands on standard error."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return output


def _trust(policy: CrawlPolicy) -> None:
    """Where OpenSSL finds trusted certificates: the policy's file; on Windows, which has none, certifi's."""
    if policy.ca_file:
        os.environ["SSL_CERT_FILE"] = policy.ca_file
    elif sys.platform == "win32" and "SSL_CERT_FILE" not in os.environ:
        import certifi  # noqa: PLC0415 - only Windows needs it

        os.environ["SSL_CERT_FILE"] = certifi.where()


def _listen(asks: BinaryIO, desk: Desk) -> None:
    """Runs in a thread: hands each line over to the reactor; the end of the lines ends the process."""
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one, so only after Scrapy's own

    for line in asks:
        serial, ask = read_ask(line)
        reactor.callFromThread(desk.take, serial, ask)
    _end()


def _end() -> None:
    """Nothing here is worth saving: what was fetched has left, the rest is asked again next time."""
    logging.shutdown()
    os._exit(0)
