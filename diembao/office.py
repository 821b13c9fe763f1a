"""An opened office: settings, what is watched, its newspapers and data, and the lock that keeps runs apart.

An office watches one commune, or a city with all its communes. What concerns one commune (its digest, cases, facts) is
done by the office as that commune sees it: `at(code)`; what concerns all (reading the press) by the office itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path

import filelock

import config.gazetteer
import config.load
import config.sources
import config.topics
import store as data
from config.model import Settings
from crawler.policy import CrawlPolicy
from crawler.searches import city_source, search_source, search_way
from diembao.cli import CITY, Call, Failed
from diembao.crew import Crew, crew_of
from diembao.pipeline import fingerprint
from diembao.privacy import masker
from diembao.reading import ToneReaders
from diembao.sample_press import NOW as SAMPLE_NOW
from diembao.sample_press import sources as sample_sources
from diembao.training import own_model
from diembao.words import say
from domain.edition import Office as Letterhead
from domain.place import City, Commune, Gazetteer, Unit
from domain.press import Article, Level, Source
from domain.reading import TopicRules
from nlp.mentions import Recogniser
from nlp.people.masking import Masker
from nlp.topics import TopicReader
from store import Store
from store.locks import lock_at
from store.unfinished import check_finished


@dataclass(frozen=True)
class Office:
    """What a command works with. Engines and the gazetteer are made when first needed.

    `chosen` is the code of the commune (or of the city itself) that a city's office is looked at from; `whole` the
    city's office that this one is a part of, with which it shares whatever is made once.
    """

    home: Path
    settings: Settings
    chosen: str = ""
    whole: Office | None = field(default=None, repr=False, compare=False)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The units of the country."""
        return config.gazetteer.load()

    @cached_property
    def city(self) -> City | None:
        """The city watched; None in the office of one commune."""
        if self.whole:
            return self.whole.city
        wanted = self.settings.city
        if not wanted.code:
            return None
        own = {code: self.settings.own_knowledge(code) for code in self.settings.communes}
        return config.gazetteer.city(wanted.code, wanted.also, wanted.without, own)

    @cached_property
    def communes(self) -> tuple[Commune, ...]:
        """Every commune watched."""
        if self.city:
            return self.city.communes
        return (config.gazetteer.commune(self.settings.commune.code, self.settings.own_knowledge()),)

    @cached_property
    def commune(self) -> Commune:
        """The commune this office is, or is looked at from; the city itself as a unit. Raises Failed where none is."""
        if self.city is None:
            return self.communes[0]
        if self.chosen == self.city.code:
            return Commune(self.city.unit)
        found = next((one for one in self.communes if one.code == self.chosen), None)
        if found is None:
            raise Failed(
                say(
                    "Thư mục này theo dõi cả {name}; việc này là của từng xã. "
                    "Mời thêm tùy chọn --commune TÊN-HOẶC-MÃ sau tên lệnh."
                ).format(name=self.city.unit.full_name),
                2,
            )
        return found

    @property
    def is_city(self) -> bool:
        """Whether this is the city itself, not one of its communes."""
        return self.city is not None and self.chosen in ("", self.city.code)

    @property
    def seat(self) -> Unit:
        """Whose home it is: the commune, or the city."""
        return self.city.unit if self.city else self.commune.unit

    @property
    def face(self) -> Unit:
        """Who speaks: the commune this is or is looked at from, else the city."""
        return self.seat if self.is_city else self.commune.unit

    @property
    def units(self) -> tuple[str, ...]:
        """The codes of the communes watched."""
        return tuple(one.code for one in self.communes)

    def at(self, code: str) -> Office:
        """The office of a city as one of its communes sees it, or (by the city's own code) as the city does."""
        whole = self.whole or self
        return replace(whole, chosen=code, whole=whole) if whole.city else whole

    def each(self) -> tuple[Office, ...]:
        """The office as each commune watched sees it."""
        return tuple(self.at(code) for code in self.units)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every newspaper of the settings, also the disabled ones."""
        if self.whole:
            return self.whole.sources
        if self.settings.sample.enabled:
            return sample_sources()
        if self.city:
            generated = (city_source(self.city),)
            return config.sources.sources(self.settings, self.city.unit, generated, self.units)
        return config.sources.sources(self.settings, self.commune.unit, (search_source(self.commune),))

    def printed(self, article: Article) -> tuple[str, Level]:
        """How the newspaper of an article is printed and counted here."""
        return config.sources.printed(article, self.sources, self.seat.province_code)

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
        return call.now if call.moment or not self.settings.sample.enabled else SAMPLE_NOW

    def recogniser(self) -> Recogniser:
        """The recogniser for every commune watched."""
        return _recogniser(self.communes)

    def topic_reader(self) -> TopicReader:
        """The reader of topics."""
        own = own_model(self.home, "topics")
        return _topic_reader(own.read_bytes() if own.exists() else None)

    def tone_readers(self) -> ToneReaders:
        """The readers of tone: with the office's own models where it trained some."""
        return self.whole.tone_readers() if self.whole else self._tone_readers

    @cached_property
    def _tone_readers(self) -> ToneReaders:
        return ToneReaders.of(self.home)

    def masker(self) -> Masker:
        """What takes the names of private persons out; it knows all places of the country, so it is made once."""
        return self.whole.masker() if self.whole else self._masker

    @cached_property
    def _masker(self) -> Masker:
        return masker(self.settings, self.gazetteer, self.communes)

    @property
    def place_knowledge(self) -> str:
        """A short name for all that the recogniser knows beside its rules."""
        return fingerprint(*self.communes)

    @property
    def crew(self) -> Crew:
        """Who reads pages: this process, with helpers where the machine has cores for them."""
        return crew_of(1 if self.settings.limits.slow_machine else self.settings.run.workers)

    def crawl_policy(self) -> CrawlPolicy:
        """How the press is read: politely, and signed with the office's contact."""
        crawl = self.settings.crawl
        return CrawlPolicy(
            user_agent=self.settings.user_agent(self.seat),
            delay_seconds=crawl.delay_seconds,
            timeout_seconds=crawl.timeout_seconds,
            max_bytes=crawl.max_bytes,
            allow_private_hosts=crawl.allow_private_hosts,
            daily_budget=crawl.daily_budget,
            proxy=crawl.proxy or None,
            ca_file=crawl.ca_file or None,
            log_file=str(self.home / "logs" / "crawl.log"),
        )


