"""The pack for the press briefing: the edition of its period, the register of requests, files."""

from __future__ import annotations

from datetime import datetime

from diembao.gathering import edition_of
from diembao.office import Office
from diembao.privacy import masked
from digest.briefing import report
from domain.clock import to_local
from domain.document import Digest
from domain.edition import Period
from store import Store


def press_pack(office: Office, store: Store, period: Period, now: datetime) -> Digest:
    """What the office brings to the briefing of a period, as known now."""
    edition = masked(edition_of(office, store, period, now), office.masker(), store.persons)
    asked = [one for one in store.press.all(office.commune.code) if to_local(one.at).date() in period]
    return report(edition, asked)
