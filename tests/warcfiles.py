"""WARC files as crawlers write them, for tests."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

DATE = "2024-03-05T06:07:08Z"
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def write_answers(
    path: Path,
    answers: Iterable[tuple[str, bytes] | tuple[str, bytes, str, Sequence[tuple[str, str]], str]],
    packed: bool = True,
    requests: bool = True,
) -> Path:
    """The file's own description, then for each address and body (status line, headers, date) answer and question."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "thử"}))
        for url, body, *more in answers:
            status, headers, date = more or ("200 OK", HTML, DATE)
            named = {"WARC-IP-Address": "192.0.2.7"} | ({"WARC-Date": date} if date else {})
            answer = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, "response", io.BytesIO(body), len(body), warc_headers_dict=named, http_headers=answer
            )
            writer.write_record(record)
            if requests:
                asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "bao.example")], is_http_request=True)
                writer.write_record(writer.create_warc_record(url, "request", io.BytesIO(b""), 0, http_headers=asked))
    return path
