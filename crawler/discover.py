"""What one reading of a way into a newspaper brings: links, what is remembered, what to read next, trouble.

Pure: a page that was fetched and what was remembered go in, a `Reading` comes out. The caller reads `more` in the same
pass (list pages only as long as they bring links that are new to the store).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from lxml.html import HtmlElement

from crawler.feeds import read_feed
from crawler.jsonfeeds import read_json_feed
from crawler.links import Finder, on_host
from crawler.listings import base_of, day_of, feeds_in, parse_html, read_list
from crawler.markup import root_of, tidy, wall
from crawler.paging import next_page, paging_of
from crawler.sitemaps import read_address_list, read_sitemap, unpack
from crawler.wire import CUT_HEADER
from domain.clock import to_local
from domain.outcome import Temporary, Trouble, Word
from domain.press import Link, Page, Source, Way, WayKind, WayState

# Raised when reading a way changes in what it finds.
VERSION = 2
BACKLOG_DAYS = 14
# Pages of a list that are read to make up a backlog; at 20 to 60 articles a page, weeks of a section.
MAX_PAGES = 20
# A list that was read well within this time needs no second page.
GAP = timedelta(hours=18)

_FEEDS = ("rss", "feed", "rdf")
_JSON = "json"
_SITEMAPS = ("urlset", "sitemapindex")
_MACHINE = (*_FEEDS, _JSON, *_SITEMAPS)
_STILL = (
    "Máy chủ báo không có gì mới, nhưng lần đọc trước bị hỏng nên chưa thể coi là đã đọc được. "
    "Hệ thống sẽ đọc lại toàn bộ ở lần sau."
)
_IS_HTML = (
    "Địa chỉ danh mục tin trả về trang web thường. Tin cũ vẫn còn nguyên. "
    "Mời kiểm tra lại địa chỉ RSS của báo, hoặc theo dõi báo qua trang chuyên mục."
)
_NOT_FEED = "Địa chỉ này không phải danh mục tin (RSS) hay sơ đồ trang. Mời kiểm tra lại địa chỉ."
_NO_LINKS = (
    "Trang danh mục mở được nhưng không thấy bài viết nào; có thể báo đã đổi giao diện. "
    "Tin cũ vẫn còn nguyên. Mời kiểm tra lại địa chỉ hoặc mẫu địa chỉ bài viết."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading brought; with trouble, `links` may still hold what could be read.

    `state` is to be kept, once crawler.cadence has set its `due_at` from the interval that it carries on. `reached` is
    the oldest day among the links: how far back the way led.
    """

    links: tuple[Link, ...]
    state: WayState
    more: tuple[Way, ...] = ()
    trouble: Trouble | None = None
    reached: date | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    links: tuple[Link, ...] = ()
    more: tuple[Way, ...] = ()
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class _List:
    tree: HtmlElement
    address: str
    links: tuple[Link, ...]


def read_way(
    way: Way, source: Source, page: Page, state: WayState, now: datetime, backlog_days: int = BACKLOG_DAYS
) -> Reading:
    """Read a page fetched for `way`. `state` is what was remembered before (fresh for an address never read)."""
    if page.status == 304:
        return unreadable(state, Temporary(Word.HTTP_ERROR, _STILL), now) if state.failures else _unchanged(state, now)
    found = _read(way, source, page, state, now, backlog_days)
    days = [day for link in found.links if (day := day_of(link))]
    after = _failed(state, now) if found.trouble else _succeeded(state, page, now)
    return Reading(found.links, after, found.more, found.trouble, min(days, default=None))


def unreadable(state: WayState, trouble: Trouble, now: datetime, *, guessed: bool = False) -> Reading:
    """The reading of a way whose page could not be fetched.

    `guessed`: the way is none of the newspaper's own but came from `more`. That there is nothing behind it (404, 403)
    is then no trouble: behind the last page of a list there is none, and an announced feed may be long gone.
    """
    nothing = guessed and trouble.word in (Word.GONE, Word.REFUSED)
    return Reading((), _failed(state, now), trouble=None if nothing else trouble)


def _unchanged(state: WayState, now: datetime) -> Reading:
    return Reading((), replace(state, read_at=now, ok_at=now, due_at=_rhythm(state, now)))


