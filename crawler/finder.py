"""Which ways into a newspaper its home page offers: announced feeds, sitemaps, list pages with their address pattern.

Pure: pages come in as bytes, proposals go out. `source add NAME ADDRESS` fetches what is proposed and keeps what `best`
keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, urljoin, urlsplit

from crawler.discover import Reading
from crawler.links import ENOUGH, Finder, infer_pattern, looks_like_article, on_host
from crawler.listings import feeds_in, parse_html
from crawler.markup import refreshed
from crawler.paging import is_further_page
from crawler.searches import GOOGLE
from crawler.sitemaps import sitemaps_in_robots
from domain.outcome import Word
from domain.press import Page, Source, Way, WayKind
from domain.urls import clean_url, resolve

# Feed and sitemap addresses met in data/press/sources.csv; only asked for where a home page announces nothing.
USUAL_FEEDS = ("/rss/home.rss", "/rss/tin-moi-nhat.rss", "/rss/trang-chu.rss", "/rss", "/feed", "/rss.xml")
USUAL_SITEMAPS = ("/sitemap-news.xml", "/sitemaps/news.xml", "/sitemap.xml", "/sitemap_index.xml")
MAX_FEEDS = 8
_MOST_FRAMES = 4
MAX_LISTS = 6
# A pattern leaves out what does not fit, so it is proposed only where nearly every article fits.
ALL = 0.98
_RSS_PAGE = re.compile(r"/rss(?:\.\w+|/)?$", re.IGNORECASE)
_FEED_ADDRESS = re.compile(r"\.rss$|/rss/[\w./-]+$|/feed/?$|feed\.xml$|rss\.xml$|feed\.json$", re.IGNORECASE)

_YOUTUBE = "https://www.youtube.com/feeds/videos.xml?"
_CHANNEL = re.compile(r"/channel/(UC[\w-]{22})(?:/|$)")
# The lists that YouTube keeps of a channel's own videos; since April 2026 their feeds answer 404 (reported for several
# readers), the channel's does not.
_UPLOADS = re.compile(r"UU(?:LF|SH|LV)?([\w-]{22})$")
_PLAYLIST = re.compile(r"(?:PL|UU)[\w-]{10,60}$")
# Pages about the newspaper itself, and files.
_OFFICE = re.compile(
    r"lien-?he|gioi-thieu|quang-cao|toa-soan|dang-(?:nhap|ky)|dieu-khoan|chinh-sach-bao-mat|rss|login|contact|about"
    r"|\.(?:jpe?g|png|pdf|xml|mp4)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A way to try and, in Vietnamese, where it was found."""

    way: Way
    why: str


def propose(home: Page, robots: bytes = b"") -> tuple[Proposal, ...]:
    """Ways worth trying, best first, each once: announced feeds, sitemaps of robots.txt, lists, usual addresses."""
    tree = parse_html(home.body, home.header("Content-Type"))
    base = home.final_url
    announced = feeds_in(tree, base) if tree is not None else ()
    anchors = _anchors(home) if tree is not None else []
    linked = [url for url in anchors if _FEED_ADDRESS.search(url) and not _RSS_PAGE.search(urlsplit(url).path)]
    proposals = [
        *(Proposal(Way(WayKind.FEED, url), "trang chủ giới thiệu danh mục RSS này") for url in announced[:MAX_FEEDS]),
        *(Proposal(Way(WayKind.FEED, url), "trang chủ có liên kết tới RSS này") for url in linked[:MAX_FEEDS]),
        *(
            Proposal(Way(WayKind.SITEMAP, url), "ghi trong tệp robots.txt của báo")
            for url in sitemaps_in_robots(robots)
        ),
        *_lists(home, anchors),
    ]
    if not announced and not linked:
        proposals += [
            Proposal(Way(WayKind.FEED, urljoin(base, path)), "địa chỉ RSS thường gặp") for path in USUAL_FEEDS
        ]
    if not sitemaps_in_robots(robots):
        usual = (urljoin(base, path) for path in USUAL_SITEMAPS)
        proposals += [Proposal(Way(WayKind.SITEMAP, url), "địa chỉ sơ đồ trang thường gặp") for url in usual]
    return tuple({proposal.way.url: proposal for proposal in reversed(proposals)}.values())[::-1]


def told_by_address(address: str) -> Way | None:
    """The way that an address itself names: the feed of a YouTube channel or playlist, of a search at Google News."""
    parts = urlsplit(address)
    host, query = parts.hostname or "", parse_qs(parts.query)
    if host.removeprefix("www.").removeprefix("m.") == "youtube.com":
        channel, playlist = _CHANNEL.match(parts.path), query.get("list", [""])[0]
        uploads = _UPLOADS.match(playlist)
        owner = channel[1] if channel else f"UC{uploads[1]}" if uploads else ""
        asked = f"channel_id={owner}" if owner else f"playlist_id={playlist}"
        return Way(WayKind.FEED, _YOUTUBE + asked) if owner or _PLAYLIST.match(playlist) else None
    if host == "news.google.com" and parts.path in ("/search", "/rss/search") and query.get("q"):
        return Way(WayKind.SEARCH, f"{GOOGLE}?{parts.query}")
    return None


