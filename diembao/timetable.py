"""What is done by the clock, when it was done last and when it comes next.

A job is due when one of its hours lies between its last run and now, however long the machine slept, was off, or how
its clock jumped; several missed hours are done once. One that was cut off is done again once. So an open desk, cron, a
systemd timer and the Windows Task Scheduler all do the same: look what is due, do it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from config.model import Settings
from domain.clock import VIETNAM
from store import Store
from store.runs import CUT, Run

# A record may be this far ahead of the clock (the clock is set while it runs); farther, the clock was wrong then.
AHEAD = timedelta(hours=1)
# A job that leaves no record (another program holds the lock, the disk is full) is tried again after this time.
AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of timed work: the command of its records, its name in print, its command line, its hours.

    Whoever does it holds `lock`; "" where one may do it beside others.
    """

    name: str
    title: str
    words: tuple[str, ...]
    hours: Callable[[Settings], Sequence[str]]
    lock: str = "run.lock"


def _backup_hours(settings: Settings) -> Sequence[str]:
    return (settings.backup.at,) if settings.backup.to else ()


JOBS: Mapping[str, Job] = {
    job.name: job
    for job in (
        Job("run", "Đọc báo", ("run",), lambda settings: settings.schedule.run_at),
        Job("watch", "Xem lại bài đã đăng", ("run", "--only", "watch"), lambda settings: settings.schedule.watch_at),
        Job("digest", "Lập dự thảo, gửi", ("run", "--only", "digest"), lambda settings: settings.schedule.digest_at),
        Job("backup", "Sao lưu", ("backup",), _backup_hours, "backup.lock"),
        Job("health", "Tự kiểm tra", ("doctor", "--record"), lambda settings: settings.schedule.health_at, ""),
    )
}


@dataclass(frozen=True, slots=True)
class State:
    """How a job stands: its newest record, whether it is due now, when it comes next (None: never by itself)."""

    job: Job
    last: Run | None
    due: bool
    next: datetime | None


def trigger(hour: str) -> CronTrigger:
    """Every day at `06:00` Vietnamese time."""
    hours, _, minutes = hour.partition(":")
    return CronTrigger(hour=int(hours), minute=int(minutes), timezone=VIETNAM)


def missed(hours: Sequence[str], last: datetime | None, now: datetime) -> bool:
    """Whether an hour came after the last time (or there was none, or only one in the future) and before now."""
    if last is None or last > now + AHEAD:
        return bool(hours)
    return any(moment <= now for moment in _after(hours, last))


def next_time(hours: Sequence[str], now: datetime) -> datetime | None:
    """When one of the hours comes next."""
    return min(_after(hours, now), default=None)


def _after(hours: Sequence[str], moment: datetime) -> list[datetime]:
    # A fire time may equal the moment asked from; what ran at that very second is done.
    later = moment + timedelta(seconds=1)
    return [found for hour in hours if (found := trigger(hour).get_next_fire_time(None, later)) is not None]


def states(store: Store, settings: Settings, now: datetime) -> list[State]:
    """Every job as it stands; what is due comes in the order of `JOBS`."""
    return [state(store, settings, job, now) for job in JOBS.values()]


def state(store: Store, settings: Settings, job: Job, now: datetime) -> State:
    """One job as it stands. A sample home does nothing by itself."""
    hours = () if settings.sample.enabled else job.hours(settings)
    last, *before = [*store.runs.latest(2, job.name), None]
    due = missed(hours, last.started if last else None, now) or (bool(hours) and _cut(last) and not _cut(before[0]))
    return State(job, last, due, next_time(hours, now))


def _cut(run: Run | None) -> bool:
    """Whether a job was cut off: done again once, for what cuts it off twice may do so for ever."""
    return run is not None and run.outcome == CUT
