"""A backup into a home that was only just made, while its desk is open: what a new machine begins with.

`restore` wants a folder that is empty. A desk that was opened to ask for the backup has made an empty database in it
already, and may hold it open; so the files are put into place around it and the database's contents are copied into it,
as one change that every connection sees whole or not at all. The settings come last: without them a home is still new.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from store import opened
from store.db import BUSY_SECONDS, FILE, sentences
from store.errors import StoreError
from store.restore import Restored, beside, sound, unpack
from store.snapshot import sync_folder

SETTINGS = "settings.toml"
# Where goes what stood in the way: nothing is ever deleted.
ASIDE = "truoc-khoi-phuc"


def restore_into_new(file: Path, home: Path, secret: Callable[[], str]) -> Restored:
    """Bring a backup into a home in which nobody has done anything yet. Raises StoreError; then it is as it was."""
    home = home.absolute()
    _check_new(home)
    with sentences(home), beside(home) as folder:
        done = sound(unpack(file, folder, secret))
        _check_new(home)
        for entry in sorted(folder.iterdir()):
            if not entry.name.startswith(FILE) and entry.name != SETTINGS:
                _place(entry, home)
        _copy_into(folder / FILE, home / FILE)
        if (folder / SETTINGS).exists():
            _place(folder / SETTINGS, home)
        sync_folder(home)
    return done


def _check_new(home: Path) -> None:
    """Raises StoreError where there are settings, people, or anything that was ever stored."""
    with opened(home) as store:
        held = any(number for table, number in store.counts().items() if table != "home")
    if held or (home / SETTINGS).exists():
        raise StoreError(
            f"Thư mục {home} đã có dữ liệu nên không khôi phục đè lên. Chưa có gì thay đổi; mời mở bàn làm việc với "
            "một thư mục trống bằng --home."
        )


def _place(entry: Path, home: Path) -> None:
    target = home / entry.name
    if target.exists():
        aside = home / ASIDE
        aside.mkdir(exist_ok=True)
        target.rename(_free(aside / entry.name))
    entry.rename(target)


def _free(path: Path) -> Path:
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{path.name}-{number}")
    return path


def _copy_into(source: Path, target: Path) -> None:
    """Make one database the other's equal, in one transaction."""
    with (
        closing(sqlite3.connect(source)) as copy,
        closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as live,
    ):
        live.execute("PRAGMA synchronous = FULL")
        copy.backup(live)
