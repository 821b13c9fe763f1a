"""What can be proved of an article: its versions with their bytes, and the part of the chain that fixes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import sqlite_utils

from domain.clock import utc_text
from domain.dossier import Exhibit, Record, Sighting, Snapshot, Stretch
from domain.press import Archived, Article
from domain.refusals import why
from store.archive import Archive
from store.chain import START, Chain, line_of
from store.errors import Damaged
from store.watch import Watch
from store.watch_rulings import WatchRulings

# A stretch longer than this many links (some 2 MB) is not quoted for the sake of a time stamp.
FARTHEST = 5_000
_NO_PAGE = "Bài chỉ có tít do trang tìm kiếm cho biết, không có trang gốc."
_DELETED = "Bản gốc không còn trong kho: {reason}"


class Evidence:
    """Reads over the tables of pages, watch and chain."""

    def __init__(
        self, db: sqlite_utils.Database, archive: Archive, watch: Watch, rulings: WatchRulings, chain: Chain
    ) -> None:
        self._db = db
        self._archive = archive
        self._watch = watch
        self._rulings = rulings
        self._chain = chain

    def exhibit(self, article: Article, link_id: str) -> Exhibit:
        """All that was kept of an article. Raises Damaged when bytes are not what was stored."""
        snapshots = tuple(self._snapshots(article, link_id))
        changes = tuple(self._watch.changes(article.id))
        visits = self._watch.visits(article.id)
        sealed = {
            "article": (article.id,),
            "version": tuple(f"{article.id}/{one.number}" for one in snapshots),
            "change": tuple(str(change.id) for change in changes),
            "visit": tuple(f"{article.id}/{utc_text(visit.at)}" for visit in visits),
        }
        links = {link.number for link in self._chain.of(sealed)} | {one.record.link for one in snapshots if one.record}
        return Exhibit(
            article=article,
            snapshots=snapshots,
            changes=changes,
            rulings=self._rulings.of(article.id),
            visits=tuple(Sighting(v.at, v.sight, v.sentence, v.answering) for v in visits),
            links=tuple(sorted(links)),
        )

    def _snapshots(self, article: Article, link_id: str) -> Iterator[Snapshot]:
        versions = self._watch.versions(article.id)
        for version in versions:
            yield self._snapshot(
                version.number, Snapshot(version.number, version.seen_at, version.article, None), link_id
            )
        if not versions:
            assert article.first_seen is not None, "a stored article knows when it was first seen"
            yield self._snapshot(None, Snapshot(1, article.first_seen, article, None), link_id)

    def _snapshot(self, version: int | None, bare: Snapshot, link_id: str) -> Snapshot:
        """The snapshot with its record; `version` None for an article never seen changed."""
        sql, key = (_OF_PAGE, [link_id]) if version is None else (_OF_VERSION, [bare.article.id, version])
        rows = list(self._db.query(sql, key))
        if not rows:
            return replace(bare, lost=self._reason(link_id))
        row = rows[0]
        place = Archived(row["sha256"], row["file"], row["offset"], row["length"])
        try:
            warc = self._archive.record(place)
        except OSError as trouble:
            raise Damaged(f"Không đọc được bản gốc trong {place.file}: {why(trouble)}.") from trouble
        record = Record(self._archive.body(place), warc, self._archive.capture(place), row["number"])
        return replace(bare, record=record)

    def _reason(self, link_id: str) -> str:
        """Why there are no bytes: the tombstone's reason, or that there never was a page."""
        sql = "SELECT detail FROM outcomes WHERE item = ? AND stage = 'extract' AND word = 'expired'"
        if expired := list(self._db.query(sql, [link_id])):
            return _DELETED.format(reason=expired[0]["detail"])
        buried = [facts.facts for facts in self._chain.tombstones("page") if facts.item.split("/")[1] == link_id]
        return _DELETED.format(reason=buried[-1].get("reason", "")) if buried else _NO_PAGE

    def stretches(self, links: Sequence[int], stamped: Sequence[int]) -> tuple[Stretch, ...]:
        """Stretches of the chain from these links to the next end that was stamped, or else written down."""
        noted = sorted(self._chain.noted())
        firsts: dict[int, int] = {}
        for number in sorted(links):
            near = (one for one in sorted(stamped) if number <= one <= number + FARTHEST)
            end = next(near, None) or next((one for one in noted if one >= number), self._chain.head().number)
            firsts.setdefault(end, number)
        return tuple(self._stretch(first, last) for last, first in firsts.items())

    def _stretch(self, first: int, last: int) -> Stretch:
        rows = list(
            self._db.query("SELECT * FROM chain WHERE number BETWEEN ? AND ? ORDER BY number", [first - 1, last])
        )
        before = rows[0]["hash"] if rows[0]["number"] < first else START
        own = [row for row in rows if row["number"] >= first]
        lines = tuple(line_of(*(row[key] for key in ("number", "at", "kind", "item", "body"))) for row in own)
        return Stretch(first, before, lines, own[-1]["hash"])


_OF_PAGE = """
    SELECT p.sha256, p.file, p.offset, p.length, max(r.number) AS number FROM pages p JOIN records r ON r.page = p.id
    WHERE p.id = ? GROUP BY p.id HAVING number IS NOT NULL
"""
_OF_VERSION = """
    SELECT v.sha256, r.file, r.offset, r.length, r.number FROM versions v JOIN records r ON r.number = v.record
    WHERE v.article = ? AND v.number = ?
"""
