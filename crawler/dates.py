"""Which moment or day a printed date means: our own small grammar, because every library misreads one of the forms met.

A date is read only when it is written in full; nothing is guessed. Who wrote it decides the order of day and month:
slashes with AM or PM are month-first in what machines write ("meta", "feed": the American form of .NET), and day-first
in what people read ("visible"). The clock on the wall is Vietnamese; an offset of +08:00 is ignored, because the sites
that write it mean their own wall clock (VnExpress 2018-19, CafeBiz 2022).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from html import unescape
from typing import Literal

from domain.clock import VIETNAM, Stamp, to_local
from domain.text import one_line

Kind = Literal["visible", "feed", "meta"]

# The first Vietnamese newspapers went online in 1997; anything older is a counter's zero (0001, 1970).
_FIRST_YEAR = 1997
# A server's clock may be a little ahead of ours; a page cannot be published later than that.
_SKEW = timedelta(minutes=10)
# A printed date with its weekday, zone and author is shorter; longer text is a sentence about something else.
_LONGEST = 200

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b(?=[,.\s])")
_VIETNAMESE = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_WORD_MONTH = "|".join(sorted(_VIETNAMESE, key=len, reverse=True))
_MONTH_VI = rf"(?:tháng\s*|thg\s*|th\.?\s*)(?P<vi>\d{{1,2}}|(?:{_WORD_MONTH})\b)"
_MONTH_EN = rf"(?P<en>{'|'.join(_ENGLISH)})[a-z]*\.?"
_FREE = r"(?<![\w./])(?<!\d[:-])"
_YEAR = r"(?P<y>\d{4}|\d{2})(?![\d:./-]?\d)"

_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_FREE}(?P<y>\d{{4}})(?P<sep>[-/.]?)(?P<m>\d{{2}})(?P=sep)(?P<d>\d{{2}})(?=t\d{{2}}|(?![\d./-]))",
        rf"{_FREE}(?P<y>\d{{4}})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?![\d./-])",
        rf"{_FREE}(?P<d>\d{{1,2}})\s?(?P<sep>[-/.–])\s?(?P<m>\d{{1,2}})\s?(?P=sep)\s?{_YEAR}",
        rf"{_FREE}(?P<d>\d{{1,2}})[\s,/-]*{_MONTH_VI}(?:[\s,/-]+|\s*(?=năm))(?:năm\s+)?(?P<y>\d{{4}})(?!\d)",
        rf"\b{_MONTH_VI}\s+(?P<d>\d{{1,2}})\s*,\s*(?P<y>\d{{4}})(?!\d)",
        rf"{_FREE}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH_EN},?[\s-]+{_YEAR}",
        rf"\b{_MONTH_EN},?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+|/)(?P<y>\d{{4}})(?!\d)",
    )
)
_TIME = re.compile(
    r"(?:(?<![\w:./+-])|(?<= -))(?P<h>\d{1,2})\s?(?:[:hg]|giờ)\s?(?P<min>\d{2})(?!\d)"
    r"(?::(?P<s>\d{2})(?:[.,]\d+)?)?(?:\s?phút)?\s?(?P<half>[ap]\.?m\b\.?|sa\b|ch\b|sáng|trưa|chiều|tối)?"
)
# "T081500" and "T08:15:00" straight after a day: the letter goes, the colons come.
_ISO_CLOCK = re.compile(r"^t(\d{2}|\d(?=:)):?(\d{2})(?::?(\d{2}))?")
_ZONE = re.compile(
    r"\s*[(\[]?\s*(?:(?P<utc>z\b|(?:gmt|utc?)\b(?!\s*[+-]\s?\d))|(?P<american>[ecmp][sd]t)\b"
    r"|(?:(?:gmt|utc)\s*(?P<sign>[+-])\s?|(?P<bare>[+-]))(?P<hours>\d{1,2}?)(?::?(?P<minutes>\d{2}))?(?![\d/.:-]))"
)
_AGO = re.compile(
    r"(?<![\d.,])(?:(?P<h>\d{1,3})\s*(?:giờ|tiếng|hours?))?\s*"
    r"(?:(?P<m>\d{1,3})\s*(?:phút|minutes?|mins?))?\s*(?:trước|ago)\b"
)
# "cách đây 2 ngày" says "2 ngày trước".
_SINCE = re.compile(r"^cách đây\s+(\d.{1,30})$")
_DAYS_AGO = re.compile(r"(?<![\d.,])(\d{1,2})\s*(?:ngày|days?)\s*(?:trước|ago)\b")
_NAMED_DAYS = {"hôm nay": 0, "today": 0, "hôm qua": 1, "yesterday": 1, "hôm kia": 2}
_NAMED = re.compile(rf"\b({'|'.join(_NAMED_DAYS)})\b")
_JUST_NOW = re.compile(r"^(?:vừa xong|vài giây trước|\d{1,2} giây trước|just now)$")
_UPDATE_WORD = re.compile(r"cập nhật|chỉnh sửa|sửa|updated?|modified|edited")
_UPDATED = re.compile(rf"(?:{_UPDATE_WORD.pattern})(?: lần cuối| lúc| ngày| on)*\s*[:(]?[\d:\s,-]*$")
# Dates of something else than publication, as they stand in footers and captions.
_OTHER_THING = re.compile(
    r"giấy phép|gp-|cấp ngày|từ ngày|đến ngày|trước ngày|sinh ngày|hạn |©|copyright"
    r"|\d/[a-zđ]{2,}-[a-zđ]|(?:quyết định|nghị định|nghị quyết|công văn|thông tư|kế hoạch) (?:số|ngày) "
)
# Counters beside a date ("1.234 lượt xem"): their figures are no part of it.
_COUNTER = re.compile(
    r"(?:lượt (?:xem|đọc)|views?)\s*:?\s*[\d.,/]+|(?<![\d:/])[\d.,]+\s*(?:lượt (?:xem|đọc)|views?)(?!\s*:)",
    re.IGNORECASE,
)
# What machines alone write: the order of C's ctime; digits in a row; an offset that lost its plus.
_OF_C = re.compile(rf"(?:\w{{3}},? )?({'|'.join(_ENGLISH)}) (\d{{1,2}}) (\d\d:\d\d:\d\d)( [a-z]{{1,4}})? (\d{{4}})")
_IN_A_ROW = re.compile(r"(\d{8})(\d{6})")
# Seconds or milliseconds since 1970 as .NET wraps them, /Date(1795678200000)/; a bare number may be anything.
_EPOCH = re.compile(r"\\?/date\((1\d{9})(?:\d{3})?(?:\+0700)?\)\\?/")
_LOST_PLUS = re.compile(r"(\d\d:\d\d(?::\d\d(?:\.\d+)?)?) (0\d:\d\d)")


@dataclass(frozen=True, slots=True)
class _Day:
    """A day found in a text and where it stands."""

    day: date
    start: int
    end: int


def read_date(text: str, kind: Kind, now: datetime) -> Stamp | None:
    """The moment or day that `text` means, on a Vietnamese clock; None when it says none, or one in the future.

    `kind` is who wrote it: "visible" for what readers see, "feed" and "meta" for what machines read. `now` is aware.
    """
    plain = one_line(unescape(unescape(text[: _LONGEST * 2]))).lower().replace("\u2044", "/")
    plain = without_counters(plain) if kind == "visible" else _usual(without_counters(plain))
    if len(plain) > _LONGEST or _OTHER_THING.search(plain):
        return None
    days = sorted(_days(plain, kind), key=lambda found: found.start)
    relative = not days and kind == "visible"
    stamp = _relative(plain, to_local(now)) if relative else _published(days, plain)
    return stamp if stamp and _possible(stamp, to_local(now)) else None


def without_counters(text: str) -> str:
    """A line without its counters of readers ("Lượt xem: 215")."""
    return _COUNTER.sub(" ", text)


def _usual(text: str) -> str:
    """A machine's odd orders in the usual one; any other text as it is."""
    if odd := _OF_C.fullmatch(text):
        return f"{odd[2]} {odd[1]} {odd[5]} {odd[3]}{odd[4] or ''}"
    if row := _IN_A_ROW.fullmatch(text):
        return f"{row[1]}t{row[2]}"
    if epoch := _EPOCH.fullmatch(text):
        return f"{datetime.fromtimestamp(int(epoch[1]), UTC):%Y-%m-%dt%H:%M:%S}+00:00"
    return _LOST_PLUS.sub(r"\1+\2", text) if text[:4].isdigit() else text


