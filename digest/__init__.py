"""The digest room: an `Edition` in, a `Digest` out, and its bytes in every format.

`SECTIONS` names the parts a digest can have. A new one is a module in digest/sections, a line here and its place in
the settings.
"""

from __future__ import annotations

from collections.abc import Callable

from digest.sections import (
    annex,
    changes,
    forecast,
    foreign,
    good,
    highlights,
    issues,
    overview,
    press_work,
    proposals,
    review,
    searches,
    sources,
    undated,
    unverified,
)
from domain.document import Section
from domain.edition import Edition

SECTIONS: dict[str, Callable[[Edition], Section | None]] = {
    "overview": overview.section,
    "highlights": highlights.section,
    "foreign": foreign.section,
    "issues": issues.section,
    "unverified": unverified.section,
    "press_work": press_work.section,
    "good": good.section,
    "searches": searches.section,
    "changes": changes.section,
    "undated": undated.section,
    "review": review.section,
    "forecast": forecast.section,
    "proposals": proposals.section,
    "annex": annex.section,
    "sources": sources.section,
}
