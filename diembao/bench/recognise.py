"""What recognising costs: articles a second for 1, 114 and 3,321 watched communes, against bare scans of the same text.

Judging is candidates, readings, verdicts and reasons. Where real pages lie beside the project, reading a page is
measured in the same rounds, so that recognising can be told as a share of it.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import config.gazetteer
from crawler.extract import read_html
from diembao.bench import Result
from diembao.bench.rounds import interleaved, versions
from diembao.bench.texts import DATA, press_texts
from domain.clock import VIETNAM
from domain.place import Commune
from domain.press import Article
from nlp.mentions import Recogniser

_ARTICLES = 400
_PAGES = 40
_CITY = "Thành phố Hải Phòng"
_OURS = "11713"
_NOW = datetime(2026, 11, 20, tzinfo=VIETNAM)
_SYLLABLE = re.compile(r"\w+")


def measure(rounds: int) -> Result:
    """Every engine sees the same articles; the first round of each is a warm-up that does not count."""
    texts = press_texts(_ARTICLES)
    articles = [Article(str(n), "", "", "", title=text[:80], body=text) for n, text in enumerate(texts)]
    contenders = {f"watch_{name}": _judging(engine, articles) for name, engine in _engines().items()}
    contenders["syllables"] = lambda: _syllables(texts)
    contenders["names"] = _scanning(texts)
    pages = _pages()
    if pages:
        contenders["extract"] = lambda: _extracting(pages)
    for warm in contenders.values():
        warm()
    taken = interleaved(contenders, rounds)
    ratios = {
        "all_to_one": taken.ratio("watch_all", "watch_one"),
        "city_to_one": taken.ratio("watch_city", "watch_one"),
        "all_to_scan_of_names": taken.ratio("watch_all", "names"),
        "all_to_syllable_split": taken.ratio("watch_all", "syllables"),
    }
    if pages:
        ratios["all_to_extract"] = taken.ratio("watch_all", "extract") * len(pages) / len(articles)
    return Result(
        ratios=ratios,
        versions=versions("trafilatura"),
        figures={f"{name}_per_second": len(articles) / taken.median(name) for name in contenders if "watch" in name},
        notes=() if pages else ("Không có trang báo thật bên cạnh nên không so với khâu bóc nội dung.",),
    )


def _engines() -> dict[str, Recogniser]:
    gazetteer = config.gazetteer.load()
    units = gazetteer.units
    return {
        "one": Recogniser(gazetteer, [config.gazetteer.commune(_OURS)]),
        "city": Recogniser(gazetteer, [Commune(unit) for unit in units if unit.province == _CITY]),
        "all": Recogniser(gazetteer, [Commune(unit) for unit in units]),
    }


def _judging(engine: Recogniser, articles: Sequence[Article]) -> Callable[[], None]:
    def judge() -> None:
        for article in articles:
            engine.judge(article)

    return judge


def _scanning(texts: Sequence[str]) -> Callable[[], None]:
    """A scan for all bare names as sets of one to four syllables: what any recogniser must at least do."""
    gazetteer = config.gazetteer.load()
    names = {unit.name for unit in gazetteer.units} | {former.name for former in gazetteer.formers}

    def scan() -> None:
        for text in texts:
            words = _SYLLABLE.findall(text)
            for length in range(1, 5):
                names.intersection(map(" ".join, zip(*(words[n:] for n in range(length)), strict=False)))

    return scan


def _syllables(texts: Sequence[str]) -> None:
    for text in texts:
        _SYLLABLE.findall(text)


def _pages() -> list[bytes]:
    folder: Path = DATA / "press" / "article"
    return [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.html.gz"))[:_PAGES]]


def _extracting(pages: Sequence[bytes]) -> None:
    for page in pages:
        read_html(page, "", _NOW)
