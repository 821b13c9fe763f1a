"""The text of an article: trafilatura on the article's own container where a layout is known, checked by our own walk.

trafilatura alters the trees it gets and costs most of a page's time, so it gets a small copy of what matters, first in
its fast mode; the careful mode (with its comparison of extractors) runs where the stated check fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from lxml import etree, html

from crawler import layouts
from crawler.scope import LEAST_PROSE, boxes, headed_boxes, length, link_paragraphs, readers_words
from crawler.tree import Element, Sheet, letters, lines_of, plain, solid, text_of

# Of the long paragraphs our own walk sees, this share must be in the text. Swept on the 35 real article pages
# (press/truth.jsonl): 0.5 to 1.0 read alike; 1.0 asks for the careful mode more often.
_COVERED = 0.85
_LONG = 60
# How many lines from the top the title may stand in the text's own element.
_ABOVE = 5
# So many paragraphs missed at an end are the article's own; swept 0..5 on the same pages: alike.
_END = 2
# Where trafilatura misses paragraphs, our own lines stand in if this share of their letters is prose or caption.
# Swept 0.3..0.9 on the same pages: alike.
_SOLID = 0.7
# A line shorter than this is not looked through for several paragraphs glued together.
_GLUED = 400
# Where no element holds running text, a text of less than this is a footer or a label. A brief has one sentence or two.
_BRIEF = 100
# trafilatura's rules are quadratic in places; a larger tree is read by our own walk alone.
_MOST_ELEMENTS = 20_000
_LONGEST_CAPTION = 600
# What a third-party extractor may raise on a page nobody foresaw.
_ENGINE_ERRORS = (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, etree.LxmlError)


@dataclass(frozen=True, slots=True)
class BodyText:
    """Paragraphs in reading order (captions among them where they stand), all captions, and how the text was got.

    `prose` counts the characters of long lines that stand together in one element, which a list page does not have.
    """

    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    way: str = ""
    prose: int = 0


@dataclass(frozen=True, slots=True)
class _Walk:
    """What our own rules see of an article, line by line, and which lines are captions."""

    lines: tuple[str, ...] = ()
    captions: frozenset[str] = frozenset()

    @property
    def prose(self) -> list[str]:
        """The long lines that are neither captions nor bare addresses."""
        long = (line for line in self.lines if len(line) >= _LONG and line not in self.captions)
        return [line for line in long if " " in line]

    @property
    def solid(self) -> bool:
        """Whether the lines are an article's, not a column of teasers and forms: most letters stand in long lines."""
        long = length(line for line in self.lines if len(line) >= _LONG or line in self.captions)
        return long >= _SOLID * length(self.lines)


def read_body(sheet: Sheet, container: Element | None, block: Element | None, url: str) -> BodyText:
    """The article's paragraphs and captions; `block` is the element with most running text, for unknown layouts."""
    scope = deepcopy(container) if container is not None else sheet.root
    for find in (boxes, headed_boxes, readers_words, link_paragraphs):
        for part in find(scope):
            part.drop_tree()
    article = scope if container is not None else block
    walk = _walk(article) if article is not None else _Walk()
    text, way = list(walk.lines), "walk"
    told_in_captions = article is not None and length(walk.captions) >= LEAST_PROSE and not walk.prose
    if len(sheet.place) <= _MOST_ELEMENTS and not told_in_captions:
        page = _wrapped(scope) if container is not None else scope
        found, mode = _extracted(page, walk, url)
        if found and (container is None or not walk.solid or _covers(found, walk)):
            text, way = _as_printed(found if container is None else _with_ends(found, walk), walk), mode
    if container is None:
        text = _without_labels(text, walk)
    if article is None and length(line for line in text if len(line) >= _LONG) < _BRIEF:
        text = []
    captions = [line for line in walk.lines if line in walk.captions]
    return BodyText(tuple(text), tuple(dict.fromkeys(captions)), way, length(walk.prose))


def _without_labels(text: list[str], walk: _Walk) -> list[str]:
    """In an unknown layout: short lines before and after the element with the text belong to the page around it."""
    inside = {solid(line) for line in walk.lines}
    kept = [number for number, line in enumerate(text) if len(line) >= _LONG or solid(line) in inside]
    return text[kept[0] : kept[-1] + 1] if kept else text


def _extracted(page: Element, walk: _Walk, url: str) -> tuple[list[str], str]:
    fast = _trafilatura(page, url, fast=True)
    if fast and _covers(fast, walk):
        return fast, "fast"
    careful = _trafilatura(page, url, fast=False)
    return (careful, "careful") if length(careful) >= length(fast) else (fast, "fast")


