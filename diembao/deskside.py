"""What the desk is handed: the office and the answers that need more than store, digest and config."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from config.load import FILE
from desk.services import Backup, Services, SourceState
from desk.services import Office as DeskOffice
from diembao import casework
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
from domain.clock import from_utc_text, vi_moment
from domain.edition import Period, PeriodKind
from domain.errors import KnownError
from domain.press import Article
from domain.saved import SavedSearch
from nlp import summary
from nlp.sidebyside import side_by_side
from store import Store, opened
from store.restarting import restore_into_new


def services(call: Call, home: Path) -> Services:
    """The desk's services for a home. Settings are read anew when their file changes."""
    kept: dict[tuple[int, int], Office] = {}

    def opened_office() -> Office | None:
        path = home / FILE
        if not path.exists():
            return None
        found = path.stat()
        mark = (found.st_mtime_ns, found.st_size)
        if mark not in kept:
            fresh = office(home)
            kept.clear()
            kept[mark] = fresh
        return kept[mark]

    def the(asked: DeskOffice) -> Office:
        found = opened_office()
        assert found is not None, "asked only with an office at hand"
        return found.at(asked.commune.code)

    def states(asked: DeskOffice, store: Store, now: datetime) -> Sequence[SourceState]:
        return [
            SourceState(one.source, one.ok, one.state, one.recent, one.usual, one.symptoms)
            for one in health(store, asked.sources, now)
        ]

    def found(asked: DeskOffice, store: Store, query: str, limit: int, most: int) -> tuple[int, list[Article]]:
        return find(the(asked), store, query, limit, most)

    def period(asked: DeskOffice, kind: PeriodKind) -> Period:
        return last_complete(believes(asked), kind, the(asked).settings.digest.windows)

    def believes(asked: DeskOffice) -> datetime:
        return the(asked).believes(Call(moment=call.moment))

    def evidence(asked: DeskOffice, store: Store, article_id: str, by: str) -> tuple[str, bytes]:
        return handed_over(the(asked), store, [article_id], by, datetime.now(UTC))

    turn = threading.Lock()

    def redo(asked: DeskOffice, store: Store, wanted: Period) -> None:
        with turn:
            recompose(the(asked), store, wanted)

    def frozen(asked: DeskOffice, store: Store, wanted: Period, number: str, day: date) -> Callable[[], object]:
        return freeze(the(asked), store, wanted, believes(asked), number, day)

    def summarise(articles: Sequence[Article]) -> Sequence[tuple[str, Article]]:
        told = [summary.Told(one.title, one.text) for one in articles]
        return [(picked.text, articles[picked.doc]) for picked in summary.in_print(told)]

    def may_write(asked: DeskOffice, store: Store, case: Case) -> Sequence[tuple[str, str]]:
        file = casework.file_of(the(asked), store, case, believes(asked))
        return [(name, casework.NAMES[name]) for name in casework.allowed(file)]

    def written(asked: DeskOffice, store: Store, case: Case, name: str) -> bytes:
        return casework.paper(casework.file_of(the(asked), store, case, believes(asked)), name)

    def followed(asked: DeskOffice, store: Store, search: SavedSearch, address: str) -> bytes:
        return feed(the(asked), store, search, address)

    def handed(asked: DeskOffice, store: Store, case: Case, by: str) -> bytes:
        data = casework.whole_dossier(the(asked), store, case, believes(asked))
        store.audit.add(datetime.now(UTC), by, "dossier", case.id, case.said)
        return data

    return Services(
        backups=lambda: [_backup(path) for path in lying_about(home)],
        restore=lambda file, secret: _restored(file, home, secret),
        home=home,
        office=opened_office,
        believes=believes,
        states=states,
        find=found,
        period=period,
        dossier=evidence,
        case_papers=may_write,
        case_paper=written,
        case_dossier=handed,
        passages=passages,
        beside=lambda asked, store, *told: facts_beside(store, asked.commune.code, *told),
        open_case=lambda store, case, by: open_by_hand(store, case, by, case.opened),
        secret=lambda texts: bool(bears_mark(texts)),
        feed=followed,
        plan_figures=lambda asked, store, wanted: plan_figures(the(asked), store, wanted, believes(asked)),
        plan_report=lambda asked, store, wanted, name: RENDERERS[name](
            plan_report(the(asked), store, wanted, believes(asked))
        ),
        press_pack=lambda asked, store, wanted, name: RENDERERS[name](
            press_pack(the(asked), store, wanted, believes(asked))
        ),
        facts_in=lambda data, name: facts_of(data, name, {}),
        agreement=lambda asked: the(asked).tone_readers().agreement,
        recompose=redo,
        issue=frozen,
        compare=side_by_side,
        summarise=summarise,
    )


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
