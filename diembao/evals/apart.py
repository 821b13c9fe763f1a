"""Does a model lean on where a text comes from, when, or on the names in it? Rows by source and by year, texts renamed.

A figure that falls for one source, one year, or once every place bears a name that no place has, is a shortcut.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from diembao.evals.scoring import Row

# Groups of fewer rows say nothing.
FEWEST = 20
NO_PLACE = "Zyx Wvu"
_KINDS = "xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|TP\\.?|TX\\.?|TT\\.?"
_KIND = re.compile(rf"(?i)^(?:{_KINDS})\s+")
_NAMED = re.compile(rf"(?i)\b({_KINDS})\s+(?=[^\W\d_])")
_CAPITALISED = re.compile(r"[^\W\d_]\w*")
_YEAR = re.compile(r"(?<![\d.,])(20[0-2]\d)(?!\d|[.,]\d)")


def renamed(row: Row, text: str) -> str:
    """The text with the names of the row's commune, district and province, and every name after the word for a kind of
    place, replaced by one that no place has."""
    named = (str(row.get("unit") or ""), *str(row.get("unit_full") or "").split(","))
    names = {_KIND.sub("", part.strip()) for part in named}
    for name in sorted(filter(None, names), key=lambda name: (-len(name), name)):
        text = text.replace(name, NO_PLACE)
    return _after_kinds(text)


def _after_kinds(text: str) -> str:
    parts, at = [], 0
    for kind in _NAMED.finditer(text):
        end = _name_end(text, kind.end())
        if kind.start() >= at and end > kind.end():
            parts += [text[at : kind.end()], NO_PLACE]
            at = end
    return "".join([*parts, text[at:]])


def _name_end(text: str, start: int) -> int:
    """Where the run of capitalised words from here on ends; `start` where there is none."""
    end = at = start
    while (word := _CAPITALISED.match(text, at)) and word[0][0].isupper():
        end = word.end()
        at = end + (text[end : end + 1] == " ")
        if at == end:
            break
    return end


def groups(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by source and by the last year their text names, where a group is large enough."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for name in filter(None, (_source(row), _year(row))):
            found.setdefault(name, []).append(row)
    return {name: group for name, group in sorted(found.items()) if len(group) >= FEWEST}


def _source(row: Row) -> str:
    named = str(row.get("source") or "").partition(":")[0] or urlsplit(str(row.get("url") or "")).netloc
    return f"source.{named}" if named else ""


def _year(row: Mapping[str, object]) -> str:
    years = _YEAR.findall(str(row.get("text") or ""))
    return f"year.{max(years)}" if years else ""
