"""The headline as the page prints it: the h1 that the page's other titles speak for, else those titles themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler import layouts
from crawler.mastheads import CAPITALS, is_masthead
from crawler.structured import Facts
from crawler.tree import Element, Sheet, letters, text_of
from domain.text import fold, one_line

_TEMPLATE = re.compile(r"\$\{|\{\{|<%")
_SEPARATOR = re.compile(r"\s+[-–—|•:]\s+|\s*\|\s*")
_GLUED = re.compile(rf"(?<=[^\W\d_][:.!?])(?=[{CAPITALS}])")
_LONGEST = 400
# A page title that is nothing but a newspaper's or portal's name is shorter.
_NAME_LENGTH = 60
# Shorter h1 of unknown layout are logos and section names; headlines on our pages have 6 to 30 syllables.
_SYLLABLES = 5
_NO_PRINT = frozenset(("a", "title", "script", "style", "option"))
# Share of common syllables that makes two titles one; swept 0.3..0.8 on the 35 real pages: alike.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Headline:
    """The title, "" when the page has none, and the element that shows it where there is one."""

    title: str
    element: Element | None = None


def read_headline(sheet: Sheet, facts: Facts, url: str, names: tuple[str, ...] = ()) -> Headline:
    """The page's headline. `names` are the newspaper's own names, cut from the end of page titles."""
    titles = _page_titles(sheet, facts, url, names)
    shown = _shown(sheet)
    best = max(shown, key=lambda pair: _support(pair[1], titles), default=None)
    if best and _support(best[1], titles) >= _ALIKE:
        return Headline(_spaced(best[1], titles), best[0])
    known = set(sheet.first(layouts.HEADLINE))
    for element, text in shown:
        if element in known and not is_masthead(text, url, names):
            return Headline(_spaced(text, titles), element)
    if titles:
        return Headline(titles[0], _printing(sheet, titles[0]))
    long = (pair for pair in shown if len(pair[1].split()) >= _SYLLABLES and not is_masthead(pair[1], url, names))
    element, text = next(long, (None, ""))
    return Headline(text, element)


def _printing(sheet: Sheet, title: str) -> Element | None:
    """The element that prints a title without being a heading, for pages that have no h1."""
    own = letters(title)
    for element in sheet.place:
        text = element.text or ""
        fits = element.tag not in _NO_PRINT and len(title) <= len(text) <= len(title) + _LONGEST
        if fits and letters(text) == own:
            return element
    return None


def _shown(sheet: Sheet) -> list[tuple[Element, str]]:
    """Elements that may show the headline: h1, and what known layouts use instead, in document order."""
    elements = {*sheet.index.get("h1", ()), *sheet.first(layouts.HEADLINE)}
    texts = ((element, text_of(element)) for element in sorted(elements, key=lambda e: sheet.place[e]))
    return [(e, text) for e, text in texts if 0 < len(text) <= _LONGEST and not _TEMPLATE.search(text)]


def _page_titles(sheet: Sheet, facts: Facts, url: str, names: tuple[str, ...]) -> list[str]:
    """What the page's head calls it, best first, without the newspaper's and the section's name at the end."""
    ends = (*names, sheet.meta("og:site_name"), facts.section, sheet.meta("article:section", "articlesection"))
    title_tag = next((text_of(element) for element in sheet.index.get("title", ())), "")
    found = (sheet.meta("og:title"), facts.headline, sheet.meta("twitter:title"), sheet.meta("title"), title_tag)
    stripped = [
        _without_ends(title, url, ends) for title in found if 0 < len(title) <= _LONGEST and not _TEMPLATE.search(title)
    ]
    named = [title for title in stripped if not (len(title) < _NAME_LENGTH and is_masthead(title, url, names))]
    return [title for title in named if title and letters(title) not in ("document", "untitled", "home", "trangchủ")]


def _without_ends(title: str, url: str, ends: tuple[str, ...]) -> str:
    """The title without " - Section - Newspaper" at its end; a dash inside the headline stays."""
    while cuts := list(_SEPARATOR.finditer(title)):
        cut = cuts[-1]
        tail = title[cut.end() :]
        if not (is_masthead(tail, url, ends) or ("|" in cut[0] and len(tail) < 40)):
            sections = any(letters(end).endswith(letters(tail)) for end in ends if end)
            if not sections:
                return title
        title = title[: cut.start()].rstrip()
    return title


def _support(text: str, titles: list[str]) -> float:
    """How much of a page title and the text is common, at best: 1.0 where one holds the other."""
    return max((_alike(text, title) for title in titles), default=0.0)


def _alike(one: str, other: str) -> float:
    first, second = letters(one), letters(other)
    shorter, longer = sorted((first, second), key=len)
    if shorter and shorter in longer and len(shorter) > 0.3 * len(longer):
        return 1.0
    mine, theirs = set(fold(one).split()), set(fold(other).split())
    return len(mine & theirs) / max(len(mine | theirs), 1)


def _spaced(text: str, titles: list[str]) -> str:
    """The shown text with the blank a line break stood for: from a page title of the same letters, else by mark."""
    own = letters(text)
    same = next((title for title in titles if letters(title) == own and title.count(" ") > text.count(" ")), "")
    return same if same else one_line(_GLUED.sub(" ", text))
