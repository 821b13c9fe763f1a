"""A copy of the database while others go on working with it: SQLite's own backup, one consistent moment.

Before an upgrade the database is copied beside itself (`truoc-nang-cap/`), so that the old program can go on with it.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

UPGRADE_FOLDER = "truoc-nang-cap"
# Copies of earlier schemas that stay: the last two upgrades.
KEPT = 2
_UNKNOWN_THERE = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF})


def copy_database(source: Path, target: Path, busy_seconds: float = 30) -> None:
    """Copy a database to a file that must not exist yet. Raises sqlite3.Error or OSError; then there is no target."""
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=busy_seconds)) as live,
            closing(sqlite3.connect(target)) as copy,
        ):
            copy.execute("PRAGMA synchronous=OFF")
            live.backup(copy)
            # One file, without the companions of the write-ahead log.
            copy.execute("PRAGMA journal_mode=DELETE")
        sync_file(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def keep_before_upgrade(database: Path, step: str) -> Path:
    """Copy a database that stands at a migration step, before later steps are applied. Raises as `copy_database`."""
    folder = database.parent / UPGRADE_FOLDER
    folder.mkdir(exist_ok=True)
    half = folder / f"{step}.{os.getpid()}.part"
    half.unlink(missing_ok=True)
    copy_database(database, half)
    kept = folder / f"{step}.sqlite3"
    half.replace(kept)
    sync_folder(folder)
    for old in sorted(folder.glob("*.sqlite3"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return kept


def sync_file(path: Path) -> None:
    """Return only when a file's bytes have reached the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """The same for the names in a folder, where the system can do that."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as trouble:
            # Some network and USB file systems know no such thing for folders; the file itself is on the disk.
            if trouble.errno not in _UNKNOWN_THERE:
                raise
        finally:
            os.close(handle)
