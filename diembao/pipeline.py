"""The flow on one page: from ways into newspapers to read articles. Reading `stages` is reading the system."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from crawler import discover, extract
from crawler.fetcher import Ask, Fetcher
from crawler.searches import is_video, told_by_list
from diembao.behind import VERSION as BEHIND_VERSION
from diembao.behind import Behind
from diembao.claiming import Claiming
from diembao.crew import Alone, Crew
from diembao.discovering import Discovering, way_item
from diembao.extracting import Extracting
from diembao.reading import TONE_VERSION, ToneReaders, TonesRead
from diembao.stages import Stage, attempt
from diembao.watching import VERSION as WATCH_VERSION
from diembao.watching import Watching
from domain.clock import to_local
from domain.outcome import Trouble, Word
from domain.press import Article, Link, Page, Source
from domain.reading import Judgement, TopicHit, Verdict
from domain.story import Joined, Rulings
from domain.urls import domain_of
from domain.watch import Watched
from nlp import mentions, stories, topics
from store import Store

# Stages that ask newspapers or take what only they give; the others derive from what is stored.
ASKING = frozenset({"discover", "headline", "fetch", "behind", "watch"})
FETCH_VERSION = 1
HEADLINE_VERSION = 1


@dataclass(frozen=True, slots=True)
class Flow:
    """What one run works with: the store, the newspapers, the reading engines, and the moment it believes."""

    store: Store
    sources: tuple[Source, ...]
    now: datetime
    recogniser: Callable[[], mentions.Recogniser]
    topic_reader: Callable[[], topics.TopicReader]
    tone_readers: Callable[[], ToneReaders]
    knowledge: str
    units: tuple[str, ...]
    backlog_days: int = 14
    regardless: bool = False
    crew: Crew = field(default_factory=Alone)
    held: frozenset[str] = frozenset()
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    joined: set[str] = field(default_factory=set)

    def stages(self, fetcher: Fetcher) -> tuple[Stage, ...]:  # type: ignore[type-arg]
        """The stages in order; each takes what the one before left in the store."""
        ways = Discovering(self.store, self.sources, self.now, self.backlog_days, regardless=self.regardless)
        pages = Extracting(self.store, self.sources, self.now, self.crew)
        hidden = Behind(self.store, self.now)
        watching = Watching(self.store, self.sources, self.now, self.regardless, self.held)
        return (
            Stage("discover", discover.VERSION, way_item, ways.due, partial(ways.work, fetcher), ways.save),
            Stage("headline", HEADLINE_VERSION, _link_item, self.due_headlines, self.headlines, self.save_headline),
            Stage("fetch", FETCH_VERSION, _link_item, self.due_links, partial(self.fetch, fetcher), self.save_page),
            Stage("extract", extract.VERSION, str, pages.due, pages.work, pages.save),
            Stage("mention", mentions.VERSION, str, self.due_mentions, self.judge, self.save_mentions, self.knowledge),
            Stage("read", topics.VERSION, str, self.due_reads, self.read, self.save_topics),
            Stage("tone", TONE_VERSION, str, self.due_tones, self.read_tones, self.save_tones),
            Stage("group", stories.VERSION, str, self.due_groups, self.group, self.save_joined),
            Claiming(self.store, self.units, self.now).stage(),
            Stage("behind", BEHIND_VERSION, _article_item, hidden.due, partial(hidden.work, fetcher), hidden.save),
            Stage("watch", WATCH_VERSION, _watched_item, watching.due, partial(watching.visit, fetcher), watching.save),
        )

    def deriving(self, fetcher: Fetcher) -> Iterator[Stage]:  # type: ignore[type-arg]
        """The stages that derive from what is stored, in order."""
        return (stage for stage in self.stages(fetcher) if stage.name not in ASKING)

    def stories_joined(self) -> int:
        """How many stories the articles joined in this run stand in."""
        if not self.joined:
            return 0
        return sum(not self.joined.isdisjoint(story.articles) for story in self.store.stories.all())

    # headline: links of a search engine -> articles that are a headline only

    def due_headlines(self) -> list[Link]:
        """Links of which their list tells all that can be read: a search engine's, a video's."""
        return [link for link in self._due_links("headline", HEADLINE_VERSION) if told_by_list(link.url)]

    def headlines(self, due: Iterable[Link]) -> Iterator[tuple[Link, Article | Trouble]]:
        """What a list tells of an article, as an article without text."""
        return ((link, attempt(_headline, link)) for link in due)

    def save_headline(self, link: Link, article: Article) -> Word:
        """Keep the headline."""
        return self.store.articles.save(article, link.id)

    # fetch: links -> pages

    def due_links(self) -> list[Link]:
        """Links not yet fetched."""
        return [link for link in self._due_links("fetch", FETCH_VERSION) if not told_by_list(link.url)]

    def _due_links(self, stage: str, version: int) -> list[Link]:
        return self.store.links.due(stage, version, self.now, [source.name for source in self.sources])

    def fetch(self, fetcher: Fetcher, due: Iterable[Link]) -> Iterator[tuple[Link, Page | Trouble]]:
        """The page behind each link."""
        links = {link.id: link for link in due}
        asks = (Ask(link.id, link.url, kind="page") for link in links.values())
        return ((links[ask.id], answer) for ask, answer in fetcher.fetch(asks))

    def save_page(self, _link: Link, page: Page) -> Word:
        """Keep the page as it came."""
        self.store.pages.save(page)
        return Word.DONE

    # mention: articles -> verdicts for each watched commune

    def due_mentions(self) -> list[str]:
        """Articles not judged at the present version with the present knowledge of places."""
        return self.store.articles.due_for_mention(mentions.VERSION, self.knowledge, self.now)

    def judge(self, due: Iterable[str]) -> Iterator[tuple[str, Sequence[Judgement] | Trouble]]:
        """Which watched communes each article names, and why."""
        ids = list(due)
        if ids:
            recogniser = self.recogniser()
            for article_id in ids:
                yield article_id, attempt(recogniser.judge, self._article(article_id))

    def save_mentions(self, article_id: str, judgements: Sequence[Judgement]) -> Word:
        """Keep the verdicts, also the refused ones with their reasons."""
        self.store.readings.save_judgements(article_id, judgements, mentions.VERSION)
        self.verdicts.update(judgement.verdict for judgement in judgements)
        return Word.DONE

    # read: articles of the commune -> topics

    def due_reads(self) -> list[str]:
        """Articles that a watched commune accepts or may accept, not yet read."""
        return self.store.articles.due_for_read(topics.VERSION, "", self.now)

    def read(self, due: Iterable[str]) -> Iterator[tuple[str, Sequence[TopicHit] | Trouble]]:
        """Topics with the words that say so."""
        ids = list(due)
        if ids:
            reader = self.topic_reader()
            for article_id in ids:
                yield article_id, attempt(reader.read, self._article(article_id))

    def save_topics(self, article_id: str, hits: Sequence[TopicHit]) -> Word:
        """Keep the topics."""
        self.store.readings.save_topics(article_id, hits, topics.VERSION)
        return Word.DONE

    # tone: articles of the commune -> how they sound, of themselves and toward each commune

    def due_tones(self) -> list[str]:
        """Articles that a watched commune accepts or may accept, whose tone was not yet read."""
        return self.store.articles.due_for_tone(TONE_VERSION, "", self.now)

    def read_tones(self, due: Iterable[str]) -> Iterator[tuple[str, TonesRead | Trouble]]:
        """The tone of each article, and the light in which it puts each commune it names."""
        ids = list(due)
        if ids:
            readers = self.tone_readers()
            for article_id in ids:
                judgements = self.store.readings.in_force(article_id)
                yield article_id, attempt(partial(readers.read, judgements=judgements), self._article(article_id))

    def save_tones(self, article_id: str, read: TonesRead) -> Word:
        """Keep the tones; the officer's decisions on them stand beside and win."""
        self.store.tones.save(article_id, *read, TONE_VERSION)
        return Word.DONE

    # group: articles of the commune -> stories

    def due_groups(self) -> list[str]:
        """Articles that a watched commune accepts or may accept, not yet put into a story, in order of reading."""
        return self.store.articles.due_for_group(stories.VERSION, "", self.now)

    def group(self, due: Iterable[str]) -> Iterator[tuple[str, Joined | Trouble]]:
        """The story each article joins or opens, seen beside all that it could stand with."""
        articles = list(map(self._article, due))
        if articles:
            grouper = self._open_stories(articles)
            for article in articles:
                yield article.id, attempt(grouper.add, stories.Item.of(article))

    def _open_stories(self, due: Sequence[Article]) -> stories.Grouper:
        """What was grouped before, as far as it lies near enough: the cost of a pass does not grow with the years."""
        own = {article.id for article in due}
        days = {
            (article.published.day if article.published else to_local(article.first_seen or self.now).date())
            for article in due
        }
        grouper = stories.Grouper(Rulings.of(self.store.stories.decisions()))
        for joined in self.store.stories.near(*stories.reach(days), stories.goes_on):
            if joined.article not in own:
                grouper.restore(stories.Item.of(self._article(joined.article)), joined.beside)
        return grouper

    def save_joined(self, article_id: str, joined: Joined) -> Word:
        """Keep where the article was joined."""
        self.store.stories.save([joined], stories.VERSION)
        self.joined.add(article_id)
        return Word.DONE

    def _article(self, article_id: str) -> Article:
        article = self.store.articles.get(article_id)
        assert article is not None, "due ids come from the table itself"
        return article


def fingerprint(*parts: object) -> str:
    """A short name for inputs beside a stage's version: when they change, items are due again."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def _headline(link: Link) -> Article:
    return Article(
        id=link.id,
        url=link.url,
        source=link.source,
        outlet=domain_of(link.outlet) if "://" in link.outlet else link.outlet,
        title=link.title,
        sapo=link.summary,
        published=link.published,
        published_from="feed" if link.published else None,
        form="video" if is_video(link.url) else "headline",
    )


def _link_item(link: Link) -> str:
    return link.id


def _article_item(article: Article) -> str:
    return article.id


def _watched_item(watched: Watched) -> str:
    return watched.article
