"""What saved searches find: for a part of the digest, for a warning, for a feed. The words decide, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from diembao.cli import Failed
from diembao.finding import question
from diembao.office import Office
from diembao.words import say
from digest.atom import Entry, Feed, atom
from digest.safe import cut
from domain.clock import VIETNAM, to_local, vi_date, vi_time
from domain.edition import Period
from domain.press import Article
from domain.reading import Verdict
from domain.saved import Findings, Found, SavedSearch, Use
from domain.watch import State
from store import Store
from store.warnings import Warning_

# Printed of one search in a digest, and held by one feed.
MOST_PRINTED, MOST_IN_FEED, MOST_COUNTED = 20, 50, 5_000
# A find is worth a warning for so long, unless somebody looked at it before.
FRESH = timedelta(days=3)
LONGEST_TITLE = 90
KIND = "search"


def findings(office: Office, store: Store, period: Period, until: datetime) -> tuple[Findings, ...]:
    """What a digest of the period tells of each search that is a part of it, as known at a moment."""
    return tuple(
        _findings(office, store, search, period, until)
        for search in store.saved.all(office.commune.code)
        if Use.SECTION in search.uses
    )


def _findings(office: Office, store: Store, search: SavedSearch, period: Period, until: datetime) -> Findings:
    found = [
        one
        for one in _between(office, store, search, period)
        if one.first_seen and one.first_seen <= until and one.published and one.published.day in period
    ]
    lines = tuple(_line(office, store, one) for one in reversed(found[-MOST_PRINTED:]))
    return Findings(search.name, search.query, len(found), lines)


def _between(office: Office, store: Store, search: SavedSearch, period: Period) -> list[Article]:
    """Everything a search finds in a period, within the days that its own words ask for, newest first."""
    try:
        wanted = question(office, store, search.query)
    except Failed:  # of a topic or newspaper that the settings no longer know
        return []
    since = max(filter(None, (wanted.since, period.start)))
    until = min(filter(None, (wanted.until, period.end)))
    return store.search.page(replace(wanted, since=since, until=until), MOST_COUNTED)[0]


def _line(office: Office, store: Store, article: Article) -> Found:
    day = article.published.day if article.published else None
    read = store.readings.judgement(article.id, office.commune.code)
    ours = read is not None and read.verdict is Verdict.ACCEPT
    return Found(article.title, office.printed(article)[0], day, article.url, ours)


def search_alerts(office: Office, store: Store, now: datetime) -> Iterator[Warning_]:
    """One warning for each search that found something new of which nobody has said that they looked at it."""
    for search in store.saved.all(office.commune.code):
        if Use.WARNING in search.uses:
            since = max(filter(None, (now - FRESH, search.seen, _begun(store, search))))
            yield from _alert(office, store, search, since)


def _begun(store: Store, search: SavedSearch) -> datetime | None:
    """When a search last became a warning: what the press printed before is no news."""
    begun = None
    for earlier in store.saved.history(search.unit_code, search.id):
        begun = (begun or earlier.at) if Use.WARNING in earlier.uses and not earlier.dropped else None
    return begun


def _alert(office: Office, store: Store, search: SavedSearch, since: datetime) -> Iterator[Warning_]:
    try:
        wanted = question(office, store, search.query)
    except Failed:
        return
    found, _ = store.search.page(replace(wanted, fresh=since), 1)
    for newest in found:
        assert newest.first_seen is not None, "asked for by first sight"
        told = say("Tìm “{name}” có bài mới: {outlet} {time} ngày {day}, “{title}”.")
        yield Warning_(
            KIND,
            f"{search.id}/{newest.id}",
            told.format(
                name=search.name,
                outlet=office.printed(newest)[0],
                time=vi_time(newest.first_seen),
                day=vi_date(to_local(newest.first_seen).date()),
                title=cut(newest.title, LONGEST_TITLE),
            ),
            say("Mở trang Tìm để xem; xem xong bấm “Đã xem”."),
        )


def feed(office: Office, store: Store, search: SavedSearch, address: str) -> bytes:
    """A search's newest articles as an Atom feed, names of private persons masked, without what a paper took down."""
    found, _ = store.search.page(question(office, store, search.query), MOST_IN_FEED)
    masker = office.masker()
    entries = [
        Entry(masker.read(one.title).mask(one.title), office.printed(one)[0], _time(one), one.url)
        for one in _standing(store, found)
    ]
    title = f"{search.name} - {office.commune.unit.full_name}"
    name = f"urn:diembao:{search.unit_code}:{search.id}"
    return atom(Feed(name, title, office.letterhead.issuer.replace("\n", " "), address, entries))


def _standing(store: Store, articles: Iterable[Article]) -> Iterator[Article]:
    for article in articles:
        watched = store.watch.get(article.id)
        if watched is None or watched.state is not State.REMOVED:
            yield article


def _time(article: Article) -> datetime:
    stamp = article.published
    if stamp is None:
        assert article.first_seen is not None, "stored articles have been seen"
        return article.first_seen
    return stamp.moment or datetime.combine(stamp.day, time(), VIETNAM)
