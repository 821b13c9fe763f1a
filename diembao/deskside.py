"""What the desk is handed: the office and the answers that need more than store, digest and config."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from config.load import FILE
from desk.services import Backup, Services, SourceState
from desk.services import Office as DeskOffice
from diembao import casework, mending
from diembao.backups import lying_about
from diembao.briefing import press_pack
from diembao.cli import Call
from diembao.dossiers import handed_over
from diembao.factfiles import facts_of
from diembao.finding import find
from diembao.health import health
from diembao.issue import freeze, last_complete, recompose
from diembao.office import Office, office
from diembao.opening import facts_beside, open_by_hand, passages
from diembao.planning import plan_figures, plan_report
from diembao.saved import feed
from diembao.secrecy import bears_mark
from digest.render import RENDERERS
from domain.case import Case
from domain.casefile import CaseFile
from domain.clock import from_utc_text, vi_moment
from domain.edition import Period, PeriodKind
from domain.errors import KnownError
from domain.press import Article
from nlp import summary
from nlp.sidebyside import side_by_side
from store import Store, opened
from store.restarting import restore_into_new


class Seat:
    """The office behind a desk. Settings are read anew when their file changes."""

    def __init__(self, call: Call, home: Path):
        self._call, self._home = call, home
        self._kept: dict[tuple[int, int], Office] = {}
        self._turn = threading.Lock()

    def office(self) -> Office | None:
        """The office as its settings stand, None while there are none."""
        path = self._home / FILE
        if not path.exists():
            return None
        found = path.stat()
        mark = (found.st_mtime_ns, found.st_size)
        if mark not in self._kept:
            fresh = office(self._home)
            self._kept.clear()
            self._kept[mark] = fresh
        return self._kept[mark]

    def at(self, asked: DeskOffice) -> Office:
        """The office from where the desk looks at it."""
        found = self.office()
        assert found is not None, "asked only with an office at hand"
        return found.at(asked.commune.code)

    def believes(self, asked: DeskOffice) -> datetime:
        """The moment the office believes."""
        return self.at(asked).believes(Call(moment=self._call.moment))

    def period(self, asked: DeskOffice, kind: PeriodKind) -> Period:
        """The last complete period."""
        return last_complete(self.believes(asked), kind, self.at(asked).settings.digest.windows)

    def dossier(self, asked: DeskOffice, store: Store, article_id: str, by: str) -> tuple[str, bytes]:
        """An article's evidence file."""
        return handed_over(self.at(asked), store, [article_id], by, datetime.now(UTC))

    def recompose(self, asked: DeskOffice, store: Store, wanted: Period) -> None:
        """Bring a draft up to people's words, one at a time."""
        with self._turn:
            recompose(self.at(asked), store, wanted)

    def issue(self, asked: DeskOffice, store: Store, wanted: Period, number: str, day: date) -> Callable[[], object]:
        """Freeze a draft; what writes its files afterwards."""
        return freeze(self.at(asked), store, wanted, self.believes(asked), number, day)

    def _file(self, asked: DeskOffice, store: Store, case: Case) -> CaseFile:
        return casework.file_of(self.at(asked), store, case, self.believes(asked))

    def papers(self, asked: DeskOffice, store: Store, case: Case) -> Sequence[tuple[str, str]]:
        """The papers that may be written for a case."""
        return [(name, casework.NAMES[name]) for name in casework.allowed(self._file(asked, store, case))]

    def paper(self, asked: DeskOffice, store: Store, case: Case, name: str) -> bytes:
        """One of them."""
        return casework.paper(self._file(asked, store, case), name)

    def case_dossier(self, asked: DeskOffice, store: Store, case: Case, by: str) -> bytes:
        """The whole case, handed over to someone."""
        data = casework.whole_dossier(self.at(asked), store, case, self.believes(asked))
        store.audit.add(datetime.now(UTC), by, "dossier", case.id, case.said)
        return data


def services(call: Call, home: Path) -> Services:
    """The desk's services for a home."""
    seat = Seat(call, home)
    at, believes = seat.at, seat.believes
    return Services(
        home=home,
        office=seat.office,
        believes=believes,
        states=_states,
        period=seat.period,
        recompose=seat.recompose,
        issue=seat.issue,
        compare=side_by_side,
        summarise=_summarise,
        find=lambda asked, store, *told: find(at(asked), store, *told),
        dossier=seat.dossier,
        case_papers=seat.papers,
        case_paper=seat.paper,
        case_dossier=seat.case_dossier,
        passages=passages,
        beside=lambda asked, store, *told: facts_beside(store, asked.commune.code, *told),
        open_case=lambda store, case, by: open_by_hand(store, case, by, case.opened),
        secret=lambda texts: bool(bears_mark(texts)),
        feed=lambda asked, store, search, address: feed(at(asked), store, search, address),
        facts_in=lambda data, name: facts_of(data, name, {}),
        plan_figures=lambda asked, store, wanted: plan_figures(at(asked), store, wanted, believes(asked)),
        plan_report=lambda asked, store, wanted, name: RENDERERS[name](
            plan_report(at(asked), store, wanted, believes(asked))
        ),
        press_pack=lambda asked, store, wanted, name: RENDERERS[name](
            press_pack(at(asked), store, wanted, believes(asked))
        ),
        mistakes=lambda asked, store: RENDERERS["docx"](mending.log(at(asked), store, believes(asked))),
        agreement=lambda asked: at(asked).tone_readers().agreement,
        backups=lambda: [_backup(path) for path in lying_about(home)],
        restore=lambda file, secret: _restored(file, home, secret),
    )


def _states(asked: DeskOffice, store: Store, now: datetime) -> Sequence[SourceState]:
    return [
        SourceState(one.source, one.ok, one.state, one.recent, one.usual, one.symptoms)
        for one in health(store, asked.sources, now)
    ]


def _summarise(articles: Sequence[Article]) -> Sequence[tuple[str, Article]]:
    told = [summary.Told(one.title, one.text) for one in articles]
    return [(picked.text, articles[picked.doc]) for picked in summary.in_print(told)]


def _backup(path: Path) -> Backup:
    """A backup in words: `18 MB, ghi lúc 08 giờ 15 ngày 18/11/2026, trong E:\\diembao`."""
    found = path.stat()
    at = vi_moment(datetime.fromtimestamp(found.st_mtime, UTC))
    size = max(1, round(found.st_size / 1e6))
    return Backup(str(path), path.name, f"{size} MB, ghi lúc {at}, trong {path.parent}")


def _restored(file: Path, home: Path, secret: str) -> str:
    def told_secret() -> str:
        if not secret:
            raise KnownError("Bản sao lưu này có khóa. Mời ghi mật khẩu của bản sao lưu; chưa có gì thay đổi.")
        return secret

    done = restore_into_new(file, home, told_secret)
    with opened(home) as store:
        store.audit.add(datetime.now(UTC), "người ở máy này", "restore", "", file.name[:200])
    number, value = done.contents.chain
    made = vi_moment(from_utc_text(done.contents.made_at))
    return (
        f"Bản sao lưu ghi lúc {made}: {len(done.contents.members)} tệp đã về đủ, {done.report.records} bản gốc được "
        f"kiểm tra, còn nguyên vẹn. Cuối chuỗi: {number} {value}"
    )
