"""Private addresses in every spelling are seen; public ones are not taken for private."""

from __future__ import annotations

import pytest
from scrapy.resolver import dnscache
from twisted.internet.error import DNSLookupError
from twisted.internet.testing import MemoryReactor

from crawler import resolver
from crawler.guard import forbidden_host, is_private, literal_address

PRIVATE = (
    "127.0.0.1 127.1 10.0.0.8 172.16.3.4 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1 "
    "198.18.0.1 2130706433 0x7f000001 0x7f.0.0.1 017700000001 0177.1 [::1] [::] [fe80::1] [fe80::1%eth0] [fc00::1] "
    "[ff02::1] [::ffff:127.0.0.1] [::ffff:a00:1] [64:ff9b::7f00:1] [2002:7f00:1::] 127.0.0.1. localhost a.localhost "
    "LOCALHOST. may-chu may-chu.local nas.lan x.internal"
).split()
PUBLIC = (
    "8.8.8.8 203.162.0.1 [2606:4700:4700::1111] 134744072 bao-a.example baohaiphong.vn 24h.com.vn 1.vn 8.8.8.8.".split()
)


@pytest.mark.parametrize("host", PRIVATE)
def test_private(host: str) -> None:
    assert forbidden_host(host)


@pytest.mark.parametrize("host", PUBLIC)
def test_public(host: str) -> None:
    assert not forbidden_host(host)


def test_old_spellings_are_addresses() -> None:
    assert literal_address("2130706433") == "127.0.0.1"
    assert literal_address("0x7f.1") == "127.0.0.1"
    assert literal_address("24h.com.vn") is None
    assert is_private("::ffff:192.168.0.1")


@pytest.mark.parametrize(("address", "refused"), [("10.1.2.3", True), ("203.162.0.1", False)])
def test_a_name_that_leads_to_a_private_address_is_refused(address: str, refused: bool) -> None:
    """The answer of the name server is checked, and only a checked one is connected to."""
    dnscache["bao-gia.example"] = address
    outcome: list[object] = []
    looked_up = resolver.CheckedResolver(MemoryReactor(), 100, 5.0).getHostByName("bao-gia.example")
    looked_up.addBoth(outcome.append)
    if refused:
        assert outcome[0].check(DNSLookupError)  # type: ignore[attr-defined]
        assert "bao-gia.example" in resolver.REFUSED
    else:
        assert outcome == [address]
    resolver.REFUSED.clear()
