"""Is everything that was kept still what was kept? Database, archive and chain, each against the others.

The chain is recomputed link by link; every record of the archive and every sealed row is compared with the link that
fixed it; the ends of the chain written down elsewhere must lie on it. A finding names what is broken and what it
touches.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain as one_after_another

import sqlite_utils

from domain.press import Archived
from domain.refusals import why
from store import guarding
from store.archive import FOLDER, Archive
from store.audit import Audit
from store.chain import HEADS_FILE, SWEPT, TOMBSTONE, Chain, ChainLink, Head, digest_of, swept_rows
from store.rows import Row
from store.sealed import SEALED, item_of, names_of
from store.seals import Break, Seals, Walked

# What each kind of link speaks of, in an officer's words.
NAMES: Mapping[str, str] = {
    "page": "bản gốc trang báo",
    "article": "nội dung bài",
    "version": "phiên bản của bài",
    "visit": "lần xem lại bài",
    "change": "ghi nhận thay đổi của bài",
    "deed": "dòng nhật ký thao tác",
    "decision": "quyết định của cán bộ về bài",
    "story_decision": "quyết định của cán bộ về nhóm bài",
    "matter_event": "diễn biến vấn đề báo nêu",
    "correction": "lời sửa sắc thái của cán bộ",
    "stamp": "tem thời gian",
    "watch_ruling": "lời của cán bộ về thay đổi của bài",
    "issued": "văn bản đã phát hành",
    "edition_edit": "lời sửa bản tổng hợp",
    "fact": "thông tin chính thức",
    "fact_end": "ghi nhận thông tin chính thức hết hiệu lực",
    "saved_search": "tìm kiếm đã lưu",
    "taken_back": "dòng đã ghi được lấy lại",
    "case": "hồ sơ thông tin chưa chính xác",
    "case_event": "diễn biến hồ sơ",
    "press_request": "đề nghị của báo chí",
    "press_answer": "lần trả lời báo chí",
    "plan_note": "ghi chép về việc của kế hoạch",
    TOMBSTONE: "dấu đã xóa",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what was found wrong, worst first; `findings` is empty when all is whole.

    `erased` says what is gone or blanked on purpose, and why.
    """

    head: Head
    records: int
    rows: int
    findings: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()


def verify(db: sqlite_utils.Database, archive: Archive, chain: Chain, heads: Sequence[Head] = ()) -> Report:
    """Check everything; reads the whole archive once and the whole chain link by link, keeping neither in memory."""
    ends = _Ends.of(db, chain, heads)
    walked = Walked(chain.links(), ends.numbers())
    seals = Seals(db, walked.tombstones)
    rows = _Rows(db, seals)
    blanked = {int(link.item[5:]) for link in walked.tombstones if link.item.startswith("deed/")}
    findings = [
        *_database(db),
        *guarding.guards(db),
        *guarding.past_the_rules(db),
        *(_broken(found, walked.last) for found in walked.breaks),
        *ends.lost(walked),
        *_archive(db, archive, seals),
        *(f"Nhật ký thao tác bị sửa hoặc bị cắt ở dòng số {number}." for number in Audit(db).broken(blanked)),
        *rows.findings(),
    ]
    records = next(iter(db.query("SELECT count(*) AS n FROM records")))["n"]
    return Report(chain.head(), records, rows.count, tuple(findings), tuple(map(_erased, walked.tombstones)))


def _about(kind: str, item: str) -> str:
    return f"{NAMES.get(kind, kind)} {item}"


def _erased(link: ChainLink) -> str:
    """What a tombstone says: many pages at once, or one thing."""
    kind, _, item = link.item.partition("/")
    gone = link.facts.get("pages")
    what = f"{len(gone)} bản gốc trang báo" if gone is not None else _about(kind, item)
    return f"{what}: {link.facts.get('reason', '')} (ghi lúc {link.at})"


def _database(db: sqlite_utils.Database) -> Iterator[str]:
    for (text,) in db.execute("PRAGMA integrity_check"):
        if text != "ok":
            yield f"Cơ sở dữ liệu bị hỏng: {text}."
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"Cơ sở dữ liệu thiếu hàng: bảng {table}, hàng {row} trỏ tới một hàng không còn trong bảng {parent}."


def _broken(found: Break, last: int) -> str:
    """A missing or altered link, in words."""
    link, before = found.link, found.before
    about = _about(link.kind, link.item)
    if found.altered:
        return (
            f"Chuỗi bị sửa ở mắt xích số {link.number} ({about}, ghi lúc {link.at}); "
            f"{last - link.number} mắt xích sau đó dựa vào nó."
        )
    missing = f"{before + 1}" if link.number == before + 2 else f"{before + 1} đến {link.number - 1}"
    return f"Chuỗi bị mất mắt xích số {missing}; mắt xích sau đó là số {link.number} ({about})."