def leads_on(home: Page) -> tuple[str, ...]:
    """What a front page without links of its own shows instead: where it sends its reader, or its frames."""
    if _anchors(home):
        return ()
    if (target := refreshed(home)) and target != home.final_url:
        return (target,)
    tree = parse_html(home.body, home.header("Content-Type"))
    frames = tree.iter("frame", "iframe") if tree is not None else ()
    found = (resolve(home.final_url, frame.get("src") or "") for frame in frames)
    return tuple(dict.fromkeys(url for url in found if url and on_host(url, home.final_url)))[:_MOST_FRAMES]


def rss_pages(home: Page) -> tuple[str, ...]:
    """Pages of the newspaper that list its feeds ("/rss", "/rss.htm")."""
    return tuple(dict.fromkeys(url for url in _anchors(home) if _RSS_PAGE.search(urlsplit(url).path)))


def feeds_listed(page: Page) -> tuple[Way, ...]:
    """The feeds that such a page links to."""
    own = (url for url in _anchors(page) if _FEED_ADDRESS.search(url) and url != page.final_url)
    return tuple(Way(WayKind.FEED, url) for url in dict.fromkeys(own))[:MAX_FEEDS]


def best(tried: Iterable[tuple[Way, Reading]]) -> tuple[Way, ...]:
    """Of the ways that were tried, those to keep: feeds with links, else sitemaps; and lists where these miss much.

    A list is kept when the others bring less than half of what it shows.
    """
    good = [(way, reading) for way, reading in tried if reading.links or (reading.more and reading.trouble is None)]
    feeds = [pair for pair in good if pair[0].kind is WayKind.FEED and _sound(pair[1])]
    sitemaps = [pair for pair in good if pair[0].kind is WayKind.SITEMAP]
    lists = [pair for pair in good if pair[0].kind is WayKind.LIST]
    kept = _each_with_something_new(feeds) or _each_with_something_new(sitemaps)[:2]
    seen = {link.id for _, reading in kept for link in reading.links}
    for pair in lists[:MAX_LISTS]:
        shown = {link.id for link in pair[1].links}
        if len(shown & seen) < len(shown) / 2:
            kept.append(pair)
            seen |= shown
    return tuple(way for way, _ in kept)


def _lists(home: Page, anchors: list[str]) -> list[Proposal]:
    """The home page itself and its sections, where it links to articles or to nothing but them; a pattern where all
    share it.
    """
    told = sum(map(looks_like_article, anchors))
    sections = [url for url in anchors if _is_section(url)] if infer_pattern(anchors) or told < ENOUGH else []
    pattern = infer_pattern(anchors, ALL)
    pages = dict.fromkeys((clean_url(home.final_url), *sections[: MAX_LISTS - 1]))
    return [Proposal(Way(WayKind.LIST, url, pattern), "trang có danh sách bài viết") for url in pages]


def _is_section(url: str) -> bool:
    """Whether an address is that of a section: short, at most two steps deep, no article, no second page, no office."""
    path = urlsplit(url).path.strip("/")
    deep = not path or path.count("/") > 1 or "." in re.sub(r"\.\w+$", "", path)
    return not (deep or urlsplit(url).query or looks_like_article(url) or is_further_page(url) or _OFFICE.search(path))


def _anchors(page: Page) -> list[str]:
    """The cleaned addresses a page links to on its own host, each once, in order."""
    tree = parse_html(page.body, page.header("Content-Type"))
    if tree is None:
        return []
    source = Source("", "", page.final_url)
    finder = Finder.of(Way(WayKind.LIST, page.final_url), source, page)
    hrefs = (resolve(page.final_url, node.get("href") or "") for node in tree.iter("a"))
    found = (finder.address(href) for href in hrefs if href and on_host(href, page.final_url))
    return list(dict.fromkeys(url for url in found if url))


def _sound(reading: Reading) -> bool:
    return reading.trouble is None or reading.trouble.word is Word.FEED_CUT


def _each_with_something_new(pairs: list[tuple[Way, Reading]]) -> list[tuple[Way, Reading]]:
    """Richest first, those left out that bring nothing another one does not bring."""
    seen: set[str] = set()
    kept = []
    for way, reading in sorted(pairs, key=lambda pair: -len(pair[1].links)):
        ids = {link.id for link in reading.links}
        if ids - seen or reading.more:
            kept.append((way, reading))
            seen |= ids
    return kept
