"""The flow on one page: from ways into newspapers to read articles. Reading `stages` is reading the system."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from crawler import cadence, discover, extract
from crawler.fetcher import Ask, Fetcher
from crawler.searches import is_video, told_by_list
from diembao import clippings
from diembao.reading import TONE_VERSION, ToneReaders, TonesRead
from diembao.stages import Stage, attempt
from diembao.watching import VERSION as WATCH_VERSION
from diembao.watching import Watching, as_version
from domain.clock import vi_date
from domain.outcome import Permanent, Remark, Trouble, Word
from domain.press import Article, Link, Page, Source, Way, WayKind
from domain.reading import Judgement, TopicHit, Verdict
from domain.story import Joined, Rulings
from domain.urls import domain_of
from domain.watch import Watched
from nlp import mentions, stories, topics
from store import Store
from store.errors import Damaged

FETCH_VERSION = 1
HEADLINE_VERSION = 1
# A sitemap index leads to sitemaps, a list page to older ones: so many steps in one pass, no more.
MOST_STEPS = 40


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
    backlog_days: int = 14
    regardless: bool = False
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    joined: set[str] = field(default_factory=set)

    def stages(self, fetcher: Fetcher) -> tuple[Stage, ...]:  # type: ignore[type-arg]
        """The stages in order; each takes what the one before left in the store."""
        watching = Watching(self.store, self.sources, self.now, self.regardless)
        return (
            Stage(
                "discover", discover.VERSION, _way_item, self.due_ways, partial(self.read_ways, fetcher), self.save_way
            ),
            Stage("headline", HEADLINE_VERSION, _link_item, self.due_headlines, self.headlines, self.save_headline),
            Stage("fetch", FETCH_VERSION, _link_item, self.due_links, partial(self.fetch, fetcher), self.save_page),
            Stage("extract", extract.VERSION, str, self.due_pages, self.extract, self.save_article),
            Stage("mention", mentions.VERSION, str, self.due_mentions, self.judge, self.save_mentions, self.knowledge),
            Stage("read", topics.VERSION, str, self.due_reads, self.read, self.save_topics),
            Stage("tone", TONE_VERSION, str, self.due_tones, self.read_tones, self.save_tones),
            Stage("group", stories.VERSION, str, self.due_groups, self.group, self.save_joined),
            Stage("watch", WATCH_VERSION, _watched_item, watching.due, partial(watching.visit, fetcher), watching.save),
        )

    # discover: ways into newspapers -> links

    def due_ways(self) -> list[tuple[Source, Way]]:
        """Ways whose time has come, or all of them when the caller asked for these newspapers by name."""
        ways = [(source, way) for source in self.sources for way in source.ways]
        return [pair for pair in ways if self.regardless or self._is_due(*pair)]

    def _is_due(self, source: Source, way: Way) -> bool:
        due_at = self.store.links.way_state(source.name, way.url).due_at
        return due_at is None or due_at <= self.now

    def read_ways(
        self, fetcher: Fetcher, due: Iterable[tuple[Source, Way]]
    ) -> Iterator[tuple[tuple[Source, Way], discover.Reading | Trouble]]:
        """Ask for each way; what it points to further (older pages, sitemaps of a index) is asked in the next step."""
        step = list(due)
        seen = {way.url for _, way in step}
        for _ in range(MOST_STEPS):
            further: list[tuple[Source, Way]] = []
            for pair, reading in self._read_step(fetcher, step):
                if isinstance(reading, discover.Reading) and self._leads_on(pair[1], reading):
                    further += [(pair[0], way) for way in reading.more if way.url not in seen]
                    seen |= {way.url for way in reading.more}
                yield pair, reading
            step = further
            if not step:
                return

    def _read_step(
        self, fetcher: Fetcher, step: Sequence[tuple[Source, Way]]
    ) -> Iterator[tuple[tuple[Source, Way], discover.Reading | Trouble]]:
        pairs = {_way_item(pair): pair for pair in step}
        for ask, answer in fetcher.fetch([self._way_ask(item, pair) for item, pair in pairs.items()]):
            yield pairs[ask.id], attempt(partial(self._reading, answer), pairs[ask.id])

    def _leads_on(self, way: Way, reading: discover.Reading) -> bool:
        """Older pages of a list are read only while they bring something new."""
        return way.kind is not WayKind.LIST or self.store.links.any_new([link.id for link in reading.links])

    def _way_ask(self, item: str, pair: tuple[Source, Way]) -> Ask:
        state = self.store.links.way_state(pair[0].name, pair[1].url)
        return Ask(item, pair[1].url, etag=state.etag, last_modified=state.last_modified, kind="way")

    def _reading(self, answer: Page | Trouble, pair: tuple[Source, Way]) -> discover.Reading:
        source, way = pair
        state = self.store.links.way_state(source.name, way.url)
        if isinstance(answer, Trouble):
            return discover.unreadable(state, answer, self.now, guessed=way not in source.ways)
        return discover.read_way(way, source, answer, state, self.now, backlog_days=self.backlog_days)

    def save_way(self, pair: tuple[Source, Way], reading: discover.Reading) -> Word | Remark | Trouble:
        """Keep the links and what is remembered of the way; how far back it reaches is worth a remark."""
        new = self.store.links.add(reading.links, self.now)
        due_at = cadence.next_due(pair[1], reading.state, new, reading.trouble, self.now)
        self.store.links.save_way(cadence.with_due(reading.state, due_at))
        if reading.trouble:
            return reading.trouble
        if reading.links and reading.reached:
            return Remark(Word.DONE, f"Danh mục có tin từ ngày {vi_date(reading.reached)}, {new} địa chỉ mới.")
        return Word.DONE if reading.links else Word.UNCHANGED

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

    # extract: pages -> articles

    def due_pages(self) -> list[str]:
        """Pages without an article at the present version."""
        return self.store.pages.due_for_extract(extract.VERSION, self.now)

    def extract(self, due: Iterable[str]) -> Iterator[tuple[str, Article | Trouble]]:
        """The article on each page."""
        sources = {source.name: source for source in self.sources}
        for page_id in due:
            link = self.store.links.get(page_id)
            try:
                page = self.store.pages.get(page_id)
            except Damaged as trouble:
                yield page_id, Permanent(Word.DAMAGED, str(trouble))
                continue
            assert link is not None, "pages refer to links"
            source = sources.get(link.source) or Source(link.source, link.source, link.url)
            found = attempt(partial(clippings.article_on, link=link, source=source, now=self.now), page)
            yield page_id, found if isinstance(found, Trouble) else self._own(page_id, found)

    def _own(self, page_id: str, found: Article) -> Article:
        """A later version of an article stays that article; see `watch`."""
        standing = self.store.articles.of_link(page_id)
        versions = self.store.watch.versions(standing.id) if standing else ()
        return as_version(found, versions[0].article) if versions else found

    def save_article(self, page_id: str, article: Article) -> Word:
        """Keep the article; twins of one newspaper become one."""
        return self.store.articles.save(article, page_id)

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
        """The story each article joins or opens, seen beside all that was grouped before."""
        ids = list(due)
        if ids:
            grouper = self._open_stories(frozenset(ids))
            for article_id in ids:
                yield article_id, attempt(grouper.add, stories.Item.of(self._article(article_id)))

    def _open_stories(self, due: frozenset[str]) -> stories.Grouper:
        grouper = stories.Grouper(Rulings.of(self.store.stories.decisions()))
        for joined in self.store.stories.joined():
            if joined.article not in due:
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


def _way_item(pair: tuple[Source, Way]) -> str:
    return f"{pair[0].name} {pair[1].url}"


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


def _watched_item(watched: Watched) -> str:
    return watched.article