# Made from nothing but their arguments and what ships, in more than a second: a process that does several things in a
# row makes them once. Two, so that one office and one rule tried out at the desk stand side by side.
@lru_cache(maxsize=2)
def _recogniser(communes: tuple[Commune, ...]) -> Recogniser:
    return Recogniser(config.gazetteer.load(), list(communes))


@lru_cache(maxsize=2)
def _topic_reader(weights: bytes | None) -> TopicReader:
    return TopicReader(config.topics.load(), weights)


def office(home: Path) -> Office:
    """The office of a home. Raises SettingsError with its remedy, and Unfinished where a restore was cut off."""
    check_finished(home)
    return Office(home, config.load.load(home))


def asked(call: Call) -> Office:
    """The office a call is about: in a city's home the one seen from the commune, or the city, that it names.

    Raises SettingsError, and Failed (exit 2) for a commune that is not watched here or a name that means several.
    """
    whole = office(call.home_or())
    if not call.unit:
        return whole
    if call.unit == CITY:
        if whole.city is None:
            raise Failed(say("Thư mục này chỉ theo dõi một xã, không dùng tùy chọn --city."), 2)
        return whole.at(whole.city.code)
    found = [unit for unit in config.gazetteer.find(call.unit) if unit.code in whole.units]
    if not found:
        raise Failed(say("Thư mục này không theo dõi xã nào tên hoặc mã là «{text}».").format(text=call.unit), 2)
    if len(found) > 1:
        lines = "".join(f"\n  {unit.code}  {unit.full_name}" for unit in found)
        raise Failed(say("Có nhiều xã ứng với «{text}»; mời nêu mã:").format(text=call.unit) + lines, 2)
    return whole.at(found[0].code)


@contextmanager
def locked(home: Path) -> Iterator[Store]:
    """The home's data for a run that writes; a second run is refused while this one lasts."""
    with data.opened(home) as store:
        lock = lock_at(home / "run.lock")
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
