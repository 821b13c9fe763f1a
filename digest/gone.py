"""Which articles did their newspapers take down? Their words are not repeated, only that they stood there.

What a newspaper removed or corrected may not be published again (Luật Báo chí 126/2025, Điều 8 khoản 11).
"""

from __future__ import annotations

from datetime import date

from domain.clock import to_local
from domain.edition import Edition
from domain.watch import taken_down


def gone(edition: Edition, article: str) -> date | None:
    """The day on which it was seen that an article was taken down; None while it stands, or stands again."""
    last = taken_down(noted.change for noted in edition.changes if noted.change.article == article)
    return to_local(last.seen_at).date() if last else None
