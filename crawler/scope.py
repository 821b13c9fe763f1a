"""Where on a page the article's text stands, and what stands amid it that belongs to others.

A known layout names its container; in an unknown one it is the element with most running text. Boxes and teasers of
other articles are told by known selectors, by telling class names, and by being nothing but a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from crawler import layouts
from crawler.tree import Element, Sheet, lines_of, text_of

# The thresholds here were swept on the 35 real article pages (press/truth.jsonl, November 2026): over the ranges given
# all figures stay the same.

# A known container with less prose is a teaser or an empty shell (photo pages, scripts that load the text later).
# 50..800.
LEAST_PROSE = 200
# An inner container is taken while it keeps this share of the outer one's prose. 0.5..0.8; from 0.85 on a page of
# 2015 keeps its advertisements and loses its author.
_KEPT = 0.7
# A link alone in its paragraph is a teaser from this length on (shorter: headings). ">> " may stand before it.
# 15..50.
_TEASER, _ARROWS = 25, 12
_LINK_BLOCKS = frozenset("p h2 h3 h4 div li".split())
# What a teaser says beside its headline: a summary and a date. 0..400.
_SUMMARY = 250
# A box holds less than this share of the text around it. 0.1..0.6.
_BOX_SHARE = 0.4
# An advertisement's label, a player, a row of buttons says less than this.
_TOOL = 120
# Pieces of text shorter than this are labels, not prose.
_CHUNK = 40
_NO_TEXT = frozenset(("a", "script", "style", "noscript", "head", "title"))
_PARAGRAPHS = frozenset(("p", "figure", "figcaption"))
_INLINE = frozenset("abbr b big cite code em font i mark q s small span strong sub sup u".split())
# What a box of other articles calls itself.
_HEADED = re.compile(
    r"^\W*(?:(?:các )?(?:tin|bài)(?: viết| tức)?(?: mới)? (?:liên quan|khác|cùng (?:chuyên mục|chủ đề)|nổi bật"
    r"|đọc nhiều|cũ hơn|đã đưa|mới(?: nhất| hơn)?)|(?:đọc|xem)(?: nhiều(?: nhất)?| thêm| tiếp)"
    r"|(?:có thể )?bạn (?:có thể )?quan tâm|cùng chuyên mục|mới nhất|related(?: news| articles| stories)?"
    r"|read more|most read)\W*$",
    re.IGNORECASE,
)
# How far up a heading's block is looked for, and how many such headings a page has at most.
_CLIMB, _MOST_COMMENTS = 8, 10
_COMMENTS = re.compile(
    r"^\W*(?:\d+ )?(?:(?:ý kiến|bình luận|phản hồi)(?: (?:của )?(?:bạn đọc|độc giả))?|comments?"
    r"|liên hệ báo chí|(?:press|media) contacts?)\W*(?:\d+\W*)?$",
    re.IGNORECASE,
)
_COLUMNS = frozenset(("td", "div", "p", "ul"))
_LONGEST_HEADING, _FEWEST_LINKS, _LINK_SHARE, _LINKS_ALONE = 40, 2, 0.25, 0.7
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# A list of terms this short with a date in it says when the article came out and who wrote it.
_DATED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_BOXES = frozenset(layouts.BOXES)
_ASIDE = frozenset(("nav", "dialog", "amp-ad", "amp-embed", "amp-list", "amp-sidebar", "amp-consent"))


def find_container(sheet: Sheet, headline: Element | None) -> Element | None:
    """The element that holds the article's text in a known layout; None where none is plainly it.

    One with little text counts (a scanned notice, a video) unless running text stands elsewhere on the page.
    """
    after = sheet.place.get(headline, 0) if headline is not None else 0
    above = set(headline.iterancestors()) if headline is not None else set()
    found = [e for e in dict.fromkeys(sheet.first(layouts.BODY)) if sheet.place[e] > after or e in above]
    prose = {element: prose_length(element) for element in found}
    outer = max(prose, key=lambda e: (prose[e], -sheet.place[e]), default=None)
    if outer is None or (prose[outer] < LEAST_PROSE and densest(sheet.root) is not None):
        return None
    inner = [e for e in found if prose[e] >= _KEPT * prose[outer] and (e is outer or outer in e.iterancestors())]
    return max(inner, key=lambda e: sheet.place[e])


def prose_length(element: Element) -> int:
    """Characters of text that are neither links nor scripts."""
    other = sum(length(part.itertext()) for part in element.iter("a", "script", "style"))
    return max(length(element.itertext()) - other, 0)


def length(texts: Iterable[str]) -> int:
    """Characters of all texts, without the blanks around each."""
    return sum(len(text.strip()) for text in texts)


def densest(root: Element) -> Element | None:
    """The element that holds most running text, by itself or in its own paragraphs: what an article must be like."""
    weight: dict[Element, int] = {}
    around_page = {part for block in root.iter("footer", "nav") for part in block.iter()}
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in _NO_TEXT or element in around_page:
            continue
        own = sum(len(text) for text in _own_texts(element) if len(text) >= _CHUNK)
        if own and (home := _home(element)) is not None:
            weight[home] = weight.get(home, 0) + own
    best = max(weight, key=lambda e: weight[e], default=None)
    around = _of_divs(weight)
    if best is not None and around and weight[best] < _KEPT * around[1]:
        return around[0] if around[1] >= LEAST_PROSE else None
    return best if best is not None and weight[best] >= LEAST_PROSE else None


def _of_divs(weight: dict[Element, int]) -> tuple[Element, int] | None:
    """Where portals write each paragraph in a <div>: the element around most of them, and what it holds."""
    held: dict[Element, int] = {}
    for element, own in weight.items():
        up = element.getparent()
        if up is not None and element.tag == "div" and len(lines_of(element)) == 1:
            held[up] = held.get(up, weight.get(up, 0)) + own
    best = max(held, key=lambda e: held[e], default=None)
    return (best, held[best]) if best is not None else None


def _own_texts(element: Element) -> Iterator[str]:
    yield (element.text or "").strip()
    for child in element:
        yield (child.tail or "").strip()


def _home(element: Element) -> Element | None:
    """The block in which an element's text stands; of a paragraph or caption the one around it. None in a link."""
    for up in (element, *element.iterancestors()):
        if up.tag == "a":
            return None
        if up.tag not in _INLINE and up.tag not in _PARAGRAPHS:
            return up
    return None


