"""Which article a page is: one parse, every field read from that tree, the text by trafilatura; a page in, a value out.

`read_html` reads bytes alone (evaluations, files brought by hand); `extract` joins what the list said of the link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from unicodedata import normalize
from urllib.parse import urlsplit

from crawler import layouts
from crawler.bodytext import BodyText, apart, read_body, under, without
from crawler.edges import trimmed
from crawler.encoding import html_text
from crawler.headline import Headline, own_names, read_headline
from crawler.kinds import form_of, has_video, is_article, is_home, is_silent_article, language_of
from crawler.lead import Lead, read_lead, settle
from crawler.markup import wall
from crawler.people import read_authors
from crawler.published import day_in_address, read_modified, read_published
from crawler.scope import densest, find_container
from crawler.shown import read_shown
from crawler.structured import Facts, read_facts
from crawler.tree import Sheet, parse, text_of
from domain.clock import Stamp
from domain.outcome import Permanent, Temporary, Trouble, Word
from domain.press import Article, Link, Page, Source
from domain.text import one_line
from domain.urls import article_id, clean_url, domain_of, resolve, same_host

VERSION = 6

_NOT_ARTICLE = "Trang không phải một bài báo (trang chủ, trang chuyên mục hoặc trang danh sách), nên không đọc."
_NO_TEXT = "Trang chỉ có ảnh, video hoặc tệp đính kèm, không có chữ để đọc. Mời mở trang gốc để xem."
_NOT_HTML = "Tệp không phải trang web (ảnh, tệp văn bản hoặc tệp nén), nên không đọc như một bài báo."
_EMPTY = "Máy chủ của báo trả về trang trống. Hệ thống sẽ tự thử lại."
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"RIFF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
# Characters that no written page holds; more than a tenth of them at its head is a binary file.
_NOISE = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_HEAD, _MOST_NOISE = 4_000, 0.1
_MOST_TAGS, _LONGEST_TAG = 20, 80
_LEAST_TEXT = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page says, before anything else is known of it. `printed_sapo` keeps the stamp that `sapo` lost.

    `origins` pairs each field with where it was read: h1, shown, opening, signature, meta, jsonld; a text by its way.
    """

    title: str
    sapo: str = ""
    printed_sapo: str = ""
    paragraphs: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: Stamp | None = None
    published_from: str | None = None
    updated: Stamp | None = None
    section: str = ""
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    canonical: str = ""
    language: str = "vi"
    form: str = "text"
    way: str = ""
    origins: tuple[tuple[str, str], ...] = ()


def extract(page: Page, link: Link, source: Source, now: datetime, *, vouched: bool = False) -> Article | Trouble:
    """The article on a page, or why there is none: NOT_HTML, EMPTY, COOKIE_WALL, NOT_ARTICLE, NO_TEXT.

    `vouched`: a person says that it is one, so only a front page or a page without text is none.
    """
    found = told(page, link, source, now, vouched=vouched)
    return found if isinstance(found, Trouble) else found[0]


def told(
    page: Page, link: Link, source: Source, now: datetime, *, vouched: bool = False
) -> tuple[Article, Reading] | Trouble:
    """The article on a page as `extract` gives it, with the reading it was made from."""
    if trouble := wall(page):
        return trouble
    names = (source.title, source.name)
    address = page.final_url or page.url
    reading = read_html(page.body, address, now, page.header("content-type"), names, vouched=vouched)
    return reading if isinstance(reading, Trouble) else (_article(reading, page, link, source), reading)


def read_html(
    body: bytes, url: str, now: datetime, content_type: str = "", names: tuple[str, ...] = (), *, vouched: bool = False
) -> Reading | Trouble:
    """The reading of an HTML page's bytes. `url` may be ""; `names` are the newspaper's names; `now` bounds dates."""
    if body.lstrip()[:8].startswith(_BINARY) or _is_other(content_type):
        return Permanent(Word.NOT_HTML, _NOT_HTML)
    text = normalize("NFC", html_text(body, content_type))
    if len(_NOISE.findall(text[:_HEAD])) > _MOST_NOISE * len(text[:_HEAD]):
        return Permanent(Word.NOT_HTML, _NOT_HTML)
    sheet = parse(text)
    if sheet is None:
        return Temporary(Word.EMPTY, _EMPTY)
    return _read(sheet, _valid(url), now, names, vouched=vouched)


def _valid(url: str) -> str:
    """The address where it is one, else ""; what a page or a file says of itself may be anything."""
    try:
        return url if urlsplit(url).hostname else ""
    except ValueError:
        return ""


def _is_other(content_type: str) -> bool:
    kind = content_type.split(";")[0].strip().lower()
    return bool(kind) and not re.search(r"html|xml|text/plain|octet-stream", kind)


