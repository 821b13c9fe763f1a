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
_TRUNCATED = re.compile(r"(?:\.{3}|…)$")


@dataclass(frozen=True, slots=True)
class Lead:
    """The sapo for reading, and the stamp that stood before it ("(Dân trí) -"); both "" where the page has none."""

    text: str = ""
    stamp: str = ""

    @property
    def printed(self) -> str:
        """As the page prints it, stamp first."""
        return f"{self.stamp} {self.text}".strip()


def read_lead(sheet: Sheet, facts: Facts, headline: Element | None, title: str) -> Lead:
    """The sapo shown on the page, else its description."""
    descriptions = [_bare(text, title) for text in _descriptions(sheet, facts)]
    described = max(descriptions, key=len, default="")
    shown = _shown(sheet, headline, title, described)
    return _split(shown or described)


def _descriptions(sheet: Sheet, facts: Facts) -> list[str]:
    names = ("og:description", "description", "twitter:description")
    return [*(text for name in names for text in sheet.metas.get(name, ())[:1]), facts.description]


def _bare(text: str, title: str) -> str:
    """A description without " - VnExpress" at its end; "" when it only repeats the title or is no sentence."""
    plain = one_line(re.sub(r"\s+[-|]\s+\S+$", "", text))
    return "" if len(plain) < _LEAST or letters(plain) == letters(title) or "${" in plain else plain


def _shown(sheet: Sheet, headline: Element | None, title: str, described: str) -> str:
    """The text of the sapo's own element: one that agrees with the description, else one after the headline."""
    after = sheet.place.get(headline, 0) if headline is not None else 0
    found = [(e, _printed(e)) for e in [*sheet.first(layouts.SAPO), *_like(sheet, after)]]
    fitting = [
        (e, t) for e, t in found if _LEAST <= len(t) <= _LONGEST and "${" not in t and letters(t) != letters(title)
    ]
    agreeing = next((text for _, text in fitting if described and _agree(text, described)), "")
    if agreeing:
        return agreeing
    near = (text for e, text in fitting if headline is not None and 0 < sheet.place[e] - after <= 60)
    return next(near, "")


def _like(sheet: Sheet, after: int) -> list[Element]:
    """Elements soon after the headline whose class says sapo in a layout we do not know."""
    near = [e for e, at in sheet.place.items() if 0 < at - after <= 60]
    return [e for e in near if any(layouts.SAPO_LIKE.search(name) for name in (e.get("class") or "").split())]


def _printed(element: Element) -> str:
    """The element's text; a place stamp in a span of its own is parted from the first word."""
    stamp = next((part for part in element.find_class(_LOCATION) if part is not element), None)
    text = text_of(element)
    place = text_of(stamp) if stamp is not None else ""
    return f"{place} {text.removeprefix(place).lstrip()}" if place and text.startswith(place) else text


def _agree(text: str, described: str) -> bool:
    """Whether one begins with, or holds, the beginning of the other."""
    first, second = letters(_split(text).text), letters(_split(_TRUNCATED.sub("", described)).text)
    return bool(first and second) and (second[:_SAME] in letters(text) or first[:_SAME] in second)


def _split(text: str) -> Lead:
    match = _STAMP.match(text)
    return Lead(text[match.end() :].strip(), match[0].strip()) if match else Lead(text)


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
