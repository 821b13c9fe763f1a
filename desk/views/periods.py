"""Which period does an address ask for? The same words on the pages of figures, of the plan, of the press register."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta

from flask import g, request

from desk.doors import services
from domain.clock import plausible, to_local
from domain.edition import Period, PeriodKind, period_of, previous_period

# Kinds of periods as they stand in an address.
NAMES: Mapping[str, PeriodKind] = {
    "tuan": PeriodKind.WEEK,
    "thang": PeriodKind.MONTH,
    "quy": PeriodKind.QUARTER,
    "sau-thang": PeriodKind.HALF,
    "nam": PeriodKind.YEAR,
}


# Those of a register and its reports.
REPORTED = ("thang", "quy", "sau-thang", "nam")


def asked(
    usual: PeriodKind, kinds: Collection[str] = REPORTED, undated: Callable[[PeriodKind], Period] | None = None
) -> Period:
    """The period of `ky`, one of `kinds`, that holds the day `ngay`; without a day that of `undated`, or today's."""
    name = request.values.get("ky", "")
    kind = NAMES[name] if name in kinds else usual
    day = day_of("ngay")
    if day is None and undated:
        return undated(kind)
    return period_of(day or today(), kind, g.office.settings.digest.windows)


def around(period: Period, kinds: Collection[str] = REPORTED) -> dict[str, object]:
    """What a page offers beside a period: its kinds, the one before and the one after."""
    return {
        "kinds": {name: NAMES[name] for name in kinds},
        "chosen": next(name for name, one in NAMES.items() if one is period.kind),
        "before": previous_period(period, g.office.settings.digest.windows).end,
        "after": period.end + timedelta(days=1) if period.end < today() else None,
        "unfinished": today() <= period.end,
    }


def today() -> date:
    """The day in Vietnam that the office believes."""
    return to_local(services().believes(g.office)).date()


def day_of(name: str) -> date | None:
    """A day of the address or the form, None for none or one that no office lived through."""
    try:
        found = date.fromisoformat(request.values.get(name, ""))
    except ValueError:
        return None
    return found if plausible(found) else None
