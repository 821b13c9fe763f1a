"""Is everything that was kept still what was kept? Database, archive and chain, each against the others.

The chain is recomputed link by link; every record of the archive and every sealed row is compared with the link that
fixed it; the ends of the chain written down elsewhere must lie on it. A finding names what is broken and what it
touches.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import sqlite_utils

from domain.press import Archived
from store.archive import FOLDER, Archive
from store.audit import Audit
from store.chain import HEADS_FILE, START, SWEPT, TOMBSTONE, Chain, ChainLink, Head, digest_of, hash_of, swept_rows
from store.rows import Row, to_json
from store.sealed import SEALED, item_of

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
# The last link of each item, by kind and name.
_Seals: TypeAlias = Mapping[tuple[str, str], ChainLink]


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
    """Check everything; reads the whole archive once."""
    links = list(chain.links())
    seals = {(one.kind, one.item): one for link in links for one in _told_by(link)}
    rows = _Rows(db, seals)
    blanked = {int(item[5:]) for kind, item in seals if kind == TOMBSTONE and item.startswith("deed/")}
    findings = [
        *_database(db),
        *_broken_links(links),
        *_lost_ends(links, chain, heads, db.execute("SELECT link, head FROM stamps")),
        *_archive(db, archive, {link.number: link for link in links}, seals),
        *(f"Nhật ký thao tác bị sửa hoặc bị cắt ở dòng số {number}." for number in Audit(db).broken(blanked)),
        *rows.findings(),
    ]
    records = next(iter(db.query("SELECT count(*) AS n FROM records")))["n"]
    return Report(chain.head(), records, rows.count, tuple(findings), tuple(_erased(links)))


def _erased(links: Iterable[ChainLink]) -> Iterator[str]:
    """What tombstones say: many pages at once, or one thing."""
    for link in links:
        if link.kind == TOMBSTONE:
            kind, _, item = link.item.partition("/")
            gone = link.facts.get("pages")
            what = f"{len(gone)} bản gốc trang báo" if gone is not None else f"{NAMES.get(kind, kind)} {item}"
            yield f"{what}: {link.facts.get('reason', '')} (ghi lúc {link.at})"


def _told_by(link: ChainLink) -> Iterator[ChainLink]:
    """A link, and for a tombstone of many things the links it stands for: each page's, each emptied row's seal."""
    yield link
    if link.kind == TOMBSTONE and "pages" in link.facts:
        for page, number in link.facts["pages"]:
            yield replace(link, item=f"page/{page}/{number}")
        for kind, item, digest in link.facts["sealed"]:
            yield replace(link, kind=kind, item=item, body=to_json({"digest": digest}))


def _database(db: sqlite_utils.Database) -> Iterator[str]:
    for (text,) in db.execute("PRAGMA integrity_check"):
        if text != "ok":
            yield f"Cơ sở dữ liệu bị hỏng: {text}."
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"Cơ sở dữ liệu thiếu hàng: bảng {table}, hàng {row} trỏ tới một hàng không còn trong bảng {parent}."


def _broken_links(links: Sequence[ChainLink]) -> Iterator[str]:
    """Missing and altered links; each is compared with the stored hash before it, so that every break is named."""
    before, number = START, 0
    for link in links:
        if link.number != number + 1:
            missing = f"{number + 1}" if link.number == number + 2 else f"{number + 1} đến {link.number - 1}"
            yield f"Chuỗi bị mất mắt xích số {missing}; mắt xích sau đó là số {link.number} ({_about(link)})."
        elif hash_of(before, link.line) != link.hash:
            later = links[-1].number - link.number
            yield (
                f"Chuỗi bị sửa ở mắt xích số {link.number} ({_about(link)}, ghi lúc {link.at}); "
                f"{later} mắt xích sau đó dựa vào nó."
            )
        before, number = link.hash, link.number


def _about(link: ChainLink) -> str:
    return f"{NAMES.get(link.kind, link.kind)} {link.item}"


def _lost_ends(
    links: Sequence[ChainLink], chain: Chain, heads: Sequence[Head], stamps: Iterable[tuple[int, str]]
) -> Iterator[str]:
    """Ends written down earlier that the chain no longer passes through."""
    known = {link.number: link.hash for link in links}
    last = links[-1].number if links else 0
    written, noted = dict(chain.written()), chain.noted()
    lost = sorted(noted.keys() - written.keys())
    if lost:
        yield (
            f"Sổ ghi cuối chuỗi ({FOLDER}/{HEADS_FILE}) bị cắt hoặc bị thay: thiếu {len(lost)} dòng, "
            f"trong đó có dòng của mắt xích số {lost[0]}."
        )
    places = (
        ("sổ ghi cuối chuỗi", written),
        ("cơ sở dữ liệu", noted),
        ("bản đã in hoặc gửi", {h.number: h.hash for h in heads}),
    )
    stamped = {link: line.split()[-1] for link, line in stamps}
    for place, ends in (*places, ("tem thời gian", stamped)):
        beyond = [number for number in ends if number > last]
        if beyond:
            yield (
                f"Chuỗi chỉ còn đến mắt xích số {last}, nhưng {place} ghi chuỗi đã đến số {max(beyond)}: "
                "cơ sở dữ liệu bị cắt bớt hoặc bị thay bằng bản cũ hơn."
            )
        for number, value in sorted(ends.items()):
            if number <= last and known.get(number) != value:
                yield f"Mắt xích số {number} không khớp với {place}: chuỗi đã bị viết lại từ chỗ này hoặc sớm hơn."
                break


def _archive(
    db: sqlite_utils.Database,
    archive: Archive,
    links: Mapping[int, ChainLink],
    seals: _Seals,
) -> Iterator[str]:
    """Every record against its link, every file from its first byte to its last."""
    ends: dict[str, int] = {}
    placed: set[int] = set()
    for row in db.query("SELECT * FROM records ORDER BY file, offset"):
        placed.add(row["number"])
        yield from _record(archive, row, ends.get(row["file"], 0), links.get(row["number"]))
        ends[row["file"]] = max(ends.get(row["file"], 0), row["offset"] + row["length"])
    for name in archive.names():
        more = archive.size(name) - ends.get(name, 0)
        if name not in ends:
            yield f"Tệp {FOLDER}/{name} không có trong sổ: tệp lạ, hoặc cơ sở dữ liệu là bản cũ hơn kho bản gốc."
        elif more > 0:
            yield (
                f"Tệp {FOLDER}/{name} dài hơn sổ ghi {more} byte: lượt chạy bị ngắt giữa chừng, "
                "hoặc cơ sở dữ liệu là bản cũ hơn kho bản gốc."
            )
    for number, link in links.items():
        if link.kind == "page" and number not in placed and not _is_buried(seals, f"{link.item}/{number}", "page"):
            yield f"Mất chỗ lưu của bản gốc trang {link.item} (mắt xích số {number})."


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
        yield f"Không đọc được bản gốc ({where}): {trouble.strerror or trouble}."
        return
    if hashlib.sha256(data).hexdigest() != link.facts.get("record"):
        address = link.facts.get("final_url", "")
        yield f"Bản gốc bị thay đổi: {where} (mắt xích số {link.number}, {address})."


class _Rows:
    """Sealed rows against the last link that speaks of each; `count` is how many were looked at."""

    def __init__(self, db: sqlite_utils.Database, seals: _Seals):
        self._db = db
        self._seals = seals
        self.count = 0

    def findings(self) -> Iterator[str]:
        """What is wrong with the rows of every sealed table; rows added since the last sweep are not sealed yet."""
        for kind, swept in SWEPT.items():
            rows = ((str(number), row) for number, row in swept_rows(self._db, *swept))
            yield from self._table(kind, rows, fresh=True)
        for kind, (columns, table, _) in SEALED.items():
            found = self._db.query(f"SELECT {columns} FROM {table}")
            yield from self._table(kind, ((item_of(kind, row), row) for row in found))

    def _table(self, kind: str, rows: Iterable[tuple[str, Row]], *, fresh: bool = False) -> Iterator[str]:
        left = {item for sealed, item in self._seals if sealed == kind}
        for item, row in rows:
            self.count += 1
            yield from self._row(kind, item, row, fresh=fresh)
            left.discard(item)
        for item in sorted(left):
            if not _is_buried(self._seals, item, kind):
                yield f"Mất {NAMES.get(kind, kind)} {item} (mắt xích số {self._seals[kind, item].number})."

    def _row(self, kind: str, item: str, row: Row, *, fresh: bool) -> Iterator[str]:
        link = self._seals.get((kind, item))
        if link is None:
            if not fresh and (kind != "visit" or row["sight"] != "same"):
                yield f"Có {NAMES.get(kind, kind)} {item} không được ghi trong chuỗi."
        elif digest_of(row) != link.facts.get("digest"):
            yield f"Bị sửa: {NAMES.get(kind, kind)} {item} (mắt xích số {link.number}, ghi lúc {link.at})."


def _is_buried(seals: _Seals, item: str, kind: str) -> bool:
    return (TOMBSTONE, f"{kind}/{item}") in seals
