"""Which article of a hundred came first must not decide which event it tells."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from diembao.evals import Options
from diembao.evals.stories import predict, score

FILE = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "text" / "stories_stream.jsonl.gz"


@pytest.mark.long
def test_the_order_within_a_hundred_articles_changes_the_figure_by_less_than_five_thousandths() -> None:
    if not FILE.exists():
        pytest.skip("needs shared/data/text/stories_stream.jsonl.gz beside the project")
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    draw = random.Random(20261127)
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    shuffled = [row for block in blocks for row in draw.sample(block, len(block))]
    assert shuffled != rows
    figures = [score(given, predict(given, Options(FILE.parent)))["f1"].value for given in (rows, shuffled)]
    assert abs(figures[0] - figures[1]) < 0.005
