"""The commune and the units of the country, present and former, that its names must be told from.

Codes are the official ones; dates are the first day a unit exists (`valid_from`) and the first day it no longer
does (`valid_to`), None for an open end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Two-tier local government: former communes and districts ended, present communes began.
MERGER_DAY = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Unit:
    """A present commune-level unit: xã, phường or đặc khu."""

    code: str
    name: str
    type: str
    province: str
    province_code: str

    @property
    def kind(self) -> str:
        """`xã`, `phường` or `đặc khu`, as within a sentence."""
        return self.type.lower()

    @property
    def full_name(self) -> str:
        """`xã Nghi Dương`, as sentences print it."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A commune-level unit that ended by July 2025, with its last district and province."""

    code: str
    name: str
    type: str
    district: str
    province: str
    in_force_2025_06: bool = True


@dataclass(frozen=True, slots=True)
class Succession:
    """Territory of a former unit that went to a present one; `divided` when only part of it did."""

    old_code: str
    new_code: str
    divided: bool = False
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The units of the country, as config/gazetteer ships them; handed to the rooms as an argument."""

    units: tuple[Unit, ...]
    formers: tuple[FormerUnit, ...]
    successions: tuple[Succession, ...]


@dataclass(frozen=True, slots=True)
class NotOurs:
    """An officer's "không phải xã mình" as a rule anyone can read, and take back by deleting it.

    `phrase` as the press writes it ("điện máy Ngũ Phúc"); `outlet` (a domain) keeps the rule to one newspaper; `note`
    says who decided, when and why.
    """

    phrase: str
    outlet: str = ""
    note: str = ""

    @classmethod
    def read(cls, text: str) -> NotOurs:
        """A rule as settings hold it: `điện máy Ngũ Phúc @ bao.example # N.T.H., 27/11/2026`."""
        rule, _, note = text.partition("#")
        phrase, _, outlet = rule.partition("@")
        return cls(phrase.strip(), outlet.strip().lower(), note.strip())

    def written(self) -> str:
        """The rule as settings hold it; `read` gives it back."""
        return f"{self.phrase}{f' @ {self.outlet}' if self.outlet else ''}{f' # {self.note}' if self.note else ''}"

    def sentence(self) -> str:
        """What the rule says and who made it."""
        where = f" trên {self.outlet}" if self.outlet else ""
        note = f" ({self.note})" if self.note else ""
        return f"cơ quan đã ghi là không phải xã mình{where}{note}. Bỏ quy tắc này trong cài đặt thì bài được xét lại."


@dataclass(frozen=True, slots=True)
class LocalKnowledge:
    """What only the commune itself knows: names the press uses that no gazetteer holds.

    `ignore` holds phrases that look like the name but never mean it ("nghi dương tính"); `not_ours` what the office
    decided so, rule by rule.
    """

    villages: tuple[str, ...] = ()
    landmarks: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    not_ours: tuple[NotOurs, ...] = ()


@dataclass(frozen=True, slots=True)
class Commune:
    """A watched commune: its present unit, what it was made from, its neighbours, and local knowledge."""

    unit: Unit
    formers: tuple[FormerUnit, ...] = ()
    neighbours: tuple[str, ...] = ()
    knowledge: LocalKnowledge = LocalKnowledge()

    @property
    def code(self) -> str:
        """The official code: everything about a commune is keyed by it."""
        return self.unit.code


@dataclass(frozen=True, slots=True)
class City:
    """A province or city watched whole: itself as a unit (its code has two digits), and its communes by code."""

    unit: Unit
    communes: tuple[Commune, ...] = ()

    @property
    def code(self) -> str:
        """The code of the province or city: its own documents are keyed by it."""
        return self.unit.code
