"""Answers asks inside the child: line up by newspaper, check, request, follow redirects, name the trouble."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any
from urllib.parse import urldefrag, urlsplit

from scrapy import Request, signals
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response

from crawler import resolver
from crawler.certificates import certificate_of
from crawler.decoding import ACCEPTED, decode
from crawler.failures import FAILURES, of_failure
from crawler.guard import forbidden_host
from crawler.policy import Ask, CrawlPolicy
from crawler.robots import MOST_BYTES, Robots, Rules
from crawler.troubles import lasting, of_status, over_budget, passing, resting
from crawler.wire import CUT_HEADER, Answer
from domain.clock import to_local
from domain.outcome import Permanent, Temporary, Trouble, Word
from domain.urls import host_of, resolve

log = logging.getLogger(__name__)
# Asks of a newspaper that failed one after another without any answer before the rest is not even tried.
STRIKES = 6
# Seconds a newspaper that struck out, or that is busy without saying how long, is left alone.
PAUSE = 600.0
# A Crawl-delay above this many seconds is not waited for: one page is read, the rest is left for later.
PATIENCE = 60.0
_SILENT = (Word.TIMEOUT, Word.UNREACHABLE)
# Some servers state a wrong length or drop the end of a compressed stream: a page that closes its markup is whole.
_WHOLE = re.compile(rb"</(?:html|rss|feed|urlset|sitemapindex)\s*>", re.IGNORECASE)
# An ask for robots.txt itself, and how much of it came.
_RULES, _TAKEN = "rules", "taken"
_FORM = "application/x-www-form-urlencoded;charset=UTF-8"
_MOVED = (301, 302, 303, 307, 308)
_RENAMED = {"content-encoding": "X-Orig-Content-Encoding", "content-length": "X-Orig-Content-Length"}


@dataclass(slots=True)
class Line:
    """The asks of one newspaper, one at a time; while `closed` (until a monotonic second) none is tried."""

    asks: deque[tuple[int, Ask]] = field(default_factory=deque)
    running: bool = False
    strikes: int = 0
    closed: Temporary | None = None
    until: float = 0.0

    def refusal(self, now: float) -> Temporary | None:
        """Why nothing is tried at `now`, with the rest of the wait."""
        if self.closed is None or now >= self.until:
            return None
        return Temporary(self.closed.word, self.closed.detail, self.until - now)

    def note(self, result: Answer | Trouble, now: float) -> None:
        """Learn from a result: a busy newspaper, or one that was silent too often, is left alone for a while."""
        silent = isinstance(result, Temporary) and result.word in _SILENT
        self.strikes = self.strikes + 1 if silent else 0
        if isinstance(result, Temporary) and (result.word is Word.BUSY or self.strikes >= STRIKES):
            self.closed = result
            self.until = now + (PAUSE if result.retry_after is None else result.retry_after)


class Desk:
    """Takes asks and answers each exactly once through `answer`."""

    def __init__(self, crawler: Crawler, policy: CrawlPolicy, answer: Callable[[Answer], None]) -> None:
        self._crawler = crawler
        self._policy = policy
        self._answer = answer
        self._lines: dict[str, Line] = {}
        self._spent = Counter(dict(policy.spent))
        self._robots = Robots(self._get_robots)
        self._rests: dict[str, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._robots_out = 0
        resolver.FREE.update(_free_names(policy))

    def take(self, serial: int, ask: Ask) -> None:
        """Line an ask up with the others of its newspaper."""
        line = self._line(ask.url)
        line.asks.append((serial, ask))
        if not line.running:
            line.running = True
            task = asyncio.get_running_loop().create_task(self._work(line))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _work(self, line: Line) -> None:
        while line.asks:
            serial, ask = line.asks.popleft()
            result = await self._one(ask)
            answer = Answer(serial, trouble=result) if isinstance(result, Trouble) else replace(result, serial=serial)
            self._answer(answer)
        line.running = False

    async def _one(self, ask: Ask) -> Answer | Trouble:
        """What nobody foresaw is an answer too: logged with its traceback, told as `unexpected`."""
        (result,) = await asyncio.gather(self._read(ask), return_exceptions=True)
        if isinstance(result, BaseException):
            log.error("unexpected for %s", ask.url, exc_info=result)
            return passing(Word.UNEXPECTED)
        return result

    async def _read(self, ask: Ask) -> Answer | Trouble:
        url, response = await self._follow(ask, self._checked)
        answer = response if isinstance(response, Trouble) else self._settle(ask, response)
        if not isinstance(answer, Permanent) or answer.word is not Word.BAD_ADDRESS:
            self._line(url).note(answer, monotonic())
        # "Nothing new" about a page that was never read is no page.
        unread = ask.kind == "page" and not ask.etag and not ask.last_modified
        empty = isinstance(answer, Answer) and (answer.status != 304 or unread) and not answer.body.strip()
        return passing(Word.EMPTY) if empty else answer

    async def _get_robots(self, url: str) -> tuple[int, bytes] | Trouble:
        ask = Ask(id="robots", url=url, kind=_RULES)
        self._robots_out += 1
        self._crawler.signals.connect(_enough, signal=signals.bytes_received)
        try:
            _, response = await self._follow(ask, self._unchecked)
        finally:
            self._robots_out -= 1
            if not self._robots_out:
                self._crawler.signals.disconnect(_enough, signal=signals.bytes_received)
        answer = response if isinstance(response, Trouble) else self._settle(ask, response)
        return answer if isinstance(answer, Trouble) else (answer.status, answer.body)

    async def _follow(
        self, ask: Ask, get: Callable[[str, Ask], Awaitable[Response | Trouble]]
    ) -> tuple[str, Response | Trouble]:
        """The end of the redirects, each step got through `get`: the address there, and the response or trouble."""
        url, seen = ask.url, [ask.url]
        while True:
            response = await get(url, ask)
            target = response if isinstance(response, Trouble) else _redirect(response)
            if target is None or isinstance(target, Trouble):
                return url, response if target is None else target
            if target in seen or len(seen) > self._policy.max_redirects:
                return url, lasting(Word.REDIRECTS)
            seen.append(target)
            url = target

    async def _checked(self, url: str, ask: Ask) -> Response | Trouble:
        """One request, if address, robots.txt, the newspaper's pace and the budget allow it."""
        if (trouble := self._address_trouble(url) or self._line(url).refusal(monotonic())) is not None:
            return trouble
        rules = await self._robots.rules(url)
        if (trouble := rules.verdict(url) or self._rest(url, rules)) is not None:
            return trouble
        return await self._request(url, ask, steady=rules.delay > 0)

    async def _unchecked(self, url: str, ask: Ask) -> Response | Trouble:
        """One request for robots.txt itself."""
        return self._address_trouble(url) or await self._request(url, ask)

    def _line(self, url: str) -> Line:
        return self._lines.setdefault(host_of(url), Line())

    def _address_trouble(self, url: str) -> Trouble | None:
        try:
            host_of(url)
        except ValueError:
            return lasting(Word.BAD_ADDRESS)
        parts = urlsplit(url)
        if "@" in parts.netloc:
            return lasting(Word.BAD_ADDRESS)
        private = not self._policy.allow_private_hosts and forbidden_host(parts.hostname or "")
        return lasting(Word.PRIVATE_ADDRESS) if private else None

    def _rest(self, url: str, rules: Rules) -> Temporary | None:
        """Keep a Crawl-delay: short ones by the slot's pace, long ones by leaving the newspaper alone meanwhile."""
        host = host_of(url)
        if rules.delay > PATIENCE:
            wait = self._rests.get(host, 0.0) - monotonic()
            if wait > 0:
                return resting(rules.delay, wait)
            self._rests[host] = monotonic() + rules.delay
        elif rules.delay:
            self._set_pace(host, max(rules.delay, self._policy.delay_seconds))
        return None

    def _set_pace(self, host: str, delay: float) -> None:
        downloader = self._engine.downloader
        downloader.per_slot_settings[host] = {"concurrency": 1, "delay": delay, "jitter": 0}
        if host in downloader.slots:
            downloader.slots[host].delay = delay

    async def _request(self, url: str, ask: Ask, steady: bool = False) -> Response | Trouble:
        """One request in the newspaper's slot. `steady` keeps AutoThrottle from changing a pace that robots.txt set."""
        host = host_of(url)
        if self._policy.daily_budget and self._spent[host] >= self._policy.daily_budget:
            return over_budget(self._policy.daily_budget, _until_midnight(datetime.now(UTC)))
        self._spent[host] += 1
        meta: dict[str, Any] = {
            "download_slot": host,
            "proxy": self._policy.proxy,
            "autothrottle_dont_adjust_delay": steady,
        }
        if ask.kind == _RULES:
            meta |= {_TAKEN: 0, "download_maxsize": 0}
        started = monotonic()
        try:
            method, form = ("GET", b"") if ask.form is None else ("POST", ask.form.encode())
            request = Request(url, method=method, body=form, headers=_headers(ask), meta=meta, dont_filter=True)
            response = await self._engine.download_async(request)
        except FAILURES as failure:
            log.info("GET %s failed: %r", url, failure)
            return of_failure(failure, urlsplit(url).hostname in resolver.REFUSED)
        finally:
            self._rest_from_now(host)
        log.info("GET %s %d %.2fs %d bytes", url, response.status, monotonic() - started, len(response.body))
        return response

    def _rest_from_now(self, host: str) -> None:
        """The delay counts from the end of an answer: Scrapy counts from its start, less than the server sees of it."""
        if slot := self._engine.downloader.slots.get(host):
            slot.lastseen = monotonic()

    @property
    def _engine(self) -> ExecutionEngine:
        engine = self._crawler.engine
        if engine is None:
            raise RuntimeError("the engine runs before the desk opens")
        return engine

    def _settle(self, ask: Ask, response: Response) -> Answer | Trouble:
        """The last response as an answer: status, decoded body, honest headers."""
        headers = {name.lower(): value for name, value in _pairs(response)}
        if (trouble := of_status(response.status, headers, datetime.now(UTC))) is not None:
            return trouble
        decoded = decode(response.body, headers.get("content-encoding", ""), self._policy.max_bytes)
        if isinstance(decoded, Trouble):
            return decoded
        enough = "download_stopped" in response.flags
        cut = (decoded.cut or "dataloss" in response.flags) and not _WHOLE.search(decoded.body[-1_000:]) and not enough
        if cut and ask.kind != "way":
            return passing(Word.BROKEN_ENCODING)
        return Answer(
            serial=0,
            status=response.status,
            final_url=response.url,
            headers=_kept_headers(response, coded="content-encoding" in headers, cut=cut),
            ip=str(response.ip_address) if response.ip_address and not self._policy.proxy else None,
            body=decoded.body,
            certificate=certificate_of(response),
        )


