"""Old press brought in from WARC files: a stretch of a file to read, what it holds, what was found in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from domain.outcome import Word
from domain.press import Link, Page


@dataclass(frozen=True, slots=True)
class Stretch:
    """The records of a file that begin from `start` up to `stop` (bytes, not included).

    `sure`: a record begins right at `start`; else the first one after it is looked for.
    """

    path: str
    start: int
    stop: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer of a server as a WARC file keeps it: `body` without its codings' undoing, at most the limit and one.

    `at` is when it was taken.
    """

    offset: int
    id: str
    url: str
    at: datetime | None
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    ip: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a file cannot be read, and why, in Vietnamese. Reading goes on at the next record that can be found."""

    offset: int
    why: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that names a watched commune, ready to be stored."""

    link: Link
    page: Page


@dataclass(slots=True)
class Sifted:
    """What one stretch held. `first` and `next` are where its first answer and the first one behind it begin.

    `counts` says how many answers ended in which way: a word of domain.outcome, or one of `ASIDE`.
    """

    first: int
    next: int
    counts: Counter[str] = field(default_factory=Counter)
    kept: list[Kept] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file was read: everything before `place` is in the store. `word` says how it ended, None: not yet.

    `file` is its fingerprint; `detail` tells in Vietnamese what could not be read.
    """

    file: str
    name: str
    size: int
    place: int = 0
    answers: int = 0
    matched: int = 0
    word: Word | None = None
    detail: str = ""


# Why an answer was put aside before it was read as a page.
NOT_A_PAGE, OTHER_PAPER, NO_NAME, NOT_OURS = "not_a_page", "other_paper", "no_name", "not_ours"
ASIDE = {
    NOT_A_PAGE: "Không phải trang báo đọc được (ảnh, mã lỗi, chuyển hướng).",
    OTHER_PAPER: "Trang của tên miền không được hỏi tới.",
    NO_NAME: "Trang không nhắc tên nào của xã.",
    NOT_OURS: "Trang có nhắc một tên giống tên xã nhưng không viết về xã.",
}
MATCHED = "matched"
