"""One command over a home of years, or the making of that home, in a process of its own: prints what it cost."""

from __future__ import annotations

import io
import json
import random
import sys
import time
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.articles import Articles
    from store.pages import Pages

# What a press page takes in the archive (30 to 60 KB), as bytes that no packing shortens.
PAGE = 30_000
_AT_ONCE = 1_000


def main() -> None:
    """The command of the command line; its last line is JSON."""
    # ruff: noqa: PLC0415 - what a command does not need must not count as its memory
    from diembao import cli
    from diembao.bench.rounds import peak

    words = sys.argv[1:]
    started, busy = time.monotonic(), time.process_time()
    if words[0] == "fill":
        fill(Path(words[1]), int(words[2]))
    else:
        told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with redirect_stdout(told):
            code = cli.run(words)
        if code:
            raise SystemExit(f"{' '.join(words)}: {code}")
    cost = {"seconds": time.monotonic() - started, "cpu": time.process_time() - busy, "peak": peak()}
    print(json.dumps(cost))


def fill(home: Path, size: int) -> None:
    """The benchmark's office (diembao/bench/desk.py) with the page of every article in its archive."""
    from diembao.bench import desk
    from store import opened

    desk.fill(home, size)
    with opened(home) as store:
        ids = store.articles.ids()
        for first in range(0, len(ids), _AT_ONCE):
            with store.together():
                _keep_pages(store.articles, store.pages, ids[first : first + _AT_ONCE])
        store.chain.write_down()


def _keep_pages(articles: Articles, pages: Pages, ids: Sequence[str]) -> None:
    from domain.press import Page

    for item in ids:
        article = articles.get(item)
        assert article is not None, "its id was just asked for"
        assert article.published is not None, "the benchmark's articles have their time"
        assert article.published.moment is not None, "to the minute"
        body = article.body.encode() + random.Random(item).randbytes(PAGE)
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        pages.save(Page(item, article.url, article.url, 200, headers, body, article.published.moment))


if __name__ == "__main__":
    main()
