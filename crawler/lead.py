"""The sapo: the lead that newspapers print between headline and text, where the place name usually stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from crawler import layouts
from crawler.mastheads import is_masthead
from crawler.structured import Facts
from crawler.tree import Element, Sheet, letters, lines_of, text_of
from domain.text import one_line

# "(Dân trí) -", "(NLĐO)-", "TT -", "TP HCM -": who or where, before the first words.
# A word in capitals alone may be part of the sentence ("ASEAN - Nhật Bản ..."), so these are named.
_STAMP = re.compile(
    r"^(?:\([^()]{2,30}\)|\[[^\[\]]{2,30}\]|NDO|NDĐT|TPO|SGGPO|SGGP|PLO|NLĐO|HNMO|TTO|TNO|LĐO|DTO|TT|TTXVN|VOV|VTV|VTC|QĐND|CAND|GD&TĐ"
    r"|[\w-]+\.(?:vn|VN|net|com)|Dân trí|Tuổi Trẻ|Kinhtedothi|QĐND Online)\s*[-–—]+\s*(?=\S)"
)
_LOCATION = "location-stamp"
_LEAST, _LONGEST, _SAPO = 30, 1_500, 600
_SAME = 60
_MOST_INITIALS = 5
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# How many elements after the headline a sapo may stand.
_NEAR = 60
# What may stand around a description in its element, and how much of it must be found there.
_AROUND, _BEGINNING = 40, 20
# A link this long is another article's headline.
_TEASER = 25
_EMPHASIS = frozenset("h2 h3 h4 h5 b strong".split())
_ENDS = '.!?…”"'
_TAGS = frozenset("h2 h3 h4 p div strong b span em".split())
# A bold opening is a sapo before at least so many paragraphs, itself among them, and after so few labels at most.
_FEWEST, _LABELS = 3, 6
# What a site says of itself in the description of every page.
_OF_THE_SITE = re.compile(
    r"cơ quan ngôn luận|cập nhật (?:tin|nhanh|liên tục)|tin (?:tức )?(?:mới nhất|nóng nhất|nhanh nhất|24)"
    r"|(?:trang|cổng) thông tin điện tử|báo điện tử|đọc báo",
    re.IGNORECASE,
)
_TRUNCATED = re.compile(r"(?:\.{3}|…)$")


@dataclass(frozen=True, slots=True)
class Lead:
    """The sapo for reading (its place stays, the newspaper's stamp goes) and as printed; both "" without one.

    `origin`: shown (its own line on the page), opening (the text's bold beginning), meta (the page's description).
    """

    text: str = ""
    printed: str = ""
    origin: str = ""


def read_lead(
    sheet: Sheet,
    facts: Facts,
    headline: Element | None,
    title: str,
    body: Element | None = None,
    names: tuple[str, ...] = (),
) -> Lead:
    """The sapo shown on the page, else its description. `body` is the text's element, which may begin with it.

    `names` are the newspaper's, which it may stand under ("Biển Xanh - ...").
    """
    lead = _found(sheet, facts, headline, title, body)
    head, dash, rest = lead.text.partition(" - ")
    own = dash and len(head) <= _AROUND and (is_masthead(head, names=names) or head in _initials(names))
    return replace(lead, text=rest.strip()) if own else lead


def _initials(names: tuple[str, ...]) -> set[str]:
    """How newspapers shorten their names before a sapo: "Biển Xanh" as "BX", "BXO", "BBX"."""
    words = (re.sub(r"^báo\s+(?:điện tử\s+)?", "", name, flags=re.IGNORECASE).split() for name in names)
    short = {"".join(word[0] for word in parts).upper() for parts in words if 1 < len(parts) <= _MOST_INITIALS}
    return {form for own in short for form in (own, f"{own}O", f"B{own}")}


def _found(sheet: Sheet, facts: Facts, headline: Element | None, title: str, body: Element | None) -> Lead:
    described = max((_bare(text, title) for text in _descriptions(sheet, facts)), key=len, default="")
    element = _shown(sheet, headline, title, described, body)
    if element is not None:
        return replace(_printed(element, described), origin="shown")
    opening = (
        _split(_bold_opening(body, title) or _emphasised(sheet, headline, title, body)) if body is not None else Lead()
    )
    if not opening.text and not described and body is not None and headline is not None:
        opening = _split(_alone(sheet, headline, title, body))
    held = _agree(opening.text, described) if described and opening.text else False
    if opening.text and not held:
        return replace(opening, origin="opening")
    told = bool(described) and not _OF_THE_SITE.search(described)
    return replace(_split(described), origin="meta") if told else Lead()


def _emphasised(sheet: Sheet, headline: Element | None, title: str, body: Element) -> str:
    """A bold sentence, or one in a heading, between headline and text: how old portals print a sapo."""
    first, last = sheet.place.get(headline, 0) if headline is not None else 0, sheet.place[body]
    between = (e for e, at in sheet.place.items() if first < at < last and e.tag in _EMPHASIS)
    texts = ((e, text_of(e)) for e in between if headline is not None and not _in_link(e))
    said = (text for _, text in texts if _SAME <= len(text) <= _LONGEST and text[-1] in _ENDS)
    return next((text for text in said if letters(text) != letters(title)), "")


def _alone(sheet: Sheet, headline: Element, title: str, body: Element) -> str:
    """The one sentence that stands in an element of its own beside the text, after the headline."""
    first, last = sheet.place[headline], sheet.place[body]
    around = body.getparent()
    beside = [
        e for e in (around if around is not None else ()) if e.tag in _TAGS and first < sheet.place.get(e, 0) < last
    ]
    said = [text for e in beside if _SAME <= len(text := text_of(e)) <= _SAPO and text[-1] in _ENDS and not _in_link(e)]
    return said[0] if len(said) == 1 and letters(said[0]) != letters(title) else ""


def _in_link(element: Element) -> bool:
    return any(up.tag == "a" for up in element.iterancestors()) or next(element.iter("a"), None) is not None


def _bold_opening(body: Element, title: str) -> str:
    """The first paragraph where all of it is bold or slanted, and others follow: a sapo printed inside the text."""
    lines = [line for line in lines_of(body) if letters(line) != letters(title)]
    long = [number for number, line in enumerate(lines) if len(line) >= _SAME and " " in line]
    if len(long) < _FEWEST or long[0] > _LABELS or len(lines[long[0]]) > _LONGEST:
        return ""
    opening = lines[long[0]]
    marked = (e for e in body.iter("span", "p", "div") if (style := e.get("style")) and _BOLD.search(style))
    bold = (text_of(part) for part in (*body.iter("b", "strong", "em", "i", "h2", "h3", "h4"), *marked))
    return opening if any(text == opening for text in bold) and opening[-1] not in ":?" else ""


def _descriptions(sheet: Sheet, facts: Facts) -> list[str]:
    names = ("og:description", "description", "twitter:description")
    return [*(text for name in names for text in sheet.metas.get(name, ())[:1]), facts.description]


def _bare(text: str, title: str) -> str:
    """A description without " - VnExpress" at its end; "" when it only repeats the title or is no sentence."""
    plain = one_line(re.sub(r"\s+[-|]\s+\S+$", "", text))
    return "" if len(plain) < _LEAST or letters(plain) == letters(title) or "${" in plain else plain


def _shown(sheet: Sheet, headline: Element | None, title: str, described: str, body: Element | None) -> Element | None:
    """The sapo's own element: one that agrees with the description, else a known one soon after the headline."""
    after = sheet.place.get(headline, 0) if headline is not None else 0
    last = max(sheet.extent(body)[1], after) if body is not None and sheet.place[body] > after else after + _NEAR
    near = [e for e, at in sheet.place.items() if 0 < at - after <= _NEAR]
    marked = [*sheet.first(layouts.SAPO), *(e for e in near if _is_like(e))]
    fitting = [e for e in marked if _may_be_lead(text_of(e), title)]
    agreeing = next((e for e in fitting if described and _agree(text_of(e), described)), None)
    if agreeing is not None or headline is None:
        return agreeing
    if (speaking := _speaking(near, title, described)) is not None:
        return speaking
    own = (e for e in fitting if 0 < sheet.place[e] - after <= _NEAR and sheet.place[e] < last)
    return next((e for e in own if not _of_others(e, headline)), None)


def _of_others(element: Element, headline: Element) -> bool:
    """Whether an element belongs to a teaser (it shares a block with another article's link) or to a picture."""
    for up in element.iterancestors():
        if any(up is above for above in headline.iterancestors()):
            return False
        if up.tag in ("a", "aside", "figure") or any(len(text_of(link)) >= _TEASER for link in up.iter("a")):
            return True
        if next(up.iter("img"), None) is not None and len(text_of(up)) <= len(text_of(element)) + _AROUND:
            return True
    return False


def _may_be_lead(text: str, title: str) -> bool:
    return _LEAST <= len(text) <= _LONGEST and "${" not in text and letters(text) != letters(title)


def _speaking(near: list[Element], title: str, described: str) -> Element | None:
    """In a layout we do not know: the first element after the headline that says just what the description says."""
    texts = ((e, text_of(e)) for e in near if e.tag in _TAGS) if described else ()
    longest = len(described) + _AROUND
    return next((e for e, t in texts if len(t) <= longest and _may_be_lead(t, title) and _agree(t, described)), None)


def _is_like(element: Element) -> bool:
    return any(layouts.SAPO_LIKE.search(name) for name in (element.get("class") or "").split())


def _printed(element: Element, described: str) -> Lead:
    """The element's text; a place in a span of its own, which style sheets part by a dash, is parted from the text."""
    text = text_of(element)
    place = next((text_of(part) for part in element.find_class(_LOCATION) if part is not element), "")
    glued = text.find(described[:_BEGINNING]) if described else 0
    if not place and 0 < glued <= _AROUND and text[glued - 1].isalpha():
        place = text[:glued]
    if not place or not text.startswith(place):
        return _split(_after_masthead(element, text))
    rest = text.removeprefix(place).lstrip(" -–")
    return Lead(f"{place} - {rest}", f"{place} {rest}")


def _after_masthead(element: Element, text: str) -> str:
    """The text with a dash after a newspaper's name that stands in a line of its own before it."""
    lines = lines_of(element)
    return f"{lines[0]} - {' '.join(lines[1:])}" if len(lines) > 1 and is_masthead(lines[0].strip("()- ")) else text


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
        # Short lines before the sapo are the page's: a rubric, a date, a name.
        rest = [line for line in paragraphs[:index] if len(line) >= _SAME] + paragraphs[index + 1 :]
        if own and (own == whole or (len(own) > 30 and (own in whole or whole[:_SAME] == own[:_SAME]))):
            return _longer(lead, paragraph), rest
        if own.endswith(whole) and len(own) <= len(whole) + _AROUND:
            return lead, rest
    return lead, paragraphs


def _longer(lead: Lead, paragraph: str) -> Lead:
    """A description cut short gives way to the paragraph that it began."""
    whole = _split(paragraph)
    return replace(whole, origin="opening") if len(whole.text) > len(lead.text) else lead
