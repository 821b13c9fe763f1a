"""A backup from wish to proof: written, restored for a trial, checked; only then are older ones taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from diembao.cli import Failed
from diembao.office import Office
from diembao.words import say
from store import opened, runs
from store.backup import Made, Wish, remove_older, work_folder, write_backup
from store.errors import DiskFull, StoreError
from store.restore import unpack
from store.sealing import secret_of

BACKUP = "backup"


def back_up(
    office: Office, target: Path, passphrase_file: Path | None, keep: int | None, tell: Callable[[str], None]
) -> Made:
    """Make a backup and keep its record. Raises KnownError; older backups then stay."""
    with opened(office.home) as store:
        number = store.runs.begin(BACKUP, datetime.now(UTC), datetime.now(UTC))
    try:
        done = _made_and_tried(office, target, passphrase_file, keep or office.settings.backup.keep, tell)
    except (StoreError, Failed) as trouble:
        with opened(office.home) as store:
            store.runs.end(number, datetime.now(UTC), {"answer": str(trouble)}, runs.FAILED)
        raise
    with opened(office.home) as store:
        summary = {"answer": str(done.path), "size": done.size, "removed": len(done.removed)}
        store.runs.end(number, datetime.now(UTC), summary)
    return done


def _made_and_tried(
    office: Office, target: Path, passphrase_file: Path | None, keep: int, tell: Callable[[str], None]
) -> Made:
    locked_by = passphrase_file or (Path(name) if (name := office.settings.backup.passphrase_file) else None)
    secret = secret_of(locked_by) if locked_by else ""
    private = [
        Path(name) for name in (office.settings.email.password_file, *filter(None, [str(locked_by or "")])) if name
    ]
    tell(say("Đang sao lưu…"))
    made = write_backup(office.home, Wish(target, office.commune.code, secret, private), datetime.now(UTC))
    tell(say("Đang thử khôi phục bản vừa sao để kiểm tra…"))
    try:
        try_out(office.home, made, secret)
    except DiskFull:
        raise
    except (StoreError, Failed):
        # Under another name, so that it never counts as one of the backups to be kept.
        made.path.replace(made.path.with_suffix(".hong"))
        raise
    return replace(made, removed=remove_older(made, keep))


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
