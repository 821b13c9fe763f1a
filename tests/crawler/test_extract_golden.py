"""Every golden page of ours reads as its JSON says: one rule of reading a page, one page."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.extract import Reading, day_of, read_html

NOW = datetime.fromisoformat("2026-11-24T10:00:00+07:00")
PAGES = sorted((Path(__file__).parents[1] / "golden" / "pages").glob("*.html"))


def _read(page: Path) -> tuple[dict[str, Any], Any]:
    expected = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    return expected, read_html(page.read_bytes(), expected["url"], NOW)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_golden_page(page: Path) -> None:
    expected, reading = _read(page)
    if "trouble" in expected:
        assert getattr(reading, "word", reading) == expected["trouble"]
        return
    assert isinstance(reading, Reading), reading
    stamp, origin = day_of(reading, expected["url"], NOW)
    assert reading.title == expected["title"]
    assert reading.sapo == expected["sapo"]
    printed = expected.get("printed_sapo", f"{expected.get('stamp', '')} {expected['sapo']}".strip())
    assert reading.printed_sapo == printed
    assert "; ".join(reading.authors) == expected["author"]
    assert (stamp.iso() if stamp else None, origin) == (expected["published"], expected["published_from"])
    _check_text(expected, reading)
    for name, read in (("section", reading.section), ("form", reading.form), ("language", reading.language)):
        assert read == expected.get(name, read), name
    assert list(reading.tags) == expected.get("tags", list(reading.tags))
    assert (reading.updated.iso() if reading.updated else None) == expected.get("updated")


def _check_text(expected: dict[str, Any], reading: Reading) -> None:
    body = "\n".join(reading.paragraphs)
    assert expected["first"] in body
    assert body.endswith(expected["last"]) or expected["last"] in "\n".join(reading.paragraphs[-2:])
    assert not reading.sapo or reading.sapo not in body
    assert [words for words in expected.get("must_not", ()) if words in f"{reading.sapo}\n{body}"] == []
    assert all(words in body for words in expected.get("contains", ()))


# What only class names tell: which of two titles is the headline; that a long paragraph belongs to another story.
_ONLY_BY_CLASS = {"promo-title": "title", "space-before-offset": "must_not", "vccorp": "must_not"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_golden_page_in_a_layout_nobody_knows(page: Path) -> None:
    expected = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    head, body = page.read_text(encoding="utf-8").split("<body>", 1)
    body = re.sub(r'\s(class|id|data-role|data-slot|itemprop|type)="[^"]*"', ' class="z1"', body)
    reading = read_html(f"{head}<body>{body}".encode(), expected["url"], NOW)
    if "trouble" in expected:
        assert getattr(reading, "word", reading) == expected["trouble"]
        return
    assert isinstance(reading, Reading), reading
    stamp, _ = day_of(reading, expected["url"], NOW)
    text = "\n".join((reading.sapo, *reading.paragraphs))
    leaks = [words for words in expected.get("must_not", ()) if words in text]
    lost = _ONLY_BY_CLASS.get(page.stem)
    assert (reading.title == expected["title"]) or lost == "title"
    assert (stamp.iso() if stamp else None) == expected["published"]
    assert all(words in text for words in (expected["first"], expected["last"], expected["sapo"]))
    assert not leaks or lost == "must_not"
    assert not reading.authors or "; ".join(reading.authors) == expected["author"]
