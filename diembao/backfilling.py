"""Years of press from WARC files: cut into stretches, sifted by a crew, joined in order, stored and read as ever.

A file's stretches come back in any order and are stored in theirs, each in one transaction with the place up to which
the file is done; one counts only when it begins exactly where the one before ended (see store/warcs.py). What is lost
with a worker or with this process is sifted again from that place, and a page that is there already stays one page.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler import extract
from crawler.captured import ORIGIN
from crawler.fetcher import Fetcher
from diembao.crew import Crew
from diembao.office import Office
from diembao.pipeline import FETCH_VERSION, Flow, fingerprint
from diembao.sifting import Wanted, sift
from diembao.stages import run_stage
from diembao.words import say
from domain.backfill import MATCHED, Kept, Progress, Sifted, Stretch
from domain.clock import utc_text
from domain.outcome import Outcome, Trouble, Word
from domain.press import Page, Source, WayKind
from domain.reading import Verdict
from domain.refusals import why
from domain.urls import domain_of
from nlp import mentions
from store import Store, warcs

# Bytes of a file that travel to a worker as one task: about a hundred packed pages, some tenths of a second of work.
STRETCH = 4_000_000
LEAST_STRETCHES = 2
_TELL_EVERY = 10.0
_LONGEST_DETAIL = 5


@dataclass(slots=True)
class Report:
    """What one backfill did. `troubles` pairs a file's name with a Vietnamese sentence."""

    read: int = 0
    failed: int = 0
    already: int = 0
    answers: int = 0
    pages: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    words: dict[str, Counter[Word]] = field(default_factory=dict)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    stories: int = 0
    troubles: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0

    def note(self, stage: str, _item: str, word: Word) -> None:
        """Count one outcome of a later stage."""
        self.words.setdefault(stage, Counter())[word] += 1

    def as_json(self) -> dict[str, Any]:
        """The object that `backfill --json` prints; names as in `run --json` where they mean the same."""
        outcomes = sum(self.words.values(), Counter[Word]())
        return {
            "files": {"read": self.read, "failed": self.failed, "already": self.already},
            "records": self.answers,
            "matched": self.counts[MATCHED],
            "put_aside": {why: count for why, count in sorted(self.counts.items()) if why != MATCHED},
            "pages": self.pages,
            "articles": self.words.get("extract", Counter())[Word.DONE],
            "mentions": {verdict.value: self.verdicts[verdict] for verdict in Verdict},
            "stories": self.stories,
            "outcomes": {word.value: count for word, count in sorted(outcomes.items())},
            "troubles": [{"file": name, "detail": detail} for name, detail in self.troubles],
            "seconds": round(self.seconds, 1),
        }

    def exit_code(self) -> int:
        """0 done, 3 some files could not be read whole, 1 none could."""
        if not self.failed:
            return 0
        return 3 if self.read or self.already else 1


class _File:
    """A file under way: its progress in the store, and stretches that wait for the one before them."""

    def __init__(self, path: Path, progress: Progress):
        self.path, self.progress = path, progress
        self.waiting: dict[int, Sifted] = {}
        self.gaps: list[str] = [progress.detail] if progress.detail else []
        self.broken: Trouble | None = None

    @property
    def done(self) -> bool:
        """Whether nothing is left to be sifted."""
        return self.progress.place >= self.progress.size or self.broken is not None

    def stretches(self, step: int) -> Iterator[Stretch]:
        """What is left of the file, in stretches; only the first one surely begins with a record."""
        for start in range(self.progress.place, self.progress.size, step):
            yield Stretch(str(self.path), start, min(start + step, self.progress.size), start == self.progress.place)

    def take(self, stretch: Stretch, sifted: Sifted | Trouble) -> None:
        """Put a stretch by until the one before it is stored; one in which no record begins is told by that one."""
        if isinstance(sifted, Trouble):
            self.broken = sifted
        elif self.broken is None and (stretch.sure or sifted.first < stretch.stop):
            self.waiting[stretch.start if stretch.sure else sifted.first] = sifted

    def ready(self) -> Iterator[Sifted]:
        """The stretches that join what is stored, in order; to be stored one by one."""
        while (found := self.waiting.pop(self.progress.place, None)) is not None:
            yield found


