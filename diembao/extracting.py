"""The stage `extract`: pages of the archive -> articles, by as many processes as the office's crew has.

What needs the store (where a page lies, which article it is a version of) happens here; reading the page anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from crawler import extract
from diembao.crew import Crew
from diembao.jobs import Job, read
from diembao.watching import as_version
from domain.outcome import Permanent, Trouble, Word
from domain.press import Article, Page, Source
from store import Store
from store.errors import Damaged


class Extracting:
    """What the stage needs to know: the store, the newspapers, the moment, and who does the reading."""

    def __init__(self, store: Store, sources: Sequence[Source], now: datetime, crew: Crew):
        self._store, self._now, self._crew = store, now, crew
        self._sources = {source.name: source for source in sources}

    def due(self) -> list[str]:
        """Pages without an article at the present version."""
        return self._store.pages.due_for_extract(extract.VERSION, self._now)

    def work(self, due: Iterable[str]) -> Iterator[tuple[str, Article | Trouble]]:
        """The article on each page, in any order."""
        for job, found in self._crew.do(read, map(self._job, due)):
            yield job.id, found if isinstance(found, Trouble) else self._own(job.id, found)

    def save(self, page_id: str, article: Article) -> Word:
        """Keep the article; twins of one newspaper become one."""
        return self._store.articles.save(article, page_id)

    def _job(self, page_id: str) -> Job:
        link = self._store.links.get(page_id)
        assert link is not None, "pages refer to links"
        source = self._sources.get(link.source) or Source(link.source, link.source, link.url)
        return Job(page_id, self._page(page_id), link, source, self._now)

    def _page(self, page_id: str) -> Page | Trouble:
        try:
            return self._store.pages.get(page_id)
        except Damaged as trouble:
            return Permanent(Word.DAMAGED, str(trouble))

    def _own(self, page_id: str, found: Article) -> Article:
        """A later version of an article stays that article; see `watch`."""
        standing = self._store.articles.of_link(page_id)
        versions = self._store.watch.versions(standing.id) if standing else ()
        return as_version(found, versions[0].article) if versions else found
