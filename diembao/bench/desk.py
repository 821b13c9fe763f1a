"""What a page of the desk costs a person: server time of every page, with a small office's data and with 100,000
articles."""

from __future__ import annotations

import io
import re
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import config.gazetteer
from config import fresh
from desk.app import create_app
from desk.doors import cookie_name
from desk.factfile import MOST_FACTS
from desk.saving import MOST as MOST_SAVED
from desk.tokens import hashed
from diembao.bench import Result
from diembao.bench.rounds import LEAST_ROUNDS, versions
from diembao.cli import Call
from diembao.deskside import services
from diembao.issue import build
from diembao.office import office
from domain.case import Case
from domain.clock import VIETNAM, Stamp
from domain.edition import week_of
from domain.fact import Fact
from domain.matter import Matter
from domain.people import Role
from domain.place import Unit
from domain.plan import PlanNote
from domain.press import Article, Link
from domain.presswork import Asked, Occasion, Said
from domain.reading import Judgement, Reason, TargetTone, Tone, ToneValue, TopicHit, Verdict
from domain.reading import Role as Part
from domain.review import Choice
from domain.saved import SavedSearch, Use
from domain.story import Copy, CopyKind, Joined
from domain.urls import article_id
from domain.watch import Change, ChangeKind
from store import Store, opened

SMALL, LARGE = 1_000, 100_000
# One article in so many names the commune, one in so many leaves it in doubt.
OURS, DOUBTFUL = 20, 100
_AT_ONCE = 2_000
_NOW = datetime(2026, 11, 19, 8, 0, tzinfo=VIETNAM)
_WEEK = week_of(_NOW.date() - timedelta(days=1))
_UNIT = Unit("11713", "Nghi Dương", "Xã", "Thành phố Hải Phòng", "31")
_WORD = "một chữ ngẫu nhiên của trình duyệt"
_BODY = "Đoạn {n} kể việc dọn kênh, trồng cây, sửa đường ở nhiều nơi; bà con xã Nghi Dương góp {n} ngày công. " * 8


def measure(rounds: int) -> Result:
    """Wall time of requests answered in this process, without a network; the median of each page over the rounds."""
    found: dict[int, dict[str, float]] = {}
    with TemporaryDirectory() as folder:
        for size in (SMALL, LARGE):
            found[size] = _pages(Path(folder) / str(size), size, max(rounds, LEAST_ROUNDS))
    small, large = found[SMALL], found[LARGE]
    slowest = max(large, key=lambda page: large[page])
    figures = {f"{page}_seconds": taken for page, taken in large.items()}
    return Result(
        ratios={"slowest_large_to_small": large[slowest] / small[slowest]},
        versions=versions("flask"),
        figures=figures | {"slowest_seconds": large[slowest]},
        notes=(f"Trang chậm nhất: {slowest}.",),
    )


def _pages(home: Path, size: int, rounds: int) -> dict[str, float]:
    """Median seconds of each page of a home with so many articles; a city's own page last."""
    fill(home, size)
    with opened(home) as store:
        store.users.begin_session(store.users.add("Lan", Role.ADMIN, "-", _NOW), hashed(_WORD), datetime.now(UTC))
        paths = dict(_paths(store))
    taken = timed(home, paths, rounds) | _facts_in_a_file(home, rounds)
    with opened(home) as store:
        as_a_city(home, store, size)
    return taken | timed(home, {"city": "/thanh-pho"}, rounds)


def _paths(store: Store) -> Iterator[tuple[str, str]]:
    """The pages that are only asked for, by the names of their figures."""
    copy, case = article_id(_url(OURS)), store.cases.all(_UNIT.code)[0].id  # the newest copy
    yield from (("today", "/"), ("matters", "/van-de"))
    yield from (("search", "/tim?q=xã+nghi+dương"), ("search_plain", "/tim?q=duong"), ("search_saved", "/tim?vua=1"))
    yield from (("article", f"/bai/{copy}"), ("history", f"/bai/{copy}/lich-su"), ("story", f"/su-viec/{copy}"))
    yield from (("digests", "/tong-hop"), ("digest", f"/tong-hop/{_WEEK.key}"))
    yield from (("edit", f"/tong-hop/{_WEEK.key}/sua"), ("preview", f"/tong-hop/{_WEEK.key}/xem"))
    yield from (("changes", "/thay-doi"), ("cases", "/ho-so"), ("case", f"/ho-so/{case}"), ("facts", "/so-lieu"))
    yield from (("figures_week", "/thong-ke"), ("figures_month", "/thong-ke?ky=thang"))
    yield ("figures_quarter", "/thong-ke?ky=quy")
    days = f"tu={_WEEK.start - timedelta(days=91)}&den={_WEEK.end}"
    yield ("figures_list", f"/thong-ke/danh-sach?{days}")
    yield ("figures_times", f"/thong-ke/thoi-gian?loai=tra-loi&{days}")
    yield from (("press", "/phat-ngon"), ("press_year", "/phat-ngon?ky=nam"), ("plan", "/ke-hoach?ky=nam"))
    yield from (("sources", "/nguon"), ("log", "/nhat-ky"), ("settings", "/cai-dat"), ("people", "/nguoi-dung"))
    yield from (("password", "/mat-khau"), ("help", "/tro-giup/moi-ngay"))


