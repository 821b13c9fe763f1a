"""What would a national service of 3,321 communes cost? Measured on a few hundred articles, the rest by arithmetic.

`python -m diembao.bench.national [ARTICLES]` prints JSON: `measured` on this machine in this run, `extrapolated` from
it for 60,000 articles a day and ten years. Nothing of it was ever run at that size.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import config.gazetteer
import config.topics
from diembao.bench.city import PERIOD, keep
from diembao.bench.city_week import week
from diembao.reading import ToneReaders
from domain.place import Commune
from domain.press import Article
from domain.reading import Judgement
from domain.story import Joined, Rulings
from nlp import stories
from nlp.mentions import VERSION, Recogniser
from nlp.topics import TopicReader
from store import Store, opened

A_DAY, YEARS = 60_000, 10
# About so many archive bytes an article and year, measured for issue 8 (page, history, evidence).
ARCHIVE_BYTES = 60_000


def simulate(count: int) -> dict[str, Any]:
    """The figures."""
    gazetteer = config.gazetteer.load()
    communes = [Commune(unit) for unit in gazetteer.units]
    pairs = list(week(communes, PERIOD, count))
    articles = [article for _, article in pairs]
    making, recogniser = _timed(lambda: Recogniser(gazetteer, communes))
    topics, tones = TopicReader(config.topics.load()), ToneReaders.of(Path())
    judging, judged = _timed(lambda: [recogniser.judge(article) for article in articles])
    reading, _ = _timed(lambda: [topics.read(article) for article in articles])
    toning, _ = _timed(lambda: [tones.read(a, found) for a, found in zip(articles, judged, strict=True)])
    items = [stories.Item.of(article) for article in articles]
    grouping, joined = _timed(lambda: list(map(stories.Grouper(Rulings.of(())).add, items)))
    again = stories.Grouper(Rulings.of(()))
    restoring, _ = _timed(lambda: _restore(again, zip(items, joined, strict=True)))
    with TemporaryDirectory() as folder:
        with opened(Path(folder)) as store:
            empty = _size(Path(folder))
            keeping, _ = _timed(lambda: keep(store, pairs))
            both = list(zip(articles, judged, strict=True))
            saving, _ = _timed(lambda: _save(store, both))
        stored = _size(Path(folder)) - empty
    per = {"store": keeping + saving, "mention": judging, "topics": reading, "tone": toning, "group": grouping}
    each = {name: taken / count for name, taken in per.items()}
    return {
        "measured": {
            "articles": count,
            "cpu_ms_an_article": {name: round(1000 * taken, 2) for name, taken in each.items()},
            "recogniser_seconds_to_make": round(making, 2),
            "restore_stories_ms_an_article": round(1000 * restoring / count, 2),
            "database_bytes_an_article": stored // count,
        },
        "extrapolated": {
            "core_hours_a_day": {name: round(taken * A_DAY / 3600, 2) for name, taken in each.items()},
            "articles_in_ten_years": A_DAY * 365 * YEARS,
            "database_GB_a_year": round(stored / count * A_DAY * 365 / 1e9, 1),
            "database_GB_in_ten_years": round(stored / count * A_DAY * 365 * YEARS / 1e9),
            "archive_TB_in_ten_years": round(ARCHIVE_BYTES * A_DAY * 365 * YEARS / 1e12, 1),
            "core_hours_to_restore_the_stories_of_a_year_each_pass": round(restoring / count * A_DAY * 365 / 3600, 1),
            "articles_a_second_on_average": round(A_DAY / 86_400, 2),
        },
    }


def _restore(grouper: stories.Grouper, known: Iterable[tuple[stories.Item, Joined]]) -> None:
    for item, joined in known:
        grouper.restore(item, joined.beside)


def _save(store: Store, both: Iterable[tuple[Article, Sequence[Judgement]]]) -> None:
    for article, judged in both:
        with store.together():
            store.readings.save_judgements(article.id, judged, VERSION)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    found = work()
    return time.process_time() - started, found


def _size(home: Path) -> int:
    return sum(path.stat().st_size for path in home.glob("diembao.sqlite3*"))


if __name__ == "__main__":
    print(json.dumps(simulate(int(sys.argv[1]) if sys.argv[1:] else 500), indent=1))