def _possible(stamp: Stamp, now: datetime) -> bool:
    if stamp.day.year < _FIRST_YEAR:
        return False
    return stamp.moment <= now + _SKEW if stamp.moment else stamp.day <= now.date()


def _published(days: list[_Day], text: str) -> Stamp | None:
    """The one day meant: an update's day counts only where no other stands; two different days are no answer.

    The time belonging to it stands between the neighbouring days and before the word that announces an update.
    """
    first = [found for found in days if not _UPDATED.search(text[: found.start])] or days
    if len({found.day for found in first}) != 1:
        return None
    at = days.index(first[0])
    start = days[at - 1].end if at else 0
    end = days[at + 1].start if at + 1 < len(days) else len(text)
    if len(days) > 1 and not _TIME.search(text[: days[0].start]) and _TIME.search(text[first[0].end : end]):
        start = first[0].start
    update = _UPDATE_WORD.search(text, first[0].end)
    return _absolute(first[0], " " * start + text[start : min(end, update.start() if update else end)])


def _days(text: str, kind: Kind) -> Iterator[_Day]:
    month_first = kind != "visible" and _has_american_clock(text)
    weekday = _weekday(text)
    taken: list[tuple[int, int]] = []
    for pattern in _DAYS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            day = _day(match, month_first, lenient=kind != "visible" or _has_american_clock(text))
            if weekday is not None and (day is None or day.weekday() != weekday):
                other = _day(match, not month_first, lenient=True)
                day = other if other and other.weekday() == weekday else day
            if day:
                yield _Day(day, *match.span())


