"""An opened office: settings, the commune watched, its newspapers and data, and the lock that keeps runs apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

import filelock

import config.gazetteer
import config.load
import config.sources
import config.topics
import store as data
from config.model import Settings
from crawler.policy import CrawlPolicy
from crawler.searches import search_source, search_way
from diembao.cli import Call, Failed
from diembao.crew import Crew, crew_of
from diembao.pipeline import fingerprint
from diembao.reading import ToneReaders
from diembao.sample_press import NOW as SAMPLE_NOW
from diembao.sample_press import sources as sample_sources
from diembao.training import own_model
from diembao.words import say
from domain.edition import Office as Letterhead
from domain.place import Commune, Gazetteer
from domain.press import Article, Level, Source
from domain.reading import TopicRules
from nlp.mentions import Recogniser
from nlp.topics import TopicReader
from store import Store


@dataclass(frozen=True)
class Office:
    """What a command works with. Engines and the gazetteer are made when first needed."""

    home: Path
    settings: Settings

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The units of the country."""
        return config.gazetteer.load()

    @cached_property
    def commune(self) -> Commune:
        """The commune watched."""
        return config.gazetteer.commune(self.settings.commune.code, self.settings.own_knowledge())

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every newspaper of the settings, also the disabled ones."""
        if self.settings.sample.enabled:
            return sample_sources()
        return config.sources.sources(self.settings, self.commune.unit, (search_source(self.commune),))

    def printed(self, article: Article) -> tuple[str, Level]:
        """How the newspaper of an article is printed and counted here."""
        return config.sources.printed(article, self.sources, self.commune.unit.province_code)

    def search_address(self, query: str) -> str:
        """The address of a search feed for a query."""
        return search_way(query).url

    @cached_property
    def topic_rules(self) -> tuple[TopicRules, ...]:
        """The 16 topics."""
        return config.topics.load()

    @property
    def letterhead(self) -> Letterhead:
        """Names, signer and addressees of the documents."""
        return self.settings.office_of(self.commune.unit)

    def believes(self, call: Call) -> datetime:
        """The moment a call believes: what it says, else the press's own date on a sample home, else the clock."""
        return call.moment or (SAMPLE_NOW if self.settings.sample.enabled else call.now)

    def recogniser(self) -> Recogniser:
        """The recogniser for the commune."""
        return Recogniser(self.gazetteer, [self.commune])

    def topic_reader(self) -> TopicReader:
        """The reader of topics."""
        own = own_model(self.home, "topics")
        return TopicReader(self.topic_rules, own.read_bytes() if own.exists() else None)

    def tone_readers(self) -> ToneReaders:
        """The readers of tone: with the office's own models where it trained some."""
        return ToneReaders.of(self.home)

    @property
    def place_knowledge(self) -> str:
        """A short name for all that the recogniser knows beside its rules."""
        return fingerprint(self.commune)

    @property
    def crew(self) -> Crew:
        """Who reads pages: this process, with helpers where the machine has cores for them."""
        return crew_of(self.settings.run.workers)

    def crawl_policy(self) -> CrawlPolicy:
        """How the press is read: politely, and signed with the office's contact."""
        crawl = self.settings.crawl
        return CrawlPolicy(
            user_agent=self.settings.user_agent(self.commune.unit),
            delay_seconds=crawl.delay_seconds,
            timeout_seconds=crawl.timeout_seconds,
            max_bytes=crawl.max_bytes,
            allow_private_hosts=crawl.allow_private_hosts,
            daily_budget=crawl.daily_budget,
            proxy=crawl.proxy or None,
            ca_file=crawl.ca_file or None,
            log_file=str(self.home / "logs" / "crawl.log"),
        )


def office(home: Path) -> Office:
    """The office of a home. Raises SettingsError with its remedy."""
    return Office(home, config.load.load(home))


@contextmanager
def locked(home: Path) -> Iterator[Store]:
    """The home's data for a run that writes; a second run is refused while this one lasts."""
    with data.opened(home) as store:
        lock = filelock.FileLock(home / "run.lock", timeout=0)
        try:
            lock.acquire()
        except filelock.Timeout:
            raise Failed(
                say("Đang có một lượt chạy khác trên thư mục này. Mời chờ lượt đó xong rồi chạy lại.")
            ) from None
        try:
            yield store
        finally:
            lock.release()
