"""A folder for half-done work: one program at a time has it, and nothing of it stays."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from store.errors import StoreError


@contextmanager
def half_done(base: Path, prefix: str, lock: Path, busy: str) -> Iterator[Path]:
    """A fresh folder in `base`, gone afterwards unless it was renamed; what a killed program left goes first.

    Raises StoreError with the words of `busy` while another program holds the lock.
    """
    base.mkdir(parents=True, exist_ok=True)
    held = filelock.FileLock(lock, timeout=0)
    try:
        held.acquire()
    except filelock.Timeout:
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
