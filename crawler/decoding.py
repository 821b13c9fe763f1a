"""Undoes the compression of a body, with a limit on what comes out."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from crawler.troubles import lasting, passing
from domain.outcome import Trouble, Word

ACCEPTED = "gzip, deflate"
_GZIP = b"\x1f\x8b"
_EITHER = 47  # zlib or gzip header, found out by itself
_BARE = -15  # deflate without any header, as some servers send it
_CHUNK = 1 << 18


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded body; `cut` when its compressed form ended too early."""

    body: bytes
    cut: bool = False


def decode(body: bytes, encodings: str, limit: int) -> Decoded | Trouble:
    """`body` without the codings of a `Content-Encoding` header.

    Trouble: TOO_LARGE when more than `limit` bytes come out, BROKEN_ENCODING for an unknown coding or a body that is
    not in it.
    """
    cut = False
    for name in reversed([part.strip().lower() for part in encodings.split(",") if part.strip()]):
        if name == "identity":
            continue
        if name not in ("gzip", "x-gzip", "deflate"):
            return passing(Word.BROKEN_ENCODING)
        step = inflate(body, limit)
        if isinstance(step, Trouble):
            return step
        body, cut = step.body, cut or step.cut
    return Decoded(body, cut)


def inflate(body: bytes, limit: int) -> Decoded | Trouble:
    """gzip (also several members), zlib or bare deflate undone; troubles as in `decode`. Empty stays empty."""
    out: list[bytes] = []
    size = 0
    rest = body
    while rest:
        engine = zlib.decompressobj(_EITHER if _has_header(rest) else _BARE)
        try:
            while not engine.eof and rest:
                out.append(engine.decompress(rest, _CHUNK))
                rest = engine.unconsumed_tail
                size += len(out[-1])
                if size > limit:
                    return lasting(Word.TOO_LARGE)
        except zlib.error:
            return passing(Word.BROKEN_ENCODING)
        if not engine.eof:
            return Decoded(b"".join(out), cut=True)
        rest = engine.unused_data if engine.unused_data.startswith(_GZIP) else b""
    return Decoded(b"".join(out))


def _has_header(data: bytes) -> bool:
    """RFC 1950 and 1952: a zlib header is a multiple of 31 with method 8; gzip has its magic number."""
    return data.startswith(_GZIP) or (len(data) > 1 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0)
