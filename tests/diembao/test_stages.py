"""The runner: one outcome an item a stage, troubles as values, the unforeseen in quarantine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from diembao.stages import FIRST_WAIT, LONGEST_WAIT, MOST_ATTEMPTS, Stage, attempt, run_stage, waiting
from domain.outcome import Outcome, Permanent, Temporary, Trouble, Word
from tests.builders import NOW


class Ledger:
    """Outcomes in a dict, kept only when the transaction ends well."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Outcome] = {}
        self.notes: list[tuple[str, str, Word]] = []

    def put(self, outcome: Outcome, basis: str = "") -> None:
        self.kept[outcome.item, outcome.stage] = outcome

    def attempts(self, item: str, stage: str) -> int:
        found = self.kept.get((item, stage))
        return found.attempts if found else 0

    @contextmanager
    def together(self) -> Iterator[None]:
        yield

    def note(self, stage: str, item: str, word: Word) -> None:
        self.notes.append((stage, item, word))


def double(number: int) -> int | Trouble:
    if number == 3:
        return Temporary(Word.BUSY, retry_after=7200)
    if number == 4:
        return Permanent(Word.GONE, "Bài đã gỡ.")
    return 100 // (number - 5)


def stage(saved: list[int]) -> Stage[int, int]:
    def work(items: Iterable[int]) -> Iterator[tuple[int, int | Trouble]]:
        return ((item, attempt(double, item)) for item in items)

    def save(_item: int, result: int) -> Word:
        saved.append(result)
        return Word.DONE

    return Stage("nhân", 1, str, lambda: [1, 3, 4, 5], work, save)


def test_every_item_leaves_with_one_outcome() -> None:
    book, saved = Ledger(), list[int]()
    run_stage(stage(saved), book, book.together, NOW, book.note)
    assert saved == [-25]
    words = {item: outcome.word for (item, _), outcome in book.kept.items()}
    assert words == {"1": Word.DONE, "3": Word.BUSY, "4": Word.GONE, "5": Word.UNEXPECTED}
    assert [word for *_, word in book.notes] == list(words.values())


def test_temporary_trouble_comes_back_and_permanent_does_not() -> None:
    book = Ledger()
    run_stage(stage([]), book, book.together, NOW, book.note)
    busy, gone = book.kept["3", "nhân"], book.kept["4", "nhân"]
    assert busy.retry_at == NOW + timedelta(hours=2)
    assert busy.detail
    assert (gone.retry_at, gone.detail) == (None, "Bài đã gỡ.")


def test_the_unforeseen_keeps_its_traceback() -> None:
    book = Ledger()
    run_stage(stage([]), book, book.together, NOW, book.note)
    assert "ZeroDivisionError" in book.kept["5", "nhân"].detail


def test_patience_doubles_and_ends() -> None:
    waits = [waiting(Temporary(Word.TIMEOUT), attempts) for attempts in range(1, 10)]
    assert waits[0] == FIRST_WAIT
    assert waits[1] == 2 * FIRST_WAIT
    assert waits[-1] == LONGEST_WAIT
    book = Ledger()
    for _ in range(MOST_ATTEMPTS):
        assert book.attempts("3", "nhân") == 0 or book.kept["3", "nhân"].retry_at
        run_stage(stage([]), book, book.together, NOW, book.note)
    assert book.kept["3", "nhân"].attempts == MOST_ATTEMPTS
    assert book.kept["3", "nhân"].retry_at is None


def test_an_item_for_which_there_is_no_memory_is_tried_again() -> None:
    def greedy(_item: str) -> str:
        raise MemoryError

    found = attempt(greedy, "a")
    assert isinstance(found, Temporary)
    assert (found.word, "không đủ bộ nhớ" in found.sentence()) == (Word.UNEXPECTED, True)
