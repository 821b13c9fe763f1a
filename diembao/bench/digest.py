"""What a digest costs: from stored readings to Word, page and workbook, against python-docx writing its table alone."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from config import fresh
from diembao.bench import Result
from diembao.bench.environment import SCRIPTS
from diembao.bench.rounds import interleaved, script, versions
from diembao.bench.texts import press_texts
from diembao.gathering import edition_of
from diembao.office import Office, office
from diembao.privacy import masked
from diembao.secondlook import look
from digest.compose import compose
from digest.render import RENDERERS
from domain.clock import VIETNAM, Stamp
from domain.document import Digest, Run, Table
from domain.edition import week_of
from domain.place import Unit
from domain.press import Article, Link
from domain.reading import Judgement, Reason, Role, TopicHit, Verdict
from domain.urls import article_id
from store import Store, opened

SIZES = (50, 500, 5000)
FORMATS = ("docx", "html", "xlsx")
_NOW = datetime(2026, 11, 19, 8, 0, tzinfo=VIETNAM)
_PERIOD = week_of(_NOW.date() - timedelta(days=1))
_UNIT = Unit("11713", "Nghi Dương", "Xã", "Thành phố Hải Phòng", "31")


def measure(rounds: int) -> Result:
    """CPU time; the peer's is its own, in a process without our imports."""
    with ExitStack() as stack:
        homes = {size: stack.enter_context(_Home(size)) for size in SIZES}
        tables = {rows: _annex_of(homes[5000].digest(), rows) for rows in (40, 500, 800)}
        contenders: dict[str, Callable[[], float | None]] = {
            "whole_50": homes[50].whole,
            "whole_500": homes[500].whole,
            "table_40": _table(tables[40]),
            "table_500": _table(tables[500]),
            "table_800": _table(tables[800]),
            "add_row_500": _peer(tables[500]),
        }
        for contender in (homes[50].whole, contenders["table_40"]):
            contender()
        taken = interleaved(contenders, rounds)
        peak = _peak(homes[500].whole)
        whole_5000 = _seconds(homes[5000].whole)
    figures = {f"{name}_seconds": taken.median(name) for name in contenders}
    return Result(
        ratios={
            "table_to_add_row": taken.ratio("table_500", "add_row_500"),
            "rows_800_to_40": taken.ratio("table_800", "table_40"),
            "whole_500_to_add_row": taken.ratio("whole_500", "add_row_500"),
            "whole_5000_to_500": whole_5000 / taken.median("whole_500"),
        },
        versions=versions("python-docx", "xlsxwriter", "jinja2", "resvg-py"),
        figures=figures
        | {"whole_5000_seconds": whole_5000, "peak_500_MiB": peak / 2**20, "look_500_seconds": homes[500].look_seconds},
        notes=(
            f"whole: {', '.join(FORMATS)} from stored readings; 5000 articles are measured once",
            "look: the second look for names, taken once when the articles are read, not part of the whole",
        ),
    )


class _Home:
    """A home with a number of articles of one week, already read."""

    def __init__(self, size: int):
        self._size = size
        self._stack = ExitStack()

    def __enter__(self) -> _Home:
        home = Path(self._stack.enter_context(TemporaryDirectory()))
        fresh.write_new(home, fresh.settings_text(_UNIT, "none"))
        self._office: Office = office(home)
        self._store: Store = self._stack.enter_context(opened(home))
        self._store.runs.begin("run", _NOW - timedelta(days=30), _NOW)
        with self._store.together():
            for number, text in enumerate(press_texts(self._size)):
                _keep(self._store, number, text)
        started = time.process_time()
        look(self._office, self._store, _NOW)
        self.look_seconds = time.process_time() - started
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def digest(self) -> Digest:
        """The composed digest."""
        return compose(
            masked(edition_of(self._office, self._store, _PERIOD, _NOW), self._office.masker(), self._store.persons)
        )

    def whole(self) -> None:
        """From the store to the bytes of every format."""
        digest = self.digest()
        for name in FORMATS:
            RENDERERS[name](digest)


def _keep(store: Store, number: int, text: str) -> None:
    url = f"https://bao-{number % 40}.example/tin-{number}.html"
    day = _PERIOD.start + timedelta(days=number % 7)
    link = Link(article_id(url), url, f"bao-{number % 40}", title=text[:80], outlet=f"bao-{number % 40}.example")
    article = Article(
        id=link.id,
        url=url,
        source=link.source,
        outlet=link.outlet,
        title=text[:90].replace("\n", " "),
        sapo=text[90:300].replace("\n", " "),
        body=text[300:],
        author="Minh Châu",
        published=Stamp.at(datetime(day.year, day.month, day.day, 6 + number % 16, tzinfo=VIETNAM)),
        published_from="meta",
    )
    store.links.add([link], _NOW - timedelta(days=1))
    store.articles.save(article, link.id)
    reasons = (Reason(3.0, "tiêu đề có “xã Nghi Dương”", "unit word"),)
    judged = Judgement(_UNIT.code, Verdict.ACCEPT, 0.99, Role.MAIN if number % 3 else Role.SIDE, reasons)
    store.readings.save_judgements(article.id, [judged], 1)
    store.readings.save_topics(article.id, [TopicHit(str(number % 15 + 1), 1, 0.9)], 1)


def _annex_of(digest: Digest, rows: int) -> Digest:
    """A digest of nothing but the first rows of its list of articles."""
    annex = next(section for section in digest.sections if section.name == "annex")
    table = next(block for block in annex.blocks if isinstance(block, Table))
    return replace(digest, sections=(replace(annex, blocks=(replace(table, rows=table.rows[:rows]),)),))


def _table(digest: Digest) -> Callable[[], None]:
    def render() -> None:
        RENDERERS["docx"](digest)

    return render


def _peer(digest: Digest) -> Callable[[], float]:
    table = digest.sections[0].blocks[0]
    assert isinstance(table, Table)
    job = {"header": table.header, "rows": [[_text(cell) for cell in row] for row in table.rows]}

    def run() -> float:
        return float(script(SCRIPTS / "docx_table.py", job)["seconds"])

    return run


def _text(cell: Sequence[Run]) -> str:
    return "".join(run.text for run in cell)


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _peak(work: Callable[[], object]) -> float:
    """Bytes that Python held at most while it worked."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
