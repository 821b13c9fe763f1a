"""The chain: every kept record and every fact of the audit log is a link whose hash covers the one before.

A link's hash is SHA-256 over the hash before it, a blank, and the link's line (see `Link.line`), so that anybody can
recompute the chain with sha256sum. Links hold digests and ids, never texts: what a link speaks of can be deleted or
blanked, with a tombstone, while the chain stays whole.

Where the chain ends is written down outside the database (`archive/chuoi.txt`, the printed digests, the mails), so that
a shortened chain or an older database shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlite_utils

from domain.clock import utc_text
from store.archive import FOLDER
from store.db import write
from store.errors import Damaged
from store.rows import Row, to_json
from store.snapshot import sync_file

HEADS_FILE = "chuoi.txt"
START = "0" * 64
TOMBSTONE = "tombstone"
# Tables that are only added to and not written through the chain: their new rows are sealed when its end is written
# down. By kind: table, number that orders them, columns the seal covers.
SWEPT: Mapping[str, tuple[str, str, str]] = {
    "deed": ("audit", "id", "id, at, by, action, item, detail"),
    "decision": ("decisions", "id", "id, article, unit_code, choice, by, at, note, undoes"),
    "story_decision": ("story_decisions", "number", "number, ruling, by, at, articles, others, undoes, why"),
    "matter_event": ("matter_events", "rowid", "unit_code, matter, at, by, state, what, unit, directive, result, due"),
    "correction": ("corrections", "number", "number, article, unit_code, subject, value, proposed, by, at, why"),
    "stamp": ("stamps", "number", "number, link, head, at, authority, token"),
    "watch_ruling": ("watch_rulings", "number", "number, article, change, ruling, by, at, note"),
    "edition_edit": ("edition_edits", "number", "number, unit_code, edition, kind, item, text, by, at, undoes"),
    "fact": (
        "facts",
        "id",
        "id, unit_code, text, number, day, issuer, summary, valid_from, valid_to, topic, person, by, at, origin",
    ),
    "plan_note": ("plan_notes", "number", "number, unit_code, day, task, text, by, at"),
    "fact_end": ("fact_ends", "number", "number, fact, by, at, reason"),
    "case": (
        "cases",
        "rowid",
        "unit_code, id, article, kind, said, sentence, official, basis, why, opened, by",
    ),
    "case_event": ("case_events", "number", "number, unit_code, case_id, at, by, deed, data"),
    "press_request": ("press_requests", "id", "id, unit_code, occasion, at, what, by, outlet, urgent"),
    "press_answer": ("press_answers", "id", "id, request, at, person, text, way, by, refused"),
    "saved_search": (
        "saved_searches",
        "number",
        "number, unit_code, search, deed, name, query, uses, feed, seen, dropped, by, at",
    ),
    "taken_back": ("taken_back", "number", "number, unit_code, kind, item, reason, by, at"),
    "issued": ("issued", "rowid", "unit_code, key, version, number, day, reason, issued_at, inputs, document"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends: the number of its last link and that link's hash."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One link. `kind` is what it speaks of (page, article, change …), `item` which one, `body` JSON of digests."""

    number: int
    at: str
    kind: str
    item: str
    body: str
    hash: str

    @property
    def line(self) -> str:
        """What the hash covers besides the hash before."""
        return line_of(self.number, self.at, self.kind, self.item, self.body)

    @property
    def facts(self) -> dict[str, Any]:
        """The body as a dictionary, empty when it is none (somebody altered it)."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def line_of(number: int, at: str, kind: str, item: str, body: str) -> str:
    """A link's line: its parts with single blanks between; only the body, which comes last, may hold blanks."""
    return f"{number} {at} {kind} {item} {body}"


def hash_of(before: str, line: str) -> str:
    """The hash of a link: `printf '%s %s' BEFORE LINE | sha256sum`."""
    return hashlib.sha256(f"{before} {line}".encode()).hexdigest()


def digest_of(row: Row) -> str:
    """SHA-256 over a row's canonical JSON; a cell of bytes stands in it as their own SHA-256."""
    plain = {key: hashlib.sha256(cell).hexdigest() if isinstance(cell, bytes) else cell for key, cell in row.items()}
    return hashlib.sha256(to_json(plain).encode()).hexdigest()


def swept_rows(
    db: sqlite_utils.Database, table: str, number: str, columns: str, after: int = 0
) -> Iterator[tuple[int, Row]]:
    """The rows of a swept table with their numbers, from a number on."""
    names = columns.split(", ")
    for first, *cells in db.execute(
        f"SELECT {number}, {columns} FROM {table} WHERE {number} > ? ORDER BY {number}", [after]
    ):
        yield first, dict(zip(names, cells, strict=True))


