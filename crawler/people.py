"""Who wrote an article: persons' names without the newspaper's, from structured data, then from the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from crawler import layouts
from crawler.bylines import surely_person
from crawler.credits import BRACKETS, CREDIT, LONGEST, PREFIX, credited, is_name, name_before_date, persons
from crawler.structured import Facts
from crawler.tree import Element, Sheet, lines_of, text_of
from domain.text import one_line

# A label that ends right before the name.
_LABEL = re.compile(
    r"(?:^|[\s|/•-])(?:tác giả|người viết|(?:viết|gửi|đăng) bởi|người (?:đăng|gửi)"
    r"|(?:submitted|posted|written) by)\s*:?\s*$",
    re.IGNORECASE,
)
_CARD = re.compile(r"\s*(?:(?:được )?viết bởi|tác giả|người viết|written by|author)\s*:?\s*$", re.IGNORECASE)
_RIGHT = re.compile(r"text-align\s*:\s*right", re.IGNORECASE)
_LAST_LINES = 6
_FOLLOWING = 3
_MOST_LINKED = 4
_LEAVES = frozenset("a b em i li p span strong".split())
_DATED = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|tháng\s\d|\d{1,2}\s[A-Z][a-z]+,?\s\d{4}|[A-Z][a-z]+\s\d{1,2},\s\d{4}"
    r"|[Hh]ôm (?:nay|qua)|(?:phút|giờ|ngày) trước"
)
# The page of a writer, in the address of the link on the name.
_WRITERS_PAGE = re.compile(r"/(?:tac-?gia|authors?|nguoi-viet|phong-vien|but-danh)[/-]", re.IGNORECASE)
# How many elements before and after the text an author may stand in a layout we do not know.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Authors:
    """Names in the page's order, and where they stood: jsonld, meta, shown (a place of its own), signature (below)."""

    names: tuple[str, ...] = ()
    origin: str = ""


def read_authors(
    sheet: Sheet,
    facts: Facts,
    body: Element | None,
    url: str,
    names: tuple[str, ...] = (),
    headline: Element | None = None,
) -> Authors:
    """The authors, none when the page names none. `names` are the newspaper's own."""
    for origin, found in _sources(sheet, facts, body, headline):
        if people := persons(found, url, names):
            return Authors(people, origin)
    return Authors()


def _sources(
    sheet: Sheet, facts: Facts, body: Element | None, headline: Element | None
) -> Iterator[tuple[str, Iterable[str]]]:
    """Where authors stand, the surest place first; the page's text is walked only when the others are silent."""
    yield "jsonld", facts.authors
    yield "meta", _of_meta(sheet, "dable:author")
    yield "meta", _of_meta(sheet, "article:author", "author")
    yield "meta", _of_card(sheet)
    yield "shown", _shown(sheet, body)
    yield "shown", _linked(sheet, headline, body)
    yield "signature", _signature(body)
    yield "shown", _with_date(sheet, headline, body)
    yield "shown", _labelled(sheet, body)


def _of_meta(sheet: Sheet, *names: str) -> list[str]:
    return [text for name in names for text in sheet.metas.get(name, ())]


def _of_card(sheet: Sheet) -> list[str]:
    """The writer on the card that WordPress makes for other sites: a label, and what it labels."""
    return [
        name
        for number in ("1", "2")
        for label in sheet.metas.get(f"twitter:label{number}", ())[:1]
        for name in sheet.metas.get(f"twitter:data{number}", ())[:1]
        if _CARD.match(label)
    ]


def _shown(sheet: Sheet, body: Element | None) -> Iterator[str]:
    """Texts of the first known author place that shows one, else of what looks like one beside the text.

    Comments and teasers have authors too: nothing from lists.
    """
    if inside := [e.get("content") or "" for e in sheet.find("[itemprop=author] [itemprop=name]") if e.tag == "meta"]:
        yield from inside
        return
    for selector in layouts.AUTHOR:
        texts = [text for e in sheet.find(selector) if _outside_lists(e, body) and 0 < len(text := text_of(e)) <= 120]
        if texts:
            yield from texts
            return
    yield from _like(sheet, body)


def _like(sheet: Sheet, body: Element | None) -> list[str]:
    """The name in the nearest element whose class speaks of an author, in a layout we do not know."""
    if body is None:
        return []
    start, end = sheet.extent(body)
    near = [e for e, place in sheet.place.items() if start - _NEAR <= place <= end + _NEAR]
    like = [e for e in near if layouts.AUTHOR_LIKE.search(e.get("class") or "") and _outside_lists(e, body)]
    named = [one_line(BRACKETS.sub(" ", text)) for e in like for text in (text_of(e), *lines_of(e)[:1])]
    return [text for text in named if is_name(PREFIX.sub("", text))][:1]


def _linked(sheet: Sheet, headline: Element | None, body: Element | None) -> list[str]:
    """The names, between headline and end of text, that lead to their writers' own pages."""
    if headline is None or body is None:
        return []
    first, last = sheet.place.get(headline, 0), sheet.extent(body)[1] + _NEAR
    links = (e for e in sheet.index.get("a", ()) if first < sheet.place[e] < last)
    own = (e for e in links if _WRITERS_PAGE.search(e.get("href") or "") and _outside_lists(e, body))
    names = dict.fromkeys(name for e in own if is_name(PREFIX.sub("", name := text_of(e))))
    return list(names)[:_MOST_LINKED] or _with_mailbox(sheet, first, last)


