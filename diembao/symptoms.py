"""What is amiss with a newspaper that can be read: silence, other volume, new layout, lost dates, new robots.txt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from diembao.volume import Change, change
from diembao.words import say
from domain.clock import to_local, vi_date
from domain.outcome import Word
from domain.press import Source
from store import Store

# What is new is told of the last week, against the three before.
USUAL = timedelta(days=28)
RECENT = timedelta(days=7)
# Of the pages of a week, so many must have been tried before their failing says anything.
_LEAST_PAGES = 5
# An extraction rate that fell by this much, or this share of pages without a date or forbidden, is told.
_FELL, _SHARE = 0.3, 0.5
_READ = (Word.DONE, Word.DUPLICATE)


@dataclass(frozen=True, slots=True)
class Books:
    """What the store knows of all newspapers, asked once."""

    days: dict[str, Counter[date]]
    since: dict[str, date]
    extracted: dict[str, Counter[Word]]
    extracted_before: dict[str, Counter[Word]]
    fetched: dict[str, Counter[Word]]
    fetched_before: dict[str, Counter[Word]]
    undated: dict[str, tuple[int, int]]
    undated_before: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, store: Store, now: datetime) -> Books:
        """What is known at `now`."""
        today, recent, usual = to_local(now).date(), now - RECENT, now - USUAL
        return cls(
            days=store.volumes.by_day(today - USUAL, today - timedelta(days=1)),
            since=store.volumes.watched_since(),
            extracted=store.volumes.outcomes("extract", recent, now),
            extracted_before=store.volumes.outcomes("extract", usual, recent),
            fetched=store.volumes.outcomes("fetch", recent, now),
            fetched_before=store.volumes.outcomes("fetch", usual, recent),
            undated=store.volumes.undated(recent, now),
            undated_before=store.volumes.undated(usual, recent),
        )


def symptoms(source: Source, books: Books, now: datetime) -> Iterator[str]:
    """Each thing about a newspaper that an officer should look into, as a sentence without its full stop."""
    if source.enabled and source.name in books.since:
        name = source.name
        yield from filter(None, (
            _volume(books.days.get(name, Counter()), books.since[name], now),
            _layout(books.extracted.get(name, Counter()), books.extracted_before.get(name, Counter())),
            _dates(books.undated.get(name, (0, 0)), books.undated_before.get(name, (0, 0))),
            _robots(books.fetched.get(name, Counter()), books.fetched_before.get(name, Counter())),
        ))  # fmt: skip


def _days(now: datetime, span: timedelta) -> list[date]:
    """The whole days before today, oldest first."""
    today = to_local(now).date()
    return [today - timedelta(days=number) for number in range(span.days, 0, -1)]


def _volume(days: Counter[date], since: date, now: datetime) -> str:
    """A silence, or a change of level, since a day."""
    # Days before the first reading count as far as its backlog reached.
    known = [day for day in _days(now, USUAL) if day >= min([since, *days])]
    found = change([days[day] for day in known])
    return _told(found, known) if found else ""


def _told(found: Change, known: Sequence[date]) -> str:
    day, usual = vi_date(known[found.at]), _rate(found.before)
    if found.silent:
        silent = len(known) - found.at
        return say("{days} ngày không có bài (từ {day}), thường {usual}; mời mở trang báo để kiểm tra").format(
            days=silent, day=day, usual=usual
        )
    if found.after < found.before:
        return say("Từ {day} ít bài hẳn: {now}, trước đó {usual}; có thể một lối vào đã hỏng").format(
            day=day, now=_rate(found.after), usual=usual
        )
    return say("Từ {day} nhiều bài hẳn: {now}, trước đó {usual}").format(day=day, now=_rate(found.after), usual=usual)


def _rate(a_day: float) -> str:
    """ "3 bài/ngày", "5 bài/tuần"."""
    return say("{n} bài/ngày").format(n=round(a_day)) if a_day >= 1 else say("{n} bài/tuần").format(n=round(a_day * 7))


def _layout(recent: Counter[Word], before: Counter[Word]) -> str:
    """Pages that no longer read as articles: the newspaper changed its layout."""
    if recent.total() < _LEAST_PAGES or before.total() < _LEAST_PAGES:
        return ""
    rate, usual = _read_share(recent), _read_share(before)
    if usual - rate < _FELL:
        return ""
    return say("7 ngày qua chỉ bóc được {rate} trong {n} trang (trước đó {usual}); có thể báo đã đổi giao diện").format(
        rate=_percent(rate), n=recent.total(), usual=_percent(usual)
    )


def _read_share(words: Counter[Word]) -> float:
    return sum(words[word] for word in _READ) / words.total()


def _dates(recent: tuple[int, int], before: tuple[int, int]) -> str:
    """Articles that lost their date where they used to have one."""
    missing, total = recent
    if total < _LEAST_PAGES or missing < _SHARE * total or (before[1] and before[0] >= _SHARE * before[1]):
        return ""
    return say("{missing} trong {total} bài mới không rõ giờ đăng, trước đây có; có thể báo đã đổi giao diện").format(
        missing=missing, total=total
    )


def _robots(recent: Counter[Word], before: Counter[Word]) -> str:
    """Pages that robots.txt forbids now and did not before."""
    forbidden = recent[Word.FORBIDDEN]
    if forbidden < _LEAST_PAGES or forbidden < _SHARE * recent.total():
        return ""
    if before.total() and before[Word.FORBIDDEN] >= _SHARE * before.total():
        return ""
    return say(
        "Báo mới đổi quy định đọc tự động (robots.txt): {n} trang không còn được đọc; có thể theo dõi qua tìm kiếm tin"
    ).format(n=forbidden)


def _percent(share: float) -> str:
    return f"{round(share * 100)} %"
