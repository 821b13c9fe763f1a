"""The parents that follow a name: "xã Ngũ Phúc, huyện Kiến Thụy", "hai xã An Dục và Đông Hải (H. Quỳnh Phụ)"."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.places.before import plural
from nlp.places.cues import AND, LEVELS, LINKS, SHORT, Head
from nlp.places.found import Found
from nlp.places.syllables import Text

# How many names may stand between a name and its parent, and words between two names of one address.
_MOST_SIBLINGS = 25
_MOST_WORDS = 5
_PARENT_HEADS = frozenset({Head.DISTRICT, Head.CITY, Head.PROVINCE, Head.ISLAND})
_BROTHER_HEADS = frozenset({Head.UNIT, Head.VILLAGE, None})
_ABOVE_HEADS = frozenset({None, Head.CITY, Head.PROVINCE, Head.PLACE})
_BETWEEN = frozenset(" ,()-–—/:\"“”'‘’&\u00a0")
_USUAL = frozenset({" ", ", ", " ("})


def chains(found: Sequence[Found]) -> None:
    """Write down the parents after each name of one text."""
    for n, one in enumerate(found):
        doubt = _chain(one, found, n)
        if one.as_unit and not one.chained and one.siblings == 1 and not plural(one.text, one.head_at):
            one.astray = doubt


def _chain(one: Found, found: Sequence[Found], n: int) -> Found | None:
    """The name right after that may be a district in which no unit of this name is known."""
    last, doubt = one, None
    for other in found[n + 1 : n + 1 + _MOST_SIBLINGS]:
        if not _linked(one.text, last.end, other.start):
            break
        closed = _closed(one.text, last.end, other.start)
        if closed and one.chained and not (other.name.province and not other.head):
            break
        if _take(one, other):
            if last is one and not one.text.gaps[one.end].strip():
                one.after = False
            if one.province or one.elsewhere:
                if doubt is not None and one.province in doubt.name.district_in:
                    _refuse(one, doubt)
                break
        else:
            one.siblings += 1
            if one.as_unit and (other.name.province or last is not one) and _beside(one, other):
                other.head, other.head_at, other.listed = one.head, one.head_at, True
            if other.head not in _BROTHER_HEADS:
                break
            if (
                last is one
                and other.name.district_in
                and not other.head
                and not _joined(one.text, one.end, other.start)
            ):
                doubt = other
        last = other
    return doubt


def _take(one: Found, other: Found) -> bool:
    """Whether `other` is a parent of `one`; it is written down then."""
    name, key, at, head = one.name, other.name.key, (other.opening, other.end), other.head
    if head is Head.UNIT and not other.listed:
        return False
    level = head in _PARENT_HEADS and not other.listed
    if not one.district and not one.elsewhere and other.name.district_in and head is not Head.PROVINCE:
        if key in name.by_district or any(key in place.districts for place in name.locals):
            if level or other.listed or head in (None, Head.PLACE):
                one.district, one.district_at, other.used = key, at, True
                return True
        elif level and not (head is not Head.DISTRICT and other.name.province in name.by_province):
            one.elsewhere, one.elsewhere_at, other.used = key, at, True
            return True
    if other.name.province and head in _ABOVE_HEADS and not _beside(one, other):
        one.province, one.province_at, other.used = other.name.province, at, True
        return True
    return False


def _beside(one: Found, other: Found) -> bool:
    """Whether a name with no word before it is a commune's beside this one, though also a province's or a district's.

    "phường Thủy Nguyên, Hòa Bình": no commune of `one`'s name lies in that province, but one of each name in another.
    """
    here, there = one.name.by_province, other.name.by_province
    return other.head is None and other.name.province not in here and not here.keys().isdisjoint(there)


def _refuse(one: Found, doubt: Found) -> None:
    """A district without its word, of the province that follows, in which no unit of that name is known."""
    one.elsewhere, one.elsewhere_at, one.province = doubt.name.key, (doubt.start, one.province_at[1]), ""
    doubt.used = True


def _linked(text: Text, end: int, start: int) -> bool:
    """Whether two names stand in one address or list: only separators, level words and links between them."""
    if start - end > _MOST_WORDS:
        return False
    keys, gaps, words = text.keys, text.gaps, text.words
    for j in range(end, start + 1):
        gap = gaps[j]
        short = gap in (".", ". ") and j > end and keys[j - 1] in SHORT and words[j - 1][0].isupper()
        if gap not in _USUAL and not short and not _BETWEEN.issuperset(gap):
            return False
        if j < start and keys[j] not in LINKS and keys[j] not in LEVELS:
            return False
    return True


def _joined(text: Text, end: int, start: int) -> bool:
    return any(key in AND for key in text.keys[end:start])


def _closed(text: Text, end: int, start: int) -> bool:
    return any(")" in gap for gap in text.gaps[end : start + 1])
