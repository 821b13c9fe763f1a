"""Everything of an office in one file, made while the program works; tried out before older ones are taken away.

The database is copied first, at one moment; of the archive exactly what this copy knows goes along, so that both agree.
The file is written beside its final name and gets that name only when it is whole and on the disk.
"""

from __future__ import annotations

import errno
import hashlib
import io
import re
import shutil
import zipfile
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from domain.clock import to_local, utc_text
from domain.refusals import why
from store.bundle import ADVICE, CONTENTS, KEY, PIECE, SUFFIX, Contents, Member
from store.db import FILE, sentences
from store.errors import Damaged, DiskFull, StoreError
from store.gathering import WORK, About, Item, gathered
from store.halfway import half_done
from store.sealing import Locker
from store.snapshot import copy_database, sync_file, sync_folder

# Compressed already; packing them again costs time and saves nothing.
_PACKED = (".gz", ".docx", ".xlsx", ".pdf", ".png", ".zip")
_NAME = "diembao-{code}-{home}-{number:05d}-{time:%Y%m%d-%H%M%S}.zip"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written: where, its bytes, what it holds, and the older ones that were taken away."""

    path: Path
    size: int
    contents: Contents
    removed: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be backed up how. `target` is a folder, or a file to be; `without` are files that stay at home."""

    target: Path
    code: str
    secret: str = ""
    without: Collection[Path] = field(default=())


def write_backup(home: Path, wish: Wish, now: datetime) -> Made:
    """Write a backup. Raises StoreError with its remedy; then nothing has changed at the target."""
    with sentences(home), work_folder(home) as work:
        database = work / FILE
        copy_database(home / FILE, database)
        about = About.of(database)
        path = _path(wish, about.home, now)
        plan = list(gathered(home, database, about, path, wish.without))
        with _target(path):
            _check_room(path.parent, sum(item.size for item in plan))
            contents = _write(path, plan, about, wish.secret, now)
            return Made(path, path.stat().st_size, contents)


def remove_older(made: Made, keep: int) -> tuple[Path, ...]:
    """Take away the oldest backups of the same office beside one, until `keep` are left.

    One that cannot be taken away now (held open, closed for writing) stays for another time: the new one is good.
    """
    pattern = _pattern(made.contents.home)
    found = sorted(
        (int(match[1]), path) for path in made.path.parent.iterdir() if (match := pattern.fullmatch(path.name))
    )
    older = [path for _, path in found if path != made.path]
    removed = []
    for path in older[: max(0, len(older) - keep + 1)]:
        with suppress(OSError):
            path.unlink()
            removed.append(path)
    return tuple(removed)


def remove_older_broken(made: Made) -> None:
    """Of backups found broken only the newest stays: data that stay broken would fill the stick day by day."""
    for path in made.path.parent.glob(f"diembao-*-{made.contents.home}-*.hong"):
        if path.stem != made.path.stem:
            path.unlink()


def _path(wish: Wish, home: str, now: datetime) -> Path:
    """The file to be. Raises StoreError where the target's folder is not there."""
    target = wish.target.absolute()
    if target.is_dir():
        numbers = [int(match[1]) for path in target.iterdir() if (match := _pattern(home).fullmatch(path.name))]
        name = _NAME.format(code=wish.code, home=home, number=max(numbers, default=0) + 1, time=to_local(now))
        return target / name
    if target.suffix and target.parent.is_dir():
        return target
    raise StoreError(
        f"Chưa thấy thư mục {wish.target}. Nếu là USB hoặc ổ mạng, mời cắm hoặc kết nối lại; nếu là thư mục mới, "
        "mời tạo thư mục đó trước. Chưa sao lưu gì, dữ liệu và các bản cũ vẫn nguyên."
    )


def _pattern(home: str) -> re.Pattern[str]:
    return re.compile(rf"diembao-[^-]+-{re.escape(home)}-(\d+)-\d+-\d+\.zip")


def _check_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed // 2:
        raise DiskFull(
            f"Nơi sao lưu {folder} chỉ còn trống {_megabytes(free)} MB, bản sao cần khoảng {_megabytes(needed)} MB. "
            "Các bản cũ vẫn nguyên; mời dọn bớt, chọn nơi khác, hoặc giảm số bản giữ lại (backup.keep)."
        )


def _megabytes(size: int) -> str:
    return f"{max(1, round(size / 1e6)):,}".replace(",", ".")


def _write(path: Path, plan: list[Item], about: About, secret: str, now: datetime) -> Contents:
    half = path.with_name(path.name + ".part")
    for left in path.parent.glob("diembao-*.zip.part"):
        # What an earlier backup of this office left when it was cut off.
        if f"-{about.home}-" in left.name:
            left.unlink(missing_ok=True)
    try:
        with zipfile.ZipFile(half, "w", allowZip64=True) as bundle:
            contents = _fill(bundle, plan, about, secret, now)
        sync_file(half)
        half.replace(path)
    except BaseException:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    return contents


