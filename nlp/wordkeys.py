"""By which words are two texts compared? Marks, capitals, places of tone marks, ways of writing figures fall away.

10/11 and 10-11, 8:30 and 8h30, 1.500 and 1 500, 17,2 and 17.2 are the same to a reader.
"""

from __future__ import annotations

import re
from html import unescape

from domain.text import clean, tone_key

_TOKEN = re.compile(r"\d+(?:[.,/:]\d+)*|[^\W\d_]+|%|\?")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
# 1 500 as some newspapers print it; 10/11, 10-11 and 8:30, 8h30, 8 giờ 30 are the same two figures.
_WIDE = re.compile(r"(?<![\d.,/:])\d{1,3}(?: \d{3})+(?![\d.,/:])")
_BETWEEN = re.compile(r"(?<=\d)\s*(?:[/:–-]|h|giờ)\s*(?=\d)")
_DECIMAL = re.compile(r"^(\d+)\.(\d{1,2})$")
# i and y after these letters are spelled either way: tỷ/tỉ, kỹ/kĩ, quý/quí.
_EITHER = re.compile(r"(h|k|l|m|s|t|qu)i([fsrxj]?)")
_SMALL = str.maketrans("²³½", "232")

Key = tuple[str, ...]


def key_of(text: str) -> Key:
    """The words of a text as compared: marks gone, tone marks in one place, figures, days and hours in one spelling."""
    plain = clean(unescape(text)).lower().translate(_SMALL)
    plain = _WIDE.sub(lambda found: found[0].replace(" ", ""), plain)
    tokens = _TOKEN.findall(_BETWEEN.sub(" ", plain))
    return tuple(_number(token) if token[0].isdigit() else _syllable(token) for token in tokens)


def _syllable(token: str) -> str:
    """The syllable with its tone at the end, and y for i where both are right."""
    return _EITHER.sub(r"\1y\2", key) if _EITHER.fullmatch(key := tone_key(token)) else key


def _number(token: str) -> str:
    """A figure in one spelling: 1.500 and 1 500 as 1500, 17.2 as 17,2."""
    whole = _THOUSANDS.sub(lambda found: found[0].replace(".", ""), token)
    return _DECIMAL.sub(r"\1,\2", whole)
