"""Which date readers see beside a headline, and not beside a teaser, in the page's header or in the text.

Where it may stand: between headline and text; in the headline's own block; right under the text. A place that a known
layout gives goes before one that only looks like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from crawler import layouts
from crawler.dates import read_date
from crawler.edges import is_date_line
from crawler.published import checked
from crawler.tree import Element, Sheet, text_of
from domain.clock import Stamp

# In elements of the page, from the headline. On the real pages a date stands 1 to 25 away.
_BEFORE, _AFTER, _KNOWN_BEFORE = 25, 60, 100
_UNDER = 15
_LONGEST = 120
# Parts of a block with a date that are looked through for its minute.
_PARTS = 20
_HOLDERS = ("time", "span", "abbr", "li", "p", "div", "b", "strong", "em", "i")
# A link this long is another article's headline, not a section or an author.
_HEADLINE_LINK = 25
_PROSE = 150
# In elements from the end of the text: a line with the date that closes it.
_LAST = 8
_CLOCK = re.compile(
    r"^\W*\d{1,2}\s?[:hg]\s?\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?|sa|ch|sáng|trưa|chiều|tối)?\W*$", re.IGNORECASE
)
_CALENDAR, _MOST_BOXES = re.compile(r"day|month|year|ngay|thang|nam|time|gio", re.IGNORECASE), 5
_CLOCK_IN = re.compile(r"\d\s?[:hg]\s?\d{2}")
_LABEL = re.compile(r"đăng|cập nhật|xuất bản|posted|published", re.IGNORECASE)
_DIGITS = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2}|(?:tháng|thg|th)\s*\S+(?:\s(?:một|hai))?,?\s+(?:năm\s+)?\d|\d{4}-\d\d-\d\d"
    r"|trước$|hôm (?:nay|qua)|\d{1,2}\s+[A-Z][a-z]+,?\s+\d{4}|[A-Z][a-z]+\s+\d{1,2},\s+\d{4}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where an article begins and ends on a page, in places of the sheet."""

    headline: int
    start: int
    end: int


def read_shown(sheet: Sheet, headline: Element | None, body: Element | None, now: datetime) -> Stamp | None:
    """The date shown with the headline (`body` is the text's container), None where there is none in full."""
    anchor = headline if headline is not None else body
    if anchor is None:
        return None
    frame = _frame(sheet, anchor, body)
    known = [e for e in dict.fromkeys(sheet.first(layouts.DATE)) if _known_place(sheet.place[e], frame)]
    near = sorted(known, key=lambda e: _distance(sheet.place[e], frame))
    for element in chain(near, _unknown(sheet, anchor, frame), _closing(sheet, frame)):
        stamp = None if _in_teaser(element, anchor, body) else _read(element, now)
        if stamp:
            return stamp if stamp.moment else _with_others(_to_the_minute(element, stamp, now), near, now)
    return None


def _with_others(day: Stamp, near: list[Element], now: datetime) -> Stamp:
    """A day without a clock as another known place of the page has it with one."""
    others = (found for element in near if (found := _read(element, now))) if day.moment is None else ()
    return next((other for other in others if other.moment and other.day == day.day), day)


def _frame(sheet: Sheet, anchor: Element, body: Element | None) -> _Frame:
    at = sheet.place[anchor]
    if body is not None and sheet.place[body] >= at:
        return _Frame(at, *sheet.extent(body))
    text = (place for e, place in sheet.place.items() if place > at and _direct(e) >= _PROSE)
    start = next(text, at + _AFTER)
    end = sheet.extent(body)[1] if body is not None else start + _AFTER
    return _Frame(at, min(start, end), end if end > at else start + _AFTER)


def _direct(element: Element) -> int:
    return len(element.text or "") + sum(len(child.tail or "") for child in element)


def _known_place(place: int, frame: _Frame) -> bool:
    return frame.headline - _KNOWN_BEFORE <= place <= frame.start or 0 <= place - frame.end <= _UNDER


def _distance(place: int, frame: _Frame) -> tuple[bool, bool, int]:
    """Between headline and text first, then before the headline, then under the text."""
    return place > frame.start, place < frame.headline, abs(place - frame.headline)


