"""Which pages benchmarks read: the real press pages beside the project, else those of the sample press."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass

from diembao.bench.texts import DATA
from diembao.sample_press import styles
from diembao.sample_press.site import papers


@dataclass(frozen=True, slots=True)
class Saved:
    """The bytes of an article's page and the address it had ("" where nobody knows it)."""

    url: str
    body: bytes


def press_pages() -> list[Saved]:
    """Every article page at hand, each once."""
    index = DATA / "press" / "index.jsonl"
    if not index.exists():
        return [Saved(paper.url(text), styles.page(paper, text)) for paper in papers() for text in paper.texts]
    rows = [json.loads(line) for line in index.read_text(encoding="utf-8").splitlines()]
    articles = [row for row in rows if row["kind"] == "article"]
    return [Saved(row["url"] or "", gzip.decompress((index.parent / row["file"]).read_bytes())) for row in articles]
