"""A year in the life of an office PC, with the clock passed in: off at night, at weekends, at Tết.

3,000 articles of a generated press enter by the store (the crawl has its own tests); timetable, digests, warnings,
chain and backup are the real ones. What is measured is printed and stands in docs/reliability.md.
"""

from __future__ import annotations

import json
import random
import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from config.holidays import is_working_day
from diembao import office as offices
from diembao.alerts import days_left, raise_alerts
from diembao.backing import Terms, back_up
from diembao.issue import build_due
from diembao.office import Office
from diembao.timetable import states
from domain.clock import VIETNAM, Stamp
from domain.edition import PeriodKind, period_of, previous_period
from domain.matter import Matter, MatterEvent, MatterState
from domain.reading import TargetTone, Tone, ToneValue
from store import Store, opened
from tests.builders import a_judgement, a_link, a_page, an_article
from tests.diembao.small_press import office as settle

CODE = "11713"
FIRST = date(2026, 8, 3)
DAYS, ARTICLES = 365, 3_000
# The usual day at the end may cost so many times that of the first weeks.
FLAT = 1.25
_WORDS = "thôn xóm đường kênh cầu trường chợ lúa màu họp dân góp công sửa chữa trồng cây đèn điện nước sạch".split()


class Press:
    """Articles by day, in the order of their coming."""

    def __init__(self) -> None:
        self.chance = random.Random(7)
        self.number = 0
        self.left = [self.chance.randrange(DAYS) for _ in range(ARTICLES)]
        self.by_day = Counter(self.left)

    def bring(self, store: Store, last: date, now: datetime) -> None:
        """Everything published since a day, read now."""
        day = last
        while day <= now.astimezone(VIETNAM).date():
            for _ in range(self.by_day.pop((day - FIRST).days, 0)):
                self._one(store, day, now)
            day += timedelta(days=1)

    def _one(self, store: Store, day: date, now: datetime) -> None:
        self.number += 1
        url = f"http://bao-mot.example/tin-{self.number}.html"
        link, words = a_link(url), " ".join(self.chance.choices(_WORDS, k=180))
        store.links.add([link], now)
        store.pages.save(a_page(link, f"<html><body><p>{words}</p></body></html>".encode(), fetched_at=now))
        stamp = Stamp.parse(f"{day.isoformat()}T05:{self.number % 60:02d}:00+07:00")
        about = self.number % 8 == 0
        title = f"Tin số {self.number} {'ở xã Nghi Dương' if about else ''}".strip()
        store.articles.save(
            an_article(url, title=title, body=words, published=stamp, first_seen=now, sapo=words[:80]), link.id
        )
        store.readings.save_judgements(link.id, [a_judgement()] if about else [], 1)
        if about:
            tone = Tone(ToneValue.NEUTRAL, 0.1, title, "")
            store.tones.save(link.id, tone, [TargetTone(CODE, tone, self.number % 80 == 0, 0.5, title)], 1)


def hours_on(day: date) -> Iterator[datetime]:
    """The moments at which the machine is on and looks what is due."""
    if is_working_day(day):
        for minutes in (450, 600, 690, 725, 840, 965):
            yield datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=VIETNAM)


