"""The evidence of articles as one file: what the store holds, written by `digest.dossier`, noted in the log.

`dossier` takes any number of articles and further documents, so that a case can hand over all that belongs to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from diembao.cli import Failed
from diembao.office import Office
from diembao.words import say
from digest.dossier import render
from domain.dossier import Dossier, Exhibit, Extra, Picture
from domain.press import Article
from domain.text import fold, shorten
from store import Store

# Makes a picture of a page's bytes, None when it cannot.
Shoot = Callable[[bytes], bytes | None]


def dossier(
    office: Office,
    store: Store,
    title: str,
    articles: Sequence[str],
    extras: Sequence[Extra] = (),
    shoot: Shoot | None = None,
) -> bytes:
    """The ZIP of these articles (ids) and further documents. The same data give the same bytes.

    Raises Failed for an unknown article, store.errors.Damaged when bytes are not what was stored.
    """
    store.chain.write_down()
    found = [_article(store, article_id) for article_id in dict.fromkeys(articles)]
    exhibits = tuple(store.evidence.exhibit(one, store.articles.link_of(one.id)) for one in found)
    stamps = store.stamps.ends()
    links = [number for exhibit in exhibits for number in exhibit.links]
    stretches = store.evidence.stretches(links, [*stamps])
    ends = [one.first + len(one.lines) - 1 for one in stretches]
    return render(
        Dossier(
            title=title,
            office=office.face.full_name,
            exhibits=exhibits,
            outlets=tuple(office.printed(one)[0] for one in found),
            stretches=stretches,
            stamps=tuple(stamps[end] for end in ends if end in stamps),
            extras=tuple(extras),
            pictures=tuple(_pictures(exhibits, shoot)) if shoot else (),
        )
    )


def handed_over(
    office: Office, store: Store, articles: Sequence[str], by: str, at: datetime, shoot: Shoot | None = None
) -> tuple[str, bytes]:
    """A dossier with its file name; that it was made, by whom, and its SHA-256 stand in the log."""
    first = _article(store, articles[0])
    data = dossier(office, store, first.title, articles, shoot=shoot)
    told = f"{first.title}; SHA-256 {hashlib.sha256(data).hexdigest()}"
    store.audit.add(at, by, "dossier", first.id, told)
    return f"ho-so-{_plain(first.title)}-{first.id[:8]}.zip", data


def found(store: Store, what: str) -> str:
    """The id of the article named by its id, the beginning of it, or its address. Raises Failed."""
    ids = [one.id for one in store.articles.all() if what in (one.url, one.id)]
    ids = ids or [one for one in store.articles.ids() if len(what) >= 4 and one.startswith(what)]
    if len(ids) != 1:
        cause = say("Có nhiều bài có mã bắt đầu bằng «{what}».") if ids else say("Không có bài nào là «{what}».")
        remedy = say("Mời ghi mã hoặc địa chỉ của bài, xem bằng: diembao search CÂU_TÌM")
        raise Failed(f"{cause.format(what=what)} {remedy}", 2)
    return ids[0]


def _article(store: Store, article_id: str) -> Article:
    article = store.articles.get(article_id)
    if article is None:
        raise Failed(say("Không có bài nào là «{what}».").format(what=article_id), 2)
    return article


def _pictures(exhibits: Sequence[Exhibit], shoot: Shoot) -> Iterator[Picture]:
    for number, exhibit in enumerate(exhibits, start=1):
        for snapshot in exhibit.snapshots:
            png = shoot(snapshot.record.body) if snapshot.record else None
            if png:
                yield Picture(number, snapshot.number, png)


def _plain(title: str) -> str:
    """A few words of a title, for a file name."""
    return (
        "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in fold(shorten(title, 8))).split()) or "bai"
    )
