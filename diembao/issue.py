"""Which articles stand in which edition, and the files an edition becomes.

An edition holds what was published inside its period and known when it was built. What was found later stands in the
next one, marked "bổ sung"; an undated article stands in the edition that was the next to be built when it was first
seen. The moment up to which an edition knows the press is its cut-off.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, time, timedelta
from pathlib import Path

import config.sources
from diembao.health import read_in_part, why_failed
from diembao.office import Office
from digest.compose import compose
from digest.render import RENDERERS
from domain.clock import VIETNAM, to_local
from domain.document import Digest
from domain.edition import Edition, Entry, Period, PeriodKind, SourceReport, TopicName, period_of, previous_period
from domain.press import Article, Source
from domain.reading import Verdict
from domain.text import fold
from store import Store

FOLDER = "digests"
# An edition not yet built is closed at the end of the day after its period: the day it is signed.
GRACE = timedelta(days=2)


def last_complete(now: datetime, kind: PeriodKind, week_starts: str) -> Period:
    """The last period that ended before today."""
    return previous_period(period_of(to_local(now).date(), kind, week_starts), week_starts)


def build_due(office: Office, store: Store, now: datetime) -> tuple[Path, ...]:
    """Build the editions whose period is over and that do not exist yet; returns the files written."""
    period = last_complete(now, PeriodKind.WEEK, office.settings.digest.week_starts)
    if store.editions.get(office.commune.code, period.key):
        return ()
    return build(office, store, period, now, office.settings.digest.formats)


def build(office: Office, store: Store, period: Period, now: datetime, formats: Sequence[str]) -> tuple[Path, ...]:
    """Compose an edition and write its files into the home; returns their paths."""
    digest = compose(edition_of(office, store, period, now), office.settings.digest.sections or None)
    folder = office.home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"tong-hop-bao-chi-{office.commune.code}-{period.key}.{name}" for name in formats)
    for path, name in zip(paths, formats, strict=True):
        _write(path, RENDERERS[name](digest))
    names = [path.relative_to(office.home).as_posix() for path in paths]
    store.editions.save(office.commune.code, period, now, names, _plain(digest))
    return paths


def edition_of(office: Office, store: Store, period: Period, now: datetime) -> Edition:
    """Everything a digest of the period is composed from, as known at its cut-off."""
    gathered = _Gathered(office, store, period, now)
    before = gathered.before()
    return Edition(
        commune=office.commune,
        office=office.letterhead,
        period=period,
        built_at=now,
        entries=tuple(gathered.entries(Verdict.ACCEPT)),
        undated=tuple(map(gathered.entry, gathered.undated())),
        review=tuple(gathered.entries(Verdict.REVIEW)),
        sources=tuple(gathered.sources()),
        articles_read=sum(gathered.read.values()),
        previous=len(before) if before is not None else None,
        previous_topics=_main_topics(store, before) if before is not None else None,
        topics=tuple(TopicName(rules.code, rules.name, rules.unit) for rules in office.topic_rules),
        sample=office.settings.sample.enabled,
    )


class _Gathered:
    """What the store knows for one edition: first seen after `opens` and not after `closes` is new in it."""

    def __init__(self, office: Office, store: Store, period: Period, now: datetime):
        self._office, self._store, self._period, self._now = office, store, period, now
        self._starts = office.settings.digest.week_starts
        self._code = office.commune.code
        self.opens = self._cut_off(previous_period(period, self._starts))
        self.closes = min(now, _closing(period))
        first = store.runs.first()
        self._watched_before = first is not None and first <= self.opens
        self.read = store.articles.count_first_seen(self.opens, self.closes, [s.name for s in office.sources])

    def dated(self, verdict: Verdict) -> Iterator[Article]:
        """Articles of the period, and late finds of earlier ones once the press was watched then."""
        for article in _without_shadows(self._store.articles.accepted(self._code, [verdict.value])):
            if article.published and article.first_seen and article.first_seen <= self.closes:
                late = article.published.day < self._period.start and self._watched_before and self._is_new(article)
                if late or article.published.day in self._period:
                    yield article

    def undated(self) -> Iterator[Article]:
        """Accepted articles that show no day, first seen for this edition."""
        accepted = self._store.articles.accepted(self._code)
        return (article for article in accepted if article.published is None and self._is_new(article))

    def entries(self, verdict: Verdict) -> Iterator[Entry]:
        """Dated articles with what was read in them."""
        return map(self.entry, self.dated(verdict))

    def before(self) -> list[Article] | None:
        """What the previous full period counted, None when the press was not watched then."""
        if not self._watched_before:
            return None
        period = previous_period(self._period, self._starts)
        gathered = _Gathered(self._office, self._store, period, self.opens)
        own = (article for article in gathered.dated(Verdict.ACCEPT) if _in(article, period))
        return [*own, *gathered.undated()]

    def entry(self, article: Article) -> Entry:
        """An article with its newspaper's name and what was read in it."""
        judgement = self._store.readings.judgement(article.id, self._code)
        assert judgement is not None, "accepted articles have a verdict"
        source = next((source for source in self._office.sources if source.name == article.source), None)
        title, level = config.sources.outlet(article.outlet, source, self._office.commune.unit.province_code)
        topics = self._store.readings.topics(article.id)
        return Entry(
            article, title, level, judgement, topics, bool(article.published) and not _in(article, self._period)
        )

    def sources(self) -> Iterator[SourceReport]:
        """How each newspaper could be read."""
        return (self._report(source) for source in self._office.sources if source.enabled)

    def _is_new(self, article: Article) -> bool:
        seen = article.first_seen
        return seen is not None and self.opens < seen <= self.closes

    def _cut_off(self, period: Period) -> datetime:
        """The moment up to which an edition knows the press: when it was built, at the latest its closing."""
        built = self._store.editions.get(self._code, period.key)
        return min(built.built_at if built else self._now, _closing(period))

    def _report(self, source: Source) -> SourceReport:
        states = [self._store.links.way_state(source.name, way.url) for way in source.ways]
        ok = any(state.ok_at and not state.failures for state in states) or read_in_part(self._store, source)
        since = max((state.ok_at for state in states if state.ok_at), default=None)
        trouble = why_failed(self._store, source)
        return SourceReport(source.name, source.title, self.read.get(source.name, 0), ok, trouble, since)


def _without_shadows(articles: Iterable[Article]) -> list[Article]:
    """Articles without the bare headlines of a search engine whose article the newspaper itself gave."""
    kept = list(articles)
    whole = {(article.outlet, fold(article.title)) for article in kept if article.form != "headline"}
    return [
        article for article in kept if article.form != "headline" or (article.outlet, fold(article.title)) not in whole
    ]


def _main_topics(store: Store, articles: Sequence[Article]) -> tuple[tuple[str, int], ...]:
    """How many articles each topic leads, "" for those without one."""
    counts = Counter(next((hit.topic for hit in store.readings.topics(article.id)), "") for article in articles)
    return tuple(sorted(counts.items()))


def _in(article: Article, period: Period) -> bool:
    return article.published is not None and article.published.day in period


def _closing(period: Period) -> datetime:
    return datetime.combine(period.end, time(), VIETNAM) + GRACE


def _plain(digest: Digest) -> str:
    return json.dumps(asdict(digest), ensure_ascii=False, default=str, sort_keys=True)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a killed run leaves the old file."""
    half = path.with_name(path.name + ".part")
    half.write_bytes(content)
    half.replace(path)
