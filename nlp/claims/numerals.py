"""Which numbers of several words does a sentence write out? "bốn mươi bảy", "một trăm hai mươi", "mười lăm"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.claims.units import DIGITS

# As a number begins, and what the last figure is called after tens.
_DIGITS = {word: value for word, value in DIGITS.items() if value < 10}
_ONES = {**_DIGITS, "mốt": 1, "tư": 4, "lăm": 5}
_LEAD = "|".join(_DIGITS)
# "mười năm", "hai mươi năm" are years: five after ten is "lăm".
_UNIT = "|".join(word for word in _ONES if word != "năm")
_TENS = rf"(?:mười|(?P<t_>{_LEAD})\s(?:mươi|chục))(?:\s(?P<u_>{_UNIT})\b)?"
_HUNDREDS = rf"(?P<h>{_LEAD})\străm(?:\s(?:(?:linh|lẻ)\s(?P<l>{_LEAD})|{_TENS.replace('_>', '1>')}))"
_WRITTEN = re.compile(rf"\b(?:{_HUNDREDS}|{_TENS.replace('_>', '2>')})\b", re.IGNORECASE)


def written(sentence: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and value of each number of more than one word."""
    for match in _WRITTEN.finditer(sentence):
        part = {name: _ONES.get((word or "").lower(), 0) for name, word in match.groupdict().items()}
        words = match.group().lower().split()
        tens = part["t1"] + part["t2"] or int("mười" in words)
        value = part["h"] * 100 + tens * 10 + part["l"] + part["u1"] + part["u2"]
        if len(words) > 1:
            yield match.start(), match.end(), value
