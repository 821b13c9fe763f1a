"""One pass of the daily work: bring everything due through the stages, build what is due, sum it up."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.fetcher import Fetcher
from crawler.policy import CrawlPolicy
from diembao.claiming import link_changes, open_cases
from diembao.holding import MEGABYTE, kept, over_budget, watched_longer
from diembao.logs import write as log
from diembao.office import Office
from diembao.pipeline import Flow
from diembao.secondlook import look
from diembao.stages import run_stage
from diembao.stamping import Stamper, post
from diembao.words import say
from domain.clock import VIETNAM, to_local
from domain.outcome import Word
from domain.press import Source
from domain.reading import Verdict
from store import Store, runs
from store.runs import READING

STAGES = (
    "discover",
    "headline",
    "fetch",
    "extract",
    "mention",
    "read",
    "tone",
    "group",
    "claim",
    "behind",
    "watch",
    "digest",
)
# Words of a newspaper that was read, wholly or in part.
READ = frozenset({Word.DONE, Word.UNCHANGED, Word.FEED_CUT})
# Pages of the last days stay even where the archive is over its budget: rules mended now still find them.
ALWAYS_KEPT = timedelta(days=7)
# Pages leave only by a clock that has held: so many days with a reading within so many.
STEADY_DAYS, STEADY_WITHIN = 3, timedelta(days=30)
# Exit codes of a pass.
DONE, FAILED, PARTLY = 0, 1, 3
OUTCOME_OF = {DONE: runs.DONE, FAILED: runs.FAILED, PARTLY: runs.PARTLY}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a pass is asked to do: one stage only, some newspapers only (then whether due or not)."""

    only: str | None = None
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Sum:
    """What one pass did. `answers` holds, for each newspaper asked, how its ways ended;
    `times` the seconds of each stage."""

    sources: int = 0
    words: dict[str, Counter[Word]] = field(default_factory=dict)
    answers: dict[str, set[Word]] = field(default_factory=dict)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    stories: int = 0
    cases: int = 0
    links: int = 0
    digests: list[str] = field(default_factory=list)
    seconds: float = 0.0
    times: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add what is done inside to the seconds of a stage."""
        started = time.monotonic()
        yield
        self.times[stage] = self.times.get(stage, 0.0) + time.monotonic() - started

    def note(self, stage: str, item: str, word: Word) -> None:
        """Count one outcome."""
        self.words.setdefault(stage, Counter())[word] += 1
        if stage == "discover":
            self.answers.setdefault(item.split(" ", 1)[0], set()).add(word)

    @property
    def read(self) -> set[str]:
        """Newspapers of which at least one way was read."""
        return {name for name, words in self.answers.items() if words & READ}

    @property
    def failed(self) -> set[str]:
        """Newspapers asked in vain."""
        return self.answers.keys() - self.read

    def as_json(self) -> dict[str, Any]:
        """The object that `run --json` prints."""
        total = sum(self.words.values(), Counter())
        asked = {"read": len(self.read), "failed": len(self.failed), "not_due": self.sources - len(self.answers)}
        return {
            "sources": asked,
            "links": self.links,
            "pages": self._done("fetch"),
            "articles": self._done("extract"),
            "mentions": {verdict.value: self.verdicts[verdict] for verdict in Verdict},
            "stories": self.stories,
            "cases_open": self.cases,
            "digests": self.digests,
            "outcomes": {word.value: count for word, count in sorted(total.items())},
            "seconds": round(self.seconds, 1),
        }

    def exit_code(self, failure_share: float) -> int:
        """0 done, 3 some newspapers failed, 1 all of them did or too much went wrong that nobody foresaw."""
        total = sum(self.words.values(), Counter())
        if total[Word.UNEXPECTED] > failure_share * total.total():
            return FAILED
        if self.failed:
            return PARTLY if len(self.failed) < self.sources else FAILED
        return DONE

    def _done(self, stage: str) -> int:
        return self.words.get(stage, Counter())[Word.DONE]


def one_pass(
    office: Office,
    store: Store,
    now: datetime,
    wish: Wish,
    tell: Callable[[str], None],
    policy: CrawlPolicy | None = None,
) -> Sum:
    """Do one pass. `policy` is given where the press is reached in another way than the settings say (samples)."""
    started = time.monotonic()
    name = wish.only if wish.only in ("watch", "digest") else READING
    store.runs.cut_off(name, datetime.now(UTC))
    run_id = store.runs.begin(name, now, datetime.now(UTC))
    store.pages.repair()
    flow = flow_of(office, store, now, wish)
    done = Sum(sources=len(flow.sources), verdicts=flow.verdicts)
    before = store.links.count()
    with Fetcher(_within_budget(policy or office.crawl_policy(), store)) as fetcher:
        for stage in flow.stages(fetcher):
            if wish.only in (None, stage.name):
                tell(say(PROGRESS[stage.name]))
                with done.timed(stage.name):
                    run_stage(stage, store.outcomes, store.together, now, done.note)
        if wish.only is None and done.words.get("watch", Counter())[Word.DONE]:
            _derive_again(flow, fetcher, done)
    done.links = store.links.count() - before
    done.stories = flow.stories_joined()
    if wish.only in (None, "watch"):
        for code in office.units:
            link_changes(store, code, now)
    done.cases = sum(open_cases(store, code) for code in office.units)
    if wish.only is None:
        if _clock_held(store, now):
            _let_go(office, store, now, tell)
        store.search.tidy()
        look(office, store, now)
    store.chain.write_down()
    if wish.only in (None, "digest"):
        with done.timed("digest"):
            done.digests = _digests(office, store, now)
    store.chain.write_down()
    if wish.only is None and (told := Stamper(office.settings.stamp, post).stamp(store)):
        tell(told)
    if name == READING and not wish.names and not office.settings.sample.enabled:
        _tell(office, store, now)
    done.seconds = time.monotonic() - started
    store.runs.end(
        run_id, datetime.now(UTC), done.as_json(), OUTCOME_OF[done.exit_code(office.settings.run.failure_share)]
    )
    return done


def _clock_held(store: Store, now: datetime) -> bool:
    """Whether the clock can be believed when it says that a time is over: it told of readings on some days of late.

    After a jump ahead, as after a very long pause, what is old waits until the clock has held for some days.
    """
    return store.runs.days(now - STEADY_WITHIN, now) >= STEADY_DAYS


def _let_go(office: Office, store: Store, now: datetime, tell: Callable[[str], None]) -> None:
    """Pages whose time of keeping is over; where the office says so, others before their time if room is short."""
    days = office.settings.keeping.unmatched_days
    if count := store.keeping.expire(now - timedelta(days=days), now, days, kept(store)):
        tell(say("Hết thời hạn lưu: {count} trang không viết về xã, chỉ giữ địa chỉ, tiêu đề.").format(count=count))
    over, limit = over_budget(office, store), office.settings.limits.archive_mb
    if over and office.settings.keeping.at_limit == "shorten":
        count = store.keeping.make_room(over, now - ALWAYS_KEPT, now, limit, kept(store))
        if not count:
            return
        told = say("Kho bản gốc vượt mức {limit} MB: đã bỏ sớm bản gốc của {count} trang không viết về xã.")
        tell(told.format(limit=limit, count=count))
        log(office.home, {"event": "room", "pages": count, "over_mb": round(over / MEGABYTE, 1), "limit_mb": limit})


def _tell(office: Office, store: Store, now: datetime) -> None:
    from diembao.alerts import raise_alerts, say_alive  # noqa: PLC0415 - brings mail; `article add` has no use for it

    raise_alerts(office, store, now)
    say_alive(office)


def _digests(office: Office, store: Store, now: datetime) -> list[str]:
    from diembao.issue import build_due  # noqa: PLC0415 - brings what writes Word and charts; `article add` has no use
    from diembao.sending import retry_due  # noqa: PLC0415 - the same

    retry_due(office, store, now)
    return [str(path) for path in build_due(office, store, now)]


def _derive_again(flow: Flow, fetcher: Fetcher, done: Sum) -> None:
    """A new version seen in this pass is read in this pass."""
    for stage in flow.deriving(fetcher):
        run_stage(stage, flow.store.outcomes, flow.store.together, flow.now, done.note)


def _within_budget(policy: CrawlPolicy, store: Store) -> CrawlPolicy:
    """The policy with what was fetched from each newspaper since midnight, so that the day's budget holds over runs."""
    midnight = datetime.combine(to_local(datetime.now(UTC)).date(), datetime.min.time(), VIETNAM)
    spent = Counter(store.pages.fetched_since(midnight)) + Counter(store.watch.asked_since(midnight))
    return replace(policy, spent=tuple(sorted(spent.items())))


