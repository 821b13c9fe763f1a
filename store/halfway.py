"""A folder for half-done work: one program at a time has it, and nothing of it stays."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from store.errors import StoreError
from store.locks import lock_at


@contextmanager
def half_done(base: Path, prefix: str, lock: Path, busy: str) -> Iterator[Path]:
    """A fresh folder in `base`, gone afterwards unless it was renamed; what a killed program left goes first.

    Raises StoreError with the words of `busy` while another program holds the lock.
    """
    base.mkdir(parents=True, exist_ok=True)
    held = lock_at(lock)
    try:
        held.acquire()
    except filelock.Timeout:
        if not lock.exists():  # no place for files at all: /proc, a drive that is going away
            raise StoreError(f"Không ghi được tệp vào {base}. Chưa có gì thay đổi; mời chọn thư mục khác.") from None
        raise StoreError(busy) from None
    try:
        for left in base.glob(f"{prefix}*"):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=base))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        held.release()
