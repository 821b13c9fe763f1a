"""What a newspaper's robots.txt allows: RFC 9309, read once a day, every waiting request held until it is there.

Scrapy's own middleware lets requests slip through while several wait for one robots.txt, and reads an error as
"everything is allowed"; hence this one. A lock for each newspaper closes the first hole; for the second: 2xx is obeyed,
4xx allows, 429, 5xx and no answer refuse for now.
"""

from __future__ import annotations

import asyncio
import codecs
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

from protego import Protego

from crawler.policy import PRODUCT
from crawler.troubles import lasting, robots_silent
from domain.outcome import Permanent, Temporary, Trouble, Word
from domain.urls import host_of

DAY = 86_400.0
# How long a robots.txt that did not answer is taken as silent before it is asked again.
SILENCE = 600.0
# RFC 9309 asks for at least 500 KiB to be read; of a larger file the beginning counts.
MOST_BYTES = 512 * 1024

Get = Callable[[str], Awaitable[tuple[int, bytes] | Trouble]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What one newspaper allows until `until` (monotonic seconds): parsed rules, or the trouble in getting them."""

    until: float
    parsed: Protego | None = None
    trouble: Trouble | None = None

    def verdict(self, url: str) -> Trouble | None:
        """None when `url` may be read."""
        if self.trouble is not None:
            return self.trouble
        allowed = self.parsed is None or self.parsed.can_fetch(url, PRODUCT)
        return None if allowed else lasting(Word.FORBIDDEN)

    @property
    def delay(self) -> float:
        """`Crawl-delay` in seconds, 0 when none is asked for."""
        return (self.parsed.crawl_delay(PRODUCT) or 0.0) if self.parsed is not None else 0.0


class Robots:
    """The rules of every newspaper met. `get` reads an address: (status, body), or the trouble it ended in."""

    def __init__(self, get: Get, clock: Callable[[], float] = monotonic) -> None:
        self._get = get
        self._clock = clock
        self._rules: dict[str, Rules] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def rules(self, url: str) -> Rules:
        """The rules of the newspaper of `url`, read now if they are not known or too old."""
        host = host_of(url)
        async with self._locks[host]:
            known = self._rules.get(host)
            if known is None or known.until <= self._clock():
                known = self._rules[host] = read_rules(await self._get(robots_url(url)), self._clock())
            return known


def robots_url(url: str) -> str:
    """Where the rules for `url` stand: same scheme, host and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/robots.txt"


def read_rules(answer: tuple[int, bytes] | Trouble, now: float) -> Rules:
    """RFC 9309 section 2.3.1: obey 2xx, 4xx means no rules, else nothing may be read for now.

    Too many redirects count as "no robots.txt" (2.3.1.2).
    """
    if isinstance(answer, Trouble):
        return _without_body(answer, now)
    status, body = answer
    text = _text(body) if 200 <= status < 300 else ""
    return Rules(now + DAY, Protego.parse(text))


def _text(body: bytes) -> str:
    """The rules as text, whole lines of the first 512 kB; a byte-order mark says what letters they are in."""
    wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = body[:MOST_BYTES].decode("utf-16" if wide else "utf-8-sig", errors="replace")
    return text if len(body) <= MOST_BYTES else text[: text.rfind("\n") + 1]


def _without_body(trouble: Trouble, now: float) -> Rules:
    if isinstance(trouble, Permanent) and trouble.word in (Word.GONE, Word.REFUSED, Word.REDIRECTS):
        return Rules(now + DAY)
    if trouble.word in (Word.PRIVATE_ADDRESS, Word.BAD_ADDRESS, Word.UNREACHABLE, Word.TLS):
        return Rules(now + SILENCE, trouble=trouble)
    later = trouble.retry_after if isinstance(trouble, Temporary) else None
    return Rules(now + max(SILENCE, later or 0.0), trouble=robots_silent(trouble.word, later))