PROGRESS = {
    "discover": "Đang xem danh mục tin của các báo…",
    "headline": "Đang ghi các tít do trang tìm kiếm cho biết…",
    "fetch": "Đang tải các bài mới…",
    "extract": "Đang bóc nội dung bài…",
    "mention": "Đang tìm bài viết về xã…",
    "read": "Đang xếp bài theo lĩnh vực…",
    "tone": "Đang đọc sắc thái của bài…",
    "group": "Đang nhóm các bài cùng sự việc…",
    "claim": "Đang đối chiếu số liệu trong bài…",
    "behind": "Đang hỏi địa chỉ gốc của các tít về xã…",
    "watch": "Đang xem lại các bài đã đăng về xã…",
}


def flow_of(office: Office, store: Store, now: datetime, wish: Wish) -> Flow:
    """The flow of an office for the newspapers of a pass."""
    return Flow(
        store=store,
        sources=chosen(office.sources, wish),
        now=now,
        recogniser=office.recogniser,
        topic_reader=office.topic_reader,
        tone_readers=office.tone_readers,
        knowledge=office.place_knowledge,
        units=office.units,
        backlog_days=office.settings.crawl.backlog_days,
        regardless=bool(wish.names),
        crew=office.crew,
        held=watched_longer(store),
    )


def chosen(sources: tuple[Source, ...], wish: Wish) -> tuple[Source, ...]:
    """The newspapers of a pass: those named, else every enabled one."""
    if wish.names:
        return tuple(source for source in sources if source.name in wish.names)
    return tuple(source for source in sources if source.enabled)
