"""Small invented things for tests: links, pages, articles, judgements."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from domain.clock import Stamp
from domain.press import Article, Link, Page
from domain.reading import Judgement, Reason, Role, Verdict
from domain.urls import article_id, domain_of

NOW = datetime(2026, 11, 19, 1, 0, tzinfo=UTC)


def a_link(url: str = "http://bao-mot.example/tin-1.html", **changes: Any) -> Link:
    """A link as a feed gave it."""
    return Link(**({"id": article_id(url), "url": url, "source": "bao-mot", "title": "Tin một"} | changes))


def a_page(link: Link, body: bytes = b"<html></html>", **changes: Any) -> Page:
    """A page as fetched for a link."""
    plain = {"status": 200, "headers": (("Content-Type", "text/html; charset=utf-8"),), "fetched_at": NOW}
    return Page(**({"id": link.id, "url": link.url, "final_url": link.url, "body": body} | plain | changes))


def an_article(url: str = "http://bao-mot.example/tin-1.html", **changes: Any) -> Article:
    """An article about xã Nghi Dương."""
    plain = {
        "id": article_id(url),
        "url": url,
        "source": "bao-mot",
        "outlet": domain_of(url),
        "title": "Xã Nghi Dương khánh thành cầu thôn",
        "sapo": "Sáng 13/11, UBND xã Nghi Dương khánh thành cầu qua kênh.",
        "body": "Cây cầu dài 12 m.\nBà con thôn Mai Dương đi lại thuận tiện.",
        "published": Stamp.parse("2026-11-13T08:15:00+07:00"),
        "published_from": "meta",
    }
    return Article(**(plain | changes))


def a_judgement(verdict: Verdict = Verdict.ACCEPT, unit_code: str = "11713", **changes: Any) -> Judgement:
    """A verdict with one reason."""
    reasons = (Reason(3.0, "“Nghi Dương” đứng sau “xã”.", "unit word"),)
    return Judgement(
        **({"unit_code": unit_code, "verdict": verdict, "score": 7.0, "role": Role.MAIN, "reasons": reasons} | changes)
    )