def _unknown(sheet: Sheet, anchor: Element, frame: _Frame) -> Iterator[Element]:
    """Short elements about the headline; before it only in its own block, and when their class speaks of dates."""
    first, last = frame.headline - _BEFORE, min(frame.start, frame.headline + _AFTER)
    near = [(place, e) for e, place in sheet.place.items() if first <= place <= last]
    block = next((up for up in anchor.iterancestors() if len(up) > 1), anchor)
    for place, element in sorted(near, key=lambda pair: (pair[0] < frame.headline, pair[0])):
        if element.tag == "a" or (place < frame.headline and not _same_block(element, block)):
            continue
        yield element


def _closing(sheet: Sheet, frame: _Frame) -> Iterator[Element]:
    """Lines that are nothing but a date with its clock or label, at the end of the text or right under it."""
    near = (e for e, place in sheet.place.items() if frame.end - _LAST <= place <= frame.end + _UNDER)
    for element in near:
        text = text_of(element) if element.tag != "a" and sheet.place[element] > frame.start else ""
        if len(text) <= _LONGEST and is_date_line(text) and (_CLOCK_IN.search(text) or _LABEL.search(text)):
            yield element


def _same_block(element: Element, block: Element) -> bool:
    marked = element.tag == "time" or _of_calendar(element) or layouts.DATE_LIKE.search(element.get("class") or "")
    return bool(marked) and block in element.iterancestors()


def _in_teaser(element: Element, anchor: Element, body: Element | None) -> bool:
    """Whether an element tells of another article: it shares a small block with a headline-long link."""
    for up in element.iterancestors():
        if up is anchor or up in (body, anchor.getparent()) or any(up is above for above in anchor.iterancestors()):
            return False
        if up.tag == "aside" or (up.tag == "a" and _said(up)):
            return True
        if any(_said(link) >= _HEADLINE_LINK for link in up.iter("a")):
            return True
    return False


def _said(link: Element) -> int:
    """How much a link says beside dates: WordPress and Blogger make the date itself one."""
    dates = [text_of(part) for part in link.iter("time", "abbr")]
    return max(len(text_of(link)) - sum(len(date) + 1 for date in dates), 0)


def _to_the_minute(block: Element, day: Stamp, now: datetime) -> Stamp:
    """The day of a block with the minute that one of its parts gives: a name glued to a clock hides it in the whole."""
    parts = (_read(part, now) for part in islice(block.iterdescendants(*_HOLDERS), _PARTS))
    inside = next((part for part in parts if part and part.moment and part.day == day.day), None)
    return inside or _with_next(block, day, now)


def _with_next(block: Element, day: Stamp, now: datetime) -> Stamp:
    """The day with the clock that fills the element after it, if one does."""
    beside = block.getnext()
    text = text_of(beside) if beside is not None and isinstance(beside.tag, str) else ""
    if not _CLOCK.match(text):
        return day
    both = read_date(f"{day.day:%d/%m/%Y} {text}", "visible", now)
    return both if both and both.day == day.day else day


def _of_title(told: str, now: datetime) -> Stamp | None:
    """The moment that a date shows in full when it is pointed at ("20 giờ trước")."""
    stamp = read_date(told, "visible", now) if len(told) <= _LONGEST else None
    return stamp if stamp and stamp.moment else None


def _of_calendar(element: Element) -> str:
    """A date whose day, month and year stand in elements of their own, as they call themselves; "" for another."""
    parts = [part for part in element if _CALENDAR.search(part.get("class") or "")]
    return " ".join(map(text_of, parts)) if 1 < len(parts) == len(element) <= _MOST_BOXES else ""


def _read(element: Element, now: datetime) -> Stamp | None:
    machine = element.get("datetime") or (
        element.get("content") if element.get("itemprop") or element.get("property") else None
    )
    if not machine and element.tag == "abbr":
        machine = element.get("title")
    text = _of_calendar(element) or text_of(element)
    seen = read_date(text, "visible", now) if len(text) <= _LONGEST and _DIGITS.search(text) else None
    if told := _DIGITS.search(text) and element.get("title"):
        seen = _of_title(told, now) or seen
    if machine and (stamp := read_date(machine, "meta", now)):
        return checked(stamp, seen, machine)
    return seen
