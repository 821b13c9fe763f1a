"""What becomes of an article after it was read: visits, what each found, and the changes that follow from them.

A change is a fact about the newspaper's page, never a judgement: nothing here says why a text was altered or removed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.press import Article


class ChangeKind(StrEnum):
    """What can happen to an article; the words of `diembao export watch`."""

    TITLE_EDITED = "title_edited"
    BODY_EDITED = "body_edited"
    NUMBER_EDITED = "number_edited"
    CORRECTION_ADDED = "correction_added"
    MOVED = "moved"
    REMOVED = "removed"
    UNREACHABLE = "unreachable"
    RESTORED = "restored"


# How each is printed.
CHANGES: dict[ChangeKind, str] = {
    ChangeKind.TITLE_EDITED: "sửa tít",
    ChangeKind.BODY_EDITED: "sửa nội dung",
    ChangeKind.NUMBER_EDITED: "sửa số liệu",
    ChangeKind.CORRECTION_ADDED: "thêm đính chính, cải chính hoặc phản hồi",
    ChangeKind.MOVED: "đổi địa chỉ",
    ChangeKind.REMOVED: "đã gỡ",
    ChangeKind.UNREACHABLE: "không truy cập được",
    ChangeKind.RESTORED: "truy cập lại được",
}


class Sight(StrEnum):
    """What one visit found. Only ARTICLE and SAME are content; a wall or an error page never is."""

    SAME = "same"
    ARTICLE = "article"
    GONE = "gone"
    CLOSED = "closed"


# How each is printed.
SIGHTS: dict[Sight, str] = {
    Sight.SAME: "bài vẫn như trước",
    Sight.ARTICLE: "có bài, nội dung trang khác lần trước",
    Sight.GONE: "không còn bài ở địa chỉ này",
    Sight.CLOSED: "không đọc được bài",
}


class State(StrEnum):
    """How a watched article stands: on its page, no longer reachable, removed by the newspaper."""

    PRESENT = "present"
    UNREACHABLE = "unreachable"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Copy:
    """An article as one visit found it, with its surroundings, so that these are not taken for the article.

    `visible` is all a reader sees on the page, a block a line; `furniture` those blocks that are menus, links to other
    articles, advertisements or counters; `titles` everything the page gives as its title; `whole` says that the page's
    markup is closed (a page cut in the middle has lost its end).
    """

    article: Article
    visible: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Seen:
    """One visit's result: what was found, a Vietnamese sentence for it, the copy where there is one.

    `address` is where the article was found, when that is another address than the one asked for.
    """

    sight: Sight
    sentence: str = ""
    copy: Copy | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference between two copies, found by comparing words: its kind and Vietnamese lines that show it."""

    kind: ChangeKind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """What is remembered of a watched article between visits.

    `misses` counts the visits, each later than the last, that found the article gone while the newspaper answered
    otherwise; `first_missed` and `last_missed` bound them. `since` is where its schedule of visits begins: first sight,
    later the last change. `ok_at` is when its text was last there; etag and last_modified are of that visit.
    """

    article: str
    url: str
    source: str
    since: datetime
    state: State = State.PRESENT
    visited_at: datetime | None = None
    ok_at: datetime | None = None
    due_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    misses: int = 0
    first_missed: datetime | None = None
    last_missed: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to an article, as one visit established it. `detail` holds Vietnamese lines.

    `version` is the number of the copy that a change of text led to, None for changes of reach; `id` is the store's,
    0 before it is stored.
    """

    article: str
    url: str
    seen_at: datetime
    kind: ChangeKind
    detail: str
    version: int | None = None
    id: int = field(default=0, compare=False)


def taken_down(changes: Iterable[Change]) -> Change | None:
    """When it was seen that the newspaper took an article down, of this article's changes; None while it stands."""
    told = [one for one in changes if one.kind in (ChangeKind.REMOVED, ChangeKind.RESTORED)]
    last = max(told, key=lambda one: one.seen_at, default=None)
    return last if last and last.kind is ChangeKind.REMOVED else None


class Ruling(StrEnum):
    """What an officer says of a change the program saw: it is so, it is not, or the last word is taken back."""

    RIGHT = "right"
    WRONG = "wrong"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Ruled:
    """One officer's word on a change; the last one about a change stands, none when that one took back."""

    number: int
    article: str
    change: int
    ruling: Ruling
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A change as an edition tells it: with the headline, the newspaper's name in print, and the day of publication."""

    change: Change
    title: str
    outlet_title: str
    published: date | None = None


# An article out of reach for a shorter time is no news to anybody.
WORTH_TELLING = timedelta(days=1)


def worth_telling(changes: Iterable[Change], until: datetime) -> tuple[Change, ...]:
    """The changes without articles that were out of reach for less than a day, up to the moment `until`."""
    kept: list[Change] = []
    for change in sorted(changes, key=lambda change: change.seen_at):
        before = next((one for one in reversed(kept) if one.article == change.article and one.kind in _REACH), None)
        if change.kind is ChangeKind.RESTORED and before is not None and _is_brief(before, change.seen_at):
            kept.remove(before)
        else:
            kept.append(change)
    last = {change.article: change for change in kept if change.kind in _REACH}
    return tuple(change for change in kept if not (change is last.get(change.article) and _is_brief(change, until)))


def _is_brief(change: Change, until: datetime) -> bool:
    return change.kind is ChangeKind.UNREACHABLE and until - change.seen_at < WORTH_TELLING


_REACH = (ChangeKind.UNREACHABLE, ChangeKind.REMOVED, ChangeKind.RESTORED)


@dataclass(frozen=True, slots=True)
class Follow:
    """What a visit leads to: the new state of memory, the changes, and whether the copy is a new version."""

    watched: Watched
    changes: tuple[Change, ...] = field(default=())
    new_version: bool = False
