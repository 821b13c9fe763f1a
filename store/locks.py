"""A lock between programs: a file that one of them holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import filelock

from domain.refusals import why
from store.db import cannot_write
from store.errors import DiskFull, StoreError


class Lock(filelock.FileLock):
    """A lock whose file the disk may refuse: that is a sentence, not the end of the program."""

    def acquire(self, *args: Any, **kwargs: Any) -> Any:
        """As ever. Raises filelock.Timeout while another program holds it, DiskFull where its file cannot be made."""
        try:
            return super().acquire(*args, **kwargs)
        except filelock.Timeout:
            raise
        except OSError as trouble:
            path = Path(self.lock_file)
            raise DiskFull(cannot_write(path if path.exists() else path.parent, why(trouble))) from trouble


def lock_at(path: Path) -> Lock:
    """The lock at a path, asked for once and not waited for. Raises StoreError where a folder stands in its place."""
    if path.is_dir():
        raise StoreError(
            f"{path} phải là một tệp khóa của phần mềm nhưng lại là thư mục. Mời đổi tên thư mục ấy rồi chạy lại; "
            "dữ liệu vẫn nguyên."
        )
    return Lock(path, timeout=0)


def held(path: Path) -> bool:
    """Whether another program holds the lock at a path."""
    lock = lock_at(path)
    try:
        lock.acquire()
    except filelock.Timeout:
        return True
    lock.release()
    return False
