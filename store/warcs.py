"""WARC files of others, read from any place: the answers of a stretch, with what cannot be read as values.

A stretch may begin in the middle of a file; its first record is then looked for (a gzip member that holds `WARC/`, or
such a line). A guess can be wrong where a page holds a WARC file itself, so whoever joins stretches takes one only when
the one before ended exactly where it begins.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from domain.backfill import Capture, Gap, Stretch

ENDINGS = (".warc", ".warc.gz")
_GZIP = b"\x1f\x8b\x08"
_PACKED = re.compile(re.escape(_GZIP))
_PLAIN = re.compile(rb"(?:\A|(?<=\r\n\r\n))WARC/1\.[01]\r\n")
_LENGTH = re.compile(rb"(?im)^content-length:\s*(\d{1,15})\s*$")
_GZIP_HEADER = 31
_CHUNK = 1 << 18
_HEAD = 1 << 16
# What the library raises for bytes that are no WARC file.
_TROUBLES = (OSError, ValueError, EOFError)

_NOT_WARC = "Tệp không phải WARC."
_BROKEN = "Tệp hỏng ở vị trí {offset}; phần đọc được ở sau vẫn được đọc tiếp."
_CUT = "Tệp bị cắt cụt ở vị trí {offset}; nếu tải lại được tệp đầy đủ, mời chạy lại."


def files(path: Path) -> list[Path]:
    """The WARC files of a folder and all below it, by name; a file itself whatever its name."""
    if not path.is_dir():
        return [path]
    return sorted(found for found in path.rglob("*") if found.is_file() and found.name.lower().endswith(ENDINGS))


def fingerprint(path: Path) -> str:
    """What a file is known by wherever it lies: a hash over its size, beginning and end. Raises OSError."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(0, size - _HEAD))
        return hashlib.sha256(b"%d " % size + head + file.read(_HEAD)).hexdigest()[:32]


class Reading:
    """The answers of one stretch, bodies up to one byte more than `most`; what cannot be read comes as gaps.

    After iterating `first` and `next` say where the first answer, and the first one behind the stretch, begin.
    """

    def __init__(self, stretch: Stretch, most: int):
        self._stretch = stretch
        self._most = most
        self._size = Path(stretch.path).stat().st_size
        self.first = self.next = self._size
        self._in_one_piece = False

    def __iter__(self) -> Iterator[Capture | Gap]:
        with Path(self._stretch.path).open("rb") as file:
            packed = file.read(3) == _GZIP
            sure = self._stretch.sure
            # A file packed as one piece cannot be entered in the middle: its first stretch reads all of it.
            self._in_one_piece = packed and sure and self._stretch.start == 0 and _find(file, 1, packed) is None
            start = self._stretch.start if sure else _find(file, self._stretch.start, packed)
            while start is not None and start < self._size:
                again = yield from self._from(file, start, packed, sure)
                start = None if again is None or self._in_one_piece else _find(file, again, packed)
                sure = False

    def _from(self, file: BinaryIO, start: int, packed: bool, sure: bool) -> Generator[Capture | Gap, None, int | None]:
        """Answers from a record on; returns from where to look for another after damage, None when all is done."""
        last, seen = start, False
        file.seek(start)
        try:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response):
                last, seen = self._place(record, last), True
                self.first = min(self.first, last)
                if last >= self._stretch.stop and not self._in_one_piece:
                    self.next = last
                    return None
                found = self._capture(record, last)
                yield found
                if isinstance(found, Gap):
                    return last + 1
        except _TROUBLES:
            if seen or sure:
                yield Gap(last, _BROKEN.format(offset=last) if last or seen else _NOT_WARC)
            return last + 1
        if (end := _whole_until(file, last, packed)) < self._size:
            yield Gap(end, _CUT.format(offset=end) if end else _NOT_WARC)
            return end + 1
        return None

    def _place(self, record: WarcRecord, last: int) -> int:
        return last if self._in_one_piece else record.stream_pos

    def _capture(self, record: WarcRecord, offset: int) -> Capture | Gap:
        """An answer; a gap where it is cut."""
        wanted = min(record.content_length, self._most + 1)
        body = record.reader.read(wanted) if wanted else b""
        if len(body) < wanted or "Content-Length" not in record.headers:
            return Gap(offset, _CUT.format(offset=offset))
        headers = record.http_headers if record.is_http else None
        return Capture(
            offset=offset,
            id=record.record_id or "",
            url=(record.headers.get("WARC-Target-URI") or "").strip().strip("<>"),
            at=_moment(record.headers.get("WARC-Date")),
            status=(headers.status_code or 0) if headers is not None else 0,
            headers=tuple(headers.to_tuples()) if headers is not None else (),
            body=body,
            ip=record.headers.get("WARC-IP-Address"),
        )


def _moment(text: str | None) -> datetime | None:
    """The time of a WARC date, which is UTC; None when it is none."""
    try:
        found = datetime.fromisoformat((text or "").strip())
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _find(file: BinaryIO, start: int, packed: bool) -> int | None:
    """Where the first record at or after a place seems to begin."""
    place, before = max(0, start - 4), b""
    while True:
        file.seek(place)
        if not (chunk := file.read(_CHUNK)):
            return None
        base = place - len(before)
        for found in (_PACKED if packed else _PLAIN).finditer(before + chunk):
            at = base + found.start()
            if at >= start and (at == 0 or packed or found.start() > 0) and (not packed or _holds_record(file, at)):
                return at
        place, before = place + len(chunk), chunk[-16:]


def _holds_record(file: BinaryIO, start: int) -> bool:
    file.seek(start)
    try:
        return zlib.decompressobj(_GZIP_HEADER).decompress(file.read(512), 16).startswith(b"WARC/")
    except zlib.error:
        return False


def _whole_until(file: BinaryIO, start: int, packed: bool) -> int:
    """Up to where a file is whole records, from the beginning of one on."""
    end, measure = start, _member if packed else _record
    while size := measure(file, end):
        end += size
    return end


def _member(file: BinaryIO, start: int) -> int:
    """The length of the gzip member that begins there, 0 when it is not whole."""
    file.seek(start)
    engine, size = zlib.decompressobj(_GZIP_HEADER), 0
    try:
        while not engine.eof and (data := file.read(_CHUNK)):
            size += len(data)
            while data and not engine.eof:
                engine.decompress(data, _CHUNK * 4)
                data = engine.unconsumed_tail
    except zlib.error:
        return 0
    return size - len(engine.unused_data) if engine.eof else 0


def _record(file: BinaryIO, start: int) -> int:
    """The length of the unpacked record that begins there, 0 when it is not whole."""
    file.seek(start)
    head, _, _ = file.read(_HEAD).partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if not head.startswith(b"WARC/") or length is None:
        return 0
    size = len(head) + 4 + int(length[1])
    file.seek(start + size)
    after = file.read(4)
    file.seek(0, 2)
    return size + (len(after) if after == b"\r\n\r\n" else 0) if start + size <= file.tell() else 0
