"""Try a newspaper without storing anything: which ways in work, the newest links, one article read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from crawler import discover, extract, finder
from crawler.fetcher import Ask, Fetcher
from domain.outcome import Trouble
from domain.press import Article, Link, Page, Source, Way, WayKind, WayState

# A front page may send its reader to another that shows frames; more steps were not met.
_STEPS = 2


@dataclass(frozen=True, slots=True)
class Tried:
    """One way as it answered: its reading, or the trouble that kept it from being read; and where it was found."""

    way: Way
    reading: discover.Reading | None
    trouble: Trouble | None
    why: str = ""


def try_ways(fetcher: Fetcher, source: Source, now: datetime) -> Iterator[Tried]:
    """Read each way of a newspaper once."""
    return (tried for tried in _try(fetcher, source, [(way, "") for way in source.ways], now))


def find_ways(fetcher: Fetcher, source: Source, now: datetime) -> Iterator[Tried] | Trouble:
    """Propose ways from the newspaper's home page, robots.txt and feed index, and read each once."""
    if told := finder.told_by_address(source.home):
        return _try(fetcher, source, [(told, "địa chỉ đã nêu rõ kênh hoặc câu tìm kiếm")], now)
    home = _fetch(fetcher, source.home)
    if isinstance(home, Trouble):
        return home
    fronts = _fronts(fetcher, home)
    robots = _fetch(fetcher, urljoin(fronts[0].final_url, "/robots.txt"))
    body = robots.body if isinstance(robots, Page) else b""
    proposals = [(proposal.way, proposal.why) for front in fronts for proposal in finder.propose(front, body)]
    for address in dict.fromkeys(address for front in fronts for address in finder.rss_pages(front)):
        page = _fetch(fetcher, address)
        if isinstance(page, Page):
            proposals += [(way, "ghi ở trang giới thiệu RSS của báo") for way in finder.feeds_listed(page)]
    return _try(fetcher, source, list({way.url: (way, why) for way, why in proposals}.values()), now)


def _fronts(fetcher: Fetcher, home: Page) -> list[Page]:
    """The front page; behind one that only leads on, the page or frames that it leads to, two steps at most."""
    fronts = [home]
    for _ in range(_STEPS):
        answers = [_fetch(fetcher, address) for front in fronts for address in finder.leads_on(front)]
        fronts = [answer for answer in answers if isinstance(answer, Page)] or fronts
    return fronts


def kept(tried: Iterable[Tried]) -> tuple[Way, ...]:
    """The ways worth keeping of those tried."""
    return finder.best((one.way, one.reading) for one in tried if one.reading)


def newest(tried: Iterable[Tried], count: int) -> list[Link]:
    """The newest links over all ways; undated ones keep the order of their page, after the dated ones."""
    links = {link.id: link for one in tried if one.reading for link in one.reading.links}
    return sorted(links.values(), key=lambda link: link.published.iso() if link.published else "", reverse=True)[:count]


def read_one(
    fetcher: Fetcher, source: Source, link: Link, now: datetime
) -> tuple[Article, Mapping[str, str]] | Trouble:
    """Fetch and extract one article; with it, where each field was read (words as in `extract.Reading.origins`)."""
    page = _fetch(fetcher, link.url)
    found = page if isinstance(page, Trouble) else extract.told(page, link, source, now)
    if isinstance(found, Trouble):
        return found
    article, reading = found
    own = {name: "list" for name in ("title",) if not reading.title and getattr(article, name)}
    return article, {**dict(reading.origins), **own, "published": article.published_from or ""}


def as_source(address: str) -> Source:
    """A newspaper known by its home page only."""
    return Source(name="thu", title=address, home=address, ways=(Way(WayKind.LIST, address),))


def _try(fetcher: Fetcher, source: Source, ways: list[tuple[Way, str]], now: datetime) -> Iterator[Tried]:
    by_url = {way.url: (way, why) for way, why in ways}
    for ask, answer in fetcher.fetch(Ask(url, url, kind="way") for url in by_url):
        way, why = by_url[ask.url]
        if isinstance(answer, Trouble):
            yield Tried(way, None, answer, why)
        else:
            reading = discover.read_way(way, source, answer, WayState(source.name, way.url), now)
            yield Tried(way, reading, reading.trouble, why)


def _fetch(fetcher: Fetcher, address: str) -> Page | Trouble:
    return next(answer for _, answer in fetcher.fetch([Ask(address, address, kind="way")]))
