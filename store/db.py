"""Open the office's database: pragmas, write transactions, and SQLite's errors as sentences with a remedy.

One connection a process. Every write runs inside `write`, which takes the lock first (BEGIN IMMEDIATE), so that
two writers wait for each other instead of failing.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlite_utils

from domain.refusals import READ_ONLY, WORDS, why
from store.archive import ENDING, FOLDER
from store.errors import Damaged, DiskFull, Locked, StoreError
from store.snapshot import keep_before_upgrade
from store.upgrade import migrate

FILE = "diembao.sqlite3"
BUSY_SECONDS = 30
# Bytes; SQLite opens no longer names (SQLITE_MAX_PATHNAME, and what it hangs on them).
LONGEST_PATH = 480
# How long a writer waits before it asks for the lock again.
ASK_SECONDS = 0.002
_DISK_ERRORS = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EROFS,
        errno.EACCES,
        errno.EPERM,
        errno.EIO,
        errno.ENOTDIR,
        errno.EEXIST,
        errno.EISDIR,
    }
)


# What SQLite says when the disk refuses, and what an officer reads.
_WRITING = {
    "full": WORDS[errno.ENOSPC],
    "disk I/O": WORDS[errno.EIO],
    "readonly": READ_ONLY,
    "unable to open": "không mở được tệp dữ liệu",
}


def open_database(home: Path) -> sqlite_utils.Database:
    """The database of a home, made or migrated when needed. Raises StoreError with its remedy."""
    with sentences(home):
        home.mkdir(parents=True, exist_ok=True)
        _check_not_lost(home)
        connection = sqlite3.connect(home / FILE, timeout=BUSY_SECONDS, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        database = sqlite_utils.Database(connection, strict=True)
        migrate(database, lambda step: keep_before_upgrade(home / FILE, step))
        return database


def _check_not_lost(home: Path) -> None:
    """Raise Damaged where an archive lies beside no database or an empty one.

    A new one would know nothing of the archive, and the next reading would cut all of it off.
    """
    database, archive = home / FILE, home / FOLDER
    if (not database.exists() or not database.stat().st_size) and any(archive.glob(f"*{ENDING}")):
        raise Damaged(
            f"Tệp dữ liệu {database} không có hoặc rỗng, trong khi kho bản gốc vẫn còn: tệp bị xóa, bị chuyển đi hoặc "
            "hỏng khi mất điện. Phần mềm không lập tệp mới thay vào. Mời đưa lại tệp, hoặc khôi phục bản sao lưu gần "
            "nhất vào thư mục khác: diembao restore TỆP --home THƯ-MỤC-MỚI; giữ thư mục này làm bằng chứng."
        )


@contextmanager
def write(database: sqlite_utils.Database) -> Iterator[sqlite3.Connection]:
    """One write transaction: all of it or nothing. Inside another one it joins that."""
    connection: sqlite3.Connection = database.conn
    if connection.in_transaction:
        yield connection
        return
    _begin(connection)
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _begin(connection: sqlite3.Connection) -> None:
    """Take the lock for writing, asking every few milliseconds.

    SQLite itself asks ten times a second at most, and a reading that writes article after article then passes a
    person's one decision by for seconds: it holds the lock most of the time and frees it only for a moment.
    """
    give_up = time.monotonic() + BUSY_SECONDS
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _taken(connection, last=time.monotonic() >= give_up):
            time.sleep(ASK_SECONDS)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def _taken(connection: sqlite3.Connection, last: bool) -> bool:
    """Whether the lock could be taken. Raises sqlite3.OperationalError for any other trouble, and the last time."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as trouble:
        if last or trouble.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> int:
    """Add a row, column by column by name; returns its number."""
    marks = ", ".join(f":{name}" for name in row)
    return int(connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", row).lastrowid or 0)


@contextmanager
def sentences(home: Path) -> Iterator[None]:
    """Turn SQLite's and the disk's errors into StoreError."""
    try:
        yield
    except sqlite3.Error as trouble:
        raise _translate(trouble, home) from trouble
    except OSError as trouble:
        if trouble.errno == errno.ENAMETOOLONG:
            raise StoreError(_too_long(home)) from trouble
        if trouble.errno not in _DISK_ERRORS:
            raise
        raise DiskFull(_refused(home, trouble)) from trouble


def _translate(trouble: sqlite3.Error, home: Path) -> StoreError:
    text = str(trouble)
    if "unable to open" in text and len(os.fsencode(home.absolute())) > LONGEST_PATH:
        return StoreError(_too_long(home))
    for said, told in _WRITING.items():
        if said in text:
            return DiskFull(cannot_write(home, told))
    if "locked" in text or "busy" in text:
        return Locked("Cơ sở dữ liệu đang bị một chương trình khác giữ. Dữ liệu vẫn nguyên; mời thử lại sau ít phút.")
    if "not a database" in text or "malformed" in text:
        return Damaged(
            f"Tệp {home / FILE} bị hỏng ({text}). Mời sao tệp này sang nơi khác rồi khôi phục từ bản sao lưu gần nhất."
        )
    return StoreError(f"Cơ sở dữ liệu báo lỗi: {text}. Dữ liệu đã ghi vẫn nguyên; mời báo người bảo trì.")


def _too_long(home: Path) -> str:
    path = str(home.absolute())
    return (
        f"Đường dẫn của thư mục dữ liệu quá dài ({len(path)} ký tự: {path[:60]}…). Chưa "
        "có gì thay đổi; mời đặt thư mục dữ liệu gần gốc ổ đĩa, ví dụ D:\\diembao hoặc ~/diembao."
    )


def _refused(home: Path, trouble: OSError) -> str:
    """A refusal of the disk, named by its own path where something stands in the place of a folder of ours."""
    if trouble.errno == errno.EISDIR and trouble.filename:
        return (
            f"{trouble.filename} đang là thư mục, trong khi phần mềm cần tệp ở đó. Dữ liệu đã ghi vẫn nguyên; mời đổi "
            "tên thư mục ấy rồi chạy lại."
        )
    if trouble.errno in (errno.EEXIST, errno.ENOTDIR) and trouble.filename:
        return (
            f"{trouble.filename} đang là một tệp, hoặc nằm dưới một tệp, trong khi phần mềm cần thư mục ở đó. Dữ liệu "
            "đã ghi vẫn nguyên; mời đổi tên tệp ấy rồi chạy lại."
        )
    return cannot_write(home, why(trouble))


def cannot_write(home: Path, reason: str) -> str:
    """What an officer reads where a home takes no files; the copy it speaks of works as the home did."""
    if reason == READ_ONLY or _is_read_only(home):
        return (
            f"Chưa ghi được vào {home}: nơi này {READ_ONLY} (khóa chống ghi, thiếu quyền, hoặc ổ đĩa sắp hỏng nên máy "
            "tự khóa). Dữ liệu đã ghi vẫn nguyên. Mời mở khóa hoặc sửa quyền rồi chạy lại; không được thì chép cả thư "
            "mục ấy sang ổ khác và chạy với --home THƯ-MỤC-MỚI."
        )
    return (
        f"Chưa ghi được vào {home} ({reason}). Dữ liệu đã ghi vẫn nguyên; "
        "mời kiểm tra chỗ trống và quyền ghi trên đĩa rồi chạy lại."
    )


def _is_read_only(home: Path) -> bool:
    return any(path.exists() and not os.access(path, os.W_OK) for path in (home, home / FILE))
