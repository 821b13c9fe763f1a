"""What benchmarks read: press texts of 2,500 characters, from the data beside the project, else the sample press."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path

from diembao.bench.rounds import ROOT
from diembao.sample_press.site import papers

DATA = ROOT.parent / "shared" / "data"
LENGTH = 2_500
_MORE = ("text/topics_press10.jsonl.gz", "text/topics_vntc.jsonl.gz", "text/summaries_vietnews.jsonl.gz")
_SETS = ("text/stories_stream.jsonl.gz", "communes/articles.jsonl.gz", "mentions/city_dev.jsonl.gz")


def press_texts(count: int, length: int = LENGTH) -> list[str]:
    """`count` texts of about `length` characters; where there are fewer articles, joined anew from another start."""
    texts = [text for text in _articles() if len(text) > 200]
    if not texts:
        raise ValueError("no press text at hand")
    return list(islice(_joined(cycle([*texts, texts[0]]), length), count))


def background(count: int, length: int = LENGTH) -> list[str]:
    """At most `count` texts of that length from other press than `press_texts` reads, no article in two of them."""
    texts = (text for name in _MORE if (DATA / name).exists() for text in _rows(DATA / name) if len(text) > 200)
    return list(islice(_joined(texts, length), max(0, count)))


def _joined(texts: Iterable[str], length: int) -> Iterator[str]:
    """Whole texts put together until the length is reached, then cut there."""
    parts: list[str] = []
    size = 0
    for text in texts:
        parts.append(text)
        size += len(text) + 1
        if size > length:
            yield "\n".join(parts)[:length]
            parts, size = [], 0


def _articles() -> Iterator[str]:
    files = [DATA / name for name in _SETS if (DATA / name).exists()]
    for file in files:
        yield from _rows(file)
    if not files:
        yield from _sample()


def _rows(file: Path) -> Iterator[str]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for told in row.get("docs") or [row]:
                yield f"{told.get('title') or ''}\n{told['text']}".strip()


def _sample() -> Iterator[str]:
    for paper in papers():
        for text in paper.texts:
            yield "\n".join((text.title, text.sapo, *text.paragraphs))
