"""Which known name was probably meant?"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

# Lists longer than this are not printed in a sentence.
_SHORT = 16


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint to add to a sentence: the nearest known name, else all of them when they are few, else ""."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f" (có phải «{close[0]}»?)"
    return f" (hiện có: {', '.join(names)})" if 0 < len(names) <= _SHORT else ""
