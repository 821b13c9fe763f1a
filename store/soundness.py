"""Quick questions about the data's health that `verify` does not ask, and the repairs that lose nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import sqlite_utils

from store import search
from store.db import write

# The index asks for the right to write when it is checked: held or closed data say nothing of its health.
_NOT_NOW = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL})


def integrity(db: sqlite_utils.Database) -> Iterator[str]:
    """What SQLite itself finds wrong, page by page; nothing when all is well."""
    try:
        for (text,) in db.execute("PRAGMA integrity_check(20)"):
            if text != "ok":
                yield str(text)
    except sqlite3.DatabaseError as trouble:
        yield str(trouble)


def search_gaps(db: sqlite_utils.Database) -> int:
    """How many articles the search index lacks or has too many of; -1 when the index itself is broken."""
    try:
        db.execute("INSERT INTO found (found) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as trouble:
        if trouble.sqlite_errorcode & 0xFF not in _NOT_NOW:
            return -1
    sql = """
        SELECT (SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM found_rows r WHERE r.article = a.id))
            + (SELECT count(*) FROM found_rows r WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = r.article))
            + abs((SELECT count(*) FROM found_docsize) - (SELECT count(*) FROM found_rows))
    """
    return int(db.execute(sql).fetchone()[0])


def rebuild_search(db: sqlite_utils.Database) -> int:
    """Make the search index anew from the articles; returns how many there are."""
    with write(db) as connection:
        connection.execute("INSERT INTO found (found) VALUES ('delete-all')")
        connection.execute("DELETE FROM found_rows")
        count = 0
        for row in list(db.query("SELECT id FROM articles ORDER BY id")):
            search.put(connection, None, next(iter(db.query("SELECT * FROM articles WHERE id = ?", [row["id"]]))))
            count += 1
    return count
