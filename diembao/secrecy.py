"""Does a text bear a mark of state secrecy? Then it must not be kept in this program at all."""

from __future__ import annotations

import re

from domain.text import clean

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
