"""What the desk asks of the program: read the press now, build a digest. A row that the running program takes up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Task(StrEnum):
    """The tasks that can be asked for."""

    RUN = "run"
    BUILD = "build"
    REPLACE = "replace"
    SEND = "send"
    SOURCE = "source"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Request:
    """One task asked for. `detail` says which (for a digest its kind, a day inside it, in a city's home also whose).

    `taken` and `ended` are None until then; `exit_code` is the task's, `answer` its last words in Vietnamese.
    """

    id: int
    task: Task
    detail: str
    by: str
    asked: datetime
    taken: datetime | None = None
    ended: datetime | None = None
    exit_code: int | None = None
    answer: str = ""
