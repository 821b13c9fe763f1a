"""The report on the plan for external information: the edition of its period, the officers' notes, files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from diembao.gathering import edition_of
from diembao.issue import write_document
from diembao.office import Office
from diembao.privacy import masked, masker
from digest.plan import report
from domain.document import Digest
from domain.edition import Period
from store import Store


def plan_report(office: Office, store: Store, period: Period, now: datetime) -> Digest:
    """What was done for the plan in a period, as known now."""
    edition = masked(edition_of(office, store, period, now), masker(office))
    notes = store.plans.between(office.commune.code, period.start, period.end)
    settings = office.settings
    return report(
        edition, settings.plan.plan(), notes, settings.plan.office_of(office.commune.unit, office.letterhead.archive)
    )


def build_report(
    office: Office, store: Store, period: Period, now: datetime, formats: Sequence[str]
) -> tuple[Path, ...]:
    """The report's files."""
    name = f"bao-cao-ke-hoach-{office.commune.code}-{period.key}"
    return write_document(office.home, name, plan_report(office, store, period, now), formats)
