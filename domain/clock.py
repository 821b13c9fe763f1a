"""Time: aware everywhere, UTC inside, Asia/Ho_Chi_Minh at the edge; and `Stamp`, a time that may be a bare day.

An article's time of publication is often known only to the day, and sometimes not at all. `Stamp` keeps the
difference, so that nothing is invented: a day never grows a minute.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something was published: the Vietnamese calendar day, and the moment where it is known."""

    day: date
    moment: datetime | None = None

    @classmethod
    def at(cls, moment: datetime) -> Stamp:
        """A stamp with a time of day. A naive moment is an error: zones are decided where they are read."""
        local = to_local(moment)
        return cls(local.date(), local)

    @classmethod
    def parse(cls, text: str | None) -> Stamp | None:
        """Read back what `iso` wrote: an ISO time with offset, or a bare ISO date. None stays None."""
        if not text:
            return None
        if len(text) == 10:
            return cls(date.fromisoformat(text))
        return cls.at(datetime.fromisoformat(text))

    def iso(self) -> str:
        """`2026-11-18T08:15:00+07:00`, or `2026-11-18` when only the day is known."""
        return self.moment.isoformat(timespec="seconds") if self.moment else self.day.isoformat()


def to_local(moment: datetime) -> datetime:
    """The same moment on a Vietnamese clock. Raises ValueError for a naive time."""
    if moment.tzinfo is None:
        raise ValueError("naive datetime: every moment inside the house carries its zone")
    return moment.astimezone(VIETNAM)


def to_utc(moment: datetime) -> datetime:
    """The same moment in UTC. Raises ValueError for a naive time."""
    if moment.tzinfo is None:
        raise ValueError("naive datetime: every moment inside the house carries its zone")
    return moment.astimezone(UTC)


def utc_text(moment: datetime) -> str:
    """How moments are stored: `2026-11-18T01:15:00Z`, which sorts by time as text."""
    return to_utc(moment).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_utc_text(text: str) -> datetime:
    """Read back what `utc_text` wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)


def parse_now(text: str) -> datetime:
    """A moment as somebody gives it: ISO, a bare date is midnight, without an offset it is Vietnamese time."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def vi_date(day: date) -> str:
    """`18/11/2026`, the way lists and sentences print a day."""
    return day.strftime("%d/%m/%Y")


def vi_time(moment: datetime) -> str:
    """`08 giờ 15`, the way sentences print a time of day."""
    local = to_local(moment)
    return f"{local:%H} giờ {local:%M}"


def vi_moment(moment: datetime) -> str:
    """`08 giờ 15 ngày 18/11/2026`, the way lists and sentences print a moment."""
    return f"{vi_time(moment)} ngày {vi_date(to_local(moment).date())}"


def plausible(day: date) -> bool:
    """Whether a day, or the day of a moment, may be meant at all: a slip of the keys is not written down."""
    return 2000 <= day.year < 2100


WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def vi_weekday(day: date) -> str:
    """`thứ Năm`."""
    return WEEKDAYS[day.weekday()]
