"""Files replaced whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from config.errors import SettingsError
from domain.refusals import why


def replace_whole(path: Path, text: str) -> None:
    """Replace a file at once, keeping its mode: after a power cut it is the old one or the new one.

    Raises SettingsError when the folder cannot be written; the old file then stands as it was.
    """
    target = path.resolve()
    half = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        half.unlink(missing_ok=True)
        _write_through(half, text)
        if target.exists():
            shutil.copymode(target, half)
        half.replace(target)
    except OSError as trouble:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise _refused(path, trouble) from None


def write_first(path: Path, text: str) -> None:
    """Write a file that must not exist yet, and its folder. Raises FileExistsError, or SettingsError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise _refused(path, trouble) from None
    try:
        _write_through(path, text)
    except FileExistsError:
        raise
    except OSError as trouble:
        raise _refused(path, trouble) from None


def _write_through(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _refused(path: Path, trouble: OSError) -> SettingsError:
    return SettingsError(
        f"{path}: không ghi được ({why(trouble)}). Tệp cũ, nếu có, vẫn nguyên. "
        "Mời kiểm tra quyền ghi và chỗ trống trên ổ đĩa."
    )
