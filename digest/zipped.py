"""Zip archives without the clock's or the system's traces, so that the same content gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO


def packed(files: Iterable[tuple[str, bytes]], mode: int = 0o600) -> bytes:
    """An archive of these files in their order; `mode` is who may read them where they are unpacked on Unix."""
    result = BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, mode << 16
            target.writestr(entry, data)
    return result.getvalue()


def settled(data: bytes) -> bytes:
    """An office file, which is a zip archive, with fixed times, entries in their order."""
    with zipfile.ZipFile(BytesIO(data)) as source:
        return packed((name, source.read(name)) for name in source.namelist())
