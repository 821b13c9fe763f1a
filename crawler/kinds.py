"""What kind of page it is: an article or not, in which language, and in which form the story is told."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.bodytext import BodyText
from crawler.links import looks_like_article
from crawler.structured import Facts
from crawler.tree import Element, Sheet

_HOMES = frozenset(
    ("", "index", "home", "trang-chu", "default", "index.html", "index.htm", "index.php", "default.aspx")
)
_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_LETTER = re.compile(r"[^\W\d_]")
# Of the letters of Vietnamese prose 15 to 25 % are of its own; English about places in Vietnam stays under 2 %.
_SHARE = 0.04
_SAMPLE = 3_000
# Characters of running text. The longest in one place on the 26 real list pages: 1,053 (a pop-up), else 338.
_STORY = 400
_LONG_STORY = 1_600
_BRIEF, _FILM = 150, 60
# A section's name has fewer syllables.
_HEADLINE = 5
_PDF = re.compile(r"\.pdf(?:$|[?#])", re.IGNORECASE)


def is_home(url: str) -> bool:
    """Whether an address is a newspaper's front page."""
    parts = urlsplit(url)
    return parts.path.strip("/").lower() in _HOMES and not parts.query


def is_article(facts: Facts, body: BodyText, dated_by: str | None, url: str, film: int = 0) -> bool:
    """Whether a page tells one story: it says so to machines, or it has running text in one place.

    `dated_by` is where its date was read (meta, jsonld, visible), None for a page without one. How much text is asked
    for depends on the address: a section's must hold far more than the pop-ups and notices that sections carry.
    `film`: how much a page with a film says under its headline; there that is the story.
    """
    told = body.prose + sum(map(len, body.captions))
    if facts.listing and not facts.article and not (url and looks_like_article(url)):
        return told >= _LONG_STORY
    if facts.article or dated_by in ("meta", "jsonld"):
        return True
    if not url:
        return told >= _STORY
    if not looks_like_article(url):
        return told >= _LONG_STORY
    if dated_by and film >= _FILM:
        return True
    return told >= (_BRIEF if dated_by else _STORY)


def is_silent_article(title: str, body: BodyText, url: str) -> bool:
    """Whether a page is an article without words: a headline at an article's address over a scan, a file, a picture."""
    told = body.prose + sum(map(len, body.captions))
    return bool(url) and looks_like_article(url) and len(title.split()) >= _HEADLINE and told < _BRIEF


def language_of(text: str) -> str:
    """ "vi" or "en" by the share of letters that only Vietnamese has; "vi" where there is next to no text."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    return "en" if letters > _BRIEF and len(_VIETNAMESE.findall(sample)) < _SHARE * letters else "vi"


def form_of(sheet: Sheet, container: Element | None, body: BodyText) -> str:
    """text, photo (told in captions), emagazine, video or pdf."""
    scope = container if container is not None else sheet.root
    length = sum(map(len, body.paragraphs))
    told = sum(map(len, body.captions))
    if _is_magazine(sheet):
        return "emagazine"
    if len(body.captions) >= 4 and told > 0.5 * max(length, 1):
        return "photo"
    if length < _STORY and has_video(sheet, scope):
        return "video"
    if length < _STORY and any(_PDF.search(link) for link in _links(scope)):
        return "pdf"
    return "text"


def _is_magazine(sheet: Sheet) -> bool:
    names = (".e-magazine", ".e-magazine__body", ".emagazine", ".magazine-content", ".sc-longform-body", ".longform")
    return any(sheet.index.get(name) for name in names)


def has_video(sheet: Sheet, scope: Element | None = None) -> bool:
    """Whether the page shows a film, in `scope` or anywhere."""
    scope = sheet.root if scope is None else scope
    kind = sheet.meta("og:type").lower()
    return (
        kind.startswith("video")
        or any(True for _ in scope.iter("video"))
        or bool(sheet.index.get("[type=VideoStream]"))
    )


def _links(scope: Element) -> list[str]:
    names = (("a", "href"), ("iframe", "src"), ("embed", "src"), ("object", "data"))
    return [part.get(attribute) or "" for tag, attribute in names for part in scope.iter(tag)]
