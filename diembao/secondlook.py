"""The second look for names of persons, taken soon after articles are read, so that a digest only looks it up.

A pass takes it once enough articles wait for it: loading the tagger costs as much as asking it of some hundred
articles. What still waits when a digest is built is asked then (`privacy.masked`), and kept as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from diembao.logs import write as log
from diembao.office import Office
from diembao.privacy import Looks, printed
from diembao.stages import attempt
from domain.edition import Entry
from domain.outcome import Trouble
from domain.press import Level
from nlp.engines.persons import version
from nlp.people.masking import Persons
from store import Store

# Articles of the last days: an older one is seldom printed again, and asked about when it is.
FRESH = timedelta(days=14)
# Loading takes 1.9 s of CPU and 125 MB, an article 4 to 9 ms (500 articles of national press, 27/11/2026).
ENOUGH = 20


def look(office: Office, store: Store, now: datetime) -> int:
    """Take the second look at the articles that wait for it; returns how many were looked at."""
    waiting = store.persons.waiting(version(), now - FRESH)
    if len(waiting) < ENOUGH or office.masker().persons is None:
        return 0
    for article_id in waiting:
        trouble = attempt(partial(_look_at, office, store), article_id)
        if trouble:
            log(office.home, {"event": "second_look", "article": article_id, "word": trouble.word})
    return len(waiting)


def _look_at(office: Office, store: Store, article_id: str) -> Trouble | None:
    """Ask of every sentence that a digest of some commune would print of an article; keep that it was asked."""
    looks = Looks.at([article_id], office.masker(), None)
    for entry in _entries(store, article_id):
        printed(entry, Persons(looks.masker, "", tagger=looks.of(article_id)))
    answers = looks.asked.get(article_id)
    store.persons.keep({article_id: answers.new if answers else {}}, version())
    return None


def _entries(store: Store, article_id: str) -> Iterator[Entry]:
    article = store.articles.get(article_id)
    assert article is not None, "waiting ids come from the table itself"
    for judgement in store.readings.in_force(article_id):
        yield Entry(article, "", Level.OTHER, judgement)
