"""What an officer is shown of one article, and what waits for a decision today, in order and with its reasons.

Only what the law lets an office keep in sight: headline, lead, link, and one short passage; the text itself stays in
the archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import config.sources
from desk.services import Office
from digest import quoting
from digest.safe import cut, href
from domain.edition import Entry
from domain.press import Article, Level
from domain.reading import Judgement, Reason, Verdict
from domain.review import Choice, Decision, standing
from store import Store

# A page is to be finished, not endless: so many articles of a kind at once.
SHELF = 20
WEEK = timedelta(days=7)
# Characters of a lead; the longest real ones have about 600.
LONGEST_LEAD = 700


@dataclass(frozen=True, slots=True)
class Item:
    """One article as shown: `why` speaks for it, `doubt` against it; `last` is the newest fact anyone added."""

    article: Article
    outlet: str
    link: str
    lead: str
    quote: str
    why: str
    doubt: str
    read: Judgement | None
    stands: Decision | None
    last: Decision | None

    @property
    def seen(self) -> int:
        """The number of the newest fact, 0 for none: a form carries it, so that nobody overrules the unseen."""
        return self.last.id if self.last else 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """Articles that wait for the same kind of word: how many in all, and those shown."""

    total: int
    items: tuple[Item, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.items)


@dataclass(frozen=True, slots=True)
class Day:
    """What waits: to be answered, uncertain, and read as the commune's within the last week."""

    reply: Shelf
    doubtful: Shelf
    fresh: Shelf


def item(office: Office, store: Store, article: Article) -> Item:
    """One article as shown."""
    code = office.commune.code
    facts = store.reviews.of(article.id, code)
    read = store.readings.as_read(article.id, code)
    entry = Entry(article, *_printed(office, article), read or Judgement(code, Verdict.REJECT, 0.0))
    return Item(
        article=article,
        outlet=entry.outlet_title,
        link=href(article.url),
        lead=cut(article.sapo, LONGEST_LEAD),
        quote=quoting.quote(entry),
        why=quoting.reason(entry),
        doubt=quoting.doubt(entry),
        read=read,
        stands=standing(facts),
        last=facts[-1] if facts else None,
    )


def outlet(office: Office, article: Article) -> str:
    """The newspaper's name in print."""
    return _printed(office, article)[0]


def _printed(office: Office, article: Article) -> tuple[str, Level]:
    source = next((source for source in office.sources if source.name == article.source), None)
    return config.sources.outlet(article.outlet, source, office.commune.unit.province_code)


def day(office: Office, store: Store, now: datetime) -> Day:
    """What waits today."""
    code = office.commune.code
    total, due = store.reviews.chosen(code, [Choice.REPLY], SHELF)
    return Day(
        reply=_shelf(office, store, total, [article for article, _ in due]),
        doubtful=_shelf(office, store, *store.reviews.undecided(code, Verdict.REVIEW.value, SHELF)),
        fresh=_shelf(office, store, *store.reviews.undecided(code, Verdict.ACCEPT.value, SHELF, now - WEEK)),
    )


def _shelf(office: Office, store: Store, total: int, articles: Sequence[Article]) -> Shelf:
    return Shelf(total, tuple(item(office, store, article) for article in articles))


def speaking(reasons: Sequence[Reason]) -> tuple[list[Reason], list[Reason]]:
    """Reasons for and against, the weightiest first."""
    ordered = sorted(reasons, key=lambda reason: -abs(reason.weight))
    return [one for one in ordered if one.weight > 0], [one for one in ordered if one.weight <= 0]
