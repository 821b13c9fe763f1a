"""Compression is undone exactly, within a limit, and damage is noticed."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.decoding import Decoded, decode, inflate
from domain.outcome import Permanent, Temporary, Word

TEXT = "Nghị quyết của Hội đồng nhân dân. ".encode() * 200


@given(st.binary(max_size=5_000))
def test_round_trips(data: bytes) -> None:
    raw = zlib.compressobj(wbits=-15)
    assert decode(gzip.compress(data), "gzip", 10_000) == Decoded(data)
    assert decode(zlib.compress(data), "deflate", 10_000) == Decoded(data)
    assert decode(raw.compress(data) + raw.flush(), "deflate", 10_000) == Decoded(data)
    assert decode(gzip.compress(zlib.compress(data)), "deflate, gzip", 10_000) == Decoded(data)
    assert decode(data, "", 10) == Decoded(data)
    assert inflate(gzip.compress(data) + gzip.compress(data), 20_000) == Decoded(data + data)


def test_padding_after_gzip_is_ignored() -> None:
    assert decode(gzip.compress(TEXT) + b"\0" * 20, "x-gzip", 100_000) == Decoded(TEXT)


def test_cut_is_noticed_and_what_arrived_is_kept() -> None:
    found = decode(gzip.compress(TEXT)[:-9], "gzip", 100_000)
    assert isinstance(found, Decoded)
    assert found.cut
    assert TEXT.startswith(found.body)


@pytest.mark.parametrize(
    ("body", "coding"), [(b"khong nen", "gzip"), (b"abc", "br"), (b"\x1f\x8b" + b"x" * 30, "gzip")]
)
def test_damage(body: bytes, coding: str) -> None:
    found = decode(body, coding, 1_000)
    assert isinstance(found, Temporary)
    assert found.word is Word.BROKEN_ENCODING


def test_limit() -> None:
    assert decode(gzip.compress(TEXT), "gzip", len(TEXT)) == Decoded(TEXT)
    found = decode(gzip.compress(TEXT), "gzip", len(TEXT) - 1)
    assert isinstance(found, Permanent)
    assert found.word is Word.TOO_LARGE
