"""The office's data: one SQLite file and an archive of raw pages. The only room that knows SQLite.

It hands out domain objects, never rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils

from store import soundness
from store.archive import Archive
from store.articles import Articles
from store.audit import Audit
from store.backfills import Backfills
from store.cases import Cases
from store.chain import Chain, Head
from store.db import open_database, sentences, write
from store.deliveries import Deliveries
from store.editing import Editing
from store.editions import Editions
from store.erasing import Erasing
from store.evidence import Evidence
from store.facts import Facts
from store.figures import Figures
from store.keeping import Keeping
from store.links import Links
from store.matters import Matters
from store.outcomes import Outcomes
from store.pages import Pages
from store.persons import PersonPlaces
from store.plans import Plans
from store.presswork import PressRegister
from store.readings import Readings
from store.requests import Requests
from store.reviews import Reviews
from store.runs import Runs
from store.search import Search
from store.searches import SavedSearches
from store.stamps import Stamps
from store.stories import Stories
from store.taken import TakenBack
from store.tones import Tones
from store.unfinished import check_finished
from store.users import Users
from store.verify import Report, verify
from store.volumes import Volumes
from store.warnings import Warnings
from store.watch import Watch
from store.watch_rulings import WatchRulings


class Store:
    """All tables of one home. Use `opened` to get one."""

    def __init__(self, home: Path, db: sqlite_utils.Database):
        self.home = home
        self.archive = Archive(home)
        self.links = Links(db)
        self.chain = Chain(db, home)
        self.pages = Pages(db, self.archive, self.chain)
        self.articles = Articles(db, self.chain)
        self.readings = Readings(db)
        self.outcomes = Outcomes(db)
        self.runs = Runs(db)
        self.backfills = Backfills(db)
        self.editions = Editions(db)
        self.editing = Editing(db)
        self.matters = Matters(db)
        self.deliveries = Deliveries(db)
        self.search = Search(db)
        self.figures = Figures(db)
        self.saved = SavedSearches(db)
        self.stories = Stories(db)
        self.reviews = Reviews(db)
        self.requests = Requests(db)
        self.users = Users(db)
        self.warnings = Warnings(db)
        self.audit = Audit(db)
        self.facts = Facts(db)
        self.cases = Cases(db, self.users)
        self.press = PressRegister(db)
        self.plans = Plans(db)
        self.taken = TakenBack(db)
        self.volumes = Volumes(db)
        self.tones = Tones(db)
        self.persons = PersonPlaces(db)
        self.watch = Watch(db, self.pages, self.chain)
        self.watch_rulings = WatchRulings(db)
        self.keeping = Keeping(db, self.archive, self.chain)
        self.erasing = Erasing(db, self.keeping, self.chain)
        self.stamps = Stamps(db)
        self.evidence = Evidence(db, self.archive, self.watch, self.watch_rulings, self.chain)
        self._db = db

    def verify(self, heads: Sequence[Head] = ()) -> Report:
        """Whether database, archive and chain are whole; `heads` are ends of the chain printed or mailed earlier."""
        return verify(self._db, self.archive, self.chain, heads)

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        names = [name for name in self._db.table_names() if not name.startswith(("found_", "sqlite_", "_"))]
        return {name: int(self._db[name].count) for name in names if name != "found"}

    def integrity(self) -> list[str]:
        """What SQLite itself finds wrong with the file."""
        return list(soundness.integrity(self._db))

    def search_gaps(self) -> int:
        """How far the search index is from the articles: 0 when it is right, -1 when it is broken."""
        return soundness.search_gaps(self._db)

    def rebuild_search(self) -> int:
        """Make the search index anew; returns how many articles are in it."""
        return soundness.rebuild_search(self._db)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What happens inside is stored as one: all of it or nothing."""
        with write(self._db):
            yield

    def sizes(self) -> dict[str, int]:
        """How many links, pages and articles are known: the progress of a first reading."""
        return {name: int(self._db[name].count) for name in ("links", "pages", "articles")}


@contextmanager
def opened(home: Path, *, unfinished_too: bool = False) -> Iterator[Store]:
    """Open a home's data, close it at the end. Raises StoreError, whose message names the remedy.

    A home into which a restore was not ended is opened only for who says so: to have it done again.
    """
    if not unfinished_too:
        check_finished(home)
    db = open_database(home)
    try:
        with sentences(home):
            yield Store(home, db)
    finally:
        db.close()
