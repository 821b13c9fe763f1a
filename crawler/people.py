"""Who wrote an article: persons' names without the newspaper's, from structured data, then from the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from unicodedata import category

from crawler import layouts
from crawler.bylines import is_rubric, surely_person
from crawler.mastheads import is_masthead
from crawler.structured import Facts
from crawler.tree import Element, Sheet, lines_of, text_of
from domain.text import fold, one_line

_PREFIX = re.compile(
    r"^(?:(?:bài|tin|nội dung|ảnh|video|clip|thực hiện|đồ họa|tác giả|người viết|biên tập|nguồn|theo|by|story by"
    r"|written by|pv|viết bởi|đăng bởi|bởi|người đăng)"
    r"(?:\s*(?:,|và|&|-)\s*(?:bài|tin|ảnh|video|clip|đồ họa))*\s*:\s*|theo\s+|by\s+|(?:viết |đăng |gửi )?bởi\s+)+",
    re.IGNORECASE,
)
# What follows a name is an office or a body of people, not one more person.
_OFFICE = re.compile(
    r"^(?:công chức|cán bộ|viên chức|chuyên viên|biên tập|phó |trưởng |chủ tịch|bí thư|giám đốc"
    r"|ban |phòng |văn phòng|trung tâm|ubnd|hđnd|đảng ủy"
    r"|mặt trận|đài |đoàn |hội |công an|trạm |trường |sở )",
    re.IGNORECASE,
)
# Labels that credit the text, not its pictures alone.
_CREDIT = re.compile(
    r"^\W*(?:(?:bài|tin|nội dung|tác giả|người viết|thực hiện|nhóm phóng viên|phóng viên|pv|by)"
    r"(?:\s*(?:,|và|&|-)\s*(?:bài|tin|ảnh|video|clip|đồ họa))*\s*:\s*|theo\s+|by\s+)",
    re.IGNORECASE,
)
# "Mai Lan (thực hiện)": what a person did, after the name.
_DID = re.compile(
    r"^(.{3,60}?)\s*\((?:thực hiện|ghi|lược ghi|tổng hợp|biên dịch|lược dịch|dịch|t/h)\)\W*$", re.IGNORECASE
)
# Credits of others that share a line with the author's.
_OTHERS = re.compile(
    r"(:.*?)\s*[|;•/–-]\s*(?:thiết kế|đồ họa|ảnh|trình bày|kỹ thuật|video|clip|design|photos?)\s*:.*$", re.IGNORECASE
)
_BRACKETS = re.compile(r"\((?:[^()]*)\)|\[[^\]]*\]")
_SPLIT = re.compile(r"\s*[;,|/•&]\s*|\s+[-–—]\s+|\s+và\s+")
# "By Mai Lan November 19, 2026 | 08:15", "17/11/2026 - Mai Lan": the date that shares a line with the name.
_DATE_AFTER = re.compile(
    r"[\s|,-]+(?:\d|(?:thứ|chủ nhật|ngày|vào lúc|lúc)\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d).*$",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(r"^[\d/:.,|\s-]+(?:GMT\s*\+7)?[\s|,-]+")
# A label that ends right before the name.
_LABEL = re.compile(
    r"(?:^|[\s|/•-])(?:tác giả|người viết|(?:viết|gửi|đăng) bởi|người (?:đăng|gửi)"
    r"|(?:submitted|posted|written) by)\s*:?\s*$",
    re.IGNORECASE,
)
_CARD = re.compile(r"\s*(?:(?:được )?viết bởi|tác giả|người viết|written by|author)\s*:?\s*$", re.IGNORECASE)
_MORE = re.compile(r"\s*(?:và )?\d+ tác giả khác.*$", re.IGNORECASE)
_NOISE = re.compile(r"[\d?!:%\"“”#]|\.{3}|…")
_LONGEST, _MOST_WORDS, _MOST_PEOPLE = 50, 7, 8
_LONGEST_LINE = 300
_RIGHT = re.compile(r"text-align\s*:\s*right", re.IGNORECASE)
_LAST_LINES = 6
_FOLLOWING = 3
_LEAVES = frozenset("a b em i li p span strong".split())
_DATED = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|tháng\s\d|\d{1,2}\s[A-Z][a-z]+,?\s\d{4}|[A-Z][a-z]+\s\d{1,2},\s\d{4}"
)
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
    yield "signature", _signature(body)
    yield "shown", _with_date(sheet, headline, body)
    yield "shown", _labelled(sheet, body)


def persons(texts: Iterable[str], url: str, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The persons in author lines: "Theo A, B - Báo C" -> A, B."""
    found: dict[str, str] = {}
    for text in texts:
        line = _OTHERS.sub(r"\1", _MORE.sub("", _BRACKETS.sub(" ", one_line(text[:_LONGEST_LINE]))))
        plain = _PREFIX.sub("", _DATE_AFTER.sub("", _DATE_BEFORE.sub("", line)))
        for part in _SPLIT.split(plain):
            name = _PREFIX.sub("", part).strip(" :-–")
            name = name if "." in name[:-1] else name.rstrip(".")
            if _may_be_person(name) and not is_masthead(name, url, names) and not _is_bureau(name):
                found.setdefault(fold(name), name)
    return tuple(found.values())[:_MOST_PEOPLE]


