"""Pages written by us in the manner of many editorial systems, each with its own oddities, read field by field.

What each holds stands beside it (tests/crawler/frames.py): first and last paragraph, and what must not get in. Fields
in `known_miss` are read wrongly today, and say so here.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from crawler.extract import Reading, day_of, read_html
from tests.crawler.frames import Framed, framed

PAGES = list(framed())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_in_its_own_manner(page: Framed) -> None:
    expected, now = page.expected, datetime.fromisoformat(page.expected["now"])
    reading = read_html(page.body, expected["url"], now, expected.get("ct", ""), ("Biển Xanh",))
    if "trouble" in expected:
        assert getattr(reading, "word", reading) == expected["trouble"]
        return
    assert isinstance(reading, Reading), reading
    stamp, _ = day_of(reading, expected["url"], now)
    text = "\n".join((reading.sapo, *reading.paragraphs))
    found = {
        "title": reading.title,
        "sapo": reading.sapo,
        "published": stamp.iso() if stamp else None,
        "author": "; ".join(reading.authors),
        "form": reading.form,
        "first": reading.paragraphs[0] if reading.paragraphs else None,
        "last": reading.paragraphs[-1] if reading.paragraphs else None,
        "must_not": [words for words in expected["must_not"] if words in text],
    }
    wanted = {"form": found["form"]} | {name: expected[name] for name in found if name in expected} | {"must_not": []}
    missed = {name for name, value in found.items() if value != wanted[name]}
    assert missed == set(expected.get("known_miss", "").split()), {name: found[name] for name in missed}
