"""When an article came out: what machines are told, checked against what readers see; nothing is invented.

Order: <meta> in ISO form; JSON-LD in ISO form; the same in the American form (month first); the date shown by the
headline. The page's own address holds its day of creation on some sites: the last resort, and a day only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from crawler.dates import read_date
from crawler.structured import Facts
from crawler.tree import Sheet
from domain.clock import Stamp

_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "pubdate", "datepublished",
    "publish-date", "publish_date", "date.published", "dc.date.issued", "parsely-pub-date",
    "cxenseparse:recs:publishtime", "sailthru.date",
)  # fmt: skip
# Often the day of reading or of creation: only where nothing else is shown.
_WEAK_METAS = ("dcterms.created", "dc.date", "date", "datecreated")
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified")
_ISO = re.compile(r"^\s*\d{4}\D?\d{2}\D?\d{2}(?!\d)")
_STAMP_IN_PATH = re.compile(
    r"(?<!\d)(?:(20\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\d{0,4}|\d{3}(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\d{2,3})(?!\d)"
)
_DAY_IN_PATH = re.compile(r"/(20\d{2})(?:/(\d{1,2})/(\d{1,2})/|(\d{2})(\d{2})/)")
# An article created this late often goes out the next day; its address then says nothing sure.
_LATE = 22


@dataclass(frozen=True, slots=True)
class Published:
    """The stamp and where it came from: meta, jsonld, visible or url; both None when the page says nothing sure."""

    stamp: Stamp | None = None
    source: str | None = None


def read_published(sheet: Sheet, facts: Facts, shown: Stamp | None, now: datetime) -> Published:
    """The time of publication that the page itself shows, by the order above; `shown` is what readers see."""
    for source, text in _machine_texts(sheet, facts, weak=shown is None):
        if stamp := read_date(text, "meta", now):
            return Published(checked(stamp, shown, text), source)
    return Published(shown, "visible") if shown else Published()


def read_modified(sheet: Sheet, facts: Facts, published: Stamp | None, now: datetime) -> Stamp | None:
    """The time of the last change, None where the page states none later than its publication."""
    texts = [text for name in _MODIFIED for text in sheet.metas.get(name, ())] + [facts.modified]
    stamps = [stamp for text in texts if text and (stamp := read_date(text, "meta", now))]
    return next((stamp for stamp in stamps if published and _later(stamp, published)), None)


def _later(one: Stamp, other: Stamp) -> bool:
    return one.moment > other.moment if one.moment and other.moment else one.day > other.day


def _machine_texts(sheet: Sheet, facts: Facts, *, weak: bool) -> list[tuple[str, str]]:
    """What the head says, ISO forms before others and <meta> before JSON-LD (whose time is creation's at some)."""
    metas = [("meta", text) for name in _METAS for text in sheet.metas.get(name, ())]
    both = [*metas, *([("jsonld", facts.published)] if facts.published else [])]
    last = [("meta", text) for name in _WEAK_METAS for text in sheet.metas.get(name, ())] if weak else []
    return [*sorted(both, key=lambda pair: not _ISO.match(pair[1])), *last]


def checked(stamp: Stamp, shown: Stamp | None, text: str) -> Stamp:
    """The machine's stamp, mended by what readers see: a missing minute, day and month the other way, a false UTC."""
    moment = stamp.moment
    bare = Stamp(stamp.day) if moment and moment.time() == time(0) else stamp
    if shown is None:
        return bare
    if shown.day == stamp.day:
        return shown if bare.moment is None else _not_utc(stamp, shown, text)
    if not _ISO.match(text) and (shown.day.day, shown.day.month) == (stamp.day.month, stamp.day.day):
        return shown
    return _not_utc(bare, shown, text)


def _not_utc(stamp: Stamp, shown: Stamp, text: str) -> Stamp:
    """A wall clock that the machine calls UTC lies seven hours after what readers see."""
    utc = re.search(r"(?:Z|[+-]00:?00)\s*$", text, re.IGNORECASE)
    late = utc and stamp.moment and shown.moment and _minutes(stamp.moment - shown.moment) == 7 * 60
    return shown if late else stamp


def _minutes(gap: timedelta) -> int:
    return round(gap.total_seconds() / 60)


def day_in_address(url: str, now: datetime) -> date | None:
    """The day of creation in an address (Dân trí, Tuổi Trẻ, VCCorp sites; /2026/11/19/), None when there is none."""
    path = urlsplit(url).path
    if match := _DAY_IN_PATH.search(path):
        parts = [part for part in match.groups() if part]
        return _real(*parts, hour="0", now=now)
    for match in _STAMP_IN_PATH.finditer(path):
        year, month, day, hour, minute, second = (part for part in match.groups() if part)
        if int(minute) < 60 and int(second) < 60 and (found := _real(year, month, day, hour=hour, now=now)):
            return found
    return None


def _real(year: str, month: str, day: str, *, hour: str, now: datetime) -> date | None:
    if int(hour) >= _LATE:
        return None
    try:
        found = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
    return found if date(2005, 1, 1) <= found <= now.date() else None
