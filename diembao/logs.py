"""What happened, one JSON line an event, in rotating files: which command, how it ended, how long it took, what broke.

A line holds names of ours and numbers only: no text of an article, no setting's value, no name, address or path, and of
an error its kind and our own lines of code, never its message.
"""

from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE = "logs/diembao.jsonl"
LARGEST, KEPT = 1_000_000, 5
PROGRAM = Path(__file__).resolve().parents[1]


@dataclass(slots=True)
class Event:
    """A command as it goes: `code` and `home` are filled in by its end."""

    command: str
    code: int | None = None
    home: Path | None = None


@contextmanager
def noted(command: str) -> Iterator[Event]:
    """Note a command's end in the log of its home, if that is an office's; an error passes through."""
    event, started = Event(command), time.monotonic()
    trouble: BaseException | None = None
    try:
        yield event
    except BaseException as raised:
        trouble = raised
        raise
    finally:
        line: dict[str, object] = {"event": "command", "command": command, "exit": event.code}
        line["seconds"] = round(time.monotonic() - started, 2)
        if trouble is not None:
            line |= {"event": "error", "kind": type(trouble).__name__, "where": our_lines(trouble)}
        if event.home is not None and (event.home / "settings.toml").exists():
            write(event.home, line)


def our_lines(trouble: BaseException) -> list[str]:
    """Where in our own code an error came from: file, line, function."""
    found = []
    for frame in traceback.extract_tb(trouble.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(PROGRAM) and ".venv" not in path.parts:
            found.append(f"{path.relative_to(PROGRAM).as_posix()}:{frame.lineno} {frame.name}")
    return found[-8:]


def write(home: Path, line: dict[str, object]) -> None:
    """Append a line. A log that cannot be written stops nothing."""
    with suppress(OSError):
        (home / FILE).parent.mkdir(exist_ok=True)
        handler = _Silent(home / FILE, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
        stamped = {"at": datetime.now(UTC).isoformat(timespec="seconds")} | line
        text = json.dumps(stamped, ensure_ascii=False)
        handler.emit(logging.LogRecord("diembao", logging.INFO, "", 0, text, None, None))
        handler.close()


class _Silent(RotatingFileHandler):
    """A handler whose own trouble is not printed."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing."""


def files(home: Path) -> list[Path]:
    """The log's files, the newest first."""
    base = home / FILE
    return [path for path in (base, *(base.with_name(f"{base.name}.{n}") for n in range(1, KEPT + 1))) if path.exists()]
