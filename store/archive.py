"""Raw pages as they came: WARC files in `archive/`, one gzip member a record, addressed by SHA-256 of the body.

A record is on disk before the database speaks of it. What a killed run left half-written lies behind the last known
record and is cut off at the next start, so every record of a file can be read by any WARC reader.

Beside bytes, headers, address and time a record tells which program took it and which certificate the server showed,
in the header `WARC-JSON-Metadata` that other archivers use for that too.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import http.client
import io
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import count
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from domain.clock import utc_text
from domain.dossier import Capture
from domain.press import Archived, Certificate, Page
from domain.tool import tool
from store.errors import Damaged
from store.snapshot import sync_file, sync_folder

FOLDER = "archive"
# On 35 press pages of 158 kB level 4 costs 0.70 of level 6 (2.5 against 3.6 ms) for 5.6 % more bytes, and 0.30 of
# warcio's own level 9; it is a tenth of what reading the page costs, at every page of every day.
LEVEL = 4
ENDING = ".warc.gz"
_NUMBERED = re.compile(r"\.\d+$")
METADATA = "WARC-JSON-Metadata"
_HOP_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length"})


class Archive:
    """The WARC files of one home, one for each day (UTC) of fetching: `diembao-2026-11-12.warc.gz`.

    By days, so that pages whose time of keeping ends leave with their file, and little has to be written anew.
    """

    def __init__(self, home: Path):
        self.folder = home / FOLDER

    def add(self, page: Page) -> Archived:
        """Append a page; it is on its way to the disk when this returns. Raises OSError when it cannot be."""
        self.folder.mkdir(parents=True, exist_ok=True)
        record = gzip.compress(_record(page), LEVEL, mtime=0)
        name = f"diembao-{page.fetched_at:%Y-%m-%d}{ENDING}"
        with (self.folder / name).open("ab") as file:
            offset = file.tell()
            file.write(record)
            file.flush()
        digests = (hashlib.sha256(page.body).hexdigest(), hashlib.sha256(record).hexdigest())
        return Archived(digests[0], name, offset, len(record), digests[1])

    def body(self, place: Archived) -> bytes:
        """The bytes of a page. Raises Damaged when they are not what was stored."""
        with self._opened(place) as found:
            body = bytes(found.content_stream().read())
        if hashlib.sha256(body).hexdigest() != place.sha256:
            raise Damaged(f"Bản gốc lưu trong {place.file} (vị trí {place.offset}) không còn nguyên vẹn.")
        return body

    def record(self, place: Archived) -> bytes:
        """A record as it lies in its file: a WARC file of its own. Raises OSError."""
        with (self.folder / place.file).open("rb") as file:
            file.seek(place.offset)
            return file.read(place.length)

    def capture(self, place: Archived) -> Capture:
        """How a record was taken. Raises Damaged when it cannot be read."""
        with self._opened(place) as found:
            more = json.loads(found.rec_headers.get_header(METADATA) or "{}")
        said = found.rec_headers.get_header
        certificate = Certificate(**more["cert"]) if "cert" in more else None
        return Capture(
            at=said("WARC-Date") or "",
            address=said("WARC-Target-URI") or "",
            ip=said("WARC-IP-Address") or "",
            tool=more.get("software", ""),
            certificate=certificate,
            status=found.http_headers.statusline,
            headers=tuple(found.http_headers.headers),
        )

    def names(self) -> tuple[str, ...]:
        """The files of the archive."""
        return tuple(path.name for path in sorted(self.folder.glob(f"*{ENDING}")))

    @contextlib.contextmanager
    def _opened(self, place: Archived) -> Iterator[ArcWarcRecord]:
        """A record to be read inside. Raises Damaged for what cannot be, there too."""
        try:
            yield next(iter(ArchiveIterator(io.BytesIO(self.record(place)))))
        except (OSError, EOFError, StopIteration, ValueError, zlib.error, ArchiveLoadFailed) as trouble:
            raise Damaged(f"Không đọc được bản gốc trong {place.file} (vị trí {place.offset}): {trouble}.") from trouble

    def cut(self, ends: dict[str, int]) -> tuple[str, ...]:
        """Cut off what lies behind the last known record of each file; returns the names that were cut."""
        done = []
        for name in self.names():
            end = ends.get(name, 0)
            if self.size(name) > end:
                with (self.folder / name).open("r+b") as file:
                    file.truncate(end)
                done.append(name)
            if not end:
                self.delete(name)
        return tuple(done)

    def write_anew(self, name: str, records: Sequence[bytes]) -> str:
        """Write records into a new file that takes the place of a named one; on the disk when this returns its name."""
        stem = _NUMBERED.sub("", name.removesuffix(ENDING))
        names = (self.folder / f"{stem}.{number}{ENDING}" for number in count(2))
        new = next(path for path in names if not path.exists())
        with new.open("wb") as file:
            file.writelines(records)
        sync_file(new)
        sync_folder(self.folder)
        return new.name

    def delete(self, name: str) -> None:
        """Delete a file nobody speaks of any more; one that is being read stays until the next start cuts it off."""
        with contextlib.suppress(FileNotFoundError, PermissionError):
            (self.folder / name).unlink()

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
    extra = {"WARC-Date": _warc_date(page.fetched_at), METADATA: _metadata(page)}
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


def _metadata(page: Page) -> str:
    """Who took the record, and the server's certificate, as ASCII JSON."""
    certificate = {"cert": asdict(page.certificate)} if page.certificate else {}
    return json.dumps({"software": tool()} | certificate, sort_keys=True)


def _warc_date(moment: datetime) -> str:
    return utc_text(moment)
