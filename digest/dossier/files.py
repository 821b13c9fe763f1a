"""What the files of a dossier are called: ASCII names that every system unpacks."""

from __future__ import annotations

import re

from domain.dossier import Extra, Snapshot
from domain.text import fold

HASHES = "SHA256SUMS"
_ENDINGS = (("pdf", "pdf"), ("text/plain", "goc.txt"))
_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")

Files = dict[str, bytes]


def exhibit_folder(number: int) -> str:
    """The folder of an article, counted from 1."""
    return f"bai-{number}"


def page_name(folder: str, snapshot: Snapshot) -> str:
    """The name of a version's page as it came."""
    headers = snapshot.record.capture.headers if snapshot.record else ()
    kind = next((value.lower() for name, value in headers if name.lower() == "content-type"), "")
    ending = next((ending for part, ending in _ENDINGS if part in kind), "html")
    return f"{folder}/ban-{snapshot.number}.{ending}"


def extra_name(number: int, extra: Extra) -> str:
    """The name of a further document: its own in plain letters, with its number before it."""
    own = _PLAIN.sub("-", fold(extra.name.replace("\\", "/").rsplit("/", 1)[-1])).strip("-.") or "tai-lieu"
    return f"kem-theo/{number:02d}-{own[-80:]}"
