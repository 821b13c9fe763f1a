"""The sapo: the lead that newspapers print between headline and text, where the place name usually stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler import layouts
from crawler.structured import Facts
from crawler.tree import Element, Sheet, letters, text_of
from domain.text import one_line

# "(Dân trí) -", "(NLĐO)-", "TT -", "TP HCM -": who or where, before the first words.
_STAMP = re.compile(r"^(?:\([^()]{2,30}\)|(?:[A-ZĐ]{2,8}O?|Tuổi Trẻ|VOV\.VN|Dân trí|Baodautu\.vn))\s*[-–—]+\s*(?=\S)")
_LOCATION = "location-stamp"
_LEAST, _LONGEST = 30, 1_500
_SAME = 60
# How many elements after the headline a sapo may stand.
_NEAR = 60
_TRUNCATED = re.compile(r"(?:\.{3}|…)$")


@dataclass(frozen=True, slots=True)
class Lead:
    """The sapo for reading (its place stays, the newspaper's stamp goes) and as printed; both "" without one."""

    text: str = ""
    printed: str = ""


def read_lead(sheet: Sheet, facts: Facts, headline: Element | None, title: str) -> Lead:
    """The sapo shown on the page, else its description."""
    described = max((_bare(text, title) for text in _descriptions(sheet, facts)), key=len, default="")
    element = _shown(sheet, headline, title, described)
    return _printed(element) if element is not None else _split(described)


def _descriptions(sheet: Sheet, facts: Facts) -> list[str]:
    names = ("og:description", "description", "twitter:description")
    return [*(text for name in names for text in sheet.metas.get(name, ())[:1]), facts.description]


def _bare(text: str, title: str) -> str:
    """A description without " - VnExpress" at its end; "" when it only repeats the title or is no sentence."""
    plain = one_line(re.sub(r"\s+[-|]\s+\S+$", "", text))
    return "" if len(plain) < _LEAST or letters(plain) == letters(title) or "${" in plain else plain


def _shown(sheet: Sheet, headline: Element | None, title: str, described: str) -> Element | None:
    """The sapo's own element: one that agrees with the description, else a known one soon after the headline."""
    after = sheet.place.get(headline, 0) if headline is not None else 0
    found = [(e, text_of(e)) for e in [*sheet.first(layouts.SAPO), *_like(sheet, after)]]
    fitting = [
        (e, t) for e, t in found if _LEAST <= len(t) <= _LONGEST and "${" not in t and letters(t) != letters(title)
    ]
    for element, text in fitting:
        if described and _agree(text, described):
            return element
    near = (e for e, _ in fitting if headline is not None and 0 < sheet.place[e] - after <= _NEAR)
    return next(near, None)


def _like(sheet: Sheet, after: int) -> list[Element]:
    """Elements soon after the headline whose class says sapo in a layout we do not know."""
    near = [e for e, at in sheet.place.items() if 0 < at - after <= _NEAR]
    return [e for e in near if any(layouts.SAPO_LIKE.search(name) for name in (e.get("class") or "").split())]


def _printed(element: Element) -> Lead:
    """The element's text; a place in a span of its own, which style sheets part by a dash, is parted from the text."""
    text = text_of(element)
    place = next((text_of(part) for part in element.find_class(_LOCATION) if part is not element), "")
    if not place or not text.startswith(place):
        return _split(text)
    rest = text.removeprefix(place).lstrip(" -–")
    return Lead(f"{place} - {rest}", f"{place} {rest}")


def _agree(text: str, described: str) -> bool:
    """Whether one begins with, or holds, the beginning of the other."""
    first, second = letters(_split(text).text), letters(_split(_TRUNCATED.sub("", described)).text)
    return bool(first and second) and (second[:_SAME] in letters(text) or first[:_SAME] in second)


def _split(text: str) -> Lead:
    match = _STAMP.match(text)
    return Lead(text[match.end() :].strip() if match else text, text)


def settle(lead: Lead, paragraphs: list[str]) -> tuple[Lead, list[str]]:
    """The lead and the body without it: a body that begins with the sapo loses it, one that holds it later keeps it."""
    whole = letters(lead.text)
    if not whole:
        return lead, paragraphs
    for index, paragraph in enumerate(paragraphs[:3]):
        own = letters(_split(paragraph).text)
        if own and (own == whole or (len(own) > 30 and (own in whole or whole[:_SAME] == own[:_SAME]))):
            return _longer(lead, paragraph), paragraphs[:index] + paragraphs[index + 1 :]
    return lead, paragraphs


def _longer(lead: Lead, paragraph: str) -> Lead:
    """A description cut short gives way to the paragraph that it began."""
    whole = _split(paragraph)
    return whole if len(whole.text) > len(lead.text) else lead
