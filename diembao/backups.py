"""Where may a backup of the office lie? Where an officer puts it: beside the data, on a USB stick, in Downloads."""

from __future__ import annotations

import string
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

PATTERN = "diembao-*.zip"
# A list to choose from, not a search of the machine.
MOST = 20


def lying_about(home: Path) -> list[Path]:
    """Backups in the usual places, the newest first."""
    found: dict[Path, float] = {}
    for place in _places(home):
        with suppress(OSError):
            for path in chain(place.glob(PATTERN), place.glob(f"*/{PATTERN}")):
                if path.is_file():
                    found[path.resolve()] = path.stat().st_mtime
    return sorted(found, key=lambda path: -found[path])[:MOST]


def _places(home: Path) -> Iterator[Path]:
    yield home.absolute().parent
    with suppress(RuntimeError):  # nobody's home folder is known
        own = Path.home()
        yield from (own / name for name in ("Downloads", "Documents", "Desktop"))
    yield from map(Path, _drives())


def _drives() -> Iterator[str]:
    """Where sticks and network drives appear."""
    if sys.platform == "win32":
        yield from (f"{letter}:\\" for letter in string.ascii_uppercase[3:])
        return
    for pattern in ("media/*/*", "run/media/*/*", "mnt/*", "Volumes/*"):
        with suppress(OSError):
            yield from map(str, Path("/").glob(pattern))
