"""A record tells how it was taken, and a standard reader finds that too."""

from __future__ import annotations

import json
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from domain.press import Certificate
from domain.tool import tool
from store import opened
from tests.builders import NOW, a_link, a_page

SHOWN = Certificate("ab" * 32, "CN=bao-mot.example", "CN=Nơi cấp,C=VN", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")


def test_a_record_tells_server_certificate_and_program(tmp_path: Path) -> None:
    link = a_link()
    with opened(tmp_path) as store:
        store.links.add([link], NOW)
        store.pages.save(a_page(link, ip="192.0.2.7", certificate=SHOWN))
        ((_, place),) = store.pages.places()
        capture = store.archive.capture(place)
        (page,) = (fact.facts for fact in store.chain.links() if fact.kind == "page")
    assert (capture.ip, capture.tool, capture.certificate) == ("192.0.2.7", tool(), SHOWN)
    assert (capture.at, capture.address, capture.status) == ("2026-11-19T01:00:00Z", link.url, "200 OK")
    assert ("Content-Type", "text/html; charset=utf-8") in capture.headers
    assert (page["tool"], page["certificate"]) == (tool(), SHOWN.sha256)
    with next((tmp_path / "archive").glob("*.warc.gz")).open("rb") as file:
        (record,) = ArchiveIterator(file)
        assert json.loads(record.rec_headers.get_header("WARC-JSON-Metadata"))["cert"]["subject"] == SHOWN.subject


def test_a_page_without_tls_says_nothing_of_a_certificate(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.links.add([a_link()], NOW)
        store.pages.save(a_page(a_link()))
        ((_, place),) = store.pages.places()
        assert store.archive.capture(place).certificate is None