def _succeeded(state: WayState, page: Page, now: datetime) -> WayState:
    etag, modified = page.header("ETag") or None, page.header("Last-Modified") or None
    return WayState(state.source, state.url, etag, modified, read_at=now, ok_at=now, due_at=_rhythm(state, now))


def _rhythm(state: WayState, now: datetime) -> datetime | None:
    """The last interval carried on from `now`; None when there is none, or when it was the wait after a failure."""
    if state.read_at is None or state.due_at is None or state.failures:
        return None
    return now + (state.due_at - state.read_at)


def _failed(state: WayState, now: datetime) -> WayState:
    """Validators go with a failure: the next reading asks for everything, so a 304 can never hide what was missed."""
    return replace(state, etag=None, last_modified=None, read_at=now, failures=state.failures + 1)


def _read(way: Way, source: Source, page: Page, state: WayState, now: datetime, backlog_days: int) -> _Found:
    if (trouble := wall(page)) is not None:
        return _Found(trouble=trouble)
    finder = Finder.of(way, source, page)
    if way.kind is WayKind.LIST and root_of(page.body) not in _MACHINE:
        return _read_list(way, source, page, finder, state, now, backlog_days)
    body = unpack(page.body)
    if isinstance(body, Trouble):
        return _Found(trouble=body)
    return _read_machine(way, tidy(body, page.header("Content-Type")), finder, now, backlog_days)


def _read_machine(way: Way, body: bytes, finder: Finder, now: datetime, backlog_days: int) -> _Found:
    """Feeds and sitemaps are told by what they are, not by what they were called: some sitemaps are named .rss."""
    root = root_of(body)
    if root in _SITEMAPS:
        sitemap = read_sitemap(body, finder, now, backlog_days)
        more = tuple(Way(WayKind.SITEMAP, url, way.pattern) for url in sitemap.children if on_host(url, way.url))
        return _Found(sitemap.links, more, sitemap.trouble)
    if root in _FEEDS:
        links, trouble = read_feed(body, finder, now, search=way.kind is WayKind.SEARCH)
        return _Found(links, trouble=trouble)
    if root == _JSON:
        links, trouble = read_json_feed(body, finder, now)
        return _Found(links, trouble=trouble)
    if not root and (links := read_address_list(body, finder)):
        return _Found(links)
    return _Found(
        trouble=Temporary(*((Word.FEED_IS_HTML, _IS_HTML) if root == "html" else (Word.FEED_BROKEN, _NOT_FEED)))
    )


def _read_list(
    way: Way, source: Source, page: Page, finder: Finder, state: WayState, now: datetime, backlog_days: int
) -> _Found:
    tree = parse_html(page.body, page.header("Content-Type"))
    links = read_list(tree, replace(finder, base=base_of(tree, page.final_url)), now) if tree is not None else ()
    if tree is None or not links:
        # Behind the last page of a list there is nothing, and nothing is wrong.
        return _Found() if way not in source.ways else _Found(trouble=Temporary(Word.FEED_BROKEN, _NO_LINKS))
    known = {known.url for known in source.ways}
    feeds = [url for url in feeds_in(tree, page.final_url) if url not in known and on_host(url, page.final_url)]
    following = _following(way, _List(tree, page.final_url, links), state, now, backlog_days)
    cut = Temporary(Word.FEED_CUT) if page.header(CUT_HEADER) else None
    return _Found(links, (*(Way(WayKind.FEED, url) for url in feeds), *following), cut)


def _following(way: Way, page: _List, state: WayState, now: datetime, backlog_days: int) -> tuple[Way, ...]:
    """The next page of a list, while there is a backlog to make up and this page did not reach its end."""
    if state.ok_at is not None and now - state.ok_at < GAP:
        return ()
    horizon = (to_local(now) - timedelta(days=backlog_days)).date()
    since = max(horizon, to_local(state.ok_at).date()) if state.ok_at else horizon
    days = [day for link in page.links if (day := day_of(link))]
    if days and max(days) < since:
        return ()
    if way.paging is not None:
        url = next_page(way.paging, way.url, MAX_PAGES)
        return (replace(way, url=url),) if url else ()
    found = paging_of(page.tree, page.address)
    return (replace(way, url=found[0], paging=found[1]),) if found else ()
