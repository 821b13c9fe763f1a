"""An article with its page around it: what a reader sees, and which blocks of that are not the article.

Two copies of one article are compared word by word (nlp.changes). The page's own furniture is told here, so that a new
menu, advertisement or counter is never taken for a change of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.encoding import html_text
from crawler.layouts import BOX_LIKE, BOXES
from crawler.structured import read_facts
from crawler.tree import Element, Sheet, letters, lines_of, parse, text_of
from domain.press import Article, Page
from domain.text import one_line
from domain.watch import Copy

_FURNITURE_TAGS = ("a", "nav", "aside", "footer", "ins", "form", "button", "marquee")
_FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:ads?|adv\w*|banner|qc|quang-?cao|sponsor\w*|promo\w*|popup|modal|cookies?|consent|gdpr|newsletter|"
    r"subscri\w*|dang-?ky|widget|weather|thoi-?tiet|gia-?vang|ty-?gia|counter|views?|luot-?xem|comments?|binh-?luan|"
    r"share|social|breadcrumbs?|menu|nav|footer|trending|ticker|hot|doc-?nhieu|most-?read|tags?|app-?download|follow|"
    r"login|paywall|zalo|survey|poll|rating|authors?|byline|tac-?gia|bio|copyright|license|source|nguon)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_TITLES = ("og:title", "twitter:title", "title", "headline")
_DESCRIPTIONS = ("alt", "title", "data-caption", "data-desc")
_CLOSED = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)


def copy_of(page: Page, article: Article) -> Copy:
    """The article read from a page, and the page around it."""
    sheet = parse(html_text(page.body, page.header("content-type")))
    whole = bool(_CLOSED.search(page.body[-4_000:]))
    if sheet is None:
        return Copy(article, whole=whole)
    body = next(iter(sheet.index.get("body", ())), sheet.root)
    return Copy(
        article,
        visible=(*lines_of(body), *_beside(sheet)),
        furniture=tuple(dict.fromkeys(_furniture(sheet, article))),
        titles=tuple(dict.fromkeys(_titles(sheet, page.final_url))),
        whole=whole,
    )


def _beside(sheet: Sheet) -> Iterator[str]:
    """Words that stand on a page without being text: descriptions of pictures, of which captions are made later by
    scripts, and labels of buttons."""
    for picture in sheet.index.get("img", ()):
        yield from filter(None, (one_line(picture.get(name) or "") for name in _DESCRIPTIONS))
    for button in sheet.index.get("button", ()):
        if label := one_line("".join(button.itertext())):
            yield label


def _furniture(sheet: Sheet, article: Article) -> Iterator[str]:
    """Blocks that stand in menus, links, boxes and advertisements; what holds the article's own text is none."""
    own = letters(max(article.body.split("\n"), key=len, default=""))
    holders: set[Element] = set()
    for element in [*sheet.place]:
        if element.tag in _FURNITURE_TAGS or _is_furniture(element):
            holders.add(element)
    holders.update(sheet.first(BOXES))
    for element in holders:
        lines = lines_of(element)
        if not own or own not in letters("".join(lines)):
            yield from lines


def _is_furniture(element: Element) -> bool:
    if element.tag in ("html", "body", "main", "article", "h1"):
        return False
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(marks.strip()) and bool(_FURNITURE.search(marks) or BOX_LIKE.search(marks))


def _titles(sheet: Sheet, url: str) -> Iterator[str]:
    for name in _TITLES:
        yield from sheet.metas.get(name, ())
    for tag in ("title", "h1"):
        yield from filter(None, map(text_of, sheet.index.get(tag, ())))
    if headline := read_facts(sheet, url).headline:
        yield headline
