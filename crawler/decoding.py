"""Undoes the compression of a body, with a limit on what comes out."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

import brotli

from crawler.troubles import lasting, passing
from domain.outcome import Trouble, Word

ACCEPTED = "gzip, deflate"
_GZIP = b"\x1f\x8b"
_EITHER = 47  # zlib or gzip header, found out by itself
_BARE = -15  # deflate without any header, as some servers send it
_CHUNK = 1 << 18
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r\n")


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
        if name not in ("gzip", "x-gzip", "deflate", "br"):
            return passing(Word.BROKEN_ENCODING)
        step = _unbrotlied(body, limit) if name == "br" else inflate(body, limit)
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


def dechunked(body: bytes) -> bytes | None:
    """A body without the marks of chunked transfer; None where it has none, or is cut."""
    out: list[bytes] = []
    place = 0
    while found := _CHUNK_SIZE.match(body, place):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(out)
        out.append(body[found.end() : found.end() + size])
        place = found.end() + size + 2
        if body[place - 2 : place] != b"\r\n":
            return None
    return None


def _unbrotlied(body: bytes, limit: int) -> Decoded | Trouble:
    """Brotli undone, which we never ask for but archives hold."""
    engine, size, rest = brotli.Decompressor(), 0, body
    out: list[bytes] = []
    try:
        while not engine.is_finished() and (rest or not engine.can_accept_more_data()):
            out.append(engine.process(rest, output_buffer_limit=_CHUNK))
            rest, size = b"", size + len(out[-1])
            if size > limit:
                return lasting(Word.TOO_LARGE)
    except brotli.error:
        return passing(Word.BROKEN_ENCODING)
    cut = not engine.is_finished()
    return passing(Word.BROKEN_ENCODING) if cut and not size else Decoded(b"".join(out), cut)


def _has_header(data: bytes) -> bool:
    """RFC 1950 and 1952: a zlib header is a multiple of 31 with method 8; gzip has its magic number."""
    return data.startswith(_GZIP) or (len(data) > 1 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0)
