"""Which article a search engine's own address hides: a page that was fetched in, an address or a further question out.

Google News tells the address only to a page that asks once more, with a signature and a time that the page holds.
Google documents neither question nor answer; they are what public decoders send and describe (googlenewsdecoder 0.1.6
and pybatchexecute, seen 2024 to 2026). Older pages hold the address itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit

from crawler.searches import is_opaque
from domain.press import Page
from domain.urls import clean_url, resolve

VERSION = 1
# The question's form stops working when Google changes its pages; until this day it was seen to work.
VALID_UNTIL = date(2027, 6, 30)
_ASKED_AT = "/_/DotsSplashUi/data/batchexecute"
_SIGNATURE = re.compile(rb'data-n-a-sg="([\w-]+)"')
_TIME = re.compile(rb'data-n-a-ts="(\d+)"')
_PLAIN = re.compile(rb'(?:data-n-au|data-url)="(https?:[^"]+)"')
_ENGINE = re.compile(r"(?:^|\.)(?:google|gstatic|googleusercontent|youtube|blogger)\.[a-z.]+$")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked next: where, and the form's body."""

    url: str
    form: str


def look(page: Page) -> str | Question | None:
    """The article's address if the page leads to it or holds it, else what to ask; None when it tells neither."""
    if not _is_engines(page.final_url):
        return clean_url(page.final_url)
    if plain := _PLAIN.search(page.body):
        return _checked(unescape(plain[1].decode("utf-8", errors="replace")))
    signature, moment = _SIGNATURE.search(page.body), _TIME.search(page.body)
    if not (signature and moment and is_opaque(page.url)):
        return None
    asked = [
        "garturlreq",
        [["X", "X", ["X", "X"], None, None, 1, 1, "VN:vi", None, 1, None, None, None, None, None, 0, 1],
         "X", "X", 1, [1, 1, 1], 1, 1, None, 0, 0, None, 0],
        urlsplit(page.url).path.rpartition("/")[2],
        int(moment[1]),
        signature[1].decode("ascii"),
    ]  # fmt: skip
    call = json.dumps([[["Fbv4je", json.dumps(asked), None, "generic"]]])
    return Question(resolve(page.final_url, _ASKED_AT) or "", f"f.req={quote(call)}")


def beside(url: str) -> str | None:
    """The engine's other page of the same article: a link of its feeds may be without signature where that has one."""
    return url.replace("/rss/articles/", "/articles/", 1) if "/rss/articles/" in url else None


def answered(body: bytes) -> str | None:
    """The address in the answer to a question."""
    for inner in _results(body.decode("utf-8", errors="replace")):
        if isinstance(inner, list) and len(inner) > 1 and inner[0] == "garturlres" and isinstance(inner[1], str):
            return _checked(inner[1])
    return None


def _results(text: str) -> Iterator[Any]:
    """What the calls of an answer returned, each JSON inside JSON. The rows of one array may stand on several lines,
    and there may be several arrays, each after its length.
    """
    for rows in _arrays(text):
        for row in rows:
            if isinstance(row, list) and len(row) > 2 and isinstance(row[2], str):
                try:
                    yield json.loads(row[2])
                except ValueError:
                    continue


def _arrays(text: str) -> Iterator[list[Any]]:
    """The arrays of rows in an answer; one that is broken or too deep is left at its line's end."""
    reader = json.JSONDecoder()
    at = text.find("[[")
    while at >= 0:
        try:
            rows, end = reader.raw_decode(text, at)
            yield rows
        except (ValueError, RecursionError):
            end = text.find("\n", at)
        at = text.find("[[", end) if end >= 0 else -1


def _checked(address: str) -> str | None:
    """The address, cleaned, where it is a web page's and not the engine's own."""
    try:
        return clean_url(address) if address.startswith("http") and not _is_engines(address) else None
    except ValueError:
        return None


def _is_engines(address: str) -> bool:
    return bool(_ENGINE.search(urlsplit(address).hostname or ""))
