"""How Vietnamese text is made comparable: NFC once at the boundary, folding for search, keys for matching.

Three forms, never mixed up:

* stored text   -- `clean`: NFC, no invisible characters; what people read, positions point into it
* folded text   -- `fold`: lower case, no diacritics, đ -> d; for search without diacritics only
* matching keys -- `tone_key`: lower case, diacritics kept, but the place of the tone mark made irrelevant
  (hoà = hòa, thuỵ = thụy)
"""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_CONTROL = {c: " " for c in range(0x20) if chr(c) not in "\n\t"} | {0x7F: " "} | dict.fromkeys(range(0x80, 0xA0), " ")
_SPACES = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_TRANSLATION = {**dict.fromkeys(map(ord, INVISIBLE)), **_CONTROL, **_SPACES}
_RUNS = re.compile(r" {2,}")
_BLANK_LINES = re.compile(r" ?\n[ \n]*")
_SYLLABLE = re.compile(r"\w+", re.UNICODE)

# Combining tone marks of Vietnamese in NFD, with the letter that stands for each in a tone key.
_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}


def clean(text: str) -> str:
    """Text as it is stored: NFC, one space for any run of blanks, no invisible or control characters.

    Paragraph breaks survive as single line breaks; leading and trailing blanks go.
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").translate(_TRANSLATION))
    return _BLANK_LINES.sub("\n", _RUNS.sub(" ", plain)).strip()


def one_line(text: str) -> str:
    """`clean` text on a single line (titles, names, leads)."""
    return clean(text).replace("\n", " ")


def begun(text: str) -> str:
    """The text with the capital that begins a sentence; the rest as it was."""
    return text[:1].upper() + text[1:]


def name_key(name: str) -> str:
    """What makes two names the same: letters whatever their case or composition, one blank for many."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def fold(text: str) -> str:
    """Lower case without diacritics, đ -> d: "Nghi Dương" -> "nghi duong". The length may change."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def tone_key(syllable: str) -> str:
    """Key of one syllable, equal for old and new tone placement: "thuỵ" = "thụy" -> "thuyj".

    Lower case; vowel quality (ă â ê ô ơ ư) and đ stay; the tone mark moves to the end as a letter.
    """
    tone = ""
    letters = []
    for char in unicodedata.normalize("NFD", syllable.lower()):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)) + tone


def syllables(text: str) -> list[str]:
    """The syllables ("tiếng") of a text, as Vietnamese counts words for quoting limits."""
    return _SYLLABLE.findall(text)


def shorten(text: str, limit: int) -> str:
    """At most `limit` syllables of the text, cut at a word with an ellipsis when something was left out."""
    ends = [match.end() for match in _SYLLABLE.finditer(text)]
    return text if len(ends) <= limit else text[: ends[limit - 1]].rstrip() + "…"
