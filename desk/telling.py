"""One event as shown at the desk: its articles and why each stands there, its copies compared, what may join it.

Of a copy only the sentences that differ are shown, each cut short: the texts themselves stay in the archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk.looking import Item, Seen, by_day, item, outlet, percent
from desk.services import Office, Services
from digest.safe import cut
from domain.copies import Line, LineKind
from domain.press import Article
from domain.story import Ruling, StoryDecision
from store import Store

LONGEST_LINE, MOST_LINES = 240, 12
MOST_NEIGHBOURS = 20


@dataclass(frozen=True, slots=True)
class Member:
    """An article of the story: as shown, and why the machine put it beside the others ("" for the first)."""

    item: Item
    joined: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A copy beside its original: how much is the same, whose text it says it is, and the sentences that differ."""

    original: Article
    copy: Article
    outlets: tuple[str, str]
    share: str
    credit: str
    lines: tuple[Line, ...]
    more: int
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A story: members in order of publication, copies, a summary of verbatim sentences, decisions in force about it,
    and accepted articles of the same days that stand elsewhere."""

    members: tuple[Member, ...]
    copies: tuple[Compared, ...]
    summary: tuple[tuple[str, str], ...]
    decisions: tuple[StoryDecision, ...]
    neighbours: tuple[tuple[Article, str], ...]


def telling(services: Services, office: Office, store: Store, article: Article, seen: Seen = lambda _: True) -> Telling:
    """The story of an article as far as one may see it; one that nobody grouped is a story of its own."""
    story = store.stories.of(article.id)
    ids = tuple(filter(seen, story.articles)) if story else (article.id,)
    articles = sorted(filter(None, map(store.articles.get, ids)), key=by_day)
    return Telling(
        members=tuple(_member(office, store, one) for one in articles),
        copies=tuple(_compared(services, office, store, articles)),
        summary=tuple((text, outlet(office, one)) for text, one in services.summarise(articles)),
        decisions=tuple(one for one in decisions(store, ids) if all(map(seen, (*one.articles, *one.others)))),
        neighbours=_neighbours(office, store, article, ids),
    )


def decisions(store: Store, ids: Sequence[str]) -> tuple[StoryDecision, ...]:
    """The decisions in force about these articles, the newest first."""
    found = store.stories.decisions()
    undone = {one.undoes for one in found if one.ruling is Ruling.UNDO}
    own = set(ids)
    return tuple(
        one
        for one in reversed(found)
        if one.ruling is not Ruling.UNDO and one.number not in undone and own & {*one.articles, *one.others}
    )


def _member(office: Office, store: Store, article: Article) -> Member:
    join = store.stories.join(article.id)
    return Member(item(office, store, article), join.reason if join and join.beside else "")


def _compared(services: Services, office: Office, store: Store, articles: Sequence[Article]) -> list[Compared]:
    if len(articles) < 2:
        return []
    found, members = [], {one.id: one for one in articles}
    for copy in store.stories.copies_among(members).values():
        original, printed = members.get(copy.of), members.get(copy.article)
        if original and printed:
            told = services.compare(original.text, printed.text)
            lines = [line for line in told.lines if line.kind is not LineKind.SAME]
            shown = tuple(_short(line) for line in lines[:MOST_LINES])
            numbers = tuple((change.original, change.copy) for change in told.numbers)
            names = (outlet(office, original), outlet(office, printed))
            share, more = percent(copy.share), len(lines) - len(shown)
            found.append(Compared(original, printed, names, share, copy.credit, shown, more, numbers))
    return found


def _short(line: Line) -> Line:
    return Line(line.kind, cut(line.original, LONGEST_LINE), cut(line.copy, LONGEST_LINE), line.numbers)


def _neighbours(office: Office, store: Store, article: Article, ids: Sequence[str]) -> tuple[tuple[Article, str], ...]:
    """Accepted articles published about the same days, the nearest first."""
    found = store.reviews.about(office.commune.code, article, MOST_NEIGHBOURS + len(ids))
    return tuple((one, outlet(office, one)) for one in found if one.id not in ids)[:MOST_NEIGHBOURS]
