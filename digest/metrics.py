"""How long is a line of Times New Roman? Needed because a rule must be as long as the text above it.

Advance widths in units of 1/2048 em, measured on the open face Tinos, Regular and Bold, which has the widths of Times
New Roman by design. Accents and tone marks do not change a letter's width; the horn of ơ and ư does.
"""

from __future__ import annotations

import unicodedata

_UNITS = 2048
_MM_PER_POINT = 25.4 / 72
_HORN = "\u031b"

# Width -> characters of that width.
_REGULAR = {
    369: "'",
    410: "|",
    512: " ,.",
    569: "/:;\\ijlt",
    682: "!()-I[]`fr‘’",
    797: "Js",
    836: '"',
    909: "?acez“”",
    961: "^",
    983: "{}",
    1024: "#$*0123456789_bdghknopquvxyđ–",
    1083: "ơ",
    1108: "~",
    1110: "ư",
    1139: "FPS",
    1155: "+<=>",
    1251: "ELTZ",
    1366: "BCR",
    1479: "ADGHKNOQUVXYwĐƠ",
    1589: "Ư",
    1593: "&m",
    1706: "%",
    1821: "M",
    1886: "@",
    1933: "W",
    2048: "…",
}
_BOLD = {
    451: "|",
    512: " ,.",
    569: "'/\\il",
    682: "!()-:;[]`fjt‘’",
    797: "Is",
    807: "{}",
    909: "cerz",
    1024: "#$*0123456789?J_agovxy–“”",
    1065: "~",
    1134: "ơ",
    1137: '"',
    1139: "Sbdhknpquđ",
    1167: "+<=>",
    1190: "^",
    1229: "ư",
    1251: "FP",
    1366: "BELTZ",
    1479: "ACDNRUVXYwĐ",
    1593: "GHKOQƠ",
    1630: "Ư",
    1706: "&m",
    1905: "@",
    1933: "M",
    2048: "%W…",
}


def _by_character(table: dict[int, str]) -> dict[str, int]:
    return {character: width for width, characters in table.items() for character in characters}


_WIDTHS = {False: _by_character(_REGULAR), True: _by_character(_BOLD)}
_USUAL = 1024  # for a character that is not in the tables


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Length in millimetres of one line of text set at `size` points."""
    widths = _WIDTHS[bold]
    return sum(widths.get(_base(character), _USUAL) for character in text) * size / _UNITS * _MM_PER_POINT


def _base(character: str) -> str:
    """The letter without its marks, but with its horn: ấ -> a, ờ -> ơ."""
    parts = unicodedata.normalize("NFD", character)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
