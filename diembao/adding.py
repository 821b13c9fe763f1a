"""Bring one thing in by hand: the same stages as the press of the day, for this one item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crawler.fetcher import Ask, Fetcher
from diembao import clippings
from diembao.clippings import Clipping, Details
from diembao.pipeline import FETCH_VERSION, Flow
from diembao.secrecy import secrecy_mark
from diembao.stages import Stage, run_stage
from diembao.words import say
from domain.outcome import Outcome, Permanent, Trouble, Word
from domain.press import Article, Page, Source
from domain.urls import article_id
from store import Store


@dataclass(frozen=True, slots=True)
class Added:
    """The article that now stands; `new` is false when it already did. None when another one's twin was folded."""

    article: Article | None
    new: bool


def add_link(flow: Flow, fetcher: Fetcher, address: str, details: Details) -> Added | Trouble:
    """Fetch a page and bring it in. Nothing is stored when it cannot be read."""
    standing = _standing(flow.store, article_id(address))
    if standing and _said_already(flow.store, article_id(address), details):
        return Added(standing, new=False)
    ask = Ask(article_id(address), address)
    answer = next(answer for _, answer in fetcher.fetch([ask]))
    return answer if isinstance(answer, Trouble) else _bring(flow, fetcher, clippings.of_page(answer, details))


def add_file(flow: Flow, fetcher: Fetcher, path: Path, details: Details) -> Added | Trouble:
    """Bring a file in. Raises OSError when it cannot be opened."""
    if path.stat().st_size > clippings.MOST_BYTES:
        return Permanent(Word.TOO_LARGE, say("Tệp lớn hơn 50 MB. Mời tách riêng trang có bài báo rồi đưa vào."))
    clipping = clippings.of_file(path.name, path.read_bytes(), details, flow.now)
    if isinstance(clipping, Trouble):
        return clipping
    standing = _standing(flow.store, clipping.link.id)
    if standing and _is_same(flow.store, clipping.page):
        return Added(standing, new=False)
    return _bring(flow, fetcher, clipping)


def _bring(flow: Flow, fetcher: Fetcher, clipping: Clipping) -> Added | Trouble:
    """Read first, store only what could be read and may be kept."""
    link, page = clipping.link, clipping.page
    source = Source(clippings.SOURCE, clippings.TITLE, link.url)
    article = clippings.article_on(page, link, source, flow.now)
    if isinstance(article, Trouble):
        return article
    if mark := secrecy_mark(clippings.first_page(page, article)):
        return Permanent(Word.REFUSED, say(SECRET).format(mark=mark))
    with flow.store.together():
        flow.store.links.add([link], flow.now)
        flow.store.pages.save(page)
        flow.store.outcomes.put(Outcome(link.id, "fetch", FETCH_VERSION, Word.DONE, "", flow.now))
        flow.store.outcomes.forget(link.id, "extract")
    _run(flow, fetcher, link.id)
    return Added(_standing(flow.store, link.id) or flow.store.articles.get(article.id), new=True)


SECRET = (
    "Trang đầu có dấu “{mark}”. Tài liệu mật không được đưa vào phần mềm này; chưa lưu gì. "
    "Mời xử lý tài liệu theo quy định về bảo vệ bí mật nhà nước."
)


def _run(flow: Flow, fetcher: Fetcher, link_id: str) -> None:
    """Extract, mention and read, for the one item and the article that it became."""
    for stage in flow.deriving(fetcher):
        article = _standing(flow.store, link_id)
        only = replace(stage, due=_only(stage, {link_id, article.id} if article else {link_id}))
        run_stage(only, flow.store.outcomes, flow.store.together, flow.now, lambda *_: None)


def _only(stage: Stage[Any, Any], wanted: set[str]) -> Callable[[], list[str]]:
    return lambda: [item for item in stage.due() if item in wanted]


def _standing(store: Store, link_id: str) -> Article | None:
    return store.articles.of_link(link_id) or store.articles.get(link_id)


def _page(store: Store, page_id: str) -> Page | None:
    try:
        return store.pages.get(page_id)
    except KeyError:
        return None


def _said_already(store: Store, link_id: str, details: Details) -> bool:
    """Whether nothing is said now that was not said before; a page that the crawler found is complete as it is."""
    page = _page(store, link_id)
    said = clippings.details_of(page) if page else None
    return details == Details() if said is None else said == details


def _is_same(store: Store, page: Page) -> bool:
    before = _page(store, page.id)
    if before is None:
        return False
    said = clippings.details_of(before)
    return said is None or (before.body == page.body and said == clippings.details_of(page))
