"""How each newspaper is doing, in words an officer understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from diembao.symptoms import Books, symptoms
from diembao.words import say
from domain.clock import to_local, vi_date, vi_moment
from domain.outcome import Outcome, Word
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


@dataclass(frozen=True)
class Ways:
    """How a newspaper's ways answered when they were asked last; the store is asked once, and only when needed."""

    store: Store
    source: Source

    @cached_property
    def states(self) -> tuple[WayState, ...]:
        """What is remembered of each way."""
        return tuple(self.store.links.way_state(self.source.name, way.url) for way in self.source.ways)

    @property
    def asked(self) -> bool:
        """Whether any way was ever asked."""
        return any(state.read_at for state in self.states)

    @property
    def whole(self) -> bool:
        """Whether a way answered as it should."""
        return any(state.ok_at and not state.failures for state in self.states)

    @cached_property
    def in_part(self) -> bool:
        """Whether the last list of articles came cut, but came."""
        return any(outcome.word is Word.FEED_CUT for state in self.states for outcome in self._outcomes(state))

    @property
    def ok(self) -> bool:
        """Whether the newspaper could be read, wholly or in part."""
        return self.whole or self.in_part

    @property
    def ok_at(self) -> datetime | None:
        """When it could be read last."""
        return max((state.ok_at for state in self.states if state.ok_at), default=None)

    @property
    def trouble(self) -> str:
        """The sentence of the last trouble, "" when the ways are well."""
        failed = (outcome for state in self.states if state.failures for outcome in self._outcomes(state))
        return next((outcome.detail for outcome in failed), "")

    def _outcomes(self, state: WayState) -> tuple[Outcome, ...]:
        return self.store.outcomes.of(f"{state.source} {state.url}")


def health(store: Store, sources: Sequence[Source], now: datetime) -> Iterator[Health]:
    """How each newspaper is doing."""
    recent = store.articles.count_first_seen(now - timedelta(days=7), now)
    usual = store.articles.count_first_seen(now - USUAL, now)
    books = Books.of(store, now)
    for source in sources:
        ways = Ways(store, source)
        # One never asked is not in trouble.
        ok = not ways.asked or ways.ok
        told = tuple(symptoms(source, books, now))
        yield Health(source, ok, _state(ways), recent.get(source.name, 0), usual.get(source.name, 0), told)


def sentence(one: Health) -> str:
    """One newspaper in one line."""
    numbers = say("7 ngày qua {recent} bài, 28 ngày qua {usual} bài").format(recent=one.recent, usual=one.usual)
    return ". ".join([f"{one.source.title}: {one.state}; {numbers}", *one.symptoms]) + "."


def _state(ways: Ways) -> str:
    if not ways.source.enabled:
        return say("đã tắt")
    if not ways.asked:
        return say("chưa đọc lần nào")
    if ways.whole:
        return say("đọc được, lần cuối {time}").format(time=vi_moment(ways.ok_at) if ways.ok_at else "")
    if ways.in_part:
        return say("đọc được một phần: {why}").format(why=ways.trouble.rstrip("."))
    since = (
        say("đọc được lần cuối ngày {day}").format(day=vi_date(to_local(ways.ok_at).date()))
        if ways.ok_at
        else say("chưa đọc được lần nào")
    )
    return say("không đọc được ({since}): {why}").format(since=since, why=ways.trouble.rstrip("."))
