"""What may be wrong with machine, program and data, each finding with its remedy; some remedies are done by `--fix`.

A check is a function from a `Patient` to findings; none means all is well. Checks never change anything: a safe repair
comes with the finding and is done only when asked for.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from config.load import load
from crawler.dated import outdated
from diembao.cli import Call
from diembao.health import health
from diembao.machine import Check, Finding, Patient, clock, disk, packages, permissions, python
from diembao.office import Office
from diembao.sending import server_of
from diembao.words import say
from digest.send.email import can_log_in
from domain.clock import to_local, vi_date
from domain.errors import KnownError
from domain.press import Source
from store import Store, runs

# Backups older than this are told; the daily reading after a day and a bit.
STALE_BACKUP, STALE_READING = timedelta(days=3), timedelta(hours=26)


def settings(patient: Patient) -> Iterator[Finding]:
    """Whether the settings can be read."""
    if patient.office is None:
        try:
            load(patient.home)
        except KnownError as trouble:
            yield Finding(str(trouble), say("Mời sửa theo câu trên rồi chạy lại: diembao doctor"), bad=True)


def database(patient: Patient) -> Iterator[Finding]:
    """The database, page by page, and the search index against the articles."""
    if patient.store is None:
        return
    for text in patient.store.integrity()[:3]:
        yield Finding(
            say("Cơ sở dữ liệu bị hỏng: {text}.").format(text=text),
            say("Mời sao thư mục dữ liệu sang nơi khác, rồi khôi phục bản sao lưu gần nhất: diembao restore TỆP"),
            bad=True,
        )
        return
    gaps = patient.store.search_gaps()
    if gaps:
        yield Finding(
            say("Chỉ mục tìm kiếm không khớp với các bài ({gaps}).").format(gaps=gaps if gaps > 0 else say("bị hỏng")),
            say("Mời lập lại chỉ mục: diembao doctor --fix"),
            repair=lambda: say("Đã lập lại chỉ mục của {n} bài.").format(n=_store(patient).rebuild_search()),
        )


def chain(patient: Patient) -> Iterator[Finding]:
    """Archive and chain, as `verify` checks them."""
    if patient.store is None:
        return
    torn = partial(_cut_tails, patient)
    for text in patient.store.verify().findings[:5]:
        is_tail = "dài hơn sổ ghi" in text
        yield Finding(
            text,
            say("Lượt đọc báo sau sẽ tự cắt phần ghi dở; hoặc làm ngay: diembao doctor --fix")
            if is_tail
            else say("Mời giữ nguyên thư mục dữ liệu làm bằng chứng, rồi khôi phục từ bản sao lưu gần nhất."),
            bad=not is_tail,
            repair=torn if is_tail else None,
        )


def _cut_tails(patient: Patient) -> str:
    lost = _store(patient).pages.repair()
    return say("Đã cắt phần ghi dở của kho bản gốc; {n} trang sẽ được đọc lại.").format(n=len(lost))


def orphans(patient: Patient) -> Iterator[Finding]:
    """Files that a killed program left."""
    left = [path for path in _left_over(patient.home) if path.stat().st_mtime < datetime.now(UTC).timestamp() - 86_400]
    if left:
        yield Finding(
            say("Có {n} tệp dở dang do lần chạy bị ngắt để lại (như {name}).").format(n=len(left), name=left[0].name),
            say("Mời xóa: diembao doctor --fix"),
            repair=partial(_remove, left),
        )


def _left_over(home: Path) -> Iterator[Path]:
    if home.is_dir():
        yield from sorted(home.glob("*.part"))
        yield from sorted((home / "digests").glob("*.part"))
        yield from sorted((home / "tam").glob("sao-luu-*"))


def _remove(left: list[Path]) -> str:
    for path in left:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return say("Đã xóa {n} tệp dở dang.").format(n=len(left))


def sources(patient: Patient) -> Iterator[Finding]:
    """Newspapers that could not be read the last time: network, robots.txt, certificates, as told by their outcome."""
    if patient.store is None or patient.office is None:
        return
    for one in health(patient.store, _enabled(patient.office), patient.now):
        if not one.ok:
            yield Finding(
                f"{one.source.title}: {one.state}.", say("Mời mở trang báo để so sánh; thử lại: ") + _try(one.source)
            )


def _try(source: Source) -> str:
    return f"diembao source try {source.name}"


def _enabled(office: Office) -> list[Source]:
    return [source for source in office.sources if source.enabled]


def mail(patient: Patient) -> Iterator[Finding]:
    """Whether the mail server lets us in."""
    if patient.office is None or not patient.office.settings.email.smtp_host:
        return
    try:
        why = can_log_in(server_of(patient.office))
    except KnownError as trouble:
        why = str(trouble)
    if why:
        yield Finding(why, say("Thử lại bằng: diembao digest send --test"))


def reading(patient: Patient) -> Iterator[Finding]:
    """When the press was read last."""
    if patient.store is None or patient.office is None or patient.office.settings.sample.enabled:
        return
    last = patient.store.runs.last()
    if last is None or patient.now - last[0] > STALE_READING:
        when = vi_date(to_local(last[0]).date()) if last else ""
        told = say("Lần đọc báo cuối là ngày {day}.").format(day=when) if last else say("Chưa đọc báo lần nào.")
        yield Finding(told, say("Mời chạy: diembao run; hoặc để máy tự chạy: diembao install-service --kind …"))


def backups(patient: Patient) -> Iterator[Finding]:
    """Whether there is a backup that was tried out, and not long ago."""
    if patient.store is None or patient.office is None or patient.office.settings.sample.enabled:
        return
    done = [run for run in patient.store.runs.latest(50, "backup") if run.outcome == runs.DONE]
    target = patient.office.settings.backup.to
    if target and Path(target).absolute().is_relative_to(patient.home.absolute()):
        yield Finding(
            say("Nơi sao lưu {to} nằm trong chính thư mục dữ liệu: hỏng ổ là mất cả hai.").format(to=target),
            say('Mời cắm USB hoặc nối ổ mạng rồi đặt: diembao config set backup.to "THƯ-MỤC"'),
        )
    if not target and not done:
        yield Finding(say("Chưa sao lưu lần nào."), say('Mời cắm USB rồi đặt: diembao config set backup.to "THƯ-MỤC"'))
    elif not done or patient.now - done[0].started > STALE_BACKUP:
        when = vi_date(to_local(done[0].started).date()) if done else say("chưa có")
        yield Finding(say("Bản sao lưu gần nhất: {day}.").format(day=when), say("Mời cắm USB rồi chạy: diembao backup"))


def knowledge(patient: Patient) -> Iterator[Finding]:
    """What the program knows of the newspapers' pages and is too old to be relied on."""
    for piece in outdated(patient.now):
        yield Finding(
            say("Phần mềm dùng {what} chỉ chắc đúng đến ngày {day}: {otherwise}.").format(
                what=piece.what, day=vi_date(piece.until), otherwise=piece.otherwise
            ),
            say("Mời cập nhật phần mềm; người bảo trì xem {where}.").format(where=piece.where),
        )


CHECKS: Mapping[str, Check] = {
    "python": python,
    "packages": packages,
    "disk": disk,
    "permissions": permissions,
    "clock": clock,
    "settings": settings,
    "database": database,
    "chain": chain,
    "orphans": orphans,
    "sources": sources,
    "mail": mail,
    "reading": reading,
    "backups": backups,
    "knowledge": knowledge,
}


def examine(patient: Patient, without: frozenset[str] = frozenset()) -> Iterator[tuple[str, Finding]]:
    """Every finding with the name of its check."""
    for name, check in CHECKS.items():
        if name not in without:
            for finding in check(patient):
                yield name, finding


def _store(patient: Patient) -> Store:
    assert patient.store is not None, "found only with data at hand"
    return patient.store


def believed(call: Call, office: Office | None) -> datetime:
    """The moment a call believes."""
    return office.believes(call) if office else call.now