def link_paragraphs(scope: Element) -> list[Element]:
    """Blocks that are nothing but a link to another article, with the teaser around it: "tin liên quan" in the text."""
    found: dict[Element, None] = {}
    for link in scope.iter("a"):
        text = text_of(link)
        block = _block_of(link, len(text), scope) if len(text) >= _TEASER else None
        if block is not None:
            found[block] = None
    return [block for block in found if not any(up in found for up in block.iterancestors())]


def _block_of(link: Element, length: int, scope: Element) -> Element | None:
    """The block around a link that is all of its text; then as far up as hardly more than a teaser is added."""
    block: Element | None = None
    for up in link.iterancestors():
        most = length + (_ARROWS if block is None else _SUMMARY)
        if up is scope or up.tag in ("body", "td") or len(text_of(up)) > most:
            break
        if up.tag in _LINK_BLOCKS or block is not None:
            block = up
    return block if block is None or block.tag != "li" or _all_links(block.getparent()) else None


def _all_links(items: Element | None) -> bool:
    """Whether each item of a list is one link: a list of articles, not a text with links in it."""
    return items is not None and all(
        len(text_of(item)) <= sum(len(text_of(link)) for link in item.iter("a")) + _ARROWS for item in items
    )


def headed_boxes(scope: Element) -> list[Element]:
    """Blocks that begin with "Tin khác", "Đọc nhiều" and lead to other articles, and columns of nothing but links."""
    teasers = _teasers(scope)
    found: dict[Element, None] = {}
    for element in scope.iter() if teasers else ():
        own = (element.text or "").strip() if isinstance(element.tag, str) and element is not scope else ""
        if (
            own
            and len(own) <= _LONGEST_HEADING
            and _HEADED.match(own)
            and (box := _headed(element, teasers)) is not None
        ):
            found[box] = None
    for element, (count, links) in teasers.items():
        if count >= _FEWEST_LINKS and element.tag in _COLUMNS and links >= _LINKS_ALONE * len(text_of(element)):
            found[element] = None
    return [box for box in found if not any(up in found for up in box.iterancestors())]


