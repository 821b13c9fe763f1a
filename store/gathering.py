"""What goes into a backup? The copied database, of the archive exactly what that knows, and all other files."""

from __future__ import annotations

import io
import os
import re
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from store.archive import ENDING, FOLDER
from store.bundle import folded, is_backup, is_safe
from store.chain import HEADS_FILE, START
from store.db import FILE
from store.snapshot import UPGRADE_FOLDER
from store.unfinished import MARKER

WORK = "tam"
# What says nothing about the office, or is made anew: never in a backup.
_LEFT_OUT = re.compile(
    rf"(?:logs|{WORK}|{UPGRADE_FOLDER})/.*|(?:.*/)?(?:\..*|[^/]*\.(?:lock|part|tmp)|diembao-[^/]*\.zip)|"
    rf"{re.escape(FILE)}.*|{re.escape(MARKER)}|{FOLDER}/[^/]*{re.escape(ENDING)}|{FOLDER}/{re.escape(HEADS_FILE)}"
)


@dataclass(frozen=True, slots=True)
class About:
    """What the copied database says of itself: its id, the chain's end, and where the archive's files end."""

    home: str
    head: tuple[int, str]
    ends: dict[str, int]

    @classmethod
    def of(cls, database: Path) -> About:
        """Ask the copy."""
        with closing(sqlite3.connect(database)) as db:
            (home,) = db.execute("SELECT id FROM home").fetchone()
            head = db.execute("SELECT number, hash FROM chain ORDER BY number DESC LIMIT 1").fetchone()
            ends = dict(db.execute("SELECT file, max(offset + length) FROM records GROUP BY file"))
        return cls(home, tuple(head) if head else (0, START), ends)


@dataclass(frozen=True, slots=True)
class Item:
    """One file to go in: the bytes at `path` up to `size`, or those given."""

    name: str
    path: Path
    size: int
    data: bytes | None = None

    def is_there(self) -> bool:
        """Whether it can still be saved: a digest being replaced may be gone since; an archive may not."""
        return self.data is not None or self.name.startswith(FOLDER) or self.path.exists()

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The file to read from."""
        if self.data is not None:
            yield io.BytesIO(self.data)
        else:
            with self.path.open("rb") as file:
                yield file


def gathered(home: Path, database: Path, about: About, target: Path, without: Collection[Path]) -> Iterator[Item]:
    """Everything that goes in, the database first. `target`, the backup to be, and the files `without` do not."""
    yield Item(FILE, database, database.stat().st_size)
    for name, end in sorted(about.ends.items()):
        yield Item(f"{FOLDER}/{name}", home / FOLDER / name, end)
    heads = home / FOLDER / HEADS_FILE
    if heads.exists():
        kept = b"".join(line for line in heads.read_bytes().splitlines(True) if _number(line) <= about.head[0])
        yield Item(f"{FOLDER}/{HEADS_FILE}", heads, len(kept), kept)
    secret = {path.resolve() for path in without}
    taken: set[str] = set()
    for path in _files(home):
        name = path.relative_to(home).as_posix()
        # A stranger's file that not every system could hold must not keep the rest from being saved.
        fits = is_safe(name) and folded(name) not in taken
        ours = fits and not _LEFT_OUT.fullmatch(name) and path.resolve() not in secret and path != target
        # Asked last, for it opens the file.
        if ours and not is_backup(path):
            taken.add(folded(name))
            yield Item(name, path, path.stat().st_size)


def _number(line: bytes) -> int:
    word = line.split(b" ", 1)[0]
    return int(word) if word.isdigit() else 0


def _files(home: Path) -> Iterator[Path]:
    """Every plain file of the office's folder, in order; what a link points to elsewhere is not ours."""
    for folder, names, files in os.walk(home):
        names.sort()
        for name in sorted(files):
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink():
                yield path
