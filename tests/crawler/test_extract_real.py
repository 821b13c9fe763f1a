"""The real pages beside the project, read at the goals of the design's measures."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.extract import Reading, read_html
from diembao.evals import Options
from diembao.evals.extract import predict, score
from domain.outcome import Trouble

PRESS = Path(__file__).parents[3] / "shared" / "data" / "press"
NOW = datetime.fromisoformat("2026-11-24T10:00:00+07:00")

pytestmark = pytest.mark.skipif(not PRESS.exists(), reason="../shared/data/press is not here")

FLOORS = {
    "title": 1.0,
    "day": 1.0,
    "minute": 0.97,
    "author": 0.93,
    "sapo": 0.95,
    "body_first": 0.98,
    "body_last": 0.98,
}


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (PRESS / name).read_text(encoding="utf-8").splitlines()]


def test_the_goals_on_real_articles() -> None:
    rows = _rows("truth.jsonl")
    figures = score(rows, predict(rows, Options(PRESS, now=NOW)))
    assert {name: figures[name].value >= floor for name, floor in FLOORS.items()} == dict.fromkeys(FLOORS, True)
    assert figures["wrong_day"].value == 0
    assert figures["leaks"].value == 0


def test_real_list_pages_are_no_articles() -> None:
    lists = [row for row in _rows("index.jsonl") if row["kind"] == "list"]
    read = [read_html(gzip.decompress((PRESS / row["file"]).read_bytes()), row["url"] or "", NOW) for row in lists]
    assert [row["file"] for row, found in zip(lists, read, strict=True) if not isinstance(found, Trouble)] == []
    assert not any(isinstance(found, Reading) for found in read)
