"""The runner: takes what is due, lets a room work on it, stores the result and its one outcome in one transaction.

A stage is three things: due (a question to the store), work (a function of a room: values in, values out) and save
(one transaction). Work yields a result or a Trouble for each item; what nobody foresaw becomes an outcome with its
traceback here and nowhere else.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from diembao.words import say
from domain.outcome import Outcome, Permanent, Remark, Temporary, Trouble, Word

T = TypeVar("T")
R = TypeVar("R")

# Waiting times double from half an hour to a day; after that many tries only a person or a new version helps.
FIRST_WAIT = timedelta(minutes=30)
LONGEST_WAIT = timedelta(days=1)
MOST_ATTEMPTS = 8
_NO_MEMORY = (
    "Máy không đủ bộ nhớ khi làm mục này. Chưa mất gì; lượt sau tự thử lại. Mời đóng bớt chương trình, hoặc tăng "
    "limits.memory_mb."
)


@dataclass(frozen=True, slots=True)
class Stage(Generic[T, R]):
    """One stage of the flow. `basis` names inputs beside the version whose change makes items due again."""

    name: str
    version: int
    item: Callable[[T], str]
    due: Callable[[], Sequence[T]]
    work: Callable[[Iterable[T]], Iterator[tuple[T, R | Trouble]]]
    save: Callable[[T, R], Word | Remark | Trouble]
    basis: str = ""


class Book(Protocol):
    """Where outcomes are kept, as the runner sees it."""

    def put(self, outcome: Outcome, basis: str = "") -> None:
        """Store how an item left a stage."""

    def attempts(self, item: str, stage: str) -> int:
        """How often an item was tried."""


def run_stage(
    stage: Stage[T, R],
    book: Book,
    together: Callable[[], AbstractContextManager[None]],
    now: datetime,
    note: Callable[[str, str, Word], None],
) -> None:
    """Bring everything that is due through one stage. An item stands or falls alone.

    `note` is told stage, item and word of each outcome once it is stored.
    """
    for item, result in stage.work(stage.due()):
        with together():
            answer = result if isinstance(result, Trouble) else stage.save(item, result)
            outcome = _outcome(stage, stage.item(item), answer, book, now)
            book.put(outcome, stage.basis)
        note(stage.name, outcome.item, outcome.word)


def attempt(function: Callable[[T], R | Trouble], item: T) -> R | Trouble:
    """The function's result; what it did not foresee as a Trouble with its traceback."""
    try:
        return function(item)
    except MemoryError:
        return Temporary(Word.UNEXPECTED, say(_NO_MEMORY))
    except Exception:  # noqa: BLE001 - the runner alone decides what becomes of the unforeseen
        return Permanent(Word.UNEXPECTED, traceback.format_exc(limit=-8))


def _outcome(stage: Stage[T, R], item: str, answer: Word | Remark | Trouble, book: Book, now: datetime) -> Outcome:
    if isinstance(answer, Word):
        return Outcome(item, stage.name, stage.version, answer, "", now)
    if isinstance(answer, Remark):
        return Outcome(item, stage.name, stage.version, answer.word, answer.detail, now)
    attempts = book.attempts(item, stage.name) + 1
    retry_at = now + waiting(answer, attempts) if isinstance(answer, Temporary) and attempts < MOST_ATTEMPTS else None
    return Outcome(item, stage.name, stage.version, answer.word, answer.sentence(), now, attempts, retry_at)


def waiting(trouble: Temporary, attempts: int) -> timedelta:
    """How long to wait before the next try: doubling, never shorter than the server asked."""
    doubled = min(FIRST_WAIT * (1 << (attempts - 1)), LONGEST_WAIT)
    return max(doubled, timedelta(seconds=trouble.retry_after or 0))
