"""All that a document about a case is written from: the case, its article, who signs, which rules are cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.case import Case
from domain.caseclock import Due
from domain.edition import Office
from domain.fact import Fact
from domain.place import Unit
from domain.press import Article


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case with what its documents need.

    `together` are all cases on the article, this one among them, in order. `office` signs letters (UBND), `desk` writes
    what stays inside (Phòng). `citations` are legal references by id, as printed; `contact` is whom the paper may ask;
    `dues` are the limits that run.
    """

    case: Case
    together: tuple[Case, ...]
    article: Article
    outlet: str
    office: Office
    desk: Office
    unit: Unit
    built_at: datetime
    citations: Mapping[str, str]
    contact: str = ""
    dues: tuple[Due, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def kind(self) -> str:
        """The word for the commune: "xã", "phường" or "đặc khu"."""
        return self.unit.kind
