"""Builds the pages of `tests/golden/layouts`: each file is one invented event told in the manner of many systems.

A file begins with named pieces (what all its pages share, `[[NAME]]` in a page) and with what most pages are expected
to read as; then every page with what is expected differently and its own markup. `encoding` gives it letters of old.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.oldfonts import _TCVN3_FROM, _TCVN3_TO, _VNI

FOLDER = Path(__file__).parents[1] / "golden" / "layouts"
_PIECE = re.compile(r"\[\[([A-Z0-9]+)\]\]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True, slots=True)
class Framed:
    """One page: its name, its bytes, and what it is expected to read as."""

    name: str
    body: bytes
    expected: dict[str, Any]


def framed() -> Iterator[Framed]:
    """Every page of every file."""
    for path in sorted(FOLDER.glob("*.pages")):
        parts = re.split(r"^@@@ (.+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        sections = dict(zip(parts[::2], parts[1::2], strict=True))
        lines = (line.partition("=") for line in sections.pop("pieces").splitlines())
        pieces = {name: json.loads(value) for name, _, value in lines}
        usual = json.loads(sections.pop("expected"))
        for name, section in sections.items():
            expected, _, markup = section.partition("\n")
            merged = usual | json.loads(expected)
            yield Framed(name, _encoded(_filled(markup.rstrip("\n"), pieces), merged.get("encoding", "utf-8")), merged)


def _filled(markup: str, pieces: dict[str, str]) -> str:
    while _PIECE.search(markup):
        markup = _PIECE.sub(lambda found: pieces[found[1]], markup)
    return markup


def _encoded(markup: str, encoding: str) -> bytes:
    if encoding == "utf-16":
        return b"\xff\xfe" + markup.encode("utf-16-le")
    if encoding == "cp1258":
        return b"".join(map(_of_1258, unicodedata.normalize("NFC", markup)))
    if encoding in ("tcvn3", "vni"):
        table = (
            dict(zip(_TCVN3_TO, _TCVN3_FROM, strict=True)) if encoding == "tcvn3" else {n: o for o, n in _VNI.items()}
        )
        plain = markup.replace("“", '"').replace("”", '"')
        return "".join(table.get(char) or table.get(char.lower()) or char for char in plain).encode("cp1252")
    return markup.encode(encoding)


def _of_1258(char: str) -> bytes:
    """A letter in windows-1258: the vowel, then its tone as a letter of its own."""
    apart = unicodedata.normalize("NFD", char)
    base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES))
    return (base + "".join(mark for mark in apart if mark in _TONES)).encode("cp1258", "xmlcharrefreplace")
