"""A backup back into an empty folder: nothing in it is trusted before it is checked, nothing is placed before all is.

The files are unpacked beside the folder to be and checked there: against the table of contents, then by `verify`. Only
then does the whole get its name, at once.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import sqlite3
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import sqlite_utils

from store.archive import Archive
from store.bundle import ADVICE, CONTENTS, KEY, LARGEST_CONTENTS, PIECE, SUFFIX, Contents, Member, check_names
from store.chain import Chain
from store.db import FILE, open_database, sentences
from store.errors import Damaged, DiskFull, StoreError
from store.guarding import own_shape, shape
from store.halfway import half_done
from store.sealing import Opener, Writer
from store.snapshot import sync_file, sync_folder
from store.verify import Report, verify

_BROKEN = "Tệp {} không phải bản sao lưu nguyên vẹn (bị cắt, bị hỏng hoặc là tệp khác). Mời dùng bản sao lưu khác."

# Of the folder's name in that of the folder beside it: a system's longest name is 255 bytes.
_LONGEST_STEM = 40


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: the backup's contents and the check of the whole."""

    contents: Contents
    report: Report


def restore(file: Path, home: Path, secret: Callable[[], str]) -> Restored:
    """Bring a backup back into a folder that is empty or not there. Raises StoreError; then there is no such folder.

    `secret` is asked for the passphrase only where the backup needs one.
    """
    home = home.resolve()
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise StoreError(
            f"Thư mục {home} đã có dữ liệu nên không khôi phục đè lên. Mời chọn thư mục trống bằng --home, "
            "hoặc đổi tên thư mục cũ rồi làm lại."
        )
    if home.is_mount():
        raise StoreError(
            f"{home} là gốc của một ổ đĩa. Mời chọn một thư mục trong ổ đó, ví dụ: --home {home / 'diembao'}"
        )
    with sentences(home), beside(home) as folder:
        done = sound(unpack(file, folder, secret))
        if home.exists():
            home.rmdir()
        folder.rename(home)
        sync_folder(home.parent)
    return done


def sound(done: Restored) -> Restored:
    """The same, when nothing was found wrong with it. Raises Damaged."""
    if done.report.findings:
        raise Damaged(
            f"Bản sao lưu không qua được kiểm tra nên chưa khôi phục gì: {done.report.findings[0]} "
            "Mời dùng bản sao lưu khác."
        )
    return done


def unpack(file: Path, folder: Path, secret: Callable[[], str]) -> Restored:
    """Unpack a backup into an empty folder and check everything. Raises StoreError."""
    with _bundle(file) as bundle:
        opener = Opener(_small(bundle, KEY), secret()) if KEY in bundle.namelist() else None
        contents = Contents.read(_contents(bundle, opener))
        _check_members(bundle, contents, opener)
        _check_room(folder, contents)
        for member in contents.members:
            _extract(bundle, member, folder, opener)
    if not (folder / FILE).exists():
        raise Damaged(f"Bản sao lưu không có tệp {FILE}. Mời dùng bản sao lưu khác.")
    return Restored(contents, check(folder))


def check(folder: Path) -> Report:
    """`verify` for an unpacked folder, and whether its database has our tables and rules and no others."""
    with _readable(), closing(open_database(folder)) as database:
        strangers = foreign_schema(database)
        if strangers:
            raise Damaged(
                f"Cơ sở dữ liệu có thành phần lạ ({strangers[0]}), không do phần mềm tạo ra. Không dùng tệp này."
            )
        return verify(database, Archive(folder), Chain(database, folder))


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as trouble:
        raise Damaged(
            f"Cơ sở dữ liệu trong bản sao lưu bị hỏng ({trouble}). Mời chạy diembao doctor; nếu dữ liệu đang dùng cũng "
            "hỏng, mời khôi phục bản sao lưu gần nhất vào thư mục khác."
        ) from trouble


def foreign_schema(database: sqlite_utils.Database) -> list[str]:
    """Tables, indexes, triggers and views that are not those of our schema: too many, missing, or other ones."""
    ours, found = own_shape(), shape(database)
    return sorted(name for name in ours.keys() | found.keys() if ours.get(name) != found.get(name))


@contextmanager
def beside(home: Path) -> Iterator[Path]:
    """A folder beside the one to be, gone afterwards unless it was renamed."""
    prefix = f".{home.name[:_LONGEST_STEM]}.khoi-phuc-"
    lock = home.parent / f"{prefix}lock"
    busy = "Đang có một lượt khôi phục khác vào thư mục này. Mời chờ lượt đó xong."
    with half_done(home.parent, prefix, lock, busy) as folder:
        try:
            yield folder
        finally:
            with suppress(PermissionError):  # Windows deletes it when it is released, not before
                lock.unlink(missing_ok=True)


