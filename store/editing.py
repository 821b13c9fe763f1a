"""What people did with digests before they left: words, comments, agreements, append-only."""

from __future__ import annotations

from dataclasses import replace

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.editing import Edit, EditKind
from store.db import insert, write
from store.rows import Row


class Moved(Exception):
    """Someone else wrote about the piece in between: `last` is what they wrote. Nothing was stored."""

    def __init__(self, last: Edit):
        super().__init__(last.kind)
        self.last = last


class Editing:
    """The table `edition_edits`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def add(self, edit: Edit, seen: int | None = None) -> Edit:
        """Append a word; returned with its number.

        `seen` is the newest word about the digest that the person saw; when somebody else wrote about the same piece
        (about any, for an agreement) since, Moved is raised.
        """
        with write(self._db) as connection:
            newer = [one for one in self.of(edit.unit_code, edit.edition) if seen is not None and one.number > seen]
            for other in reversed(newer):
                if other.kind is not EditKind.COMMENT and (edit.kind is EditKind.APPROVE or other.item == edit.item):
                    raise Moved(other)
            return replace(edit, number=insert(connection, "edition_edits", _edit_row(edit)))

    def of(self, unit_code: str, edition: str) -> tuple[Edit, ...]:
        """Every word about a digest, oldest first, those taken back too."""
        sql = "SELECT * FROM edition_edits WHERE unit_code = ? AND edition = ? ORDER BY number"
        return tuple(map(_edit, self._db.query(sql, [unit_code, edition])))


_PLAIN = ("unit_code", "edition", "item", "text", "by", "undoes")


def _edit_row(edit: Edit) -> Row:
    return {name: getattr(edit, name) for name in _PLAIN} | {"kind": edit.kind.value, "at": utc_text(edit.at)}


def _edit(row: Row) -> Edit:
    plain = {name: row[name] for name in (*_PLAIN, "number")}
    return Edit(**plain, kind=EditKind(row["kind"]), at=from_utc_text(row["at"]))
