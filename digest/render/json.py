"""The digest as data: every field of `domain.edition.Digest`, dates in ISO form, UTF-8."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime

from domain.clock import to_local
from domain.document import Digest


def render(digest: Digest) -> bytes:
    """One JSON object, indented, ending with a line break."""
    return (json.dumps(asdict(digest), ensure_ascii=False, indent=2, default=_plain) + "\n").encode(errors="replace")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return to_local(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a digest")
