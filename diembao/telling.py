"""Which story does an article tell, since when, and is it another paper's text? The store's stories, asked once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from domain.edition import Entry, StoryNote
from domain.press import Article
from domain.review import Choice
from store import Store


class Book:
    """The stories of the store as they stand now, the same for every commune: read once."""

    def __init__(self, store: Store):
        self.members = {story.id: story.articles for story in store.stories.all()}
        self.story = {article: story for story, members in self.members.items() for article in members}
        self.copies = store.stories.copies()


class Stories:
    """The stories of an office as they stand now."""

    def __init__(self, store: Store, unit_code: str, book: Book | None = None):
        self._store = store
        self._marked = store.reviews.marked(unit_code, Choice.COPY)
        book = book or Book(store)
        self._members, self._story, self._copies = book.members, book.story, book.copies

    def of(self, article_id: str) -> str:
        """The id of an article's story, "" when it was not grouped."""
        return self._story.get(article_id, "")

    def copied(self, article_id: str) -> bool:
        """Whether an article prints another one's text, as found or as the officer said."""
        return article_id in self._copies or article_id in self._marked

    def lone_copy(self, article_id: str) -> bool:
        """Whether the officer called it a copy and nothing is known of what: it is told nowhere until they say."""
        return article_id in self._marked and len(self._members.get(self.of(article_id), ())) < 2

    def count(self, articles: Iterable[Article]) -> int:
        """How many stories some articles tell; an ungrouped one tells its own."""
        return len({self.of(article.id) or article.id for article in articles})

    def notes(self, entries: Iterable[Entry], until: datetime) -> tuple[StoryNote, ...]:
        """What is known of the stories of some entries, from the articles seen up to a moment."""
        names = dict.fromkeys(entry.story for entry in entries if entry.story)
        return tuple(self._note(name, until) for name in names)

    def _note(self, name: str, until: datetime) -> StoryNote:
        found = [self._store.articles.get(member) for member in self._members[name]]
        known = [article for article in found if article and article.first_seen and article.first_seen <= until]
        return StoryNote(name, _first_day(known), len(known))


def _first_day(articles: Iterable[Article]) -> date | None:
    return min((article.published.day for article in articles if article.published), default=None)
