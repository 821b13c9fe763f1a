"""Time limits as a calendar file (iCalendar) that any calendar program takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.safe import printable
from domain.clock import to_utc


@dataclass(frozen=True, slots=True)
class Reminder:
    """One limit: `key` stays the same when the file is made again, so that calendars do not double it."""

    key: str
    at: datetime
    what: str


# Stands in every calendar, so that one without limits is well formed too.
_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ho_Chi_Minh",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def ics(reminders: Iterable[Reminder], now: datetime) -> bytes:
    """The calendar. Each limit is a quarter of an hour that ends with it, with an alarm an hour before."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//diembao//ho so//VI", "CALSCALE:GREGORIAN", *_ZONE]
    for one in reminders:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(one.key)}@diembao",
            f"DTSTAMP:{_stamp(now)}",
            f"DTSTART:{_stamp(one.at - timedelta(minutes=15))}",
            f"DTEND:{_stamp(one.at)}",
            f"SUMMARY:{_escaped(one.what)}",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_escaped(one.what)}",
            "TRIGGER:-PT1H",
            "END:VALARM",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _stamp(moment: datetime) -> str:
    return to_utc(moment).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    plain = printable(text)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """No line longer than 75 bytes, broken between letters."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 74:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += width
    return "\r\n".join(parts)