class Chain:
    """The tables `chain` and `heads`, and the file of heads beside the archive. `clock` is the machine's."""

    def __init__(
        self, db: sqlite_utils.Database, home: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ):
        self._db = db
        self._clock = clock
        self.file = home / FOLDER / HEADS_FILE

    def add(self, kind: str, item: str, body: Mapping[str, Any]) -> int:
        """Append a link in the running transaction; returns its number. `item` holds no blank."""
        with write(self._db) as connection:
            head = self.head()
            number, at, text = head.number + 1, utc_text(self._clock()), to_json(body)
            name = item.replace(" ", "%20")
            value = hash_of(head.hash, line_of(number, at, kind, name, text))
            connection.execute("INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?)", [number, at, kind, name, text, value])
        return number

    def seal(self, kind: str, item: str, row: Row) -> int:
        """Append a link that fixes a row as it is now; a later seal of the same item replaces it for `verify`."""
        return self.add(kind, item, {"digest": digest_of(row)})

    def bury(self, kind: str, item: str, reason: str) -> int:
        """Append a tombstone: the item is gone, or was blanked, on purpose and for a reason."""
        return self.add(TOMBSTONE, f"{kind}/{item}", {"reason": reason})

    def head(self) -> Head:
        """Where the chain ends; number 0 for an empty one."""
        rows = self._db.execute("SELECT number, hash FROM chain ORDER BY number DESC LIMIT 1").fetchall()
        return Head(*rows[0]) if rows else Head(0, START)

    def links(self) -> Iterator[ChainLink]:
        """Every link in order."""
        for row in self._db.query("SELECT * FROM chain ORDER BY number"):
            yield ChainLink(**row)

    def of(self, items: Mapping[str, tuple[str, ...]]) -> Iterator[ChainLink]:
        """The links that speak of these items, by kind, in order."""
        pairs = [[kind, item] for kind, names in items.items() for item in names]
        sql = (
            "SELECT c.* FROM chain c JOIN json_each(?) j ON c.kind = json_extract(j.value, '$[0]') "
            "AND c.item = json_extract(j.value, '$[1]') ORDER BY c.number"
        )
        for row in self._db.query(sql, [to_json(pairs)]):
            yield ChainLink(**row)

    def tombstones(self, kind: str) -> Iterator[ChainLink]:
        """The tombstones of one kind of thing, in order."""
        sql = "SELECT * FROM chain WHERE kind = ? AND item LIKE ? ORDER BY number"
        for row in self._db.query(sql, [TOMBSTONE, f"{kind}/%"]):
            yield ChainLink(**row)

    def sweep(self) -> None:
        """Seal the rows of `SWEPT` that were added since the last time."""
        with write(self._db):
            for kind, (table, number, columns) in SWEPT.items():
                sql = "SELECT coalesce(max(CAST(item AS INTEGER)), 0) FROM chain WHERE kind = ?"
                last = self._db.execute(sql, [kind]).fetchone()[0]
                rows = list(swept_rows(self._db, table, number, columns, last))
                for item, row in rows:
                    self.seal(kind, str(item), row)

    def write_down(self) -> Head:
        """Note where the chain ends outside and inside the database, once for every new end; returns it."""
        self.sweep()
        head = self.head()
        if head.number and not self._is_noted(head.number):
            self._to_disk(head.number)
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with self.file.open("a", encoding="ascii", newline="\n") as file:
                file.write(f"{head.number} {head.hash}\n")
            with write(self._db) as connection:
                connection.execute("INSERT OR REPLACE INTO heads VALUES (?, ?)", [head.number, head.hash])
        return head

    def _to_disk(self, number: int) -> None:
        """What the chain says reaches the disk before the file of its ends does: a power cut must not part them."""
        sql = "SELECT DISTINCT file FROM records WHERE number > ? AND number <= ?"
        for (name,) in self._db.execute(sql, [self.settled(), number]).fetchall():
            if (path := self.file.with_name(name)).exists():
                sync_file(path)
        if not self._db.conn.in_transaction:
            self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def settled(self) -> int:
        """The last number that was written down: records up to it have reached the disk, and none can be torn."""
        return int(self._db.execute("SELECT coalesce(max(number), 0) FROM heads").fetchone()[0])

    def check_not_behind(self) -> None:
        """Raise Damaged when an end was written down that the chain has not reached: the database is an older one.

        Nothing may then be cut off the archive: what seems to be a torn tail is all that is left of the lost days.
        """
        written, last = max((number for number, _ in self.written()), default=0), self.head().number
        if written > last:
            raise Damaged(
                f"Tệp dữ liệu cũ hơn kho bản gốc: sổ {FOLDER}/{HEADS_FILE} đã ghi đến mắt xích số {written}, dữ liệu "
                f"chỉ đến số {last} (tệp bị thay bằng bản cũ hoặc hỏng). Chưa đọc báo, chưa cắt bỏ gì. Mời đưa lại "
                "đúng tệp dữ liệu, hoặc khôi phục bản sao lưu gần nhất vào thư mục khác: diembao restore TỆP --home "
                "THƯ-MỤC-MỚI; giữ thư mục này làm bằng chứng."
            )

    def _is_noted(self, number: int) -> bool:
        return self._db.execute("SELECT 1 FROM heads WHERE number = ?", [number]).fetchone() is not None

    def noted(self) -> dict[int, str]:
        """The ends that the database remembers to have written down."""
        return {row["number"]: row["hash"] for row in self._db.query("SELECT number, hash FROM heads")}

    def written(self) -> Iterator[tuple[int, str]]:
        """The ends in the file beside the archive; a line that is none of ours counts as number 0."""
        if self.file.exists():
            for line in self.file.read_text(encoding="ascii", errors="replace").splitlines():
                number, _, value = line.partition(" ")
                yield (int(number) if number.isascii() and number.isdigit() else 0), value