def _enough(data: bytes, request: Request) -> None:
    """End the reading of a robots.txt that goes on beyond what is read of one: its beginning counts (RFC 9309)."""
    if _TAKEN in request.meta:
        request.meta[_TAKEN] += len(data)
        if request.meta[_TAKEN] > MOST_BYTES:
            raise StopDownload(fail=False)


def _free_names(policy: CrawlPolicy) -> set[str]:
    if policy.allow_private_hosts:
        return {"*"}
    return {urlsplit(policy.proxy).hostname or ""} if policy.proxy else set()


def _headers(ask: Ask) -> dict[str, str]:
    conditional = {"If-None-Match": ask.etag, "If-Modified-Since": ask.last_modified}
    form = {"Content-Type": _FORM} if ask.form is not None else {}
    return {"Accept-Encoding": ACCEPTED} | form | {name: value for name, value in conditional.items() if value}


def _redirect(response: Response) -> str | Trouble | None:
    """Where a response leads on: an address, None when it is the last one, trouble when it leads nowhere."""
    location = response.headers.get("Location")
    if response.status not in _MOVED or not location:
        return None
    text = location.decode("utf-8", errors="replace")
    target = resolve(response.url, text)
    return lasting(Word.BAD_ADDRESS) if target is None else urldefrag(target).url


def _pairs(response: Response) -> list[tuple[str, str]]:
    raw = response.headers.items()
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in raw for value in values]


def _kept_headers(response: Response, *, coded: bool, cut: bool) -> tuple[tuple[str, str], ...]:
    """Headers as sent; those that no longer fit a decoded body are renamed, a body cut in transit is marked."""
    pairs = [(_RENAMED.get(name.lower(), name) if coded else name, value) for name, value in _pairs(response)]
    return (*pairs, *([(CUT_HEADER, "1")] if cut else []))


def _until_midnight(now: datetime) -> float:
    """Seconds to the next Vietnamese day."""
    local = to_local(now)
    return (local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1) - local).total_seconds()