def _trafilatura(page: Element, url: str, *, fast: bool) -> list[str]:
    from trafilatura import bare_extraction  # noqa: PLC0415 - a third of the start of commands that read no page

    try:
        found: Any = bare_extraction(page, url=url or None, fast=fast, include_comments=False, with_metadata=False)
    except _ENGINE_ERRORS:
        return []
    lines = (found.text or "").split("\n") if found is not None else []
    return [line for part in lines if (line := plain(part))]


def _wrapped(container: Element) -> Element:
    page = html.Element("html")
    article = etree.SubElement(etree.SubElement(page, "body"), "article")
    container.tail = None
    article.append(container)
    return page


def _covers(text: list[str], walk: _Walk) -> bool:
    """The check: of the long paragraphs our own walk sees, nearly all are in the text."""
    if not walk.prose:
        return bool(text) and not walk.captions
    return len(_missing(text, walk)) <= (1 - _COVERED) * len(walk.prose)


def _missing(text: list[str], walk: _Walk) -> list[str]:
    whole = solid(" ".join(text))
    return [line for line in walk.prose if solid(line)[:_LONG] not in whole]


def _with_ends(text: list[str], walk: _Walk) -> list[str]:
    """The text with a first or last paragraph that was missed; more than that at an end is a box of something else."""
    missing = set(_missing(text, walk))
    head = list(takewhile(missing.__contains__, walk.prose))
    tail = list(takewhile(missing.__contains__, reversed(walk.prose)))[::-1]
    return [*(head if len(head) <= _END else ()), *text, *(tail if len(tail) <= _END else ())]


def _as_printed(text: list[str], walk: _Walk) -> list[str]:
    """trafilatura's lines as the page prints them (it adds blanks at inline tags, dashes and bars), captions in place.

    trafilatura leaves captions out; each goes after the line it follows on the page.
    """
    shown = {solid(line): line for line in walk.lines}
    lines = [
        shown.get(solid(part.removeprefix("- ").strip("| ")), part.strip("| "))
        for line in text
        for part in _parted(line, walk)
    ]
    return _with_captions(lines, walk) if walk.captions else lines


def _parted(line: str, walk: _Walk) -> list[str]:
    """A line that glues paragraphs of our walk together, as these; what is glued around them is no paragraph."""
    if len(line) < _GLUED:
        return [line]
    whole = solid(line)
    held = [shown for shown in walk.prose if solid(shown) in whole]
    return held if len(held) > 1 else [line]


def _with_captions(text: list[str], walk: _Walk) -> list[str]:
    whole = solid(" ".join(text))
    at = {line: number for number, line in enumerate(text)}
    after: dict[int, list[str]] = {}
    last = -1
    for line in walk.lines:
        if line in walk.captions and solid(line) not in whole:
            after.setdefault(last, []).append(line)
        last = max(last, at.get(line, last))
    return [
        line for number in range(-1, len(text)) for line in (*text[max(number, 0) : number + 1], *after.get(number, ()))
    ]


def _walk(article: Element) -> _Walk:
    """The article's lines by our own rules."""
    captions = frozenset(line for element in _caption_elements(article) for line in lines_of(element))
    return _Walk(tuple(lines_of(article)), captions)


def _caption_elements(article: Element) -> Iterator[Element]:
    for selector in layouts.CAPTION:
        found = article.find_class(selector[1:]) if selector.startswith(".") else article.iter(selector)
        yield from (part for part in found if part is not article and 3 < len(text_of(part)) <= _LONGEST_CAPTION)


def apart(captions: tuple[str, ...], paragraphs: list[str]) -> list[str]:
    """The captions that do not stand among the paragraphs anyway."""
    whole = solid(" ".join(paragraphs)) if captions else ""
    return [caption for caption in captions if solid(caption) not in whole]


def under(title: str, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs from the title on, where only short lines (a rubric, a kicker) stand above it."""
    own = letters(title)
    at = next((n for n, line in enumerate(paragraphs[:_ABOVE]) if letters(line) == own), 0) if own else 0
    return paragraphs[at:] if all(len(line) < _LONG for line in paragraphs[:at]) else paragraphs


def without(paragraphs: Iterable[str], *known: str) -> list[str]:
    """The paragraphs without those that repeat a known text (title, sapo, author) by its letters."""
    gone = {letters(text) for text in known if text}
    longest = max(map(len, known), default=0) + _LONG
    return [text for text in paragraphs if len(text) > longest or letters(text) not in gone]
