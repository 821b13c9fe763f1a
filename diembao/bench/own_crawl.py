"""Our own daily pass as a contender: the stages of `run` up to the articles read, on a home made ready for it."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path


def main() -> None:
    """One job on standard input ({"home": …}), one line out."""
    # ruff: noqa: PLC0415 - helpers import the main module: like `diembao` itself, this one brings nothing along
    from domain.importing import modules_of

    modules_of("diembao.daily")
    from crawler.fetcher import Fetcher
    from diembao.daily import Wish, flow_of
    from diembao.office import locked, office
    from diembao.stages import run_stage

    here = office(Path(json.load(sys.stdin)["home"]))
    now, done = datetime.now(UTC), 0
    started = time.monotonic()
    with locked(here.home) as store, Fetcher(here.crawl_policy()) as fetcher:
        for stage in flow_of(here, store, now, Wish()).stages(fetcher):
            run_stage(stage, store.outcomes, store.together, now, lambda *_: None)
        done = sum(1 for _ in store.articles.all())
    print(json.dumps({"seconds": time.monotonic() - started, "articles": done}))


if __name__ == "__main__":
    main()
