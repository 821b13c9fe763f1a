"""What a search costs when years of press are stored: a page of the newest answers, also within days; storing one more.

Articles of 390 characters from a generated vocabulary (some 6,000 syllables, as rare and as common as the press has
them), stored as always; a page is what the desk shows first. `diembao bench search --size 1000000` fills a million,
which takes an hour.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from diembao.bench import Result
from diembao.bench.rounds import LEAST_ROUNDS, ROOT, interleaved, script, versions
from domain.clock import VIETNAM, Stamp
from domain.press import Article, Link
from domain.query import read_query
from domain.urls import article_id
from store import Store, opened
from store.search import Wanted

SMALL, LARGE = 10_000, 100_000
SEED = 20261127
_NOW = datetime(2026, 11, 19, 8, 0, tzinfo=VIETNAM)
_DAYS = 3_650
_QUERIES, _PAGE = 100, 50
_AT_ONCE, _ADDED = 100, 1_000
_TITLE, _LENGTH = 90, 390
# A phrase of the i-th and j-th most frequent syllables stands in about one of i * j articles.
_COMMON = 60
_PEER = ROOT / "diembao" / "bench" / "peers" / "fts.py"
# Every so many articles come late (published long before the others of their time), or without a day.
_LATE, _UNDATED = 50, 40


def measure(rounds: int, size: int = LARGE, small: int = SMALL) -> Result:
    """Growth of p50 and p95 from the small to the large size, each query at its best of the rounds."""
    with TemporaryDirectory() as folder:
        homes = {name: Path(folder) / name for name in ("small", "large")}
        with opened(homes["small"]) as one, opened(homes["large"]) as other:
            stores = {"small": (one, small), "large": (other, size)}
            for store, count in stores.values():
                _fill(store, 0, count)
                store.search.tidy()
            taken = _asked(stores, max(rounds, LEAST_ROUNDS))
            rows = {
                name: [_rows(store, wanted) for _, wanted in _queries()["phrase"]]
                for name, (store, _) in stores.items()
            }
            adding = interleaved(
                {name: _adding(store, count) for name, (store, count) in stores.items()}, max(rounds, LEAST_ROUNDS)
            )
            texts = [query for query, _ in _queries()["phrase"]]
        raw = {name: script(_PEER, _job(home, texts, rounds)) for name, home in homes.items()}
    ratios = {
        f"{kind}_{part}_growth": quantile(taken["large", kind], share) / quantile(taken["small", kind], share)
        for kind in _queries()
        for part, share in (("p50", 0.5), ("p95", 0.95))
    }
    bare = quantile(raw["large"]["best"], 0.5)
    ratios["insert_growth"] = adding.ratio("large", "small")
    ratios["raw_fts5_phrase_p50_growth"] = bare / quantile(raw["small"]["best"], 0.5)
    ratios["count_p50_growth"] = quantile(taken["large", "count"], 0.5) / quantile(taken["small", "count"], 0.5)
    ratios["phrase_to_raw_fts5"] = quantile(taken["large", "phrase"], 0.5) / bare
    alike = [place for place, counted in enumerate(zip(*rows.values(), strict=True)) if min(counted) == _PAGE]
    if alike:
        full = {name: [taken[name, "phrase"][place] for place in alike] for name in stores}
        ratios["full_page_phrase_p50_growth"] = quantile(full["large"], 0.5) / quantile(full["small"], 0.5)
    figures = {f"{kind}_ms": 1_000 * quantile(taken["large", kind], 0.5) for kind in _queries()}
    stored = size + max(rounds, LEAST_ROUNDS) * _ADDED
    figures |= {
        "articles": size,
        "full_page_phrases": len(alike),
        "phrase_rows_small": statistics.mean(rows["small"]),
        "phrase_rows_large": statistics.mean(rows["large"]),
        "raw_fts5_ms": 1_000 * bare,
        "insert_ms": 1_000 * adding.median("large"),
        "index_bytes_an_article": raw["large"]["index"] / stored,
        "index_and_text_bytes_an_article": (raw["large"]["index"] + raw["large"]["text"]) / stored,
    }
    return Result(ratios, versions("sqlite-utils") | {"sqlite": raw["large"]["version"]}, figures)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that a share of the values stays under."""
    return sorted(values)[round(share * (len(values) - 1))]


def _job(home: Path, texts: Sequence[str], rounds: int) -> dict[str, object]:
    expressions = [read_query(text).expression for text in texts]
    passes = max(rounds, LEAST_ROUNDS)
    return {"file": str(home / "diembao.sqlite3"), "expressions": expressions, "passes": passes, "limit": _PAGE}


