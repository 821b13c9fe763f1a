"""The report on the plan for external information: the edition of its period, the officers' notes, files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from diembao.gathering import edition_of
from diembao.issue import write_document
from diembao.office import Office
from diembao.privacy import masked
from digest.plan import figures, report
from domain.document import Digest
from domain.edition import Period
from store import Store


def plan_report(office: Office, store: Store, period: Period, now: datetime) -> Digest:
    """What was done for the plan in a period, as known now."""
    edition = masked(edition_of(office, store, period, now), office.masker(), store.persons)
    notes = store.plans.between(office.commune.code, period.start, period.end)
    settings = office.settings
    return report(
        edition, settings.plan.plan(), notes, settings.plan.office_of(office.commune.unit, office.letterhead.archive)
    )


def plan_figures(office: Office, store: Store, period: Period, now: datetime) -> Mapping[str, Sequence[str]]:
    """What the system itself can say of a period, by the name of a figure that tasks of the plan ask for."""
    edition = masked(edition_of(office, store, period, now), office.masker(), store.persons)
    names = {task.figure for task in office.settings.plan.plan().tasks if task.figure}
    return {name: figures(edition, name) for name in sorted(names)}


def build_report(
    office: Office, store: Store, period: Period, now: datetime, formats: Sequence[str]
) -> tuple[Path, ...]:
    """The report's files."""
    name = f"bao-cao-ke-hoach-{office.commune.code}-{period.key}"
    return write_document(office.home, name, plan_report(office, store, period, now), formats)
