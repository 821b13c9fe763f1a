"""Which few things is an officer told of without asking? Each once, with what to do; by the desk, and by one mail.

A warning stands while its cause lasts; it is mailed once, with all others that are new, and never again for the same
occasion. Mails go out in working hours, but for what stops the work.
"""

from __future__ import annotations

import contextlib
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from http.client import HTTPException

from config.holidays import is_working_day, working_days
from diembao.chatting import chat_notice
from diembao.health import Ways
from diembao.holding import archive_size, over_budget
from diembao.machine import Finding
from diembao.office import Office
from diembao.saved import search_alerts
from diembao.sending import server_of
from diembao.words import say
from digest.safe import cut
from digest.send.email import Ending, send_notice
from domain.clock import to_local, vi_date, vi_time
from domain.errors import KnownError
from store import Store, runs
from store.warnings import Warning_

HEALTH = "health"
# Hours in which an office answers; a question found in them is told at once.
WORK_BEGINS, WORK_ENDS = 7, 17
# A deadline is told when so many working days are left; a newspaper when it was silent so long.
NEAR_DAYS = 2
# No working days lie farther ahead than this, the longest holidays counted.
_FARTHEST = timedelta(days=30)
SILENT = timedelta(days=3)
FRESH = timedelta(days=3)
# The checks of the doctor whose findings are worth a warning, by kind.
_TOLD: Mapping[str, str] = {
    "disk": "disk", "clock": "clock", "database": "data", "chain": "data", "reading": "reading", "backups": "backup",
    "settings": "settings", "permissions": "disk", "mail": "mail",
}  # fmt: skip
# What to do about an archive over its budget, by the policy of the settings.
_ROOM: Mapping[str, str] = {
    "warn": (
        "Mời tăng limits.archive_mb, giảm keeping.unmatched_days, hoặc cho bỏ sớm trang không viết về xã: "
        "diembao config set keeping.at_limit shorten"
    ),
    "shorten": (
        "Mỗi lượt đọc báo đã bỏ sớm bản gốc của trang không viết về xã; phần còn lại là bài về xã, bài trong hồ sơ và "
        "trang của 7 ngày gần nhất. Mời tăng limits.archive_mb."
    ),
}
OF_PRESS = ("reply", "deadline", "search", "silent")
OF_MACHINE = tuple(sorted({*_TOLD.values(), "archive"}))
LONGEST_TITLE = 90
PING_SECONDS = 10


def press_alerts(office: Office, store: Store, now: datetime) -> list[Warning_]:
    """What the press and the calendar ask for now."""
    own = (
        alert
        for one in office.each()
        for alert in (*_replies(one, store, now), *_deadlines(one, store, now), *_searches(one, store, now))
    )
    return [*own, *_silences(office, store, now)]


def _place(office: Office) -> str:
    """In a city's home a warning begins with the commune it is for."""
    unit = office.commune.unit
    return f"{unit.type} {unit.name}. " if office.city else ""


def _item(office: Office, item: str) -> str:
    """What a warning is about; in a city's home with the commune, for an article may concern several."""
    return f"{item} {office.commune.code}" if office.city else item


def _searches(office: Office, store: Store, now: datetime) -> Iterator[Warning_]:
    """What saved searches found, with the commune that saved them."""
    for found in search_alerts(office, store, now):
        yield replace(found, text=_place(office) + found.text)


def _replies(office: Office, store: Store, now: datetime) -> Iterator[Warning_]:
    """Articles of the last days that put a question or complaint to the commune and on which nobody said a word."""
    for article_id in store.tones.asking(office.commune.code, now - FRESH):
        if (article := store.articles.get(article_id)) and article.first_seen:
            yield Warning_(
                "reply",
                _item(office, article_id),
                _place(office)
                + say("{outlet} {time}: “{title}”. Bài có nội dung phản ánh, cần xem có phải trả lời không.").format(
                    outlet=article.outlet, time=vi_time(article.first_seen), title=cut(article.title, LONGEST_TITLE)
                ),
                say("Mở trang “Hôm nay”, chọn Cần trả lời hoặc Đúng."),
            )


def _deadlines(office: Office, store: Store, now: datetime) -> Iterator[Warning_]:
    today = to_local(now).date()
    for matter in store.matters.due_by(office.commune.code, today + _FARTHEST):
        if matter.due and days_left(today, matter.due) <= NEAR_DAYS:
            over = matter.due < today
            told = say("Đã quá hạn {day}: {what}") if over else say("Sắp đến hạn {day}: {what}")
            yield Warning_(
                "deadline",
                _item(office, f"{matter.id}/{matter.due.isoformat()}/{'qua' if over else 'gan'}"),
                _place(office) + told.format(day=vi_date(matter.due), what=cut(matter.what, LONGEST_TITLE)) + ".",
                say("Ghi kết quả hoặc hạn mới ở mục Vấn đề báo nêu ({unit}).").format(
                    unit=matter.unit or say("chưa giao đơn vị")
                ),
            )


