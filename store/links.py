"""Ways into newspapers with what is remembered of them, and the links they gave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlite_utils

from domain.clock import utc_text
from domain.press import Link, WayState
from store.db import write
from store.outcomes import due_parameters, due_sql
from store.rows import link as link_of
from store.rows import moment_text, stamp_text, to_json, way_state


class Links:
    """The tables `ways` and `links`."""

    def __init__(self, db: sqlite_utils.Database):
        self._db = db

    def way_state(self, source: str, url: str) -> WayState:
        """What is remembered of a way; a fresh state for one never read."""
        rows = list(self._db.query("SELECT * FROM ways WHERE source = ? AND url = ?", [source, url]))
        return way_state(rows[0]) if rows else WayState(source, url)

    def save_way(self, state: WayState) -> None:
        """Remember a way."""
        row = [state.source, state.url, state.etag, state.last_modified]
        row += [moment_text(state.read_at), moment_text(state.ok_at), moment_text(state.due_at)]
        with write(self._db) as connection:
            connection.execute("INSERT OR REPLACE INTO ways VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [*row, state.failures])

    def add(self, links: Iterable[Link], now: datetime) -> int:
        """Store links not seen before; returns how many were new. A link found again keeps its first row."""
        new = 0
        with write(self._db) as connection:
            for item in links:
                row = {
                    "id": item.id,
                    "url": item.url,
                    "source": item.source,
                    "way": item.way,
                    "title": item.title,
                    "summary": item.summary,
                    "outlet": item.outlet,
                    "published": stamp_text(item.published),
                    "first_seen": utc_text(now),
                }
                cursor = connection.execute(
                    "INSERT INTO links VALUES (:id, :url, :source, :way, :title, :summary, :outlet, :published, "
                    ":first_seen) ON CONFLICT (id) DO NOTHING",
                    row,
                )
                new += cursor.rowcount
        return new

    def seen_earlier(self, link_id: str, moment: datetime) -> None:
        """Remember that a link already known was there at an earlier moment than it was first seen."""
        with write(self._db) as connection:
            sql = "UPDATE links SET first_seen = min(first_seen, ?) WHERE id = ?"
            connection.execute(sql, [utc_text(moment), link_id])

    def any_new(self, link_ids: Sequence[str]) -> bool:
        """Whether any of these links is not stored yet."""
        sql = "SELECT count(*) AS known FROM links WHERE id IN (SELECT value FROM json_each(?))"
        known = next(iter(self._db.query(sql, [to_json(list(set(link_ids)))])))["known"]
        return bool(known < len(set(link_ids)))

    def get(self, link_id: str) -> Link | None:
        """One link, None when unknown."""
        rows = list(self._db.query("SELECT * FROM links WHERE id = ?", [link_id]))
        return link_of(rows[0]) if rows else None

    def due(self, stage: str, version: int, now: datetime, sources: Sequence[str]) -> list[Link]:
        """Links of these sources that have not been through a stage, or whose time to retry has come."""
        sql = due_sql("links", "id", stage, "t.source IN (SELECT value FROM json_each(:sources))")
        parameters = due_parameters(version, "", now) | {"sources": to_json(list(sources))}
        return [link_of(row) for row in self._db.query(sql, parameters)]

    def count(self) -> int:
        """How many links are known."""
        return int(self._db["links"].count)
