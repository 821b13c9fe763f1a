"""Pages written by us in the manner of many editorial systems, each with its own oddities, read field by field.

What each holds stands beside it (tests/crawler/frames.py): first and last paragraph, and what must not get in. Fields
in `known_miss` are read wrongly today, and say so here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from crawler import tree
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


@pytest.mark.parametrize("heading", ["Bình luận", "Ý kiến bạn đọc (2)", "Tin khác", "Đọc thêm"])
def test_nested_blocks_cost_in_step_with_their_number(heading: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in pieces of text looked at: 3,000 nested blocks that all begin with such a heading once took minutes."""
    visits, pieces = [0], tree._pieces

    def counted(element: tree.Element, gap: str) -> Iterator[str]:
        for piece in pieces(element, gap):
            visits[0] += 1
            yield piece

    def cost(depth: int) -> int:
        inner = "".join(
            f"<p>Đoạn {n} kể việc làng thông cầu mới sau ba năm chờ đợi, bà con phấn khởi.</p>" for n in range(9)
        )
        blocks = f"<div>{heading}" * depth + '<a href="/bai-2-100002.html">Xã bên khánh thành trường học mới</a>'
        text = f"<html><body><article><h1>Thông cầu</h1>{inner}{blocks}{'</div>' * depth}</article></body></html>"
        visits[0] = 0
        read_html(
            text.encode(), "https://a.example/bai-100001.html", datetime.fromisoformat("2026-11-28T10:00:00+07:00")
        )
        return visits[0]

    monkeypatch.setattr(tree, "_pieces", counted)
    small, large = cost(750), cost(3000)
    assert 0 < large < 6 * small, (small, large)
