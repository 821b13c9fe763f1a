"""Our own mistakes, gathered from the registers: for the printed log, and for everyone on the public page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from diembao.office import Office
from digest import mistakes
from digest.official import publishable
from domain.case import Case, Deed, as_of
from domain.clock import to_local
from domain.document import Digest
from domain.edition import Period, PeriodKind
from domain.mended import Mended
from store import Store


def mended(store: Store, unit_code: str) -> list[Mended]:
    """Conclusions taken back, documents issued again, facts withdrawn; the oldest first."""
    found: list[tuple[datetime, Mended]] = []
    for case in store.cases.all(unit_code):
        found += _reopened(store, case)
    for built in store.editions.all(unit_code):
        for issue in store.editions.issued(unit_code, built.period.key)[1:]:
            told = f"phát hành bản thay thế số {issue.number}"
            what = f"Bản tổng hợp {issue.period.key}"
            found.append((issue.issued_at, Mended(to_local(issue.issued_at).date(), what, told, issue.reason)))
    for at, fact, reason, by in store.facts.ended(unit_code):
        what = f"Số liệu “{fact}”"
        found.append((at, Mended(to_local(at).date(), what, "thôi dùng", reason, by, f"{what}: không còn dùng")))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _reopened(store: Store, case: Case) -> Iterator[tuple[datetime, Mended]]:
    """Each time a case was opened again; told to everyone where its conclusion had stood on the public page."""
    for event in case.of(Deed.REOPEN):
        article = store.articles.get(case.article)
        title = article.title if article else ""
        public = (
            f"Kết luận về “{case.said}” trong bài “{title}”: đã rút lại để xem lại"
            if publishable(as_of(case, event.number))
            else ""
        )
        told = Mended(
            to_local(event.at).date(), f"Hồ sơ {case.id}", "mở lại kết luận", event.data["reason"], event.by, public
        )
        yield event.at, told


def log(office: Office, store: Store, now: datetime) -> Digest:
    """The log as a document to print and sign."""
    day = to_local(now).date()
    return mistakes.report(
        office.letterhead, mended(store, office.commune.code), Period(PeriodKind.WEEK, day, day), now
    )
