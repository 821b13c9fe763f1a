"""Which rule is a text based on, and has the office checked it? From defaults/legal.toml, never written inline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from config import shipped

# Printed after a citation that nobody has compared with the official text.
UNVERIFIED = "[CẦN KIỂM TRA]"
_NOTHING: Mapping[str, date] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LegalReference:
    """One rule: `use` says what it is cited for, `origin` where it was read when this list was made.

    `in_force` is None where the day is not known; `verified_on` until the office has checked the official text.
    """

    id: str
    document: str
    number: str
    article: str
    use: str
    origin: str
    in_force: date | None
    verified_on: date | None


def references(verified: Mapping[str, date] = _NOTHING) -> dict[str, LegalReference]:
    """All references by id; `verified` holds the days on which the office checked some (settings, `legal.verified`)."""
    return {
        row["id"]: LegalReference(
            id=row["id"],
            document=row["van_ban"],
            number=row["so_hieu"],
            article=row["dieu"],
            use=row["dung_cho"],
            origin=row["do_tin"],
            in_force=row["hieu_luc"] or None,
            verified_on=verified.get(row["id"]) or row["verified_on"] or None,
        )
        for row in shipped.table("legal")["can_cu"]
    }


def cite(reference: LegalReference) -> str:
    """`Điều 34 Luật Báo chí`, `Điều 19 Nghị định số 237/2026/NĐ-CP`, with a mark while nobody has checked it.

    A law is cited by its name alone, anything else with its number (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    """
    is_law = reference.document.startswith("Luật ")
    document = reference.document if is_law else f"{reference.document} số {reference.number}"
    mark = "" if reference.verified_on else UNVERIFIED
    return " ".join(filter(None, (reference.article, document, mark)))