def _asked(stores: dict[str, tuple[Store, int]], rounds: int) -> dict[tuple[str, str], list[float]]:
    """Best seconds of each query of each kind at each size; sizes in turn. `count` is the whole number of answers."""
    taken: dict[tuple[str, str], list[float]] = {}
    queries = _queries()
    for kind in (*queries, "count"):
        for _ in range(rounds):
            for name, (store, _) in stores.items():
                times = [_timed(store, kind, wanted) for _, wanted in queries["phrase" if kind == "count" else kind]]
                before = taken.get((name, kind), times)
                taken[name, kind] = list(map(min, before, times))
    return taken


def _timed(store: Store, kind: str, wanted: Wanted) -> float:
    begun = time.perf_counter()
    if kind == "count":
        store.search.count(wanted)
    else:
        store.search.page(wanted, _PAGE)
    return time.perf_counter() - begun


def _rows(store: Store, wanted: Wanted) -> int:
    """How many articles the first page shows: a rare phrase shows more of them where more are stored."""
    return len(store.search.page(wanted, _PAGE)[0])


def _queries() -> dict[str, list[tuple[str, Wanted]]]:
    """Two syllables that stand in some article, as a phrase or anywhere; common phrases, which fill a page at any size.

    Each also within one year of the ten.
    """
    draw = random.Random(SEED)
    found: dict[str, list[tuple[str, Wanted]]] = {}
    for kind in ("phrase", "and", "common"):
        for _ in range(_QUERIES):
            text = _question(kind, draw)
            day = (_NOW - timedelta(days=draw.randrange(365, _DAYS))).date()
            expression = read_query(text).expression
            found.setdefault(kind, []).append((text, Wanted(expression)))
            within = Wanted(expression, day, day + timedelta(days=365))
            found.setdefault(f"{kind}_in_days", []).append((text, within))
    return found


def _question(kind: str, draw: random.Random) -> str:
    words = _words(draw.randrange(SMALL))
    at = draw.randrange(_LENGTH // 8)
    if kind == "and":
        return f"{words[at]} {words[draw.randrange(_LENGTH // 8)]}"
    if kind == "phrase":
        return f'"{words[at]} {words[at + 1]}"'
    place = draw.randrange(1, _COMMON)
    return f'"{_SYLLABLES[place]} {_SYLLABLES[draw.randrange(_COMMON // place + 1)]}"'


_SYLLABLES = [
    f"{start}{vowel}{end}"
    for start in "b c d đ g h k l m n p s t v x ch kh ng nh ph th tr".split()
    for vowel in "a à á ả ạ ă ắ ặ â ấ ầ ậ e é è ê ế ề ệ i í ì ị o ó ò ọ ô ố ồ ộ ơ ớ ờ ợ u ú ù ụ ư ứ ừ ự".split()
    for end in ("", "n", "ng", "m", "t", "i")
]
# The n-th most frequent syllable stands 1/n as often as the first.
random.Random(SEED).shuffle(_SYLLABLES)
_WEIGHTS = list(accumulate(1 / place for place in range(1, len(_SYLLABLES) + 1)))


def _words(number: int) -> list[str]:
    """The syllables of article `number`, the same every time."""
    return random.Random(SEED + number).choices(_SYLLABLES, cum_weights=_WEIGHTS, k=100)


def _fill(store: Store, first: int, count: int) -> None:
    for begin in range(first, first + count, _AT_ONCE):
        with store.together():
            for number in range(begin, min(begin + _AT_ONCE, first + count)):
                _put(store, number, count)


def _put(store: Store, number: int, size: int) -> None:
    text = " ".join(_words(number))[:_LENGTH]
    url = f"http://bao-{number % 20}.example/tin-{number}.html"
    seen = _NOW - timedelta(days=_DAYS * max(0.0, 1 - number / size))
    published = seen - timedelta(days=400) if number % _LATE == 0 else seen
    link = Link(article_id(url), url, f"bao-{number % 20}")
    store.links.add([link], seen)
    stamp = None if number % _UNDATED == 0 else Stamp.at(published)
    outlet = f"bao-{number % 20}.example"
    article = Article(link.id, url, link.source, outlet, text[:_TITLE], body=text[_TITLE:], published=stamp)
    store.articles.save(article, link.id)


def _adding(store: Store, size: int) -> Callable[[], float]:
    """Stores the next articles; CPU seconds of one in the median batch, so that batches that merge are left out."""
    turn = iter(range(1_000))

    def add() -> float:
        first, times = size + next(turn) * _ADDED, []
        for begin in range(first, first + _ADDED, _AT_ONCE):
            started = time.process_time()
            with store.together():
                for number in range(begin, begin + _AT_ONCE):
                    _put(store, number, size)
            times.append((time.process_time() - started) / _AT_ONCE)
        return statistics.median(times)

    return add