def readers_words(scope: Element) -> list[Element]:
    """Blocks that begin with "Bình luận", "Ý kiến bạn đọc (2)": what readers wrote under the article."""
    headings = (e for e in scope.iter() if isinstance(e.tag, str) and e is not scope and _heads_comments(e))
    blocks = (_begun_by(heading, scope) for heading in islice(headings, _MOST_COMMENTS))
    found = dict.fromkeys(block for block in blocks if block is not None)
    return [block for block in found if not any(up in found for up in block.iterancestors())]


def _heads_comments(element: Element) -> bool:
    own = (element.text or "").strip()
    return 0 < len(own) <= _LONGEST_HEADING and bool(_COMMENTS.match(own))


def _begun_by(heading: Element, scope: Element) -> Element | None:
    """The largest block inside the scope that begins with a heading and says more than it."""
    own, block = text_of(heading), None
    for up in islice(heading.iterancestors(), _CLIMB):
        if up is scope or up.tag in ("body", "html", "article", "main") or not text_of(up).startswith(own):
            break
        block = up if len(text_of(up)) > len(own) else block
    return block


def _teasers(scope: Element) -> dict[Element, tuple[int, int]]:
    """How many headline-long links each element inside the scope holds, and how long they are together."""
    held: dict[Element, tuple[int, int]] = {}
    for link in scope.iter("a"):
        size = len(text_of(link))
        up = link.getparent() if size >= _TEASER else None
        while up is not None and up is not scope and up.tag != "body":
            count, sizes = held.get(up, (0, 0))
            held[up] = (count + 1, sizes + size)
            up = up.getparent()
    return held


def _headed(heading: Element, teasers: dict[Element, tuple[int, int]]) -> Element | None:
    """The block that a heading begins, where it leads to other articles and holds no headline."""
    own = text_of(heading)
    for up in heading.iterancestors():
        count, links = teasers.get(up, (0, 0))
        if count < _FEWEST_LINKS:
            if up.tag == "body" or not text_of(up).startswith(own):
                return None
            continue
        text = text_of(up)
        fits = text.startswith(own) and next(up.iter("h1"), None) is None and links >= _LINK_SHARE * len(text)
        return up if fits else None
    return None


def boxes(scope: Element) -> list[Element]:
    """Boxes about other articles inside the scope, by known selectors and telling class names; never the bulk of it."""
    most = _BOX_SHARE * max(prose_length(scope), 1)
    marked = [e for e in scope.iter() if isinstance(e.tag, str) and e is not scope and _is_box(e)]
    found = [e for e in marked if prose_length(e) < most]
    kept: set[Element] = set()
    for element in found:
        if not any(up in kept for up in element.iterancestors()):
            kept.add(element)
    return [element for element in found if element in kept]


def _is_box(element: Element) -> bool:
    if element.tag in _ASIDE or element.get("role") in ("dialog", "alertdialog"):
        return True
    marks = {f".{name}" for name in (element.get("class") or "").split()}
    marks |= {f"#{element.get('id')}", f"[type={element.get('type')}]"}
    if marks & _BOXES:
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    words = f"{element.get('class') or ''} {element.get('id') or ''}"
    if words.strip() and layouts.OVERLAY_LIKE.search(words):
        return True
    if layouts.SUMMARY_LIKE.search(words) or (
        element.tag == "dl" and _DATED.search(text := text_of(element)) and len(text) <= _TOOL
    ):
        return True
    if words.strip() and layouts.TOOL_LIKE.search(words) and len(text_of(element)) <= _TOOL:
        return True
    return bool(words.strip() and layouts.BOX_LIKE.search(words) and next(element.iter("a"), None) is not None)
