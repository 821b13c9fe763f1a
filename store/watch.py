"""Watched articles: what is remembered of each, every visit, every version with its page, and what changed.

Changes and versions are only ever added. A new version becomes the article's present page, so the stages that read
pages derive text, verdicts and topics from it anew; the page and the text of every earlier version stay.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import sqlite_utils

from domain.clock import from_utc_text, utc_text
from domain.press import Archived, Article, Page
from domain.urls import host_of
from domain.watch import Change, ChangeKind, Seen, Sight, State, Watched
from store.chain import Chain
from store.db import insert, write
from store.pages import Pages
from store.rows import Row, article_row, moment, moment_text, to_json
from store.rows import article as article_of
from store.rows import page as page_of


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article: its text, when it was seen, the address it had, and where its page lies
    (None once the page was deleted)."""

    article: Article
    number: int
    seen_at: datetime
    url: str
    fetched_at: datetime
    place: Archived | None


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit as kept: `answering` says whether front page and another article answered, None if not asked."""

    article: str
    at: datetime
    sight: Sight
    sentence: str
    answering: bool | None


class Watch:
    """The tables `watched`, `visits`, `versions` and `changes`."""

    def __init__(self, db: sqlite_utils.Database, pages: Pages, chain: Chain):
        self._db = db
        self._pages = pages
        self._chain = chain

    def due(
        self, now: datetime, sources: Sequence[str], first: timedelta, *, regardless: bool = False
    ) -> list[Watched]:
        """Accepted articles of these sources whose time to be visited has come; all of them with `regardless`.

        An article not visited yet is due `first` after it was first seen. None is due twice at one moment.
        """
        parameters = {"sources": to_json(list(sources)), "now": utc_text(now), "fresh": utc_text(now - first)}
        when = _REGARDLESS if regardless else _DUE
        return [_watched_or_new(row) for row in self._db.query(f"{_ACCEPTED} AND ({when}) ORDER BY a.id", parameters)]

    def get(self, article_id: str) -> Watched | None:
        """What is remembered of an article, None before its first visit."""
        rows = list(self._db.query("SELECT * FROM watched WHERE article = ?", [article_id]))
        return _watched(rows[0]) if rows else None

    def ids(self) -> list[str]:
        """Articles that were visited at least once, the one with the latest visit first."""
        return [
            row["article"] for row in self._db.query("SELECT article FROM watched ORDER BY visited_at DESC, article")
        ]

    def note_visit(
        self, watched: Watched, seen: Seen, now: datetime, asked_at: datetime, answering: bool | None
    ) -> None:
        """Keep one visit; one that found something else than before is part of the chain."""
        row: Row = {
            "article": watched.article,
            "at": utc_text(now),
            "sight": seen.sight.value,
            "sentence": seen.sentence,
            "answering": None if answering is None else int(answering),
            "url": watched.url,
            "asked_at": utc_text(asked_at),
        }
        with write(self._db) as connection:
            insert(connection, "visits", row)
            if seen.sight is not Sight.SAME:
                self._chain.seal("visit", f"{watched.article}/{row['at']}", row)

    def remember(self, watched: Watched) -> None:
        """Keep what a visit led to."""
        with write(self._db) as connection:
            connection.execute(_PUT_WATCHED, _watched_row(watched))

    def add_changes(self, changes: Sequence[Change]) -> None:
        """Add what happened to an article."""
        with write(self._db) as connection:
            for change in changes:
                row = _change_row(change)
                number = insert(connection, "changes", row)
                self._chain.seal("change", str(number), {"id": number} | row)

    def add_version(self, link_id: str, old: Article, new: Article, page: Page, number: int, now: datetime) -> None:
        """Keep a new version: its page becomes the article's present one, and its text is due to be read from it.

        `old` is the text as it stood before; as the first of the versions it is kept with the page it was read from.
        """
        with write(self._db) as connection:
            if number == 2:
                self._put_version(old, 1, old.first_seen or now, link_id)
            self._pages.save(page)
            self._put_version(new, number, now, link_id)
            connection.execute("DELETE FROM outcomes WHERE item = ? AND stage = 'extract'", [link_id])

    def _put_version(self, article: Article, number: int, seen_at: datetime, link_id: str) -> None:
        page, seen = self._pages.row(link_id), utc_text(seen_at)
        text = to_json(article_row(article, link_id, seen))
        own = {"article": article.id, "number": number, "seen_at": seen, "text": text}
        row: Row = own | {key: page[key] for key in _PAGE_KEYS}
        insert(self._db.conn, "versions", row | {"record": self._pages.record_of(link_id)})
        self._chain.seal("version", f"{article.id}/{number}", row)

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """The versions of an article, oldest first; none while it was never seen changed."""
        rows = self._db.query(f"{_VERSIONS} WHERE v.article = ? ORDER BY v.number", [article_id])
        return tuple(map(_version, rows))

    def version_page(self, article_id: str, number: int) -> Page:
        """The page of one version with its bytes. Raises KeyError when unknown, Damaged when they are not as stored."""
        rows = list(self._db.query(f"{_VERSIONS} WHERE v.article = ? AND v.number = ?", [article_id, number]))
        place = _version(rows[0]).place if rows else None
        if place is None:
            raise KeyError(f"{article_id}/{number}")
        return page_of(rows[0] | {"id": article_id}, self._pages.bytes_at(place))

    def visits(self, article_id: str) -> tuple[VisitRow, ...]:
        """All visits to an article, oldest first."""
        rows = self._db.query("SELECT * FROM visits WHERE article = ? ORDER BY at, rowid", [article_id])
        return tuple(
            VisitRow(
                row["article"],
                from_utc_text(row["at"]),
                Sight(row["sight"]),
                row["sentence"],
                None if row["answering"] is None else bool(row["answering"]),
            )
            for row in rows
        )

    def changes(self, article_id: str | None = None) -> Iterator[Change]:
        """What happened, in order; to one article or to all."""
        where, parameters = ("WHERE article = ? ", [article_id]) if article_id else ("", [])
        for row in self._db.query(f"SELECT * FROM changes {where}ORDER BY seen_at, id", parameters):
            yield _change(row)

    def changes_between(self, unit_code: str, after: datetime, until: datetime) -> Iterator[Change]:
        """What happened to a commune's accepted articles, seen later than `after` and not later than `until`.

        Without what an officer called wrong.
        """
        sql = (
            "SELECT c.* FROM changes c JOIN verdicts j ON j.article = c.article AND j.unit_code = ? "
            "AND j.verdict = 'accept' WHERE c.seen_at > ? AND c.seen_at <= ? "
            f"AND {_NOT_REFUTED} ORDER BY c.seen_at, c.id"
        )
        for row in self._db.query(sql, [unit_code, utc_text(after), utc_text(until)]):
            yield _change(row)

    def others(self, host: str, without: Sequence[str], limit: int) -> list[str]:
        """Addresses of articles of a newspaper (host:port) beside these, newest first."""
        sql = (
            "SELECT a.url, p.final_url FROM articles a JOIN pages p ON p.id = a.link "
            "LEFT JOIN watched w ON w.article = a.id WHERE (p.final_url LIKE :http OR p.final_url LIKE :https) "
            "AND a.id NOT IN (SELECT value FROM json_each(:without)) AND coalesce(w.state, '') <> 'removed' "
            "ORDER BY p.fetched_at DESC, a.id LIMIT :limit"
        )
        parameters = {"http": f"http://{host}/%", "https": f"https://{host}/%", "without": to_json(list(without))}
        return [row["final_url"] for row in self._db.query(sql, parameters | {"limit": limit})]

    def asked_since(self, moment_: datetime) -> dict[str, int]:
        """How many visits each newspaper (host:port) got since a moment of the machine's clock."""
        rows = self._db.query("SELECT url FROM visits WHERE asked_at >= ?", [utc_text(moment_)])
        return dict(Counter(host_of(row["url"]) for row in rows))


