"""Which period does an address ask for? The same words on the pages of figures, of the plan, of the press register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from flask import g, request

from desk.doors import services
from domain.clock import to_local
from domain.edition import Period, PeriodKind, period_of, previous_period

# Kinds of periods as they stand in an address.
NAMES: Mapping[str, PeriodKind] = {
    "tuan": PeriodKind.WEEK,
    "thang": PeriodKind.MONTH,
    "quy": PeriodKind.QUARTER,
    "sau-thang": PeriodKind.HALF,
    "nam": PeriodKind.YEAR,
}


def asked(usual: PeriodKind) -> Period:
    """The period of `ky` that holds the day `ngay`; without a day the one that holds today."""
    kind = NAMES.get(request.values.get("ky", ""), usual)
    day = day_of("ngay") or to_local(services().believes(g.office)).date()
    return period_of(day, kind, g.office.settings.digest.windows)


def around(period: Period, kinds: tuple[str, ...]) -> dict[str, object]:
    """What a page offers beside a period: its kinds, the one before and the one after."""
    today = to_local(services().believes(g.office)).date()
    return {
        "kinds": {name: NAMES[name] for name in kinds},
        "chosen": next(name for name, one in NAMES.items() if one is period.kind),
        "before": previous_period(period, g.office.settings.digest.windows).end,
        "after": period.end + timedelta(days=1) if period.end < today else None,
        "unfinished": today <= period.end,
    }


def day_of(name: str) -> date | None:
    """A day of the address or the form, None for none or one that no office lived through."""
    try:
        found = date.fromisoformat(request.values.get(name, ""))
    except ValueError:
        return None
    return found if 2000 <= found.year < 2100 else None
