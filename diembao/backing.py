"""A backup from wish to proof: written, restored for a trial, checked; only then are older ones taken away."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from diembao.cli import Failed
from diembao.office import Office
from diembao.words import say
from store import opened, runs
from store.backup import Made, Wish, remove_older, remove_older_broken, work_folder, write_backup
from store.errors import DiskFull, StoreError
from store.restore import unpack
from store.sealing import secret_of

BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a backup takes from the settings: where to, how many stay (0: all), locked by what, what never goes in."""

    home: Path
    code: str
    to: Path | None = None
    keep: int = 0
    locked_by: Path | None = None
    private: tuple[Path, ...] = ()

    @classmethod
    def of(cls, office: Office) -> Terms:
        """The terms of an office."""
        backup, password = office.settings.backup, office.settings.email.password_file
        return cls(
            home=office.home,
            code=office.seat.code,
            to=Path(backup.to) if backup.to else None,
            keep=backup.keep,
            locked_by=Path(backup.passphrase_file) if backup.passphrase_file else None,
            private=(Path(password),) if password else (),
        )


def back_up(terms: Terms, target: Path, tell: Callable[[str], None]) -> Made:
    """Make a backup and keep its record. Raises KnownError; older backups then stay."""
    with opened(terms.home) as store:
        number = store.runs.begin(BACKUP, datetime.now(UTC), datetime.now(UTC))
    try:
        done = _made_and_tried(terms, target, tell)
    except (StoreError, Failed) as trouble:
        with opened(terms.home) as store:
            store.runs.end(number, datetime.now(UTC), {"answer": str(trouble)}, runs.FAILED)
        raise
    with opened(terms.home) as store:
        summary = {"answer": str(done.path), "size": done.size, "removed": len(done.removed)}
        store.runs.end(number, datetime.now(UTC), summary | {"locked": terms.locked_by is not None})
    return done


def _made_and_tried(terms: Terms, target: Path, tell: Callable[[str], None]) -> Made:
    secret = secret_of(terms.locked_by) if terms.locked_by else ""
    private = [*terms.private, *filter(None, [terms.locked_by])]
    tell(say("Đang sao lưu…"))
    made = write_backup(terms.home, Wish(target, terms.code, secret, private), datetime.now(UTC))
    tell(say("Đang thử khôi phục bản vừa sao để kiểm tra…"))
    try:
        try_out(terms.home, made, secret)
    except DiskFull:
        raise
    except (StoreError, Failed):
        # Under another name, so that it never counts as one of the backups to be kept; unless the stick was pulled.
        with suppress(OSError):
            made.path.replace(made.path.with_suffix(".hong"))
            remove_older_broken(made)
        raise
    return replace(made, removed=remove_older(made, terms.keep)) if terms.keep else made


def try_out(home: Path, made: Made, secret: str) -> None:
    """Restore a backup beside the office's data and check everything. Raises StoreError or Failed."""
    with work_folder(home) as folder:
        place = folder / "thu"
        place.mkdir()
        report = unpack(made.path, place, lambda: secret).report
    if report.findings:
        raise Failed(
            say(
                "Bản sao lưu {path} đã ghi nhưng dữ liệu trong đó không còn nguyên vẹn: {finding} Các bản cũ vẫn giữ; "
                "bản này đổi đuôi thành .hong. Mời chạy: diembao verify"
            ).format(path=made.path, finding=report.findings[0])
        )
