"""Which articles stand in which edition, and the files an edition becomes.

An edition holds what was published inside its period and known when it was built. What was found later stands in the
next one, marked "bổ sung"; an undated article stands in the edition that was the next to be built when it was first
seen. The moment up to which an edition knows the press is its cut-off.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, time, timedelta
from pathlib import Path

import config.sources
from diembao.health import read_in_part, why_failed
from diembao.office import Office
from digest.compose import compose
from digest.render import RENDERERS
from domain.clock import VIETNAM, to_local
from domain.edition import (
    Digest,
    Edition,
    Entry,
    Period,
    PeriodKind,
    SourceReport,
    TopicName,
    period_of,
    previous_period,
)
from domain.press import Article, Level, Source
from domain.reading import Verdict
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
    return Edition(
        commune=office.commune,
        office=office.letterhead,
        period=period,
        built_at=now,
        entries=tuple(gathered.entries(Verdict.ACCEPT)),
        undated=tuple(gathered.undated()),
        review=tuple(gathered.entries(Verdict.REVIEW)),
        sources=tuple(gathered.sources()),
        articles_read=gathered.articles_read,
        previous=gathered.previous(),
        topics=tuple(TopicName(rules.code, rules.name, rules.unit) for rules in office.topic_rules),
        sample=office.settings.sample.enabled,
    )


class _Gathered:
    """What the store knows for one edition."""

    def __init__(self, office: Office, store: Store, period: Period, now: datetime):
        self._office, self._store, self._period = office, store, period
        self._before = previous_period(period, office.settings.digest.week_starts)
        self._opens = self._cut_off(self._before, now)
        self._closes = min(now, _closing(period))
        first = store.runs.first()
        self._watched_before = first is not None and first <= self._opens
        self._read = store.articles.count_first_seen(self._opens, self._closes, [s.name for s in office.sources])

    @property
    def articles_read(self) -> int:
        """Articles of any kind read for this edition."""
        return sum(self._read.values())

    def entries(self, verdict: Verdict) -> Iterator[Entry]:
        """Dated articles of the period, and late finds of earlier ones."""
        for article in self._store.articles.accepted(self._office.commune.code, [verdict.value]):
            if not article.published or not article.first_seen or article.first_seen > self._closes:
                continue
            if article.published.day in self._period:
                yield self._entry(article)
            elif article.published.day < self._period.start and self._watched_before and self._is_new(article):
                yield self._entry(article, supplement=True)

    def undated(self) -> Iterator[Entry]:
        """Accepted articles that show no day, first seen for this edition."""
        for article in self._store.articles.accepted(self._office.commune.code):
            if article.published is None and self._is_new(article):
                yield self._entry(article)

    def sources(self) -> Iterator[SourceReport]:
        """How each newspaper could be read."""
        for source in self._office.sources:
            if source.enabled:
                yield self._report(source)

    def previous(self) -> int | None:
        """Accepted articles of the previous full period, None when the press was not watched then."""
        if not self._watched_before:
            return None
        before = self._before
        return self._store.articles.count_accepted(self._office.commune.code, before.start, before.end)

    def _is_new(self, article: Article) -> bool:
        seen = article.first_seen
        return seen is not None and self._opens < seen <= self._closes

    def _cut_off(self, period: Period, now: datetime) -> datetime:
        built = self._store.editions.get(self._office.commune.code, period.key)
        return built.built_at if built else min(now, _closing(period))

    def _entry(self, article: Article, *, supplement: bool = False) -> Entry:
        code = self._office.commune.code
        judgement = self._store.readings.judgement(article.id, code)
        assert judgement is not None, "accepted articles have a verdict"
        title, level = self._outlet(article)
        return Entry(article, title, level, judgement, self._store.readings.topics(article.id), supplement)

    def _outlet(self, article: Article) -> tuple[str, Level]:
        source = next((source for source in self._office.sources if source.name == article.source), None)
        return config.sources.outlet(article.outlet, source, self._office.commune.unit.province_code)

    def _report(self, source: Source) -> SourceReport:
        states = [self._store.links.way_state(source.name, way.url) for way in source.ways]
        ok = any(state.ok_at and not state.failures for state in states) or read_in_part(self._store, source)
        since = max((state.ok_at for state in states if state.ok_at), default=None)
        trouble = why_failed(self._store, source)
        return SourceReport(source.name, source.title, self._read.get(source.name, 0), ok, trouble, since)


def _closing(period: Period) -> datetime:
    return datetime.combine(period.end, time(), VIETNAM) + GRACE


def _plain(digest: Digest) -> str:
    return json.dumps(asdict(digest), ensure_ascii=False, default=str, sort_keys=True)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a killed run leaves the old file."""
    half = path.with_name(path.name + ".part")
    half.write_bytes(content)
    half.replace(path)
