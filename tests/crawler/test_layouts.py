"""Pages written by us in the manner of many editorial systems, each with its own oddities, read field by field.

`tests/golden/layouts/expected.json` says what each holds: first and last paragraph, and what must not get in.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.extract import Reading, day_of, read_html

NOW = datetime.fromisoformat("2026-11-24T10:00:00+07:00")
FOLDER = Path(__file__).parents[1] / "golden" / "layouts"
EXPECTED: dict[str, dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


def test_every_page_is_expected() -> None:
    assert {page.stem for page in FOLDER.glob("*.html")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_in_its_own_manner(name: str) -> None:
    expected = EXPECTED[name]
    reading = read_html((FOLDER / f"{name}.html").read_bytes(), expected["url"], NOW)
    assert isinstance(reading, Reading), reading
    stamp, _ = day_of(reading, expected["url"], NOW)
    assert (reading.title, reading.sapo) == (expected["title"], expected["sapo"])
    assert (stamp.iso() if stamp else None) == expected["published"]
    assert "; ".join(reading.authors) == expected["author"]
    assert (reading.paragraphs[0], reading.paragraphs[-1]) == (expected["first"], expected["last"])
    text = "\n".join((reading.sapo, *reading.paragraphs))
    assert [words for words in expected["must_not"] if words in text] == []