def _read(sheet: Sheet, url: str, now: datetime, names: tuple[str, ...], *, vouched: bool) -> Reading | Trouble:
    """Fields first, text last: reading the text is what costs, and it alters what it reads."""
    canonical = _canonical(sheet, url)
    address = url or canonical or _valid(sheet.meta("og:url"))
    if address and is_home(address):
        return Permanent(Word.NOT_ARTICLE, _NOT_ARTICLE)
    facts = read_facts(sheet, address)
    headline = read_headline(sheet, facts, address, names)
    container = find_container(sheet, headline.element)
    block = container if container is not None else densest(sheet.root)
    shown = read_shown(sheet, headline.element, block, now)
    published = read_published(sheet, facts, shown, now)
    names = (*names, *own_names(sheet, headline.title))
    authors = read_authors(sheet, facts, block, address, names, headline.element)
    lead = read_lead(sheet, facts, headline.element, headline.title, block, names)
    (section, section_from), (tags, tags_from) = _section(sheet, facts), _tags(sheet, facts)
    reading = Reading(
        title=headline.title, authors=authors.names, published=published.stamp, published_from=published.source,
        updated=read_modified(sheet, facts, published.stamp, now), section=section,
        tags=tags, canonical=canonical,
        origins=(
            ("title", _origin_of(headline)), ("author", authors.origin), ("section", section_from), ("tags", tags_from),
        ),
    )  # fmt: skip
    body = read_body(sheet, container, block, address)
    told = len(lead.text) if lead.origin == "shown" else 0
    if not vouched and not is_article(facts, body, published.source, address, film=told if has_video(sheet) else 0):
        silent = is_silent_article(headline.title, body, address)
        return Permanent(Word.NO_TEXT, _NO_TEXT) if silent else Permanent(Word.NOT_ARTICLE, _NOT_ARTICLE)
    reading = replace(reading, form=form_of(sheet, container, body))
    return _with_text(reading, lead, body, headline)


def _with_text(reading: Reading, lead: Lead, body: BodyText, headline: Headline) -> Reading | Trouble:
    below = under(headline.title, body.paragraphs)
    paragraphs = trimmed(without(below, headline.title, *reading.authors), reading.authors)
    lead, paragraphs = settle(lead, paragraphs)
    text = "\n".join([lead.text, *paragraphs, *body.captions])
    if len(text.strip()) < _LEAST_TEXT:
        return Permanent(Word.NO_TEXT, _NO_TEXT)
    return replace(
        reading,
        sapo=lead.text,
        printed_sapo=lead.printed,
        paragraphs=tuple(paragraphs),
        captions=tuple(apart(body.captions, paragraphs)),
        language=language_of(f"{reading.title}\n{text}"),
        way=body.way,
        origins=(*reading.origins, ("sapo", lead.origin), ("body", body.way)),
    )


def _origin_of(headline: Headline) -> str:
    """Where the title was read: the page's h1, another line that shows it, or its head alone."""
    if headline.element is None:
        return "meta" if headline.title else ""
    return "h1" if headline.element.tag == "h1" else "shown"


def _section(sheet: Sheet, facts: Facts) -> tuple[str, str]:
    """The section's name and where it stood."""
    own = sheet.meta("article:section", "articlesection")
    return (own, "meta") if own else (facts.section, "jsonld" if facts.section else "")


def _tags(sheet: Sheet, facts: Facts) -> tuple[tuple[str, ...], str]:
    """The article's keywords, from the head (often one list with commas), JSON-LD, else the links under the text."""
    metas = [text for name in ("article:tag", "news_keywords") for text in sheet.metas.get(name, ())]
    shown = (text_of(element) for element in sheet.first(layouts.TAGS))
    places = (
        ("meta", [part for text in metas for part in text.split(",")]),
        ("jsonld", list(facts.keywords)),
        ("shown", shown),
    )
    for origin, found in places:
        plain = (one_line(tag).strip("# ,;") for tag in found)
        if tags := tuple(dict.fromkeys(tag for tag in plain if 1 < len(tag) <= _LONGEST_TAG))[:_MOST_TAGS]:
            return tags, origin
    return (), ""


def _canonical(sheet: Sheet, url: str) -> str:
    """The page's own canonical address, absolute; "" when it names none."""
    for link in sheet.index.get("link", ()):
        if "canonical" in (link.get("rel") or "").lower().split() and (href := link.get("href")):
            return resolve(url, href) or "" if url or "://" in href else ""
    return ""


def _article(reading: Reading, page: Page, link: Link, source: Source) -> Article:
    own = page.final_url or page.url
    published, origin = _dated(reading, link, own, page.fetched_at)
    return Article(
        id=_identity(reading.canonical, own, link),
        url=own,
        source=source.name,
        outlet=link.outlet or domain_of(own),
        title=reading.title or link.title,
        sapo=reading.sapo,
        body="\n".join(reading.paragraphs),
        author="; ".join(reading.authors),
        published=published,
        published_from=origin,
        updated=reading.updated,
        section=reading.section,
        tags=reading.tags,
        captions=reading.captions,
        canonical=reading.canonical,
        language=reading.language,
        form=reading.form,
        first_seen=page.fetched_at,
    )


def _dated(reading: Reading, link: Link, url: str, now: datetime) -> tuple[Stamp | None, str | None]:
    """The page's own date; a day of it made a minute by the list; the list's; the day in the address; none."""
    listed, way = link.published, "sitemap" if "sitemap" in link.way.lower() else "feed"
    own = reading.published
    if own and not (listed and listed.moment and not own.moment and listed.day == own.day):
        return own, reading.published_from
    return (listed, way) if listed else day_of(reading, url, now)


def day_of(reading: Reading, url: str, now: datetime) -> tuple[Stamp | None, str | None]:
    """The page's own date, else the day its address holds (a day alone, `url`), else nothing."""
    if reading.published:
        return reading.published, reading.published_from
    day = day_in_address(url or reading.canonical, now)
    return (Stamp(day), "url") if day else (None, None)


def _identity(canonical: str, url: str, link: Link) -> str:
    """The id by the canonical address where it is this newspaper's and an article's, else the link's."""
    if canonical and same_host(canonical, url) and not is_home(canonical) and _as_deep(canonical, url):
        return article_id(canonical)
    return link.id


def _as_deep(canonical: str, url: str) -> bool:
    """Whether a canonical address is as particular as the page's: a section's is shorter and has no number."""
    one, other = clean_url(canonical), clean_url(url)
    return one == other or bool(re.search(r"\d{3,}", one)) or len(one) >= 0.8 * len(other)