def timed(home: Path, paths: Mapping[str, str], rounds: int) -> dict[str, float]:
    """Median seconds of some pages, asked for in turn; what the first round warms up does not count."""
    client = _client(home)
    return _medians({name: partial(client.get, path) for name, path in paths.items()}, rounds)


def _facts_in_a_file(home: Path, rounds: int) -> dict[str, float]:
    """Median seconds until a file with as many facts as may come in one is shown."""
    client = _client(home)
    token = re.findall(r'name="dau" value="([^"]+)"', client.get("/so-lieu").text)[0]
    lines = "".join(f"Thôn {number} có {number + 90} hộ dân.,{number}/BC-UBND\n" for number in range(MOST_FACTS))
    data = f"Nội dung,Số văn bản\n{lines}".encode()

    def hand_in() -> Any:
        return client.post("/so-lieu/tep", data={"dau": token, "tep": (io.BytesIO(data), "hộ dân.csv")})

    return _medians({"facts_file": hand_in}, rounds)


def _client(home: Path) -> Any:
    """A browser in which the administrator has signed in."""
    app = create_app(services(Call(moment=_NOW), home))
    client = app.test_client()
    with app.app_context():
        client.set_cookie(cookie_name(), _WORD)
    return client


def _medians(asked: Mapping[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(rounds + 1):
        for name, ask in asked.items():
            started = time.perf_counter()
            answer = ask()
            taken[name].append(time.perf_counter() - started)
            assert answer.status_code == 200, name
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def fill(home: Path, size: int) -> None:
    """A home with so many articles over two years, the newest in the week before."""
    fresh.write_new(home, fresh.settings_text(_UNIT, "default"))
    with opened(home) as store:
        store.runs.end(store.runs.begin("run", _NOW, _NOW), _NOW, {})
        for first in range(0, size, _AT_ONCE):
            with store.together():
                for number in range(first, min(first + _AT_ONCE, size)):
                    _put(store, number, size)
        for worked in (decided, edited, disputed, registered, saved):
            with store.together():
                worked(store, size)
        here = office(home)
        build(here, store, _WEEK, _NOW, ["html", "txt"])


def decided(store: Store, size: int) -> None:
    """Two years of an officer's decisions: one on every accepted article older than a month, each in the log."""
    for number in range(0, size, OURS):
        at = _published(number, size) + timedelta(days=1)
        if at < _NOW - timedelta(days=30):
            item = article_id(_url(number))
            store.reviews.add(item, _UNIT.code, Choice.OURS, "Lan", at)
            store.audit.add(at, "Lan", "decide", item, f"đúng: Tin số {number}")


def edited(store: Store, size: int) -> None:
    """One accepted article in ten was edited by its newspaper within a week."""
    for number in range(0, size, OURS * 10):
        at = min(_published(number, size) + timedelta(days=7), _NOW)
        item = article_id(_url(number))
        store.watch.add_changes([Change(item, _url(number), at, ChangeKind.TITLE_EDITED, "“Tin” → “Tin mới”")])


def disputed(store: Store, size: int) -> None:
    """One accepted article in a hundred raised an issue and became a case; the commune has some hundred facts."""
    for number in range(0, size, OURS * 100):
        at, item = _published(number, size), article_id(_url(number))
        matter = Matter(item, _UNIT.code, at, "Đường hỏng", "Báo Một", raised=at.date(), unit="Phòng Kinh tế")
        store.matters.propose([matter])
        store.cases.open(
            Case("", _UNIT.code, item, "number", f"{number} ngày công", _BODY.format(n=number)[:150], at, "Lan")
        )
    day = _NOW.date() - timedelta(days=300)
    facts = [Fact(f"Xã có {n} hộ ở thôn {n}.", f"{n}/BC-UBND", day, "UBND xã", "báo cáo năm") for n in range(200)]
    store.facts.add(_UNIT.code, facts, "Lan", _NOW)


def registered(store: Store, size: int) -> None:
    """Two requests of the press a week for two years, each answered; a result of the plan every week."""
    for number in range(208):
        at = _NOW - timedelta(days=1, hours=84 * number)
        what = _BODY.format(n=number)[:150]
        line = store.press.ask(_UNIT.code, Asked(Occasion.REQUEST, at, what, "Lan", "Báo Một", urgent=number % 4 == 0))
        store.press.answer(_UNIT.code, line, Said(at + timedelta(hours=20), "Bà Hạnh", what, "thư công vụ", "Lan"))
        if number % 2:
            store.plans.add(_UNIT.code, PlanNote(at.date(), str(1 + number % 6), what, "Lan", at))
    for number in range(0, min(size, 20_000), OURS * 20):  # asked for an answer
        item, at = article_id(_url(number)), _published(number, size) + timedelta(hours=3)
        store.reviews.add(item, _UNIT.code, Choice.REPLY, "Lan", at)


def saved(store: Store, _size: int) -> None:
    """As many saved searches as a desk keeps."""
    for number in range(MOST_SAVED):
        search = SavedSearch(_UNIT.code, f"Việc {number}", "dọn kênh", "Lan", _NOW, frozenset({Use.WARNING}))
        store.saved.put(search)


def as_a_city(home: Path, store: Store, size: int) -> None:
    """Make the home a city's: one article in ten is in doubt for one of its communes, an issue for one in a hundred."""
    (home / "settings.toml").write_text(
        fresh.city_text(config.gazetteer.city(_UNIT.province_code, (), (), {}), "default"), encoding="utf-8"
    )
    codes = [commune.unit.code for commune in office(home).communes]
    for number in range(5, size, 10):
        code, item = codes[number // 10 % len(codes)], article_id(_url(number))
        store.readings.save_judgements(item, [Judgement(code, Verdict.REVIEW, 0.5, Part.MAIN, ())], 1)
        if number % 100 == 5:
            store.matters.propose([Matter(item, code, _published(number, size), "Đường hỏng", "Báo Một")])


def _published(number: int, size: int) -> datetime:
    """Over two years, the newest first."""
    return _NOW - timedelta(days=1, minutes=number * (2 * 365 * 24 * 60 // size))


def _put(store: Store, number: int, size: int) -> None:
    """One article; every twentieth is the commune's, two and two of these tell one event, the second as a copy."""
    published = _published(number, size)
    link = Link(article_id(_url(number)), _url(number), "bao-mot", title=f"Tin số {number}")
    store.links.add([link], published)
    article = Article(
        id=link.id,
        url=link.url,
        source="bao-mot",
        outlet="bao-mot.example",
        title=f"Tin số {number}: dọn kênh, sửa đường",
        body=_BODY.format(n=number),
        published=Stamp.at(published),
    )
    store.articles.save(article, link.id)
    if number % OURS and number % DOUBTFUL != 1:
        return
    verdict = Verdict.REVIEW if number % DOUBTFUL == 1 else Verdict.ACCEPT
    reasons = (Reason(1.0, "“Nghi Dương” đứng sau “xã”.", "unit_word"),)
    store.readings.save_judgements(article.id, [Judgement(_UNIT.code, verdict, 0.9, Part.MAIN, reasons)], 1)
    store.readings.save_topics(article.id, [TopicHit("6", 1, 1.0, (), "vì có chữ “kênh”")], 1)
    tone = Tone(ToneValue.NEUTRAL, 0.2, "Bà con góp ngày công.")
    store.tones.save(article.id, tone, [TargetTone(_UNIT.code, tone, False, 0.1)], 1)
    second = number % (2 * OURS) == OURS
    first = article_id(_url(number - OURS))
    copy = Copy(article.id, first, CopyKind.NEAR, 0.9) if second else None
    store.stories.save([Joined(article.id, (first,) if second else (), 0.9, "cùng nhắc “dọn kênh”", copy)], 1)


def _url(number: int) -> str:
    return f"http://bao-mot.example/tin-{number}.html"