def _weekday(text: str) -> int | None:
    """The one English weekday in a text (0 is Monday): it tells which order of day and month an English page means."""
    found = {_WEEKDAYS.index(name[:3]) for name in _WEEKDAY.findall(text)}
    return found.pop() if len(found) == 1 else None


def _has_american_clock(text: str) -> bool:
    return bool(re.search(r"\d\s?[ap]\.?m\b", text))


def _day(match: re.Match[str], month_first: bool, *, lenient: bool) -> date | None:
    """The day in a match. `lenient` takes the other order where only that one exists in the calendar (9/24/2026)."""
    parts = match.groupdict()
    year, day, month = _year(parts["y"]), int(parts["d"]), _month(parts)
    if parts.get("sep") == "/" and len(parts["y"]) <= 4 and match.group(0)[:4] != parts["y"]:
        orders = [(month, day), (day, month)] if month_first else [(day, month), (month, day)]
        for this_day, this_month in orders if lenient else orders[:1]:
            if real := _calendar(year, this_month, this_day):
                return real
        return None
    return _calendar(year, month, day)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _month(parts: dict[str, str]) -> int:
    if english := parts.get("en"):
        return _ENGLISH.index(english) + 1
    if word := parts.get("vi"):
        return int(word) if word.isdigit() else _VIETNAMESE[word]
    return int(parts["m"])


def _absolute(found: _Day, text: str) -> Stamp:
    rest = text[: found.start] + " " * (found.end - found.start) + _ISO_CLOCK.sub(_spaced, text[found.end :])
    clock = _clock(rest)
    if clock is None:
        return Stamp(found.day)
    wall, zone = clock
    return Stamp.at(datetime.combine(found.day, wall, zone or VIETNAM))


def _spaced(match: re.Match[str]) -> str:
    return " " + ":".join(part for part in match.groups() if part)


def _clock(text: str) -> tuple[time, timezone | None] | None:
    """The one time of day in a text without its date, with its zone; None for no time, or two different ones."""
    found = {(wall, _zone(text, match.end())) for match in _TIME.finditer(text) if (wall := _wall(match))}
    return found.pop() if len(found) == 1 else None


def _wall(match: re.Match[str]) -> time | None:
    hour, half = int(match["h"]), (match["half"] or "").replace(".", "")
    if half in ("pm", "ch", "chiều", "tối") and hour < 12:
        hour += 12
    elif half in ("am", "sa") and hour == 12:
        hour = 0
    try:
        return time(hour, int(match["min"]), int(match["s"] or 0))
    except ValueError:
        return None


def _zone(text: str, at: int) -> timezone | None:
    """The offset written after a time; None means the wall clock of Vietnam (nothing written, +07:00, false +08:00)."""
    match = _ZONE.match(text, at)
    if not match:
        return None
    if match["utc"]:
        return timezone(timedelta(0))
    if american := match["american"]:
        return timezone(timedelta(hours=-5 - "ecmp".index(american[0]) + (american[1] == "d")))
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    sign = -1 if (match["sign"] or match["bare"]) == "-" else 1
    if (sign, hours, minutes) in ((1, 7, 0), (1, 8, 0)) or hours > 14 or minutes > 59:
        return None
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def _relative(text: str, now: datetime) -> Stamp | None:
    """ "5 phút trước" is a minute, "20 giờ trước" only a day, "hôm qua 08:16" a minute of yesterday."""
    text = _SINCE.sub(r"\1 trước", text)
    if _JUST_NOW.match(text):
        return Stamp.at(now.replace(second=0, microsecond=0))
    if named := _NAMED.search(text):
        day = now.date() - timedelta(days=_NAMED_DAYS[named[1]])
        return _absolute(_Day(day, *named.span()), text)
    if days := _DAYS_AGO.search(text):
        return Stamp(now.date() - timedelta(days=int(days[1])))
    if (ago := _AGO.search(text)) and (ago["h"] or ago["m"]):
        then = now - timedelta(hours=int(ago["h"] or 0), minutes=int(ago["m"] or 0))
        return Stamp.at(then.replace(second=0, microsecond=0)) if ago["m"] else Stamp(then.date())
    return None
