"""Which rows have a link of the chain each, written with them: their columns, table, and the name of an item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import sqlite_utils

from store.articles import COLUMNS
from store.rows import Row

# Sealed rows by kind: the columns the seal covers, the table, and the columns that make the item's name.
SEALED: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "article": (", ".join(COLUMNS), "articles", ("id",)),
    "version": (
        "article, number, seen_at, text, url, final_url, status, headers, fetched_at, ip, size, sha256",
        "versions",
        ("article", "number"),
    ),
    "visit": ("article, at, sight, sentence, answering, url, asked_at", "visits", ("article", "at")),
    "change": ("id, article, url, seen_at, kind, detail, version", "changes", ("id",)),
}


def sealed_rows(db: sqlite_utils.Database, kind: str, article: str) -> Iterator[tuple[str, Row]]:
    """The sealed rows of one kind that belong to an article, each with its item's name."""
    columns, table, _ = SEALED[kind]
    key = "id" if kind == "article" else "article"
    for row in db.query(f"SELECT {columns} FROM {table} WHERE {key} = ?", [article]):
        yield item_of(kind, row), row


def item_of(kind: str, row: Row) -> str:
    """The name of a sealed row's item in the chain."""
    return "/".join(str(row[name]) for name in SEALED[kind][2])


def names_of(kind: str) -> str:
    """A query for the names of all items of a kind that are there."""
    _, table, parts = SEALED[kind]
    name = " || '/' || ".join(f"CAST({part} AS TEXT)" for part in parts)
    return f"SELECT {name} FROM {table}"
