"""What people did with a digest before it left the house: words that are only ever added, and that a rebuild keeps.

Each names a piece of the document: its section and, for a story, the story's id, else a hash of the machine's words.
Taking one back is another word. What stands is folded into `Edits`, which composing is given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EditKind(StrEnum):
    """`TEXT` replaces a piece's words; `DROP` leaves it out; `PIN` puts a story first and always in; `ORDER` gives the
    pieces named in `text` (by blanks) that order; `COMMENT` is for colleagues alone; `APPROVE` agrees to the document
    whose fingerprint is `text`; `UNDO` takes one earlier word back."""

    TEXT = "text"
    DROP = "drop"
    PIN = "pin"
    ORDER = "order"
    COMMENT = "comment"
    APPROVE = "approve"
    UNDO = "undo"


# What changes the document.
CHANGING = frozenset({EditKind.TEXT, EditKind.DROP, EditKind.PIN, EditKind.ORDER})


@dataclass(frozen=True, slots=True)
class Edit:
    """One word about a digest: `edition` is its period's key, `item` the piece, `number` is given by the store."""

    unit_code: str
    edition: str
    kind: EditKind
    by: str
    at: datetime
    item: str = ""
    text: str = ""
    undoes: int | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A piece and the words that stand there now."""

    item: str
    text: str


@dataclass(frozen=True, slots=True)
class Edits:
    """What stands: words replaced, pieces left out, pieces pinned (the last one first), orders from old to new."""

    texts: tuple[Rewritten, ...] = ()
    dropped: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    orders: tuple[tuple[str, ...], ...] = ()

    def text(self, item: str) -> str:
        """The words that replace a piece's, "" for none."""
        return next((one.text for one in self.texts if one.item == item), "")

    def pins(self, story: str) -> bool:
        """Whether a story was pinned, in whichever section."""
        return any(item.partition(":")[2] == story for item in self.pinned)


UNTOUCHED = Edits()


def in_force(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The words that nobody took back, oldest first; a taking back can itself be taken back."""
    ordered = sorted(edits, key=lambda one: one.number)
    void: set[int] = set()
    for one in reversed(ordered):
        if one.kind is EditKind.UNDO and one.number not in void and one.undoes is not None:
            void.add(one.undoes)
    return tuple(one for one in ordered if one.kind is not EditKind.UNDO and one.number not in void)


def folded(edits: Iterable[Edit]) -> Edits:
    """What these words, oldest first, come to; the last one on a piece wins."""
    standing = in_force(edits)
    texts = {one.item: one.text for one in standing if one.kind is EditKind.TEXT}
    pinned = [one.item for one in reversed(standing) if one.kind is EditKind.PIN]
    return Edits(
        texts=tuple(Rewritten(item, text) for item, text in texts.items()),
        dropped=tuple(dict.fromkeys(one.item for one in standing if one.kind is EditKind.DROP)),
        pinned=tuple(dict.fromkeys(pinned)),
        orders=tuple(tuple(one.text.split()) for one in standing if one.kind is EditKind.ORDER),
    )


def piece(section: str, key: str, words: str) -> str:
    """The name of a piece: `highlights:ab12…` for a story, `overview:#1f…` for other words."""
    return f"{section}:{key}" if key else f"{section}:#{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def approval(edits: Iterable[Edit], fingerprint: str) -> Edit | None:
    """The last agreement in force to a document as it is now; any change of it voids every agreement."""
    standing = in_force(edits)
    return next((one for one in reversed(standing) if one.kind is EditKind.APPROVE and one.text == fingerprint), None)


def authors(edits: Sequence[Edit]) -> frozenset[str]:
    """Who changed the document by words that stand."""
    return frozenset(one.by for one in in_force(edits) if one.kind in CHANGING)
