"""Lines of keys, whatever way TOML writes them."""

from __future__ import annotations

import pytest

from config.lines import line_of

TEXT = '''# one = 1
title = """
crawl.fake = 2
[fake]
"""
[crawl]   # a comment with x = 1
delay_seconds = 5

list = [
  "a = b",
  7,
]
"quoted key" = 1
inner.deep.key = 1
table = { one = 1, two = 2 }

[sources."báo.một"]
feeds = []
[[rows]]
a = 1
'''


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("title",), 2),
        (("crawl",), 6),
        (("crawl", "delay_seconds"), 7),
        (("crawl", "list"), 9),
        (("crawl", "quoted key"), 13),
        (("crawl", "inner", "deep", "key"), 14),
        (("crawl", "table", "two"), 15),
        (("sources", "báo.một", "feeds"), 18),
        (("sources", "báo.một", "home"), 17),
        (("rows",), 19),
        (("fake",), 0),
        ((), 0),
    ],
)
def test_the_line_of_a_key(location: tuple[str, ...], line: int) -> None:
    assert line_of(TEXT, location) == line
