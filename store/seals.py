"""Which link of the chain fixed what? Asked of the database one item at a time, for an office's chain outgrows memory.

Only what tombstones say is remembered: they are few, and one that buries many pages speaks for many links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import sqlite_utils

from store.chain import START, TOMBSTONE, ChainLink, hash_of


class Seal(NamedTuple):
    """The last link that speaks of an item: its number, its time, and the digest it fixed (None: none)."""

    number: int
    at: str
    digest: str | None


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain is not whole: the link after the gap, or the altered one. `before` is the number before it."""

    link: ChainLink
    before: int
    altered: bool


class Walked:
    """What one walk along the chain found: its breaks, its tombstones, and the hashes at the numbers asked for."""

    def __init__(self, links: Iterable[ChainLink], numbers: Iterable[int]):
        self.breaks: list[Break] = []
        self.tombstones: list[ChainLink] = []
        self.hashes: dict[int, str] = {}
        self.last = 0
        asked, before = set(numbers), START
        for link in links:
            # Each is compared with the stored hash before it, so that every break is named.
            is_next = link.number == self.last + 1
            if not is_next or hash_of(before, link.line) != link.hash:
                self.breaks.append(Break(link, self.last, altered=is_next))
            if link.kind == TOMBSTONE:
                self.tombstones.append(link)
            if link.number in asked:
                self.hashes[link.number] = link.hash
            before, self.last = link.hash, link.number


class Seals:
    """The last link of each item, by kind and name."""

    def __init__(self, db: sqlite_utils.Database, tombstones: Iterable[ChainLink]):
        self._db = db
        self._told: dict[tuple[str, str], Seal] = {}
        self._buried: set[str] = set()
        for link in tombstones:
            self._buried.add(link.item)
            self._told |= _told_by(link)
            self._buried |= {f"page/{page}/{number}" for page, number in link.facts.get("pages", ())}

    def last(self, kind: str, item: str) -> Seal | None:
        """The seal of an item as it should be now; None when no link speaks of it."""
        sql = "SELECT * FROM chain WHERE kind = ? AND item = ? ORDER BY number DESC LIMIT 1"
        found = next((ChainLink(**row) for row in self._db.query(sql, [kind, item])), None)
        own = Seal(found.number, found.at, found.facts.get("digest")) if found else None
        told = self._told.get((kind, item))
        return told if told and (own is None or told.number > own.number) else own

    def link(self, number: int) -> ChainLink | None:
        """One link by its number."""
        return next(
            (ChainLink(**row) for row in self._db.query("SELECT * FROM chain WHERE number = ?", [number])), None
        )

    def is_buried(self, kind: str, item: str) -> bool:
        """Whether a tombstone says that an item is gone, or was blanked, on purpose."""
        return f"{kind}/{item}" in self._buried

    def gone(self, kind: str, names: str) -> Iterator[tuple[str, Seal]]:
        """Sealed items of a kind that are neither among `names`, a query for those that are there, nor buried."""
        sql = f"SELECT item FROM chain WHERE kind = ? EXCEPT {names}"
        for (item,) in self._db.execute(sql, [kind]).fetchall():
            if not self.is_buried(kind, item) and (seal := self.last(kind, item)):
                yield item, seal

    def unplaced(self) -> Iterator[tuple[int, str]]:
        """Links of pages whose record nobody knows the place of: number and page."""
        sql = "SELECT number, item FROM chain WHERE kind = 'page' AND number NOT IN (SELECT number FROM records)"
        for number, page in self._db.execute(f"{sql} ORDER BY number").fetchall():
            if not self.is_buried("page", f"{page}/{number}"):
                yield number, page


def _told_by(link: ChainLink) -> dict[tuple[str, str], Seal]:
    """The seals a tombstone of many things stands for: one of each row that was emptied."""
    rows = link.facts.get("sealed", ()) if "pages" in link.facts else ()
    return {(kind, item): Seal(link.number, link.at, digest) for kind, item, digest in rows}
