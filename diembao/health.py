"""How each newspaper is doing, in words an officer understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from diembao.symptoms import Books, symptoms
from diembao.words import say
from domain.clock import to_local, vi_date, vi_moment
from domain.outcome import Word
from domain.press import Source, WayState
from store import Store

# A newspaper's usual volume is counted over four weeks.
USUAL = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Health:
    """One newspaper: `state` is a phrase; articles first seen in the last 7 and 28 days; `symptoms` are sentences."""

    source: Source
    ok: bool
    state: str
    recent: int
    usual: int
    symptoms: tuple[str, ...] = ()


def health(store: Store, sources: Sequence[Source], now: datetime) -> Iterator[Health]:
    """How each newspaper is doing."""
    recent = store.articles.count_first_seen(now - timedelta(days=7), now)
    usual = store.articles.count_first_seen(now - USUAL, now)
    books = Books.of(store, now)
    for source in sources:
        states = [store.links.way_state(source.name, way.url) for way in source.ways]
        # One never asked is not in trouble.
        ok = not any(state.read_at for state in states) or _ok(states) or read_in_part(store, source)
        state = _state(store, source, states)
        told = tuple(symptoms(source, books, now))
        yield Health(source, ok, state, recent.get(source.name, 0), usual.get(source.name, 0), told)


def sentence(one: Health) -> str:
    """One newspaper in one line."""
    numbers = say("7 ngày qua {recent} bài, 28 ngày qua {usual} bài").format(recent=one.recent, usual=one.usual)
    return ". ".join([f"{one.source.title}: {one.state}; {numbers}", *one.symptoms]) + "."


def why_failed(store: Store, source: Source) -> str:
    """The sentence of the newspaper's last trouble, "" when its ways are well."""
    for way in source.ways:
        if store.links.way_state(source.name, way.url).failures:
            for outcome in store.outcomes.of(f"{source.name} {way.url}"):
                return outcome.detail
    return ""


def read_in_part(store: Store, source: Source) -> bool:
    """Whether the newspaper's last list of articles came cut, but came."""
    words = {outcome.word for way in source.ways for outcome in store.outcomes.of(f"{source.name} {way.url}")}
    return Word.FEED_CUT in words


def _ok(states: Sequence[WayState]) -> bool:
    return any(state.ok_at and not state.failures for state in states)


def _state(store: Store, source: Source, states: Sequence[WayState]) -> str:
    if not source.enabled:
        return say("đã tắt")
    if not any(state.read_at for state in states):
        return say("chưa đọc lần nào")
    ok_at = max((state.ok_at for state in states if state.ok_at), default=None)
    if _ok(states):
        return say("đọc được, lần cuối {time}").format(time=vi_moment(ok_at) if ok_at else "")
    if read_in_part(store, source):
        return say("đọc được một phần: {why}").format(why=why_failed(store, source).rstrip("."))
    since = (
        say("đọc được lần cuối ngày {day}").format(day=vi_date(to_local(ok_at).date()))
        if ok_at
        else say("chưa đọc được lần nào")
    )
    return say("không đọc được ({since}): {why}").format(since=since, why=why_failed(store, source).rstrip("."))
