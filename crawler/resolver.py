"""Name look-up that refuses private answers, so that the address connected to is the one that was checked."""

from __future__ import annotations

from typing import Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.guard import is_private

# Names whose look-up gave a private address; read by the desk to tell the officer why.
REFUSED: set[str] = set()
# Names that may be private: the proxy's. "*" frees all.
FREE: set[str] = set()


class CheckedResolver(CachingThreadedResolver):
    """Scrapy's caching resolver with a check of every answer."""

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        """The IPv4 address of `name`; fails with DNSLookupError for a private one."""
        looked_up = super().getHostByName(name, timeout)
        if FREE.isdisjoint((name, "*")):
            looked_up.addCallback(_public, name)
        return looked_up


def _public(address: str, name: str) -> str:
    if is_private(address):
        REFUSED.add(name)
        raise DNSLookupError(f"{name} is a private address")
    return address
