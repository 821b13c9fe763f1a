"""From one visit to the next: what was remembered and what was seen, to what is remembered now and what has changed.

An article counts as removed only after three visits that found it gone, over at least a day, each while the newspaper's
front page and another article of it answered. A visit that found a wall, an error or silence is no such visit. Whatever
was established is taken back by one visit that finds the article again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from crawler import rhythm
from domain.clock import vi_moment
from domain.watch import Change, ChangeKind, Edit, Follow, Seen, Sight, State, Watched

REMOVED_AFTER, REMOVED_OVER = 3, timedelta(hours=24)

_REMOVED = (
    "Không còn trên trang của báo trong {count} lần xem, từ {first} đến {last}; mỗi lần, trang chủ và một bài khác "
    "của báo vẫn mở được. Lần xem cuối: {why}"
)
_MOVED = "Bài chuyển từ {old} sang {new}"
_AGAIN = "Bài mở lại được lúc {moment}, sau khi {what} từ {since}."
_SILENT = "Báo không trả lời bình thường nên chưa kết luận được. {why}"


def follow(
    watched: Watched,
    seen: Seen,
    edits: Sequence[Edit],
    now: datetime,
    *,
    answering: bool = False,
    in_case: bool = False,
) -> Follow:
    """What a visit leads to. `answering` says that front page and another article of the newspaper answered now."""
    if seen.sight in (Sight.SAME, Sight.ARTICLE):
        led = _found(watched, seen, edits, now)
    elif seen.sight is Sight.GONE and answering:
        led = _gone(watched, seen, now)
    else:
        led = _closed(watched, seen, now)
    visited = replace(led.watched, visited_at=now)
    return replace(led, watched=replace(visited, due_at=rhythm.next_visit(visited, now, in_case=in_case)))


def _found(watched: Watched, seen: Seen, edits: Sequence[Edit], now: datetime) -> Follow:
    version = watched.version + bool(edits)
    url = seen.address or watched.url
    changes = [_back(watched, now)] if watched.state is not State.PRESENT else []
    if seen.address:
        changes.append(_change(watched, ChangeKind.MOVED, _MOVED.format(old=watched.url, new=url), now))
    changes += [replace(_change(watched, edit.kind, "\n".join(edit.lines), now), version=version) for edit in edits]
    new = replace(
        watched,
        url=url,
        state=State.PRESENT,
        since=rhythm.begins_anew(watched.since, now) if edits else watched.since,
        ok_at=now,
        misses=0,
        first_missed=None,
        last_missed=None,
        version=version,
    )
    return Follow(new, tuple(replace(change, url=url) for change in changes), new_version=bool(edits))


def _gone(watched: Watched, seen: Seen, now: datetime) -> Follow:
    if watched.state is State.REMOVED or (watched.last_missed and now <= watched.last_missed):
        return Follow(watched)
    missed = replace(watched, misses=watched.misses + 1, first_missed=watched.first_missed or now, last_missed=now)
    assert missed.first_missed is not None
    if missed.misses < REMOVED_AFTER or now - missed.first_missed < REMOVED_OVER:
        return Follow(missed)
    detail = _REMOVED.format(
        count=missed.misses, first=vi_moment(missed.first_missed), last=vi_moment(now), why=seen.sentence
    )
    return Follow(replace(missed, state=State.REMOVED), (_change(watched, ChangeKind.REMOVED, detail, now),))


def _closed(watched: Watched, seen: Seen, now: datetime) -> Follow:
    if watched.state is not State.PRESENT:
        return Follow(watched)
    detail = _SILENT.format(why=seen.sentence) if seen.sight is Sight.GONE else seen.sentence
    silent = replace(watched, state=State.UNREACHABLE)
    return Follow(silent, (_change(watched, ChangeKind.UNREACHABLE, detail, now),))


def _back(watched: Watched, now: datetime) -> Change:
    removed = watched.state is State.REMOVED
    since = watched.first_missed if removed else watched.ok_at
    what = "không còn trên trang của báo" if removed else "không truy cập được"
    detail = _AGAIN.format(moment=vi_moment(now), what=what, since=vi_moment(since or watched.since))
    return _change(watched, ChangeKind.RESTORED, detail, now)


def _change(watched: Watched, kind: ChangeKind, detail: str, now: datetime) -> Change:
    return Change(watched.article, watched.url, now, kind, detail)
