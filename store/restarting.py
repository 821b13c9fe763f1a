"""A backup into a home that was only just made, while its desk is open: what a new machine begins with.

`restore` wants a folder that is empty. A desk that was opened to ask for the backup has made an empty database in it
already, and may hold it open; so the files are put into place around it and the database's contents are copied into it,
as one change that every connection sees whole or not at all. The settings come last; a marker (store/unfinished.py)
tells of a restore that was cut off before them, and the next one does all of it again.
"""

from __future__ import annotations

import filecmp
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from store import opened
from store.db import BUSY_SECONDS, FILE, sentences
from store.errors import StoreError
from store.restore import Restored, beside, sound, unpack
from store.snapshot import copy_database
from store.unfinished import SETTINGS, begin, end, unfinished

# Tables in which a home that was only just made has a row already.
_OF_A_NEW_HOME = frozenset({"home", "guarded"})
# Where goes what stood in the way: nothing is ever deleted.
ASIDE = "truoc-khoi-phuc"


def restore_into_new(file: Path, home: Path, secret: Callable[[], str]) -> Restored:
    """Bring a backup into a home in which nobody has done anything yet, or in which that was cut off.

    Raises StoreError; then the home is as it was, or asks for the same again.
    """
    home = home.absolute()
    _check_new(home)
    with sentences(home), beside(home) as folder:
        done = sound(unpack(file, folder, secret))
        _check_new(home)
        begin(home, file)
        for entry in sorted(folder.iterdir()):
            if not entry.name.startswith(FILE) and entry.name != SETTINGS:
                _place(entry, home)
        _keep_other_data(folder, home)
        _copy_into(folder / FILE, home / FILE)
        if (folder / SETTINGS).exists():
            _place(folder / SETTINGS, home)
        end(home)
    return done


def _check_new(home: Path) -> None:
    """Raises StoreError where there are settings, people, or anything that was ever stored."""
    if unfinished(home) is None and (any(_counts(home).values()) or (home / SETTINGS).exists()):
        raise StoreError(
            f"Thư mục {home} đã có dữ liệu nên không khôi phục đè lên. Chưa có gì thay đổi; mời mở bàn làm việc với "
            "một thư mục trống bằng --home."
        )


def _counts(home: Path) -> dict[str, int]:
    with opened(home, unfinished_too=True) as store:
        return {table: number for table, number in store.counts().items() if table not in _OF_A_NEW_HOME}


def _place(entry: Path, home: Path) -> None:
    target = home / entry.name
    if target.exists() and _alike(entry, target):
        # What a restore that was cut off had put there already.
        shutil.rmtree(target) if target.is_dir() else target.unlink()
    elif target.exists():
        target.rename(_aside(home, entry.name))
    entry.rename(target)


def _aside(home: Path, name: str) -> Path:
    """A free name in the folder of what stood in the way."""
    (home / ASIDE).mkdir(exist_ok=True)
    path, number = home / ASIDE / name, 1
    while path.exists():
        number += 1
        path = home / ASIDE / f"{name}-{number}"
    return path


def _alike(one: Path, other: Path) -> bool:
    """Whether two files, or two folders with all that is in them, are the same bytes under the same names."""
    if one.is_dir() and other.is_dir():
        names = {path.name for path in one.iterdir()}
        same = names == {path.name for path in other.iterdir()}
        return same and all(_alike(one / name, other / name) for name in names)
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def _keep_other_data(folder: Path, home: Path) -> None:
    """Copy aside what the home's database holds, unless that is nothing or what the backup brings."""
    held = _counts(home)
    if any(held.values()) and held != _counts(folder):
        copy_database(home / FILE, _aside(home, FILE))


def _copy_into(source: Path, target: Path) -> None:
    """Make one database the other's equal, in one transaction."""
    with (
        closing(sqlite3.connect(source)) as copy,
        closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as live,
    ):
        live.execute("PRAGMA synchronous = FULL")
        copy.backup(live)
