"""A restore that was begun in a new home and not ended: a marker tells of it, and until it is done again nobody works.

The marker is written before the first file is put into place and goes when the last one, the settings, is there. With
settings beside it, it is only what a program killed between these two steps left.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from store.errors import Unfinished
from store.snapshot import sync_file, sync_folder

MARKER = "khoi-phuc-do-dang.json"
SETTINGS = "settings.toml"


def begin(home: Path, file: Path) -> None:
    """Write down, on the disk, that a backup is being put into a home."""
    half = home / f"{MARKER}.part"
    half.write_text(json.dumps({"file": str(file.resolve())}, ensure_ascii=False), encoding="utf-8")
    sync_file(half)
    half.replace(home / MARKER)
    sync_folder(home)


def end(home: Path) -> None:
    """All is in place, and on the disk."""
    sync_folder(home)
    (home / MARKER).unlink()
    sync_folder(home)


def unfinished(home: Path) -> str | None:
    """The backup whose restore was not ended here; None where nothing is left to do."""
    marker = home / MARKER
    if not marker.exists():
        return None
    if (home / SETTINGS).exists():
        with suppress(OSError):  # what cannot be written now is taken away another time
            marker.unlink()
        return None
    try:
        return str(json.loads(marker.read_text(encoding="utf-8"))["file"])
    except (OSError, ValueError, KeyError, TypeError):
        return "bản sao lưu đã chọn"


def check_finished(home: Path) -> None:
    """Raise Unfinished where a restore has to be done again before anything else."""
    file = unfinished(home)
    if file is not None:
        raise Unfinished(
            f"Lần khôi phục từ {file} vào {home} chưa xong: đang chạy, hoặc đã bị ngắt giữa chừng. Tệp sao lưu vẫn "
            f"nguyên. Nếu không còn lượt nào đang chạy, mời làm lại: mở bàn làm việc (diembao serve), hoặc chạy "
            f'diembao restore "{file}" --home "{home}"'
        )
