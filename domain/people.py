"""Who sits at the desk: a person's name and role. What each role may do is one table."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from domain.case import SOFTWARE
from domain.text import fold

# Names under which the program itself, or nobody, stands in the log and in cases.
_NOBODY = frozenset(map(fold, (SOFTWARE, "khách", "người xem thử", "dòng lệnh", "hệ thống")))
_BESIDE_LETTERS = frozenset(" .,'’-_@()0123456789")


def is_a_name(text: str) -> bool:
    """Whether someone may be called so: Latin letters, none that only look like them, no name of the program's own."""
    letters = [sign for sign in unicodedata.normalize("NFC", text) if sign not in _BESIDE_LETTERS]
    latin = all(sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN") for sign in letters)
    return bool(letters) and latin and fold(text).strip() not in _NOBODY


class Role(StrEnum):
    """The roles, from the one that may least to the one that may most; each may what those before it may."""

    READER = "xem"
    EDITOR = "soan"
    APPROVER = "duyet"
    ADMIN = "quan-tri"

    def may(self, needed: Role) -> bool:
        """Whether this role reaches the one an action needs."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with a password at the desk. `id` is the store's; names are unique, whatever their case.

    In a city's home `units` are the codes of the communes they are tied to; tied to none, they see all.
    """

    id: int
    name: str
    role: Role
    units: tuple[str, ...] = ()

    def may_see(self, unit_code: str) -> bool:
        """Whether they may look at a commune and decide for it."""
        return not self.units or unit_code in self.units
