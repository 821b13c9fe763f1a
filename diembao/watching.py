"""The stage `watch`: accepted articles are visited again, and what became of them is written down.

Most visits are answered by 304 and cost next to nothing. Those that find an article gone wait until all others are
answered: a removal is believed only while the newspaper's front page and another article of it answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache, partial
from urllib.parse import urlsplit

from crawler import following, rhythm, visits
from crawler.copies import copy_of
from crawler.fetcher import Ask, Fetcher
from crawler.troubles import is_ours
from diembao import clippings
from diembao.stages import attempt
from domain.outcome import Remark, Trouble, Word
from domain.press import Article, Link, Page, Source
from domain.urls import host_of
from domain.watch import CHANGES, Copy, Follow, Seen, Sight, Watched
from nlp.changes import compare
from store import Store
from store.errors import Damaged

VERSION = 1
# So many other articles of a newspaper are asked for to see whether it answers.
WITNESSES = 3
_OLD_WORDS = {Sight.GONE: Word.GONE, Sight.CLOSED: Word.UNREACHABLE}


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit and what it leads to; `page` is what came, None for trouble or an unchanged page."""

    seen: Seen
    follow: Follow
    page: Page | None = None
    answering: bool | None = None


@dataclass(frozen=True, slots=True)
class Watching:
    """What the stage works with. `cases` are the ids of articles in an open case, visited more often.

    `now` is the moment the run believes; `clock` the machine's, by which a newspaper's daily budget goes.
    """

    store: Store
    sources: tuple[Source, ...]
    now: datetime
    regardless: bool = False
    cases: frozenset[str] = field(default=frozenset())
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def due(self) -> list[Watched]:
        """Articles whose time to be visited has come."""
        names = [source.name for source in self.sources]
        names += [] if self.regardless else [clippings.SOURCE]
        due = self.store.watch.due(self.now, names, rhythm.STEPS[0], regardless=self.regardless)
        return [watched for watched in due if not self._came_late(watched) and self._is_online(watched)]

    def _came_late(self, watched: Watched) -> bool:
        """What came from an old archive, its visits over before the first one: the press is not asked for it."""
        return (
            watched.visited_at is None
            and self.now > watched.since + rhythm.STEPS[-1]
            and watched.article not in self.cases
            and not self.regardless
        )

    def _is_online(self, watched: Watched) -> bool:
        """What was brought as a file has no page of the newspaper's to be compared with."""
        if watched.source != clippings.SOURCE:
            return True
        return clippings.was_fetched(self.store.pages.headers(self.store.articles.link_of(watched.article)))

    def visit(self, fetcher: Fetcher, due: Iterable[Watched]) -> Iterator[tuple[Watched, Visit | Trouble]]:
        """Every article with what its visit led to."""
        known = {watched.article: watched for watched in due}
        asks = [_ask(watched, self.now) for watched in known.values()]
        gone: list[tuple[Watched, Seen, Page | None]] = []
        answering = set[str]()
        for ask, answer in fetcher.fetch(asks):
            watched = known[ask.id]
            if isinstance(answer, Trouble) and is_ours(answer):
                yield watched, answer
                continue
            copy = cache(partial(self._present_copy, self._link(watched)))
            seen = attempt(partial(self._look, watched, copy), answer)
            page = answer if isinstance(answer, Page) else None
            if isinstance(seen, Trouble):
                yield watched, seen
            elif seen.sight is Sight.GONE:
                gone.append((watched, seen, page))
            else:
                if seen.sight is not Sight.CLOSED:
                    answering.add(host_of(watched.url))
                yield watched, attempt(partial(self._led, seen=seen, page=page, copy=copy), watched)
        yield from self._confirmed(fetcher, gone, answering)

    def _look(self, watched: Watched, copy: Callable[[], Copy], answer: Page | Trouble) -> Seen:
        link = self._link(watched)
        known = visits.Known(watched.url, self.store.pages.sha256(link.id), copy)
        own = hashlib.sha256(answer.body).hexdigest() if isinstance(answer, Page) else ""
        return visits.look(answer, own, known, partial(self._article_on, link))

    def _present_copy(self, link: Link) -> Copy:
        """The last version from the archive, read by today's rules; its stored text where bytes are damaged."""
        stored = self.store.articles.of_link(link.id)
        assert stored is not None, "watched articles are in the store"
        try:
            page = self.store.pages.get(link.id)
        except Damaged:
            return Copy(stored)
        article = self._article_on(link, page)
        return copy_of(page, article if isinstance(article, Article) else stored)

    def _article_on(self, link: Link, page: Page) -> Article | Trouble:
        source = next((source for source in self.sources if source.name == link.source), None)
        return clippings.article_on(page, link, source or Source(link.source, link.source, link.url), self.now)

    def _led(
        self,
        watched: Watched,
        seen: Seen,
        page: Page | None,
        copy: Callable[[], Copy] | None = None,
        answering: bool | None = None,
    ) -> Visit:
        edits = compare(copy(), seen.copy) if seen.copy and copy else ()
        case = watched.article in self.cases
        led = following.follow(watched, seen, edits, self.now, answering=bool(answering), in_case=case)
        if page is not None and seen.sight in (Sight.SAME, Sight.ARTICLE):
            led = replace(led, watched=_with_validators(led.watched, page))
        return Visit(seen, led, page if led.new_version else None, answering)

    def _confirmed(
        self, fetcher: Fetcher, gone: Sequence[tuple[Watched, Seen, Page | None]], answering: set[str]
    ) -> Iterator[tuple[Watched, Visit | Trouble]]:
        """The articles found gone, once it is known which of their newspapers answer."""
        hosts = {host_of(watched.url): watched for watched, _, _ in gone}
        missing = [watched.article for watched, _, _ in gone]
        asks = [ask for host, one in hosts.items() for ask in self._witnesses(host, one, missing, host in answering)]
        home, other = set[str](), set(answering)
        for ask, answer in fetcher.fetch(asks):
            host, kind = ask.id.split(" ")[:2]
            read = None if kind == "home" else partial(self._article_on, Link(ask.id, ask.url, ""))
            if attempt(partial(visits.answers, read=read), answer) is True:
                (home if kind == "home" else other).add(host)
        for watched, seen, page in gone:
            host = host_of(watched.url)
            yield watched, attempt(partial(self._led, seen=seen, page=page, answering=host in home & other), watched)

    def _witnesses(self, host: str, watched: Watched, missing: Sequence[str], answered: bool) -> Iterator[Ask]:
        """The front page of a newspaper, and other articles of it unless one has answered in this very pass."""
        own = next((s.home for s in self.sources if s.name == watched.source and _host(s.home) == host), "")
        yield Ask(f"{host} home", own or f"{urlsplit(watched.url).scheme}://{host}/")
        if not answered:
            others = self.store.watch.others(host, missing, WITNESSES)
            yield from (Ask(f"{host} other {number}", url) for number, url in enumerate(others))

    def _link(self, watched: Watched) -> Link:
        link = self.store.links.get(self.store.articles.link_of(watched.article))
        assert link is not None, "articles refer to links"
        return link

    def save(self, watched: Watched, visit: Visit) -> Word | Remark:
        """Keep the visit, the changes, and a new version with its page; in one transaction."""
        watch, seen, led = self.store.watch, visit.seen, visit.follow
        watch.note_visit(watched, seen, self.now, self.clock(), visit.answering)
        if led.new_version and visit.page is not None and seen.copy is not None:
            self._keep_version(led.watched, seen.copy.article, visit.page)
        watch.add_changes(led.changes)
        watch.remember(led.watched)
        if led.changes:
            return Remark(Word.DONE, "; ".join(CHANGES[change.kind] for change in led.changes).capitalize() + ".")
        return Remark(_OLD_WORDS[seen.sight], seen.sentence) if seen.sight in _OLD_WORDS else Word.UNCHANGED

    def _keep_version(self, watched: Watched, found: Article, page: Page) -> None:
        old = self.store.articles.get(watched.article)
        assert old is not None, "watched articles are in the store"
        link = self._link(watched)
        first = self.store.pages.get(link.id) if link.source == clippings.SOURCE else None
        details = clippings.details_of(first) if first else None
        kept = clippings.of_page(page, details).page if details else page
        self.store.watch.add_version(
            link.id, old, as_version(found, old), replace(kept, id=link.id, url=link.url), watched.version, self.now
        )


def as_version(found: Article, first: Article) -> Article:
    """A later version under the article's own id, dated by its first publication: papers restamp what they edit."""
    dated = (
        found
        if first.published is None
        else replace(found, published=first.published, published_from=first.published_from)
    )
    return replace(dated, id=first.id, first_seen=first.first_seen)


def _ask(watched: Watched, now: datetime) -> Ask:
    """A conditional request; a newspaper whose clock is ahead would call its page unchanged for ever."""
    stamp = watched.last_modified
    return Ask(watched.article, watched.url, etag=watched.etag, last_modified=None if _is_ahead(stamp, now) else stamp)


def _is_ahead(stamp: str | None, now: datetime) -> bool:
    try:
        moment = parsedate_to_datetime(stamp or "")
    except ValueError:
        return True
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > now


def _with_validators(watched: Watched, page: Page) -> Watched:
    """What makes the next visit conditional: of the page just seen; a 304 may leave them out."""
    etag, stamp = page.header("etag") or None, page.header("last-modified") or None
    if page.status == 304 and not (etag or stamp):
        return watched
    return replace(watched, etag=etag, last_modified=stamp)


def _host(address: str) -> str:
    try:
        return host_of(address)
    except ValueError:
        return ""
