"""A lock between programs: a file that one of them holds."""

from __future__ import annotations

from pathlib import Path

import filelock

from store.errors import StoreError


def lock_at(path: Path) -> filelock.FileLock:
    """The lock at a path, asked for once and not waited for. Raises StoreError where a folder stands in its place."""
    if path.is_dir():
        raise StoreError(
            f"{path} phải là một tệp khóa của phần mềm nhưng lại là thư mục. Mời đổi tên thư mục ấy rồi chạy lại; "
            "dữ liệu vẫn nguyên."
        )
    return filelock.FileLock(path, timeout=0)
