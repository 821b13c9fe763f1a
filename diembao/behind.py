"""The stage `behind`: which article a search engine's headline stands for. Late, slowly, and for accepted ones alone.

A decoded address becomes a link like any other, read in the next pass if the newspaper allows it; the headline stays
what it is and gives way to the article once that is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from crawler import opaque
from crawler.fetcher import Ask, Fetcher
from crawler.searches import is_opaque
from domain.outcome import Permanent, Remark, Trouble, Word
from domain.press import Article, Link, Page
from domain.urls import article_id, domain_of
from store import Store

VERSION = opaque.VERSION
# The engine's server answers 429 to whoever asks often; a commune has a few such headlines a week.
MOST = 10
# What says that the engine wants no more questions now: the rest waits for the next pass, untried.
_ENOUGH = frozenset((Word.BUSY, Word.COOKIE_WALL, Word.REFUSED, Word.FORBIDDEN, Word.HTTP_ERROR, Word.TIMEOUT))


@dataclass(frozen=True, slots=True)
class Behind:
    """What the stage works with."""

    store: Store
    now: datetime

    def due(self) -> list[Article]:
        """Accepted headlines whose address is a search engine's and was not asked for at this version; a few."""
        found = self.store.articles.due_for_behind(VERSION, self.now)
        return [article for article in found if is_opaque(article.url)][:MOST]

    def work(self, fetcher: Fetcher, due: Iterable[Article]) -> Iterator[tuple[Article, str | Trouble]]:
        """The address behind each, one question after the other, until the engine has enough."""
        for article in due:
            found = _address(fetcher, article)
            yield article, found
            if isinstance(found, Trouble) and found.word in _ENOUGH:
                return

    def save(self, article: Article, address: str) -> Remark:
        """Keep the address as a link to be read, and on the headline as the article's own."""
        shown = self.store.articles.link_of(article.id)
        way = (self.store.links.get(shown) or Link("", "", "")).way
        outlet = domain_of(address)
        link = Link(article_id(address), address, article.source, article.title, "", article.published, way, outlet)
        self.store.links.add([link], self.now)
        self.store.articles.save(replace(article, canonical=address), shown)
        return Remark(Word.DONE, f"Địa chỉ gốc của bài: {address}")


def _address(fetcher: Fetcher, article: Article) -> str | Trouble:
    """Ask for one address: the page behind the link, then what that page would ask."""
    found = _seen(fetcher, article, article.url)
    if found is None and (other := opaque.beside(article.url)):
        found = _seen(fetcher, article, other)
        found = None if isinstance(found, Permanent) else found
    if isinstance(found, opaque.Question):
        told = _answer(fetcher, Ask(article.id, found.url, form=found.form))
        found = opaque.answered(told.body) if isinstance(told, Page) else told
    return Permanent(Word.HIDDEN) if found is None else found


def _seen(fetcher: Fetcher, article: Article, url: str) -> str | opaque.Question | Trouble | None:
    answer = _answer(fetcher, Ask(article.id, url))
    return opaque.look(answer) if isinstance(answer, Page) else answer


def _answer(fetcher: Fetcher, ask: Ask) -> Page | Trouble:
    return next(answer for _, answer in fetcher.fetch([ask]))