_LAST_RULING = "SELECT r.ruling FROM watch_rulings r WHERE r.change = c.id ORDER BY r.number DESC LIMIT 1"
_NOT_REFUTED = f"coalesce(({_LAST_RULING}), '') <> 'wrong'"
_ACCEPTED = """
    SELECT a.id AS id, a.source AS a_source, a.first_seen AS a_first_seen, p.final_url AS p_url, p.headers AS p_headers,
        w.* FROM articles a JOIN pages p ON p.id = a.link LEFT JOIN watched w ON w.article = a.id
    WHERE EXISTS (SELECT 1 FROM verdicts j WHERE j.article = a.id AND j.verdict = 'accept')
        AND a.source IN (SELECT value FROM json_each(:sources))
"""
_DUE = "(w.article IS NULL AND a.first_seen <= :fresh) OR w.due_at <= :now"
_REGARDLESS = "coalesce(w.visited_at, a.first_seen) < :now"
_WATCHED_KEYS = (
    "article url source since state visited_at ok_at due_at etag last_modified misses first_missed last_missed version"
).split()
_MOMENTS = ("since", "visited_at", "ok_at", "due_at", "first_missed", "last_missed")
_PUT_WATCHED = f"INSERT OR REPLACE INTO watched VALUES ({', '.join(f':{key}' for key in _WATCHED_KEYS)})"
_PAGE_KEYS = ("url", "final_url", "status", "headers", "fetched_at", "ip", "size", "sha256")
_VERSIONS = "SELECT v.*, r.file, r.offset, r.length FROM versions v LEFT JOIN records r ON r.number = v.record"


def _watched_or_new(row: Row) -> Watched:
    if row["article"] is not None:
        return _watched(row)
    headers = {key.lower(): value for key, value in json.loads(row["p_headers"])}
    first_seen = from_utc_text(row["a_first_seen"])
    return Watched(
        row["id"],
        row["p_url"],
        row["a_source"],
        since=first_seen,
        ok_at=first_seen,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )


def _watched(row: Row) -> Watched:
    plain = {key: row[key] for key in _WATCHED_KEYS}
    moments = {key: moment(row[key]) for key in _MOMENTS}
    return Watched(**(plain | moments | {"state": State(row["state"])}))


def _watched_row(watched: Watched) -> Row:
    plain = {key: getattr(watched, key) for key in _WATCHED_KEYS}
    return plain | {key: moment_text(plain[key]) for key in _MOMENTS} | {"state": watched.state.value}


def _change_row(change: Change) -> Row:
    plain = {"article": change.article, "url": change.url, "seen_at": utc_text(change.seen_at)}
    return plain | {"kind": change.kind.value, "detail": change.detail, "version": change.version}


def _change(row: Row) -> Change:
    return Change(
        row["article"],
        row["url"],
        from_utc_text(row["seen_at"]),
        ChangeKind(row["kind"]),
        row["detail"],
        row["version"],
        row["id"],
    )


def _version(row: Row) -> Version:
    text = json.loads(row["text"])
    article = replace(article_of(text), first_seen=from_utc_text(text["first_seen"]))
    seen = from_utc_text(row["seen_at"])
    place = Archived(row["sha256"], row["file"], row["offset"], row["length"]) if row["file"] else None
    return Version(article, row["number"], seen, row["final_url"], from_utc_text(row["fetched_at"]), place)