@dataclass(frozen=True, slots=True)
class _Ends:
    """Ends of the chain written down: beside the archive, in the database, in print, in time stamps; by number."""

    written: Mapping[int, str]
    noted: Mapping[int, str]
    printed: Mapping[int, str]
    stamped: Mapping[int, str]

    @classmethod
    def of(cls, db: sqlite_utils.Database, chain: Chain, heads: Sequence[Head]) -> _Ends:
        stamped = {link: head.split()[-1] for link, head in db.execute("SELECT link, head FROM stamps")}
        return cls(dict(chain.written()), chain.noted(), {head.number: head.hash for head in heads}, stamped)

    def numbers(self) -> Iterator[int]:
        return one_after_another(self.written, self.noted, self.printed, self.stamped)

    def lost(self, walked: Walked) -> Iterator[str]:
        """Ends that the chain no longer passes through."""
        cut = sorted(self.noted.keys() - self.written.keys())
        if cut:
            yield (
                f"Sổ ghi cuối chuỗi ({FOLDER}/{HEADS_FILE}) bị cắt hoặc bị thay: thiếu {len(cut)} dòng, "
                f"trong đó có dòng của mắt xích số {cut[0]}."
            )
        places = (
            ("sổ ghi cuối chuỗi", self.written),
            ("cơ sở dữ liệu", self.noted),
            ("bản đã in hoặc gửi", self.printed),
            ("tem thời gian", self.stamped),
        )
        for place, ends in places:
            yield from _off_the_chain(walked, place, ends)


def _off_the_chain(walked: Walked, place: str, ends: Mapping[int, str]) -> Iterator[str]:
    beyond = [number for number in ends if number > walked.last]
    if beyond:
        yield (
            f"Chuỗi chỉ còn đến mắt xích số {walked.last}, nhưng {place} ghi chuỗi đã đến số {max(beyond)}: "
            "cơ sở dữ liệu bị cắt bớt hoặc bị thay bằng bản cũ hơn."
        )
    for number, value in sorted(ends.items()):
        if number <= walked.last and walked.hashes.get(number) != value:
            yield f"Mắt xích số {number} không khớp với {place}: chuỗi đã bị viết lại từ chỗ này hoặc sớm hơn."
            break


def _archive(db: sqlite_utils.Database, archive: Archive, seals: Seals) -> Iterator[str]:
    """Every record against its link, every file from its first byte to its last."""
    ends: dict[str, int] = {}
    for row in db.query("SELECT * FROM records ORDER BY file, offset"):
        yield from _record(archive, row, ends.get(row["file"], 0), seals.link(row["number"]))
        ends[row["file"]] = max(ends.get(row["file"], 0), row["offset"] + row["length"])
    for name in archive.names():
        more = archive.size(name) - ends.get(name, 0)
        if name not in ends:
            yield (
                f"Tệp {FOLDER}/{name} không có trong sổ: lượt chạy bị ngắt giữa chừng (lượt đọc sau tự bỏ tệp này), "
                "tệp lạ, hoặc cơ sở dữ liệu là bản cũ hơn kho bản gốc."
            )
        elif more > 0:
            yield (
                f"Tệp {FOLDER}/{name} dài hơn sổ ghi {more} byte: lượt chạy bị ngắt giữa chừng "
                "(lượt đọc sau tự bỏ đoạn này) hoặc cơ sở dữ liệu là bản cũ hơn kho bản gốc."
            )
    for number, page in seals.unplaced():
        yield f"Mất chỗ lưu của bản gốc trang {page} (mắt xích số {number})."


def _record(archive: Archive, row: Row, end: int, link: ChainLink | None) -> Iterator[str]:
    where = f"{FOLDER}/{row['file']}, vị trí {row['offset']}, trang {row['page']}"
    if row["offset"] > end:
        yield f"Tệp {FOLDER}/{row['file']} có đoạn không nằm trong sổ: từ vị trí {end} đến {row['offset']}."
    if link is None or link.kind != "page":
        yield f"Bản gốc ({where}) không có mắt xích số {row['number']} trong chuỗi."
        return
    try:
        data = archive.record(Archived("", row["file"], row["offset"], row["length"]))
    except OSError as trouble:
        yield f"Không đọc được bản gốc ({where}): {why(trouble)}."
        return
    if hashlib.sha256(data).hexdigest() != link.facts.get("record"):
        address = link.facts.get("final_url", "")
        yield f"Bản gốc bị thay đổi: {where} (mắt xích số {link.number}, {address})."


class _Rows:
    """Sealed rows against the last link that speaks of each; `count` is how many were looked at."""

    def __init__(self, db: sqlite_utils.Database, seals: Seals):
        self._db = db
        self._seals = seals
        self.count = 0

    def findings(self) -> Iterator[str]:
        """What is wrong with the rows of every sealed table; rows added since the last sweep are not sealed yet."""
        for kind, (table, number, columns) in SWEPT.items():
            rows = ((str(first), row) for first, row in swept_rows(self._db, table, number, columns))
            yield from self._table(kind, rows, f"SELECT CAST({number} AS TEXT) FROM {table}", fresh=True)
        for kind, (columns, table, _) in SEALED.items():
            found = self._db.query(f"SELECT {columns} FROM {table}")
            yield from self._table(kind, ((item_of(kind, row), row) for row in found), names_of(kind))

    def _table(self, kind: str, rows: Iterable[tuple[str, Row]], names: str, *, fresh: bool = False) -> Iterator[str]:
        for item, row in rows:
            self.count += 1
            yield from self._row(kind, item, row, fresh=fresh)
        for item, seal in self._seals.gone(kind, names):
            yield f"Mất {_about(kind, item)} (mắt xích số {seal.number})."

    def _row(self, kind: str, item: str, row: Row, *, fresh: bool) -> Iterator[str]:
        seal = self._seals.last(kind, item)
        if seal is None:
            if not fresh and (kind != "visit" or row["sight"] != "same"):
                yield f"Có {_about(kind, item)} không được ghi trong chuỗi."
        elif digest_of(row) != seal.digest:
            yield f"Bị sửa: {_about(kind, item)} (mắt xích số {seal.number}, ghi lúc {seal.at})."
