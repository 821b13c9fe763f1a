"""What a city costs: a generated week read for all its communes and every digest built in one `run`.

The week lies in the store as the crawl would have left it (extracted, not yet read); the pass then does everything
that follows, in a process of its own so that its memory is its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import config.gazetteer
from config import fresh
from diembao.bench import Result
from diembao.bench.city_week import week
from diembao.bench.rounds import ROOT, versions
from domain.clock import VIETNAM
from domain.edition import week_of
from domain.press import Article, Link
from store import Store, opened

CITY = "31"
ARTICLES = 20_000
NOW = datetime(2026, 11, 19, 8, 0, tzinfo=VIETNAM)
PERIOD = week_of(NOW.date() - timedelta(days=1))
_AT_ONCE = 1_000


def measure(rounds: int) -> Result:
    """Seconds by stage and the peak of memory, for one commune and for all of them on the same articles."""
    del rounds  # one pass each takes minutes
    with TemporaryDirectory() as folder:
        size = int(os.environ.get("DIEMBAO_CITY_ARTICLES", ARTICLES))
        whole = passed(prepared(Path(folder) / "ca", size, everything=True))
        alone = passed(prepared(Path(folder) / "mot", size, everything=False))
    stages = {f"{name}_seconds": float(taken) for name, taken in whole["stages"].items()}
    return Result(
        ratios={
            "city_to_one_commune": whole["seconds"] / alone["seconds"],
            "per_digest_to_one": (stages["digest_seconds"] / whole["digests"]) / alone["stages"]["digest"],
        },
        versions=versions("python-docx", "ahocorasick_rs"),
        figures=stages
        | {
            "articles": float(size),
            "accepted": float(whole["accepted"]),
            "digests": float(whole["digests"]),
            "run_seconds": float(whole["seconds"]),
            "one_commune_run_seconds": float(alone["seconds"]),
            "peak_MiB": float(whole["peak"]),
        },
        notes=("Đo từ lúc bài đã bóc xong; giờ tải và bóc bài ở phép đo crawl.",),
    )


def prepared(home: Path, size: int, *, everything: bool) -> Path:
    """A home with the week's articles extracted: of the city, or of one of its communes."""
    city = config.gazetteer.city(CITY, (), (), {})
    text = fresh.city_text(city, "none") if everything else fresh.settings_text(city.communes[0].unit, "none")
    fresh.write_new(home, text.replace("[digest]\n", '[digest]\nperiods = ["week"]\n', 1))
    with opened(home) as store:
        store.runs.end(store.runs.begin("run", NOW - timedelta(days=9), NOW), NOW, {})
        batch: list[tuple[Link, Article]] = []
        for pair in week(city.communes, PERIOD, size):
            batch.append(pair)
            if len(batch) == _AT_ONCE:
                keep(store, batch)
                batch = []
        keep(store, batch)
    return home


def keep(store: Store, batch: Sequence[tuple[Link, Article]]) -> None:
    """Articles as the crawl leaves them: linked and extracted, not yet read."""
    with store.together():
        for link, article in batch:
            assert article.published is not None, "the week gives every article its time"
            store.links.add([link], (article.published.moment or NOW) + timedelta(minutes=40))
            store.articles.save(article, link.id)


def passed(home: Path) -> dict[str, Any]:
    """What one pass over a home told of itself."""
    command = [sys.executable, "-m", "diembao.bench.own_city", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
