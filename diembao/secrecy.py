"""Does a text bear a mark of state secrecy? Then it must not be kept in this program at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.text import clean, fold

_MARKS = r"TUYỆT MẬT|TỐI MẬT|MẬT"
_ALONE = re.compile(rf"\W*(?:(?:mức )?(?:độ|dấu)(?: độ)? mật\W*)?({_MARKS})\W*", re.IGNORECASE)
_STATED = re.compile(rf"\bđộ mật\s*:\s*({_MARKS})\b", re.IGNORECASE)
# Beside a number or a place and date, as two columns of a letterhead become one line.
_BEFORE = re.compile(rf"({_MARKS}) (?!(?:ONG|MÃ|VỤ|KHẨU|THƯ|ƯỚC|NGHỊ)\b)(?P<rest>.+)")
_BEHIND = re.compile(rf"(?P<rest>.+)(?<!\bBÍ)(?<!\bBẢO)(?<!\bCƠ)(?<!TUYỆT)(?<!TỐI) ({_MARKS})")
_SPACED = re.compile(r"\b(?:[^\W\d_] ){2,}[^\W\d_]\b")


def secrecy_mark(first_page: str) -> str:
    """The mark on a document's first page ("MẬT", "TỐI MẬT", "TUYỆT MẬT"), "" when there is none.

    A mark stands alone on its line, after "Độ mật:", or in capitals at either end of a line; not inside a sentence
    and not inside words as "bí mật", "bảo mật", "mật ong".
    """
    return next((mark.upper() for line in clean(first_page).split("\n") if (mark := _mark(_joined(line)))), "")


def _joined(line: str) -> str:
    """A line whose letters were spaced out ("M Ậ T", "T Ố I  M Ậ T") put together."""
    spaced = _SPACED.fullmatch(line.strip())
    return re.sub(r"^(TUYỆT|TỐI)(MẬT)$", r"\1 \2", line.replace(" ", "")) if spaced else line


def _mark(line: str) -> str:
    alone = _ALONE.fullmatch(line)
    if alone and alone[1][0].isupper():
        return alone[1]
    if stated := _STATED.search(line):
        return stated[1]
    beside = _BEFORE.fullmatch(line) or _BEHIND.fullmatch(line)
    return (
        next(mark for mark in beside.groups() if mark != beside["rest"]) if beside and _is_mixed(beside["rest"]) else ""
    )


def _is_mixed(text: str) -> bool:
    """Whether a line is no headline in capitals: it has small letters or figures."""
    return any(letter.islower() or letter.isdigit() for letter in text)


_MARKED = re.compile(r"(?<!\bBÍ )(?<!\bBẢO )(?<!\bCƠ )\b(?:TUYỆT|TỐI) MẬT\b")
_FOLDED_STATED = re.compile(r"\b(?:do|dau|muc do) mat\b\W*(?:tuyet mat|toi mat|mat)\b")
_FOLDED_CAPITALS = re.compile(r"\b(?:TUYET|TOI) MAT\b")


def bears_mark(lines: Iterable[str]) -> str:
    """The line of a whole file that bears a mark of secrecy, "" when none does. Rather refuses once too often.

    Beside what `secrecy_mark` sees on a first page: marks spaced or dotted out, without diacritics, or anywhere in
    capitals, in any line of the file.
    """
    return next((line for raw in lines for line in clean(raw).split("\n") if _suspicious(line)), "")


def _suspicious(line: str) -> bool:
    if secrecy_mark(line) or _MARKED.search(line) or _FOLDED_CAPITALS.search(line):
        return True
    letters = "".join(letter for letter in line if letter.isalpha())
    plain = fold(letters)
    shape = plain in ("mat", "toimat", "tuyetmat", "domatmat", "domattoimat", "domattuyetmat")
    if shape and (letters.isupper() or letters[:1].isupper()) and _could_be_mark(letters):
        return True
    return bool(_FOLDED_STATED.search(fold(line))) and not re.search("bảo mật|bí mật", line.lower())


def _could_be_mark(letters: str) -> bool:
    """ "MẶT", "MẮT", "MÁT" are other words: each letter stands bare or as in MẬT, TỐI MẬT, TUYỆT MẬT."""
    return all(letter in "mậtốiuyệđộa" or letter in "mattoiuyedo" for letter in letters.lower())
