"""What stands in an edition: articles, newspapers, issues and the periods before, as known at its cut-off.

An edition holds what was published inside its period and known when it was built. What was found later stands in the
next one, marked "bổ sung"; an undated article stands in the edition that was the next to be built when it was first
seen. The moment up to which an edition knows the press is its cut-off.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

import config.calendar
from config.legal import cite, references
from diembao import casework
from diembao.matters import proposed, standing
from diembao.office import Office
from diembao.saved import findings
from diembao.sharing import Shared
from diembao.telling import Stories
from domain.clock import VIETNAM, to_local
from domain.correction import TONE
from domain.editing import folded
from domain.edition import (
    Echo,
    Edition,
    Entry,
    Past,
    Period,
    PeriodKind,
    SourceReport,
    ToneMeasure,
    TopicName,
    period_of,
    previous_period,
    year_before,
)
from domain.press import Article, Source
from domain.reading import Verdict
from domain.shadows import without_shadows
from domain.watch import Noted, worth_telling
from store import Store

# An edition not yet built is closed at the end of the day after its period: the day it is signed.
GRACE = timedelta(days=2)
# How many periods are looked back at: enough for the forecast, and what fits a chart.
LOOK_BACK = {
    PeriodKind.WEEK: 12,
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 8,
    PeriodKind.HALF: 8,
    PeriodKind.YEAR: 5,
}


def edition_of(
    office: Office, store: Store, period: Period, now: datetime, replaces: str = "", shared: Shared | None = None
) -> Edition:
    """Everything a digest of the period is composed from, as known at its cut-off."""
    shared = shared or Shared(store)
    told = Stories(store, office.commune.code, shared.book)
    gathered = _Gathered(office, store, period, now, told, shared)
    windows = office.settings.digest.windows
    following = period_of(period.end + timedelta(days=1), period.kind, windows)
    entries = tuple(gathered.entries(Verdict.ACCEPT))
    undated = tuple(map(gathered.entry, gathered.undated()))
    topics = tuple(TopicName(rules.code, rules.name, led_by(rules.unit, office)) for rules in office.topic_rules)
    matters = proposed(entries, topics, office.commune.code, now)
    edits = folded(store.editing.of(office.commune.code, period.key))
    return Edition(
        commune=office.commune,
        office=office.letterhead,
        period=period,
        built_at=now,
        entries=entries,
        undated=undated,
        review=tuple(gathered.entries(Verdict.REVIEW)),
        sources=tuple(gathered.sources()),
        articles_read=sum(gathered.read.values()),
        topics=topics,
        sample=office.settings.sample.enabled,
        stories=told.notes((*entries, *undated), gathered.closes),
        history=_history(office, store, period, gathered.opens, told, shared),
        year_ago=_past(office, store, year_before(period, windows), gathered.opens, told, shared),
        matters=standing(store, office.commune.code, period, now, matters),
        coming=config.calendar.coming(following.start, following.end, office.settings.digest.known_events),
        echoes=_echoes(office, store, year_before(following, windows), gathered.closes, told),
        replaces=replaces,
        tone_measure=_tone_measure(office, store, entries),
        changes=tuple(gathered.changes()),
        seal=_seal(store),
        cases=casework.lines(office, store, period, now),
        press_work=casework.press_work(office, store, period, now),
        citations=tuple((name, cite(rule)) for name, rule in references(office.settings.legal.verified).items()),
        edits=edits,
        searches=findings(office, store, period, gathered.closes),
        watched_from=watched_from(shared, period),
    )


def watched_from(shared: Shared, period: Period) -> date | None:
    """The day of the first reading, where that was after the period began: what stood before it may be missing."""
    first = to_local(shared.first).date() if shared.first else None
    return first if first and first > period.start else None


# Stories of last year that are worth a reminder: told by two newspapers at least, the most told ones.
_MOST_ECHOES, _LEAST_PAPERS = 3, 2


def _echoes(office: Office, store: Store, days: Period, until: datetime, told: Stories) -> tuple[Echo, ...]:
    """What several newspapers told a year before the coming period."""
    groups: dict[str, list[Article]] = {}
    for article in store.articles.accepted(office.commune.code, days=(days.start, days.end), seen=(until, until)):
        if _in(article, days):
            groups.setdefault(told.of(article.id) or article.id, []).append(article)
    many = [found for found in groups.values() if len({article.outlet for article in found}) >= _LEAST_PAPERS]
    best = sorted(many, key=lambda found: -len(found))[:_MOST_ECHOES]
    firsts = ((found[0], found[0].published, len(found)) for found in best)
    return tuple(Echo(first.title, stamp.day, size, first.url) for first, stamp, size in firsts if stamp)


def led_by(unit: str, office: Office) -> str:
    """`Công an xã` as it is called in a ward or a special zone: `Công an phường`."""
    return re.sub(r"\bxã$", office.commune.unit.kind, unit)


def _seal(store: Store) -> str:
    """Where the chain of evidence ends, "" for an empty one."""
    head = store.chain.head()
    return f"{head.number} {head.hash}" if head.number else ""


def _history(
    office: Office, store: Store, period: Period, now: datetime, told: Stories, shared: Shared
) -> tuple[Past, ...]:
    """The full periods before, oldest first, back to the first that was watched whole."""
    found: list[Past] = []
    windows = office.settings.digest.windows
    earlier = previous_period(period, windows)
    while len(found) < LOOK_BACK[period.kind] and (past := _past(office, store, earlier, now, told, shared)):
        found.insert(0, past)
        earlier = previous_period(earlier, windows)
    return tuple(found)


def _past(office: Office, store: Store, period: Period, now: datetime, told: Stories, shared: Shared) -> Past | None:
    """What a period counted as its own edition told it; None when the press was first read after its cut-off."""
    cut_off = _cut_off(store, office.commune.code, period, now)
    if shared.first is None or shared.first > cut_off:
        return None
    gathered = _Gathered(office, store, period, cut_off, told, shared)
    own = [*(a for a in gathered.dated(Verdict.ACCEPT) if _in(a, period)), *gathered.undated()]
    return Past(period, len(own), told.count(own), _main_topics(store, own))


def _tone_measure(office: Office, store: Store, entries: Sequence[Entry]) -> ToneMeasure:
    """The measured agreement of the models in use with people, and what the officer corrected in these articles."""
    ids = {entry.article.id for entry in entries}
    said = [one for one in store.tones.corrections(office.commune.code) if one.subject == TONE and one.article in ids]
    last = {one.article: one for one in said}
    checked, agreed = office.tone_readers().agreement
    return ToneMeasure(checked, agreed, len(last), sum(one.corrects for one in last.values()))


class _Gathered:
    """What the store knows for one edition: first seen after `opens` and not after `closes` is new in it."""

    def __init__(self, office: Office, store: Store, period: Period, now: datetime, told: Stories, shared: Shared):
        self._office, self._store, self._period, self._told = office, store, period, told
        self._shared = shared
        self._code = office.commune.code
        self.opens = _cut_off(store, self._code, previous_period(period, office.settings.digest.windows), now)
        self.closes = min(now, _closing(period))
        self._watched_before = shared.first is not None and shared.first <= self.opens

    @property
    def read(self) -> dict[str, int]:
        """Articles read in all for this edition, by newspaper."""
        return self._shared.read(self.opens, self.closes, [source.name for source in self._office.sources])

    def dated(self, verdict: Verdict) -> Iterator[Article]:
        """Articles of the period, and late finds of earlier ones once the press was watched then."""
        days = (self._period.start, self._period.end)
        found = self._store.articles.accepted(self._code, [verdict.value], days, (self.opens, self.closes))
        for article in without_shadows(found, self._store.articles.known):
            if self._told.lone_copy(article.id):
                continue
            if article.published and article.first_seen and article.first_seen <= self.closes:
                late = article.published.day < self._period.start and self._watched_before and self._is_new(article)
                if late or article.published.day in self._period:
                    yield article

    def undated(self) -> Iterator[Article]:
        """Accepted articles that show no day, first seen for this edition."""
        days = (self._period.start, self._period.end)
        seen = (self.opens, self.closes)
        accepted = self._store.articles.accepted(self._code, [Verdict.ACCEPT.value], days, seen)
        return (article for article in accepted if article.published is None and self._is_new(article))

    def entries(self, verdict: Verdict) -> Iterator[Entry]:
        """Dated articles with what was read in them."""
        return map(self.entry, self.dated(verdict))

    def entry(self, article: Article) -> Entry:
        """An article with its newspaper's name and what was read in it."""
        judgement = self._store.readings.judgement(article.id, self._code)
        assert judgement is not None, "accepted articles have a verdict"
        title, level = self._office.printed(article)
        topics = self._store.readings.topics(article.id)
        late = bool(article.published) and not _in(article, self._period)
        story, copied = self._told.of(article.id), self._told.copied(article.id)
        toward = self._store.tones.toward(article.id, self._code)
        tone = toward.tone.value if toward else None
        due = toward is not None and toward.reply_due
        return Entry(article, title, level, judgement, topics, late, story, tone, copied=copied, reply_due=due)

    def changes(self) -> Iterator[Noted]:
        """What happened to the commune's articles since the edition before, as far as it is worth telling."""
        seen = self._store.watch.changes_between(self._code, self.opens, self.closes)
        for change in worth_telling(seen, self.closes):
            article = self._store.articles.get(change.article)
            if article is not None:
                day = article.published.day if article.published else None
                yield Noted(change, article.title, self._office.printed(article)[0], day)

    def sources(self) -> Iterator[SourceReport]:
        """How each newspaper could be read."""
        return (self._report(source) for source in self._office.sources if source.enabled)

    def _is_new(self, article: Article) -> bool:
        seen = article.first_seen
        return seen is not None and self.opens < seen <= self.closes

    def _report(self, source: Source) -> SourceReport:
        return SourceReport(source.name, source.title, self.read.get(source.name, 0), *self._shared.report(source))


def _cut_off(store: Store, unit_code: str, period: Period, now: datetime) -> datetime:
    """The moment up to which an edition knows the press: when it was built, at the latest its closing."""
    built = store.editions.get(unit_code, period.key)
    return min(built.built_at if built else now, _closing(period))


def _main_topics(store: Store, articles: Sequence[Article]) -> tuple[tuple[str, int], ...]:
    """How many articles each topic leads, "" for those without one."""
    counts = Counter(next((hit.topic for hit in store.readings.topics(article.id)), "") for article in articles)
    return tuple(sorted(counts.items()))


def _in(article: Article, period: Period) -> bool:
    return article.published is not None and article.published.day in period


def _closing(period: Period) -> datetime:
    return datetime.combine(period.end, time(), VIETNAM) + GRACE
