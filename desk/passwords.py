"""Passwords, by argon2id; a name that nobody has costs as much time as one that somebody has."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desk.tongues import Said

SHORTEST, LONGEST = 8, 200
# The library's defaults are the second recommendation of RFC 9106: 64 MiB, 3 rounds, 4 lanes.
_HASHER = PasswordHasher()


def complaint(password: str, name: str = "") -> Said | str:
    """Why a password will not do, as a sentence; "" when it will."""
    if len(password) < SHORTEST:
        return Said("Mật khẩu cần ít nhất {least} ký tự.", least=SHORTEST)
    if len(password) > LONGEST:
        return Said("Mật khẩu dài nhất {most} ký tự.", most=LONGEST)
    if len(set(password)) < 4 or password.casefold() == name.casefold():
        return Said("Mật khẩu này dễ đoán. Mời chọn một câu ngắn chỉ mình biết.")
    return ""


def hashed(password: str) -> str:
    """What is stored of a password."""
    return _HASHER.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """Whether a password is the one stored; None stands for nobody and takes as long."""
    try:
        _HASHER.verify(stored or _nobody(), password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


@cache
def _nobody() -> str:
    return _HASHER.hash("không ai cả")
