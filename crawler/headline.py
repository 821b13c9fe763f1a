"""The headline as the page prints it: the h1 that the page's other titles speak for, else those titles themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler import layouts
from crawler.mastheads import CAPITALS, is_masthead
from crawler.structured import Facts
from crawler.tree import Element, Sheet, letters, text_of
from domain.text import fold, one_line

_TEMPLATE = re.compile(r"\$\{|\{\{|<%")
_SEPARATOR = re.compile(r"\s+[-–—|•:]\s+|\s*\|\s*")
_GLUED = re.compile(rf"(?<=[^\W\d_][:.!?])(?=[{CAPITALS}])")
# What content systems call every page.
_GENERIC = re.compile(
    r"(?:xem |noi dung )?chi tiet(?: tin| bai viet| tin tuc| noi dung| van ban)?|tin tuc(?: (?:va )?su kien)?|xem tin"
    r"|tin chi tiet|noi dung|bai viet|(?:news|article) details?|details?|document|untitled|home|trang chu"
)
_LONGEST, _LABEL = 400, 25
# A page title that is nothing but a newspaper's or portal's name is shorter.
_NAME_LENGTH = 60
# Shorter h1 of unknown layout are logos and section names; headlines on our pages have 6 to 30 syllables.
_SYLLABLES = 5
_MOST_SYLLABLES = 40
# Of an address's words so many are in the headline that it was made from; an address has at least so many words.
_SPELT, _LEAST_WORDS = 0.8, 4
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
        return Headline(_spaced(best[1], titles, best[0]), best[0])
    if named := _named_by_address(shown, titles, url) or _spelt_by_address(sheet, shown, titles, url):
        return named
    known = set(sheet.first(layouts.HEADLINE))
    for element, text in shown:
        if element in known and not is_masthead(text, url, names):
            return Headline(_spaced(text, titles), element)
    long = (pair for pair in shown if len(pair[1].split()) >= _SYLLABLES and not is_masthead(pair[1], url, names))
    element, text = next(long, (None, ""))
    if titles and not (text and len(titles[0].split()) < _SYLLABLES):
        return _as_printed(sheet, titles[0])
    return Headline(text, element) if text else _like(sheet, url)


def _as_printed(sheet: Sheet, title: str) -> Headline:
    """A title and the element that prints it: whole, else its longest part ("Đài truyền thanh xã - Chợ cá ...")."""
    part = max(_SEPARATOR.split(title), key=len)
    if (element := _printing(sheet, title)) is None and part != title and len(part.split()) >= _SYLLABLES:
        element = _printing(sheet, part)
        return Headline(part, element) if element is not None else Headline(title)
    return Headline(title, element)


def own_names(sheet: Sheet, title: str) -> tuple[str, ...]:
    """What the page calls its newspaper: its site name, and what the page's title has after the headline."""
    whole = next((text_of(element) for element in sheet.index.get("title", ())), "")
    rest = whole[len(title) :] if title and whole.startswith(title) else ""
    tails = [tail.strip() for tail in _SEPARATOR.split(rest) if tail.strip()] if _SEPARATOR.match(rest) else []
    return tuple(name for name in (sheet.meta("og:site_name"), *tails) if name)


def _named_by_address(shown: list[tuple[Element, str]], titles: list[str], url: str) -> Headline | None:
    """The one h1 that the address was made from where the page's other titles were not: those are for sharing."""
    fitting = [(element, text) for element, text in shown if _in_address(text, url) >= _SPELT]
    if len(fitting) != 1 or max((_in_address(title, url) for title in titles), default=0.0) >= _SPELT:
        return None
    return Headline(_spaced(fitting[0][1], titles), fitting[0][0])


def _spelt_by_address(sheet: Sheet, shown: list[tuple[Element, str]], titles: list[str], url: str) -> Headline | None:
    """The line of text that the address was made from, on a page whose headings and titles are the portal's alone."""
    told = (*titles, *(text for _, text in shown))
    if max((_in_address(text, url) for text in told), default=0.0) >= _SPELT:
        return None
    for element in sheet.place:
        own = element.text or ""
        fits = element.tag not in _NO_PRINT and _LEAST_WORDS <= own.count(" ") <= _MOST_SYLLABLES
        text = text_of(element) if fits and _in_address(own, url) >= _SPELT else ""
        if not text:
            continue
        alone = not any(up.tag in ("a", "li") for up in element.iterancestors())
        if alone and len(text.split()) <= _MOST_SYLLABLES and not is_masthead(text, url):
            return Headline(text, element)
    return None


def _in_address(text: str, url: str) -> float:
    """The share of the words of an address (its last part, numbers left out) that stand in a text; 0 for few words."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2].rpartition(".")
    words = [word for word in re.split(r"[-_]", (last[0] or last[2]).lower()) if word.isalpha()]
    own = set(fold(text).split())
    return sum(word in own for word in words) / len(words) if len(words) >= _LEAST_WORDS else 0.0


def _like(sheet: Sheet, url: str) -> Headline:
    """On a page without any heading: the first short line without links whose class speaks of a title."""
    for element in sheet.place:
        if (
            layouts.TITLE_LIKE.search(f"{element.get('class') or ''} {element.get('id') or ''}")
            and next(element.iter("a"), None) is None
        ):
            text = text_of(element)
            if _SYLLABLES <= len(text.split()) <= _MOST_SYLLABLES and not is_masthead(text, url):
                return Headline(text, element)
    return Headline("")


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
    return [title for title in named if title and not _GENERIC.fullmatch(fold(title).strip())]


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


def _labels(element: Element) -> list[str]:
    """What short parts of a headline's element say: "Mới", "Video", a section's name."""
    return [text for part in element if isinstance(part.tag, str) and 0 < len(text := text_of(part)) <= _LABEL]


def _spaced(text: str, titles: list[str], element: Element | None = None) -> str:
    """The shown text with the blank a line break stood for: from a page title of the same letters, else by mark.

    A label that begins the element and no page title is no part of it.
    """
    own = letters(text)
    if labels := [label for label in _labels(element) if text.startswith(f"{label} ")] if element is not None else []:
        bare = text.removeprefix(labels[0]).strip()
        if any(letters(title) == letters(bare) for title in titles) and not any(letters(t) == own for t in titles):
            return _spaced(bare, titles)
    same = next((title for title in titles if letters(title) == own and title.count(" ") > text.count(" ")), "")
    return same if same else one_line(_GLUED.sub(" ", text))
