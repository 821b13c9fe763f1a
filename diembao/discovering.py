"""The stage `discover`: ways into newspapers -> links, and what is remembered of each way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from crawler import cadence, discover
from crawler.fetcher import Ask, Fetcher
from diembao.stages import attempt
from domain.clock import vi_date
from domain.outcome import Remark, Trouble, Word
from domain.press import Page, Source, Way, WayKind
from store import Store

# A sitemap index leads to sitemaps, a list page to older ones: so many steps in one pass, no more.
MOST_STEPS = 40


class Discovering:
    """What the stage needs to know: the newspapers, the moment, how far to read back, whether due times count."""

    def __init__(
        self, store: Store, sources: Sequence[Source], now: datetime, backlog_days: int, *, regardless: bool = False
    ):
        self._store, self._sources, self._now = store, sources, now
        self._backlog_days, self._regardless = backlog_days, regardless

    def due(self) -> list[tuple[Source, Way]]:
        """Ways whose time has come, or all of them when the caller asked for these newspapers by name."""
        ways = [(source, way) for source in self._sources for way in source.ways]
        return [pair for pair in ways if self._regardless or self._is_due(*pair)]

    def _is_due(self, source: Source, way: Way) -> bool:
        due_at = self._store.links.way_state(source.name, way.url).due_at
        return due_at is None or due_at <= self._now

    def work(
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
        pairs = {way_item(pair): pair for pair in step}
        for ask, answer in fetcher.fetch([self._way_ask(item, pair) for item, pair in pairs.items()]):
            yield pairs[ask.id], attempt(partial(self._reading, answer), pairs[ask.id])

    def _leads_on(self, way: Way, reading: discover.Reading) -> bool:
        """Older pages of a list are read only while they bring something new."""
        return way.kind is not WayKind.LIST or self._store.links.any_new([link.id for link in reading.links])

    def _way_ask(self, item: str, pair: tuple[Source, Way]) -> Ask:
        state = self._store.links.way_state(pair[0].name, pair[1].url)
        return Ask(item, pair[1].url, etag=state.etag, last_modified=state.last_modified, kind="way")

    def _reading(self, answer: Page | Trouble, pair: tuple[Source, Way]) -> discover.Reading:
        source, way = pair
        state = self._store.links.way_state(source.name, way.url)
        if isinstance(answer, Trouble):
            return discover.unreadable(state, answer, self._now, guessed=way not in source.ways)
        return discover.read_way(way, source, answer, state, self._now, backlog_days=self._backlog_days)

    def save(self, pair: tuple[Source, Way], reading: discover.Reading) -> Word | Remark | Trouble:
        """Keep the links and what is remembered of the way; how far back it reaches is worth a remark."""
        new = self._store.links.add(reading.links, self._now)
        due_at = cadence.next_due(pair[1], reading.state, new, reading.trouble, self._now)
        self._store.links.save_way(cadence.with_due(reading.state, due_at))
        if reading.trouble:
            return reading.trouble
        if reading.links and reading.reached:
            return Remark(Word.DONE, f"Danh mục có tin từ ngày {vi_date(reading.reached)}, {new} địa chỉ mới.")
        return Word.DONE if reading.links else Word.UNCHANGED


def way_item(pair: tuple[Source, Way]) -> str:
    """What outcomes call a way."""
    return f"{pair[0].name} {pair[1].url}"
