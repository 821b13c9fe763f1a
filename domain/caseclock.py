"""Until when must what be done in a case? Working days come from outside: this module knows no holidays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.case import Case, Deed, State, Verdict, day_of
from domain.clock import VIETNAM, to_local
from domain.presswork import LIMIT

# The last day of a limit of so many working days that begins after a day.
WorkingDays = Callable[[date, int], date]
EVENING = time(17, 0)
# Days in which a paper must correct or print a reply, by its kind (Nghị định 237/2026, Điều 19, 21); a weekly one in
# its next issue.
PAPER_DAYS = {"online": 2, "daily": 2, "radio": 2, "tv": 2, "weekly": 7}


@dataclass(frozen=True, slots=True)
class Due:
    """A time limit: until when, what is to be done, and the legal reference it rests on ("" for the office's own)."""

    at: datetime
    what: str
    basis: str = ""


def due(case: Case, working: WorkingDays) -> Due | None:
    """The next limit of a case, None when nothing is due."""
    return next(iter(all_due(case, working)), None)


def all_due(case: Case, working: WorkingDays) -> tuple[Due, ...]:
    """Every limit that runs, the nearest first."""
    dues = [one for one in (_step(case, working), _statement(case)) if one]
    return tuple(sorted(dues, key=lambda one: one.at))


def _step(case: Case, working: WorkingDays) -> Due | None:
    begun, state = case.since, case.state
    if state is State.DETECTED:
        return Due(begun + timedelta(hours=2), "lưu chứng cứ")
    if state is State.PRESERVED:
        return Due(_evening(_same_day(begun, working)), "sàng lọc")
    if state in (State.SCREENED, State.VERIFYING):
        screened = case.last(Deed.SCREEN)
        days = 3 if screened and screened.data.get("hard") else 1
        return Due(_own(case, Deed.ASSIGN) or _evening(working(_day(begun), days)), "xác minh và kết luận")
    if state is State.CONCLUDED:
        return Due(_evening(working(_day(begun), 1)), _next_after_verdict(case))
    if state is State.SUBMITTED:
        return Due(_evening(working(_day(begun), 1)), "gửi văn bản")
    return _afterwards(case, working)


def _afterwards(case: Case, working: WorkingDays) -> Due | None:
    if case.state is State.ACCEPTING:
        received = day_of(case.told(Deed.ACCEPT, "received")) or _day(case.since)
        return Due(_evening(working(received, 15)), "trả lời báo kết quả xử lý", "nghi-dinh-237-dieu-18")
    if case.state in (State.SENT, State.SECOND) and not _answered(case):
        limit = paper_limit(case)
        return Due(limit, "báo cải chính hoặc đăng phản hồi", "nghi-dinh-237-dieu-19") if limit else None
    return None


def paper_limit(case: Case) -> datetime | None:
    """Until when a paper that was asked must print; None when it was asked for nothing, or has answered."""
    asked = case.last(Deed.SEND, Deed.SECOND)
    if asked is None or _answered(case) or case.told(Deed.SEND, "letter") in ("answer", "technical"):
        return None
    sent = day_of(asked.data.get("day")) or _day(asked.at)
    return _evening(sent + timedelta(days=PAPER_DAYS.get(case.told(Deed.SCREEN, "medium") or "online", 2)))


def escalation(case: Case, working: WorkingDays) -> datetime | None:
    """Until when to write a second time or to the authority once the paper let its limit pass; None before."""
    limit = _afterwards(case, working)
    if limit is None or case.state not in (State.SENT, State.SECOND):
        return None
    return _evening(working(_day(limit.at), 2))


def _answered(case: Case) -> bool:
    last = case.last(Deed.SEND, Deed.SECOND, Deed.ANSWER)
    return last is not None and last.deed is Deed.ANSWER


def _statement(case: Case) -> Due | None:
    """24 hours from judging that opinion is affected, until something was said."""
    judged = next((event for event in case.of(Deed.SCREEN) if event.data.get("affects_opinion")), None)
    if judged is None or case.of(Deed.STATEMENT) or not case.open:
        return None
    return Due(judged.at + LIMIT, "phát ngôn, cung cấp thông tin ban đầu", "nghi-dinh-244-dieu-7-khoan-4")


def _next_after_verdict(case: Case) -> str:
    if case.verdict in (Verdict.TRUE_UNFAVOURABLE, Verdict.TRUE):
        return "tiếp thu, giao xử lý hoặc đóng"
    return "chuyển Công an xã" if case.verdict is Verdict.FABRICATED else "trình ký"


def _own(case: Case, deed: Deed) -> datetime | None:
    """The limit that the office set itself."""
    day = day_of(case.told(deed, "due"))
    return _evening(day) if day else None


def _same_day(moment: datetime, working: WorkingDays) -> date:
    """The working day a moment falls on; of a day off, or of an evening, the next one."""
    local = to_local(moment)
    eve = local.date() - timedelta(days=1)
    is_working = working(eve, 1) == local.date()
    return local.date() if is_working and local.time() < EVENING else working(local.date(), 1)


def _day(moment: datetime) -> date:
    return to_local(moment).date()


def _evening(day: date) -> datetime:
    return datetime.combine(day, EVENING, VIETNAM)
