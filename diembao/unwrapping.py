"""Which lines of a pasted or printed text belong together: lines broken by a column's width become paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from domain.text import one_line

# A line this near to the widest ones was broken by the column, not by the writer.
_FULL = 0.75
_ENDED = re.compile(r"[.!?:;…][\"”’)]*$")
_LIST = re.compile(r"^(?:[-–•*+]|\d{1,2}[.)]|[a-zđ]\))\s")


def unwrap(text: str) -> str:
    """The text with one paragraph a line. A blank line, a sentence's end or a short line ends a paragraph."""
    lines = [one_line(line) for line in re.split(r"[\n\f]", text)]
    width = _usual_width([len(line) for line in lines if line])
    out = lines[:1]
    for before, line in pairwise(lines):
        if before and line and len(before) >= _FULL * width and not _ENDED.search(before) and not _LIST.match(line):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
    return "\n".join(filter(None, out))


def _usual_width(lengths: list[int]) -> int:
    """The length that nine lines of ten stay under."""
    return sorted(lengths)[int(0.9 * (len(lengths) - 1))] if lengths else 0