@contextmanager
def _bundle(file: Path) -> Iterator[zipfile.ZipFile]:
    if not file.is_file():
        raise StoreError(f"Không thấy tệp {file}. Mời kiểm tra đường dẫn; nếu ở USB, mời cắm lại.")
    try:
        with zipfile.ZipFile(file) as bundle:
            yield bundle
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError) as trouble:
        raise Damaged(_BROKEN.format(file)) from trouble


def _contents(bundle: zipfile.ZipFile, opener: Opener | None) -> bytes:
    if not opener:
        return _small(bundle, CONTENTS)
    locked = io.BytesIO(_small(bundle, CONTENTS + SUFFIX))
    return opener.read(locked, io.BytesIO())


def _small(bundle: zipfile.ZipFile, name: str) -> bytes:
    try:
        with bundle.open(name) as source:
            data = source.read(LARGEST_CONTENTS + 1)
    except KeyError:
        raise Damaged("Tệp này không phải bản sao lưu của phần mềm (không có mục lục). Mời chọn tệp khác.") from None
    if len(data) > LARGEST_CONTENTS:
        raise Damaged("Mục lục của bản sao lưu lớn bất thường nên không được mở; tệp bị hỏng hoặc bị sửa.")
    return data


def _check_members(bundle: zipfile.ZipFile, contents: Contents, opener: Opener | None) -> None:
    """The ZIP holds just the files of its contents, each once, each a plain file. Raises Damaged."""
    end = SUFFIX if opener else ""
    wanted = {member.name + end for member in contents.members} | {CONTENTS + end, ADVICE}
    wanted |= {KEY} if opener else set()
    infos = bundle.infolist()
    check_names(info.filename for info in infos)
    strange = next((info.filename for info in infos if info.filename not in wanted or _is_odd(info)), None)
    missing = wanted - {info.filename for info in infos} - {ADVICE}
    if strange is not None or missing:
        name = strange if strange is not None else min(missing)
        raise Damaged(f"Bản sao lưu không khớp với mục lục của nó ({name[:80]!r}); tệp bị hỏng hoặc đã bị sửa.")


def _is_odd(info: zipfile.ZipInfo) -> bool:
    """A link, a folder or a device where a plain file should be."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    return info.is_dir() or kind not in (0, stat.S_IFREG)


def _check_room(folder: Path, contents: Contents) -> None:
    free = shutil.disk_usage(folder).free
    if free < contents.size:
        raise DiskFull(
            f"Ổ đĩa chứa {folder.parent} còn trống {free // 1_000_000} MB, cần {contents.size // 1_000_000 + 1} MB để "
            "mở bản sao lưu. Mời dọn bớt hoặc chọn ổ đĩa khác. Tệp sao lưu vẫn nguyên."
        )


def _extract(bundle: zipfile.ZipFile, member: Member, folder: Path, opener: Opener | None) -> None:
    path = folder / member.name
    path.parent.mkdir(parents=True, exist_ok=True)
    with bundle.open(member.name + (SUFFIX if opener else "")) as source, path.open("xb") as file:
        target = _Checked(file, member)
        if opener:
            opener.open(source, target)  # type: ignore[arg-type]
        else:
            shutil.copyfileobj(source, target, PIECE)
    target.finish()
    sync_file(path)


class _Checked(Writer):
    """Writes a member's bytes, never more than its contents say, and compares their hash."""

    def __init__(self, file: BinaryIO, member: Member):
        self._file, self._member = file, member
        self._count = 0
        self._digest = hashlib.sha256()

    def write(self, data: bytes, /) -> int:
        """Take some. Raises Damaged when there are too many."""
        self._count += len(data)
        if self._count > self._member.size:
            raise Damaged(f"Bản sao lưu bị sửa: tệp {self._member.name} dài hơn mục lục ghi.")
        self._digest.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        """Hand them on."""
        self._file.flush()

    def finish(self) -> None:
        """All is there. Raises Damaged when it is not what was backed up."""
        if self._count != self._member.size or self._digest.hexdigest() != self._member.sha256:
            raise Damaged(f"Bản sao lưu bị hỏng: nội dung tệp {self._member.name} không đúng với mục lục.")