def _with_mailbox(sheet: Sheet, first: int, last: int) -> list[str]:
    """The name that shares a small block with a mailbox."""
    boxes = (e for e in sheet.index.get("a", ()) if first < sheet.place[e] < last)
    mailed = (e for e in boxes if (e.get("href") or "").lower().startswith("mailto:"))
    around = ((e, e.getparent()) for e in mailed if not any(map(_is_comments, e.iterancestors())))
    names = (text_of(up).replace(text_of(e), " ").strip(" -–|,()") for e, up in around if up is not None)
    return [name for name in names if is_name(name)][:1]


def _with_date(sheet: Sheet, headline: Element | None, body: Element | None) -> list[str]:
    """A name that stands alone in an element of the line that dates the article, and nowhere else as a link."""
    first = sheet.place.get(headline, 0) if headline is not None else 0
    last = sheet.place[body] if first and body is not None else 0
    for element, place in sheet.place.items():
        if not first < place < last or element.tag not in _LEAVES or len(element):
            continue
        text, around = text_of(element), element.getparent()
        if not is_name(text) or not surely_person(text) or around is None:
            continue
        line = text_of(around)
        dated = len(line) <= 3 * LONGEST and _DATED.search(line.replace(text, " "))
        if dated and not any(text_of(link) == text for link in sheet.index.get("a", ()) if link is not element):
            return [text]
    return []


def _outside_lists(element: Element, body: Element | None) -> bool:
    for up in element.iterancestors():
        if up is body:
            return True
        if _is_comments(up) or up.tag == "aside":
            return False
    return True


def _is_comments(element: Element) -> bool:
    return bool(layouts.COMMENTS_LIKE.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _labelled(sheet: Sheet, body: Element | None) -> list[str]:
    """A line that says who wrote ("Tác giả: A", "By B"), near the text and outside it."""
    if body is None:
        return []
    start, end = sheet.extent(body)
    near = [e for e, place in sheet.place.items() if start - _NEAR <= place < start or end <= place <= end + _NEAR]
    begun = (e for e in near if CREDIT.match(_beginning(e) + " ") and _outside_lists(e, body))
    lines = (text_of(e)[: 2 * LONGEST] for e in begun)
    if found := next((line for line in lines if credited(line)), ""):
        return [found]
    after = (e for e in near if _LABEL.search(_before(e)) and _outside_lists(e, body))
    return [name for e in after if is_name(name := text_of(e))][:1]


def _beginning(element: Element) -> str:
    """The first words of an element, those of an inline tag that begins it included."""
    own = (element.text or "").strip()
    first = next(iter(element), None) if not own else None
    return own if first is None or first.tag not in _LEAVES else (first.text or "").strip()


def _before(element: Element) -> str:
    """What stands right before an element: text, else the whole element beside it."""
    beside = element.getprevious()
    if beside is None:
        return (element.getparent().text or "") if element.getparent() is not None else ""
    return (beside.tail or "").strip() or (text_of(beside) if isinstance(beside.tag, str) and not len(beside) else "")


def _signature(body: Element | None) -> list[str]:
    """The name under the text: the last right-aligned line, or a last one that is nothing but a bold name."""
    if body is None:
        return []
    lines = lines_of(body)
    last = lines[-_LAST_LINES:][::-1]
    below = _below(body)
    following = [line for element in below for line in lines_of(element)][:2]
    aligned = (p for block in (body, *below) for p in block.iter("p", "div", "span", "strong", "td"))
    right = {line for p in aligned if _right_aligned(p) for line in (text_of(p), *lines_of(p))}
    below_too = (*last, *(line for line in following if is_name(line) or line in right))
    named = (line for line in below_too if line in right and len(line) <= LONGEST and persons([line], ""))
    if found := next(named, ""):
        return [found]
    if found := next((line for line in (*last, *following, *_opening(lines)) if credited(line)), ""):
        return [found]
    if dated := next((name for line in (*last[:2], *following) if is_name(name := name_before_date(line))), ""):
        return [dated]
    bold = {text_of(part) for block in (body, *below) for part in block.iter("b", "strong", "em")}
    if signed := next((line for line in (*following, *last[:2]) if line in bold and is_name(line)), ""):
        return [signed]
    return [text for text in (text_of(element).strip(" -–—.") for element in below[:1]) if surely_person(text)]


def _opening(lines: list[str]) -> list[str]:
    """The short lines before the text's first long one."""
    return list(takewhile(lambda line: len(line) <= 2 * LONGEST, lines[: 3 * _LAST_LINES]))


def _below(body: Element) -> list[Element]:
    """The elements that follow the text: beside it, else beside the row or block that it fills."""
    for up in (body, *body.iterancestors()):
        if up.tag in ("body", "main", "html"):
            break
        if found := [element for element, _ in zip(up.itersiblings(), range(_FOLLOWING), strict=False)]:
            return [element for element in found if not _is_comments(element)]
    return []


def _right_aligned(paragraph: Element) -> bool:
    style = paragraph.get("style") or ""
    classes = (paragraph.get("class") or "").split()
    aligned = (
        _RIGHT.search(style)
        or (paragraph.get("align") or "").lower() == "right"
        or not {"text-right", "text-end"}.isdisjoint(classes)
    )
    return bool(aligned) or any(layouts.AUTHOR_LIKE.search(name) for name in classes)
