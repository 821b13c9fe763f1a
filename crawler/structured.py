"""What a page says of itself to machines: the article in its JSON-LD, read leniently.

Met on real pages: entities inside JSON, escaped once or twice; raw line breaks in strings; arrays in arrays; @graph;
trailing commas; an empty block; a quote inside a headline that breaks the block (then single fields are salvaged).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from crawler.tree import Sheet, letters, plain, text_of

_LONGEST = 300_000
_DEEPEST = 6
_MOST_REFERENCES = 20
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
_LISTS = re.compile(r"(?:ItemList|CollectionPage|SearchResultsPage|ProfilePage)$")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_FIELD = r'"{}"\s*:\s*"((?:[^"\\\n]|\\.)*)"'
_SALVAGED = ("headline", "datePublished", "dateModified", "articleSection", "description")


@dataclass(frozen=True, slots=True)
class Facts:
    """The fields of the page's article object, "" or empty where it has none; `listing` says a list page's object."""

    headline: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    article: bool = False
    listing: bool = False


def read_facts(sheet: Sheet, url: str) -> Facts:
    """The facts of the object that speaks of this page: by its address, its headline, else the first with a date."""
    blocks = [script.text or "" for script in sheet.index.get("script", ()) if _is_json(script.get("type", ""))]
    objects = [found for block in blocks for found in _objects(block)]
    articles = [found for found in objects if _has_type(found, _ARTICLE)]
    breadcrumb = next((name for found in objects if (name := _breadcrumb(found))), "")
    listing = any(_has_type(found, _LISTS) for found in objects)
    if not articles:
        return Facts(section=breadcrumb, listing=listing)
    chosen = _chosen(articles, sheet, url)
    named = {key: found for found in objects if isinstance(key := found.get("@id"), str) and "name" in found}
    return _facts({**chosen, "author": _resolved(chosen.get("author"), named)}, breadcrumb, listing)


def _resolved(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """An author given by reference as the object that the page's graph has under that name."""
    if isinstance(value, list):
        return [_resolved(item, named) for item in value[:_MOST_REFERENCES]]
    if isinstance(value, dict) and "name" not in value:
        return named.get(str(value.get("@id")), value)
    return value


def _chosen(articles: list[dict[str, Any]], sheet: Sheet, url: str) -> dict[str, Any]:
    """The one among a page's article objects that is the page's: others are of its teasers."""
    titles = letters(" ".join((sheet.meta("og:title"), *(text_of(title) for title in sheet.index.get("title", ())))))
    for found in articles:
        if _speaks_of(found, url):
            return found
    for found in articles:
        if (headline := letters(_text(found.get("headline")))) and headline in titles:
            return found
    return next((found for found in articles if found.get("datePublished")), articles[0])


def _is_json(kind: str) -> bool:
    return "ld+json" in kind.lower()


def _has_type(found: dict[str, Any], wanted: re.Pattern[str]) -> bool:
    kinds = found.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and wanted.search(name) for name in names)


def _objects(block: str) -> Iterator[dict[str, Any]]:
    text = _WRAPPING.sub("", _WRAPPING.sub("", block[:_LONGEST].strip())).strip().rstrip(";")
    if not text:
        return
    for candidate in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            yield from _flatten(json.loads(candidate, strict=False), 0)
            return
        except (ValueError, RecursionError):
            continue
    yield from _salvage(text)


def _flatten(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flatten(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity"):
            yield from _flatten(value.get(key), depth + 1)


def _salvage(text: str) -> Iterator[dict[str, Any]]:
    """Single fields of a broken block, when it is an article's."""
    kind = re.search(r'"@type"\s*:\s*"(\w*(?:Article|BlogPosting))"', text)
    if not kind:
        return
    found: dict[str, Any] = {"@type": kind[1]}
    for name in _SALVAGED:
        if match := re.search(_FIELD.format(name), text):
            found[name] = match[1]
    if match := re.search(r'"author"\s*:[\[{\s]*(?:"@type"\s*:\s*"\w+"\s*,\s*)?"name"\s*:\s*"([^"\n]*)"', text):
        found["author"] = match[1]
    yield found


def _speaks_of(found: dict[str, Any], url: str) -> bool:
    page = found.get("mainEntityOfPage")
    named = [found.get("url"), found.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    tail = url.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    return bool(tail) and any(isinstance(name, str) and tail in name for name in named)


def _facts(found: dict[str, Any], breadcrumb: str, listing: bool) -> Facts:
    return Facts(
        headline=_text(found.get("headline") or found.get("name")),
        published=_text(found.get("datePublished") or found.get("dateCreated")),
        modified=_text(found.get("dateModified")),
        authors=tuple(_names(found.get("author"), 0)),
        description=_text(found.get("description")),
        section=_text(_last(found.get("articleSection"))) or breadcrumb,
        keywords=_keywords(found.get("keywords")),
        article=True,
        listing=listing,
    )


def _last(value: Any) -> Any:
    return value[-1] if isinstance(value, list) and value else value


def _text(value: Any) -> str:
    """A string value as plain text: entities undone (up to twice), NFC, one line; "" for anything else."""
    return plain(unescape(unescape(value))) if isinstance(value, str) else ""


def _names(value: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _names(item, depth + 1)
    elif isinstance(value, dict):
        yield from _names(value.get("name"), depth + 1)
    elif name := _text(value):
        yield name


def _keywords(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else _text(value).split(",")
    return tuple(word for part in parts if (word := _text(part)))


def _breadcrumb(found: dict[str, Any]) -> str:
    """The name of the last step of a BreadcrumbList that is a section, "" when there is none."""
    if found.get("@type") != "BreadcrumbList":
        return ""
    steps = [step for step in _flatten(found.get("itemListElement"), 0) if isinstance(step, dict)]
    names = [_step_name(step) for step in steps]
    return next((name for name in reversed(names) if name and name.lower() not in ("trang chủ", "home")), "")


def _step_name(step: dict[str, Any]) -> str:
    item = step.get("item")
    return _text(step.get("name") or (item.get("name") if isinstance(item, dict) else ""))
