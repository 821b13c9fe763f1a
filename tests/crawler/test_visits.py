"""A page that sends its reader elsewhere by a tag of its own."""

from __future__ import annotations

import pytest

from crawler.visits import Known, look
from domain.outcome import Permanent, Word
from domain.watch import Copy, Sight
from tests.builders import a_link, a_page, an_article


@pytest.mark.parametrize(
    ("target", "sight"),
    [
        ("/", Sight.GONE),
        ("/tin-2.html", Sight.GONE),
        ("/tin-1.html", Sight.CLOSED),
        ("/tin.aspx?id=2&amp;lang=vi", Sight.GONE),
        ("http://[x", Sight.CLOSED),
        ("javascript:history.back()", Sight.CLOSED),
    ],
)
def test_where_a_page_sends_its_reader(target: str, sight: Sight) -> None:
    link, article = a_link(), an_article()
    body = f"<html><head><meta http-equiv='refresh' content='0;url={target}'></head><body></body></html>".encode()
    known = Known(link.url, "0" * 64, lambda: Copy(article))
    seen = look(a_page(link, body), "1" * 64, known, lambda _page: Permanent(Word.NO_TEXT))
    assert seen.sight is sight
