"""What became of an article after it was published, as shown at the desk; and which changes wait for a word.

Shown are the words that changed with a few around them; the whole versions lie in the evidence (official-formats 3.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from desk.looking import outlet
from desk.services import Office
from desk.tongues import Said, listed
from domain.differing import Part, excerpt, parts
from domain.press import Article
from domain.watch import CHANGES, Change, ChangeKind, Ruled, State, Watched, worth_telling
from store import Store
from store.watch import Version, VisitRow

# Words shown before and after what changed.
AROUND = 12
# A change that nobody spoke about leaves the page of today after so long; it stays on the page of changes.
WAITING = timedelta(days=21)
STATES = {
    State.PRESENT: "đang có trên trang của báo",
    State.UNREACHABLE: "hiện không truy cập được",
    State.REMOVED: "báo đã gỡ",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A change with the officer's word on it, None while there is none."""

    change: Change
    ruled: Ruled | None

    @property
    def name(self) -> str:
        """The change in words."""
        return CHANGES[self.change.kind]

    @property
    def lines(self) -> list[str]:
        """What shows it."""
        return self.change.detail.split("\n")


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article with changes that wait for a word."""

    article: Article
    outlet: str
    changes: tuple[Told, ...]

    @property
    def what(self) -> Said:
        """The changes in words, each once."""
        return listed(dict.fromkeys(one.name for one in self.changes))


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next: when it was seen, and the parts that differ."""

    version: Version
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class History:
    """All that was seen of an article since it was read."""

    watched: Watched | None
    changes: tuple[Told, ...]
    steps: tuple[Step, ...]
    visits: tuple[VisitRow, ...]

    @property
    def state(self) -> Said:
        """How the article stands, in words."""
        return Said(STATES[self.watched.state]) if self.watched else Said("chưa đến lượt xem lại")


def history(store: Store, article_id: str) -> History:
    """The history of one article."""
    versions = store.watch.versions(article_id)
    return History(
        watched=store.watch.get(article_id),
        changes=tuple(_told(store, store.watch.changes(article_id))),
        steps=tuple(_step(old, new) for old, new in pairwise(versions)),
        visits=store.watch.visits(article_id),
    )


def _step(old: Version, new: Version) -> Step:
    found = parts(old.article, new.article)
    return Step(new, tuple(Part(one.name, excerpt(one.runs, AROUND)) for one in found if one.differs))


def _told(store: Store, changes: Iterable[Change]) -> list[Told]:
    ruled = store.watch_rulings.standing()
    return [Told(change, ruled.get(change.id)) for change in changes]


def waiting(office: Office, store: Store, now: datetime) -> tuple[Waiting, ...]:
    """The commune's articles with changes seen lately that nobody has spoken about, the newest first."""
    return tuple(
        Waiting(one.article, one.outlet, fresh)
        for one in changed(office, store, now - WAITING, now)
        if (fresh := tuple(told for told in one.changes if told.ruled is None and told.change.kind in _TELLING))
    )


_TELLING = frozenset(ChangeKind) - {ChangeKind.MOVED, ChangeKind.UNREACHABLE, ChangeKind.RESTORED}


def changed(office: Office, store: Store, after: datetime, until: datetime) -> tuple[Waiting, ...]:
    """The commune's articles with what was seen of them between two moments, the newest change first."""
    seen = worth_telling(store.watch.changes_between(office.commune.code, after, until), until)
    by_article: dict[str, list[Told]] = {}
    for told in _told(store, seen):
        by_article.setdefault(told.change.article, []).append(told)
    found = [_waiting(office, store, article_id, one) for article_id, one in by_article.items()]
    return tuple(sorted(found, key=lambda one: one.changes[-1].change.seen_at, reverse=True))


def _waiting(office: Office, store: Store, article_id: str, changes: Sequence[Told]) -> Waiting:
    article = store.articles.get(article_id)
    assert article is not None, "changes refer to articles"
    return Waiting(article, outlet(office, article), tuple(changes))