def last_on(day: date) -> date:
    """The last day up to a day on which the machine was on."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


class Year:
    """The office through the year, and what was measured."""

    def __init__(self, home: Path, store: Store, here: Office) -> None:
        self.home, self.store, self.here = home, store, here
        self.press = Press()
        self.brought = FIRST
        self.digests: Counter[str] = Counter()
        self.seconds: dict[int, float] = {}
        self.yards: dict[int, float] = {}
        self.matters: dict[str, tuple[date, date | None]] = {}
        self.closed: set[str] = set()

    def day(self, number: int) -> None:
        """One day, if the machine is on."""
        day = FIRST + timedelta(days=number)
        self.yards[number] = yardstick()
        for now in hours_on(day):
            self._officer(number, day, now)
            for state in states(self.store, self.here.settings, now):
                if state.due:
                    self._do(state.job.name, number, now)

    def _do(self, name: str, number: int, now: datetime) -> None:
        run, started = self.store.runs.begin(name, now, now), time.process_time()
        if name == "run":
            self.press.bring(self.store, self.brought, now)
            self.brought = now.astimezone(VIETNAM).date()
        if name in ("run", "digest"):
            for path in build_due(self.here, self.store, now):
                self.digests[path.stem] += 1
        if name in ("run", "health"):
            raise_alerts(self.here, self.store, now, [] if name == "health" else None)
        self.store.chain.write_down()
        if name == "run":
            self.seconds[number] = self.seconds.get(number, 0.0) + time.process_time() - started
        self.store.runs.end(run, now, {})

    def _officer(self, number: int, day: date, now: datetime) -> None:
        """Every tenth day an issue with a deadline; every other one is closed in time."""
        name = f"m{number}"
        if number % 10 == 0 and name not in self.matters:
            due = day + timedelta(days=21)
            self.matters[name] = (due, day + timedelta(days=14) if number % 20 else None)
            self.store.matters.propose([Matter(name, CODE, now, f"Việc số {number}", raised=day)])
            self.store.matters.write(CODE, name, MatterEvent(now, "Lan", MatterState.ASSIGNED, due=due))
        for matter, (due, close) in self.matters.items():
            if close and day >= close and days_left(day, due) > 2 and matter not in self.closed:
                self.closed.add(matter)
                self.store.matters.write(CODE, matter, MatterEvent(now, "Lan", MatterState.CLOSED, result="Đã trả lời"))


def yardstick() -> float:
    """Processor seconds of a fixed piece of work: how slow this shared machine is just now."""
    started = time.process_time()
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT)")
        db.executemany("INSERT INTO t VALUES (?, ?)", ((f"{n * 7919 % 10_007:05d}", "x" * 40) for n in range(5_000)))
        assert sum(len(json.dumps(row)) for row in db.execute("SELECT * FROM t ORDER BY b, a")) > 0
    return time.process_time() - started


def size_of(home: Path) -> tuple[int, int]:
    """Bytes of the database and of the archive."""
    database = sum(path.stat().st_size for path in home.glob("diembao.sqlite3*"))
    return database, sum(path.stat().st_size for path in (home / "archive").iterdir())


@pytest.mark.long
def test_a_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "nhà"
    settle(home, [])
    here = offices.office(home)
    with opened(home) as store:
        year = Year(home, store, here)
        for number in range(DAYS):
            year.day(number)
        last = FIRST + timedelta(days=DAYS - 1)
        _digests_once(year, last)
        _deadlines_warned(year, last)
        assert store.verify().findings == ()
        sizes = size_of(home)
    early, late = (_usual(year, range(10, 80)), _usual(year, range(DAYS - 70, DAYS)))
    made = back_up(replace(Terms.of(here), keep=1), tmp_path, lambda _: None)
    with capsys.disabled():
        print(
            f"\nyear: {year.press.number} articles, {sum(year.digests.values())} files of digests, "
            f"{len(year.seconds)} days on, database {sizes[0] / 1e6:.1f} MB, archive {sizes[1] / 1e6:.1f} MB, "
            f"backup {made.size / 1e6:.1f} MB; "
            f"processor a day {early[0]:.3f} s at day 10-79, {late[0]:.3f} s in the last 70 days; "
            f"in yardsticks {early[1]:.2f} and {late[1]:.2f}, {late[1] / early[1]:.2f} times"
        )
    assert year.press.number > ARTICLES * 0.98
    assert late[1] <= FLAT * early[1]


def _usual(year: Year, days: range) -> tuple[float, float]:
    """The median day of some days, in processor seconds and in yardsticks of the same day."""
    on = [day for day in days if day in year.seconds]
    assert len(on) > 40
    seconds = statistics.median(year.seconds[day] for day in on)
    return seconds, statistics.median(year.seconds[day] / year.yards[day] for day in on)


def _digests_once(year: Year, last: date) -> None:
    windows = year.here.settings.digest.windows
    expected = set()
    for kind in (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER):
        period = previous_period(period_of(last_on(last), kind, windows), windows)
        while period.start >= FIRST:
            expected.add(f"tong-hop-bao-chi-{CODE}-{period.key}")
            period = previous_period(period, windows)
    assert expected <= set(year.digests)
    formats = len(year.here.settings.digest.formats)
    assert {name for name, count in year.digests.items() if count != formats} == set()


def _deadlines_warned(year: Year, last: date) -> None:
    told = Counter(one.item for one in year.store.warnings.all() if one.kind == "deadline")
    assert not [item for item, count in told.items() if count > 1]
    open_ones = {name: due for name, (due, _) in year.matters.items() if name not in year.closed and due < last}
    assert open_ones
    for name, due in open_ones.items():
        near = next(one for one in year.store.warnings.all() if one.item == f"{name}/{due.isoformat()}/gan")
        assert near.raised is not None
        assert near.raised.astimezone(VIETNAM).date() <= due
        assert f"{name}/{due.isoformat()}/qua" in told
    assert not [item for item in told if item.split("/")[0] in year.closed]