def _is_bureau(name: str) -> bool:
    """ "VOV-Đông Bắc", "TTXVN - Hải Phòng": a newspaper's office in a place."""
    first, dash, _ = name.partition("-")
    return bool(dash) and is_masthead(first.strip())


def _may_be_person(name: str) -> bool:
    words = name.split()
    fits = 1 < len(name) <= _LONGEST and 0 < len(words) <= _MOST_WORDS and not _NOISE.search(name) and name[0].isupper()
    return fits and not _OFFICE.match(name) and not is_rubric(name)


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
    named = [one_line(_BRACKETS.sub(" ", text)) for e in like for text in (text_of(e), *lines_of(e)[:1])]
    return [text for text in named if _is_name(_PREFIX.sub("", text))][:1]


def _with_date(sheet: Sheet, headline: Element | None, body: Element | None) -> list[str]:
    """A name that stands alone in an element of the line that dates the article, and nowhere else as a link."""
    first = sheet.place.get(headline, 0) if headline is not None else 0
    last = sheet.place[body] if first and body is not None else 0
    for element, place in sheet.place.items():
        if not first < place < last or element.tag not in _LEAVES or len(element):
            continue
        text, around = text_of(element), element.getparent()
        if not _is_name(text) or not surely_person(text) or around is None:
            continue
        line = text_of(around)
        dated = len(line) <= 3 * _LONGEST and _DATED.search(line.replace(text, " "))
        if dated and not any(text_of(link) == text for link in sheet.index.get("a", ()) if link is not element):
            return [text]
    return []


def _outside_lists(element: Element, body: Element | None) -> bool:
    for up in element.iterancestors():
        if up is body:
            return True
        if "comment" in (up.get("class") or "") + (up.get("id") or "") or up.tag == "aside":
            return False
    return True


def _labelled(sheet: Sheet, body: Element | None) -> list[str]:
    """A line that says who wrote ("Tác giả: A", "By B"), near the text and outside it."""
    if body is None:
        return []
    start, end = sheet.extent(body)
    near = [e for e, place in sheet.place.items() if start - _NEAR <= place < start or end <= place <= end + _NEAR]
    begun = (e for e in near if _CREDIT.match((e.text or "").strip() + " ") and _outside_lists(e, body))
    lines = (text_of(e)[: 2 * _LONGEST] for e in begun)
    if found := next((line for line in lines if credited(line)), ""):
        return [found]
    after = (e for e in near if _LABEL.search(_before(e)) and _outside_lists(e, body))
    return [name for e in after if _is_name(name := text_of(e))][:1]


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
    below_too = (*last, *(line for line in following if _is_name(line) or line in right))
    named = (line for line in below_too if line in right and len(line) <= _LONGEST and persons([line], ""))
    if found := next(named, ""):
        return [found]
    if found := next((line for line in (*last, *following, *_opening(lines)) if credited(line)), ""):
        return [found]
    if dated := next((name for line in (*last[:2], *following) if _is_name(name := _before_date(line))), ""):
        return [dated]
    bold = {text_of(part) for block in (body, *below) for part in block.iter("b", "strong", "em")}
    return [line for line in (*following, *last[:2]) if line in bold and _is_name(line)][:1]


def _opening(lines: list[str]) -> list[str]:
    """The short lines before the text's first long one."""
    return list(takewhile(lambda line: len(line) <= 2 * _LONGEST, lines[: 3 * _LAST_LINES]))


def _before_date(line: str) -> str:
    """The name that shares the last line with the date ("Mai Lan - 12/10/2026 15:21"); "" for any other line."""
    name = _DATE_AFTER.sub("", line)
    return name if name != line and len(line) <= _LONGEST + _LONGEST else ""


def _below(body: Element) -> list[Element]:
    """The elements that follow the text: beside it, else beside the row or block that it fills."""
    for up in (body, *body.iterancestors()):
        if up.tag in ("body", "main", "html"):
            break
        if found := [element for element, _ in zip(up.itersiblings(), range(_FOLLOWING), strict=False)]:
            return found
    return []


def credited(line: str) -> tuple[str, ...]:
    """The names in a line of credits for a text ("Bài, ảnh: A", "Tác giả: B", "Theo C"); empty for any other line."""
    if did := _DID.match(line):
        parts = [part.strip(" .-–") for part in _SPLIT.split(_CREDIT.sub("", did[1]))]
        return tuple(parts) if all(map(_is_name, parts)) else ()
    line = _OTHERS.sub(r"\1", line)
    label = _CREDIT.match(line)
    if not label or len(line) > _LONGEST + len(label[0]):
        return ()
    parts = [part.strip(" .-–") for part in _SPLIT.split(_BRACKETS.sub(" ", line[label.end() :])) if part.strip()]
    return tuple(parts) if all(map(_is_name, parts)) else ()


def _right_aligned(paragraph: Element) -> bool:
    style = paragraph.get("style") or ""
    classes = (paragraph.get("class") or "").split()
    aligned = _RIGHT.search(style) or (paragraph.get("align") or "").lower() == "right" or "text-right" in classes
    return bool(aligned) or any(layouts.AUTHOR_LIKE.search(name) for name in classes)


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 5 and all(category(word[0]) == "Lu" for word in words) and not _NOISE.search(text)