def _fill(bundle: zipfile.ZipFile, plan: list[Item], about: About, secret: str, now: datetime) -> Contents:
    bundle.writestr(ADVICE, _ADVICE.format(time=f"{to_local(now):%d/%m/%Y %H:%M}", locked=_LOCKED if secret else ""))
    locker = Locker(secret) if secret else None
    if locker:
        bundle.writestr(KEY, locker.key)
    members = tuple(_add(bundle, item, locker) for item in plan if item.is_there())
    contents = Contents(about.home, utc_text(now), about.head, members)
    _put(bundle, CONTENTS, io.BytesIO(contents.to_json()), locker)
    return contents


def _add(bundle: zipfile.ZipFile, item: Item, locker: Locker | None) -> Member:
    if item.data is None and not item.path.exists():
        raise Damaged(
            f"Mất tệp {item.name} của kho bản gốc nên chưa sao lưu được; các bản sao lưu cũ vẫn nguyên. Mời tìm lại "
            "tệp (thùng rác, phần mềm diệt vi-rút), nếu không thấy thì khôi phục bản sao lưu gần nhất vào thư mục khác."
        )
    with item.opened() as file:
        counted = _Counted(file, item.size)
        _put(bundle, item.name, counted, locker)
    if counted.count != item.size:
        raise StoreError(
            f"Tệp {item.name} thay đổi trong lúc sao lưu nên bản này chưa dùng được và đã bỏ; các bản cũ vẫn nguyên. "
            "Mời sao lưu lại; nếu vẫn vậy, mời chạy: diembao doctor"
        )
    return Member(item.name, counted.count, counted.digest.hexdigest())


def _put(bundle: zipfile.ZipFile, name: str, source: BinaryIO, locker: Locker | None) -> None:
    info = zipfile.ZipInfo(name + (SUFFIX if locker else ""))
    info.compress_type = zipfile.ZIP_STORED if locker or name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    with bundle.open(info, "w", force_zip64=True) as target:
        if locker:
            locker.lock(source, target)
        else:
            shutil.copyfileobj(source, target, PIECE)


class _Counted(io.RawIOBase, BinaryIO):
    """Reads at most `limit` bytes of a file, counting and hashing them."""

    def __init__(self, file: BinaryIO, limit: int):
        super().__init__()
        self._file, self._limit = file, limit
        self.count = 0
        self.digest = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        left = self._limit - self.count
        data = self._file.read(left if size < 0 else min(size, left))
        self.count += len(data)
        self.digest.update(data)
        return data


def work_folder(home: Path) -> AbstractContextManager[Path]:
    """A folder for half-done work inside the office's, gone afterwards; one backup at a time has it.

    What a killed backup left there is taken away first. Raises StoreError while another one lasts.
    """
    busy = "Đang có một lượt sao lưu khác của thư mục này. Mời chờ lượt đó xong."
    return half_done(home / WORK, "sao-luu-", home / "backup.lock", busy)


@contextmanager
def _target(path: Path) -> Iterator[None]:
    """What goes wrong at the target, as a sentence about the target."""
    try:
        yield
    except OSError as trouble:
        if trouble.errno == errno.EFBIG:
            raise DiskFull(
                f"Nơi lưu {path.parent} không nhận tệp lớn như vậy: USB định dạng FAT32 chỉ chứa tệp dưới 4 GB. Dữ "
                "liệu và các bản cũ vẫn nguyên; mời định dạng lại USB thành exFAT hoặc NTFS, hoặc chọn nơi lưu khác."
            ) from trouble
        raise DiskFull(
            f"Chưa ghi được bản sao lưu vào {path.parent} ({why(trouble)}). Dữ liệu và các bản cũ vẫn "
            "nguyên; mời kiểm tra chỗ trống, quyền ghi, USB hoặc ổ mạng rồi sao lưu lại."
        ) from trouble


_LOCKED = """
Nội dung được khóa bằng mật khẩu của cơ quan (định dạng age). Quên mật khẩu thì không ai mở được.
Tên và dung lượng các tệp không được khóa.
"""
_ADVICE = """Bản sao lưu của phần mềm Điểm báo, lúc {time}.
{locked}
Khôi phục trên máy mới:
1. Cài phần mềm như trên máy cũ.
2. Chạy: python3 run.py restore TỆP-NÀY --home THƯ-MỤC-MỚI
3. Đặt lại tệp mật khẩu gửi thư (không có trong bản sao) và chạy: python3 run.py doctor --home THƯ-MỤC-MỚI
"""