def days_left(today: date, due: date) -> int:
    """Working days from today to a day, today not counted; 0 when it is today or past."""
    return working_days(today + timedelta(days=1), due) if due > today else 0


def _silences(office: Office, store: Store, now: datetime) -> Iterator[Warning_]:
    first = store.runs.first()
    for source in office.sources:
        ways = Ways(store, source)
        since = ways.ok_at or first
        if source.enabled and ways.asked and not ways.ok and since and now - since > SILENT:
            yield Warning_(
                "silent",
                source.name,
                say("Chưa đọc được {title} đã hơn 3 ngày.").format(title=source.title),
                say("Mở trang báo để so sánh; nếu báo đổi địa chỉ: diembao source add {name}").format(name=source.name),
            )


def machine_alerts(office: Office, store: Store, found: Iterable[tuple[str, Finding]]) -> list[Warning_]:
    """What the doctor found that an officer must know: one warning a kind."""
    alerts: dict[str, Warning_] = {}
    for check, finding in found:
        kind = _TOLD.get(check)
        if kind and (finding.bad or kind in ("reading", "backup", "disk", "mail")):
            alerts.setdefault(kind, Warning_(kind, "", finding.text, finding.remedy))
    failed = store.runs.latest(1, "backup")
    if failed and failed[0].outcome == runs.FAILED:
        alerts["backup"] = Warning_(
            "backup", "", say("Sao lưu chưa được: {why}").format(why=failed[0].summary.get("answer", "")), ""
        )
    limit = office.settings.limits.archive_mb
    if over_budget(office, store):
        alerts["archive"] = Warning_(
            "archive",
            "",
            say("Kho bản gốc đã {size} MB, vượt mức {limit} MB.").format(
                size=archive_size(store) // 1_000_000, limit=limit
            ),
            say(_ROOM[office.settings.keeping.at_limit]),
        )
    return list(alerts.values())


def raise_alerts(
    office: Office, store: Store, now: datetime, found: Sequence[tuple[str, Finding]] | None = None
) -> list[Warning_]:
    """Keep what stands now and mail what is new; `found` are the doctor's findings where it was asked."""
    alerts = press_alerts(office, store, now)
    kinds: tuple[str, ...] = OF_PRESS
    if found is not None:
        alerts += machine_alerts(office, store, found)
        kinds += OF_MACHINE
    new = store.warnings.keep(kinds, alerts, now)
    if is_time_to_tell(now):
        tell_alerts(office, store, now)
    return new


def is_time_to_tell(now: datetime) -> bool:
    """Whether somebody is at work."""
    local = to_local(now)
    return is_working_day(local.date()) and WORK_BEGINS <= local.hour < WORK_ENDS


def tell_alerts(office: Office, store: Store, now: datetime) -> None:
    """One message with all that was not told yet, by mail and into the chat rooms that take warnings.

    What neither can take now goes with the next one.
    """
    waiting = store.warnings.unsent()
    if not waiting:
        return
    lines = [f"- {one.text} {one.advice}".rstrip() for one in waiting]
    subject = say("Điểm báo: {n} việc cần xem").format(n=len(waiting))
    text = "\n".join([say("Phần mềm điểm báo có việc cần đồng chí xem:"), "", *lines, ""])
    if say_everywhere(office, subject, text, now):
        store.warnings.mark_sent(waiting, now)


def say_everywhere(office: Office, subject: str, text: str, now: datetime) -> bool:
    """A message by mail and into the rooms that take warnings; whether somebody may have it."""
    return any([_mailed(office, subject, text, now), _chatted(office, text)])


def _mailed(office: Office, subject: str, text: str, now: datetime) -> bool:
    """Whether somebody may have the mail."""
    to = office.settings.alerts.to
    if to and office.settings.email.smtp_host:
        with contextlib.suppress(KnownError):
            sent = send_notice(server_of(office), subject, text, to, now)
            return any(one.ending in (Ending.SENT, Ending.UNKNOWN) for one in sent)
    return False


def _chatted(office: Office, text: str) -> bool:
    """Whether a room may have it."""
    if office.settings.alerts.chat_file:
        with contextlib.suppress(KnownError):
            return chat_notice(office, text)
    return False


def say_alive(office: Office) -> bool:
    """Call the office's own watchman after a reading; True when it answered. Its silence stops nothing."""
    address = office.settings.alerts.ping
    if not address:
        return False
    try:
        with urllib.request.urlopen(address, timeout=PING_SECONDS) as answer:
            return bool(answer.status < 400)
    except (OSError, ValueError, HTTPException):  # whatever it says, the reading is done
        return False
