"""Raw pages as they came: WARC files in `archive/`, one gzip member a record, addressed by SHA-256 of the body.

A record is on disk before the database speaks of it. What a killed run left half-written lies behind the last known
record and is cut off at the next start, so every record of a file can be read by any WARC reader.
"""

from __future__ import annotations

import gzip
import hashlib
import http.client
import io
import zlib
from datetime import datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from domain.clock import utc_text
from domain.press import Archived, Page
from store.errors import Damaged

FOLDER = "archive"
# gzip level 6 costs half of warcio's level 9 for 0.8 % more bytes (measured on 300 press pages of 193 KiB).
LEVEL = 6
_HOP_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length"})


class Archive:
    """The WARC files of one home. `month` names the file that is written to: `diembao-2026-11.warc.gz`."""

    def __init__(self, home: Path):
        self.folder = home / FOLDER

    def add(self, page: Page) -> Archived:
        """Append a page; it is on its way to the disk when this returns. Raises OSError when it cannot be."""
        self.folder.mkdir(parents=True, exist_ok=True)
        record = gzip.compress(_record(page), LEVEL, mtime=0)
        name = f"diembao-{page.fetched_at:%Y-%m}.warc.gz"
        with (self.folder / name).open("ab") as file:
            offset = file.tell()
            file.write(record)
            file.flush()
        digests = (hashlib.sha256(page.body).hexdigest(), hashlib.sha256(record).hexdigest())
        return Archived(digests[0], name, offset, len(record), digests[1])

    def body(self, place: Archived) -> bytes:
        """The bytes of a page. Raises Damaged when they are not what was stored."""
        body = self._read(place)
        if hashlib.sha256(body).hexdigest() != place.sha256:
            raise Damaged(f"Bản gốc lưu trong {place.file} (vị trí {place.offset}) không còn nguyên vẹn.")
        return body

    def record(self, place: Archived) -> bytes:
        """A record as it lies in its file: a WARC file of its own. Raises OSError."""
        with (self.folder / place.file).open("rb") as file:
            file.seek(place.offset)
            return file.read(place.length)

    def names(self) -> tuple[str, ...]:
        """The files of the archive."""
        return tuple(path.name for path in sorted(self.folder.glob("*.warc.gz")))

    def _read(self, place: Archived) -> bytes:
        try:
            record = next(iter(ArchiveIterator(io.BytesIO(self.record(place)))))
            return bytes(record.content_stream().read())
        except (OSError, EOFError, StopIteration, ValueError, zlib.error, ArchiveLoadFailed) as trouble:
            raise Damaged(f"Không đọc được bản gốc trong {place.file} (vị trí {place.offset}): {trouble}.") from trouble

    def cut(self, ends: dict[str, int]) -> tuple[str, ...]:
        """Cut off what lies behind the last known record of each file; returns the names that were cut."""
        done = []
        for path in sorted(self.folder.glob("*.warc.gz")):
            end = ends.get(path.name, 0)
            if path.stat().st_size > end:
                with path.open("r+b") as file:
                    file.truncate(end)
                done.append(path.name)
        return tuple(done)

    def size(self, name: str) -> int:
        """Length of a file in bytes, 0 when it is not there."""
        path = self.folder / name
        return path.stat().st_size if path.exists() else 0


def _record(page: Page) -> bytes:
    """An uncompressed WARC response record. The body is decoded, so its length is given anew."""
    kept = [(key, value) for key, value in page.headers if key.lower() not in _HOP_HEADERS]
    kept.append(("Content-Length", str(len(page.body))))
    status = f"{page.status} {http.client.responses.get(page.status, '')}".strip()
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    extra = {"WARC-Date": _warc_date(page.fetched_at)}
    if page.ip:
        extra["WARC-IP-Address"] = page.ip
    writer.write_record(
        writer.create_warc_record(
            page.final_url,
            "response",
            payload=io.BytesIO(page.body),
            length=len(page.body),
            http_headers=StatusAndHeaders(status, kept, protocol="HTTP/1.1"),
            warc_headers_dict=extra,
        )
    )
    return out.getvalue()


def _warc_date(moment: datetime) -> str:
    return utc_text(moment)