@dataclass(frozen=True, slots=True)
class Backfill:
    """One backfill: the flow it feeds, who sifts, what is looked for, and whom to tell of the progress."""

    flow: Flow
    crew: Crew
    wanted: Wanted
    tell: Callable[[str], None] = lambda _: None
    step: int = STRETCH

    def run(self, paths: Iterable[Path], fetcher: Fetcher) -> Report:
        """Sift the files, store what matched, and bring it through the stages that derive."""
        started, report = time.monotonic(), Report(verdicts=self.flow.verdicts)
        self.flow.store.pages.repair()
        seen: set[str] = set()
        opened = [file for path in paths if (file := self._opened(path, report, seen))]
        self._sift_all(opened, report, started)
        for file in opened:
            self._close(file, report)
        self._derive(fetcher, report)
        report.seconds = time.monotonic() - started
        return report

    def _opened(self, path: Path, report: Report, seen: set[str]) -> _File | None:
        """The file as far as it is known; None for one done before, or that cannot be opened."""
        try:
            name, size = warcs.fingerprint(path), path.stat().st_size
        except OSError as trouble:
            return self._failed(report, path, say("Không mở được tệp ({why}).").format(why=why(trouble)))
        if not size:
            return self._failed(report, path, say("Tệp trống, không có gì để đọc."))
        known = self.flow.store.backfills.get(name, self.wanted.key)
        if name in seen or (known and known.word is not None and known.place >= size):
            report.already += 1
            if known and known.detail:
                report.troubles.append((path.name, known.detail))
            return None
        seen.add(name)
        return _File(path, replace(known, word=None) if known else Progress(name, path.name, size))

    @staticmethod
    def _failed(report: Report, path: Path, detail: str) -> None:
        report.failed += 1
        report.troubles.append((path.name, detail))

    def _sift_all(self, opened: Sequence[_File], report: Report, started: float) -> None:
        """Rounds until every file is done; a second round is only for stretches whose guessed beginning was wrong."""
        while left := [file for file in opened if not file.done]:
            before = [file.progress.place for file in left]
            files = {str(file.path): file for file in left}
            tasks = ((self.wanted, stretch) for file in left for stretch in file.stretches(self.step))
            told = started
            for (_, stretch), sifted in self.crew.do(sift, tasks):
                file = files[stretch.path]
                file.take(stretch, sifted)
                for joined in file.ready():
                    self._store(file, joined, report)
                if time.monotonic() - told > _TELL_EVERY:
                    told = time.monotonic()
                    self.tell(_progress(opened, report))
            for file in left:
                file.waiting.clear()
            if before == [file.progress.place for file in left] and not any(file.broken for file in left):
                raise AssertionError("a stretch that surely begins with a record moves its file on")

    def _store(self, file: _File, sifted: Sifted, report: Report) -> None:
        """Keep a stretch: pages and the place reached, all of it or nothing."""
        store, old = self.flow.store, file.progress
        file.gaps += [gap.why for gap in sifted.gaps]
        new = replace(
            old,
            place=sifted.next,
            answers=old.answers + sifted.counts.total(),
            matched=old.matched + sifted.counts[MATCHED],
            detail=" ".join(file.gaps[:_LONGEST_DETAIL]),
        )
        with store.together():
            kept = sum(self._keep(one) for one in sifted.kept)
            store.backfills.put(new, self.wanted.key, self.flow.now)
        file.progress = new
        report.pages += kept
        report.answers += sifted.counts.total()
        report.counts.update(sifted.counts)

    def _keep(self, kept: Kept) -> bool:
        """Store a page as fetched then, first seen then. One that we fetched, or that was taken earlier, stays."""
        store, link, page = self.flow.store, kept.link, kept.page
        standing = store.pages.known(page.id)
        if standing is not None and (not standing.header(ORIGIN) or _age(standing, store) <= _own_age(page)):
            return False
        seen = min(page.fetched_at, self.flow.now)
        store.links.add([link], seen)
        store.links.seen_earlier(link.id, seen)
        store.pages.save(page)
        store.outcomes.put(Outcome(link.id, "fetch", FETCH_VERSION, Word.DONE, "", self.flow.now))
        store.outcomes.forget(link.id, "extract")
        return True

    def _close(self, file: _File, report: Report) -> None:
        """Say how a file ended."""
        word = file.broken.word if file.broken else Word.DAMAGED if file.gaps else Word.DONE
        gaps = [file.broken.sentence()] if file.broken else file.gaps
        if word is Word.DONE:
            report.read += 1
        else:
            self._failed(report, file.path, " ".join(dict.fromkeys(gaps[:_LONGEST_DETAIL])))
        ended = replace(file.progress, word=word, detail=" ".join(dict.fromkeys(gaps[:_LONGEST_DETAIL])))
        self.flow.store.backfills.put(ended, self.wanted.key, self.flow.now)

    def _derive(self, fetcher: Fetcher, report: Report) -> None:
        """The ordinary later stages, for all that is due."""
        store = self.flow.store
        for stage in self.flow.deriving(fetcher):
            run_stage(stage, store.outcomes, store.together, self.flow.now, report.note)
        report.stories = self.flow.stories_joined()
        store.search.tidy()
        store.chain.write_down()


def _age(standing: Page, store: Store) -> tuple[str, str]:
    """What orders captures of one page: when they were taken, then their bytes, so that arrival does not matter."""
    return utc_text(standing.fetched_at), store.pages.sha256(standing.id)


def _own_age(page: Page) -> tuple[str, str]:
    return utc_text(page.fetched_at), hashlib.sha256(page.body).hexdigest()


def wanted_of(here: Office, domains: Iterable[str], now: datetime) -> Wanted:
    """What an office looks for in old files; with `domains` under these alone."""
    asked = frozenset(domain.lower() for domain in domains)
    known = (here.place_knowledge, mentions.VERSION, extract.VERSION, sorted(asked))
    return Wanted(
        key=fingerprint(*known),
        communes=here.communes,
        sources=dict(_by_domain(here.sources)),
        domains=asked,
        most_bytes=here.crawl_policy().max_bytes,
        now=now,
    )


def _by_domain(sources: Iterable[Source]) -> Iterator[tuple[str, Source]]:
    """Each newspaper under its own domain; a search engine is none."""
    for source in sources:
        if source.home and any(way.kind is not WayKind.SEARCH for way in source.ways):
            yield domain_of(source.home), source


def _progress(opened: Sequence[_File], report: Report) -> str:
    done, size = (sum(getattr(file.progress, name) for file in opened) for name in ("place", "size"))
    told = say("Đã đọc {answers} bản ghi ({share} %), giữ {pages} trang có thể viết về xã.")
    return told.format(answers=report.answers, share=100 * done // size, pages=report.pages)
