"""What an officer is shown of one article, and what waits for a decision today, in order and with its reasons.

Only what the law lets an office keep in sight: headline, lead, link, and one short passage; the text itself stays in
the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import config.sources
from desk.services import Office
from desk.tongues import Said
from digest import quoting
from digest.safe import cut, href
from domain.edition import Entry
from domain.matter import Matter
from domain.press import Article, Level
from domain.reading import Judgement, Reason, TargetTone, Verdict
from domain.review import Choice, Decision, standing
from domain.saved import SavedSearch, Use
from domain.story import Copy
from store import Store
from store.warnings import Warning_

# Whether the person at the desk may see an article.
Seen = Callable[[str], bool]
# A page is to be finished, not endless: so many articles of a kind at once.
SHELF = 20
WEEK = timedelta(days=7)
# What the press asked waits on the page of today for so long: the 15 working days of an answer.
ASKED = timedelta(days=21)
# Warnings that also stand in a list of their own further down the page, in order; all others come before them.
OF_PRESS = {"deadline": 1, "reply": 2, "search": 3, "silent": 4}
# Characters of a lead; the longest real ones have about 600.
LONGEST_LEAD = 700


@dataclass(frozen=True, slots=True)
class Item:
    """One article as shown: `why` speaks for it, `doubt` against it; `facts` is what anyone decided, in order."""

    article: Article
    outlet: str
    link: str
    lead: str
    quote: str
    why: str
    doubt: str
    read: Judgement | None
    facts: tuple[Decision, ...]
    toward: TargetTone | None = None

    @property
    def stands(self) -> Decision | None:
        """The decision in force."""
        return standing(self.facts)

    @property
    def last(self) -> Decision | None:
        """The newest fact anyone added."""
        return self.facts[-1] if self.facts else None

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
    """What waits: to be answered, asked of the commune, uncertain, read as the commune's within the last week."""

    reply: Shelf
    asking: Shelf
    doubtful: Shelf
    fresh: Shelf


def item(office: Office, store: Store, article: Article) -> Item:
    """One article as shown."""
    code = office.commune.code
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
        facts=store.reviews.of(article.id, code),
        toward=store.tones.toward(article.id, code),
    )


def outlet(office: Office, article: Article) -> str:
    """The newspaper's name in print."""
    return _printed(office, article)[0]


def _printed(office: Office, article: Article) -> tuple[str, Level]:
    return config.sources.printed(article, office.sources, office.commune.unit.province_code)


def day(office: Office, store: Store, now: datetime) -> Day:
    """What waits today."""
    code = office.commune.code
    total, due = store.reviews.chosen(code, [Choice.REPLY], SHELF)
    asked, asking = store.reviews.asking(code, now - ASKED, SHELF)
    many, fresh = store.reviews.undecided(code, Verdict.ACCEPT.value, SHELF, now - WEEK)
    above = {one.id for one in asking}
    return Day(
        reply=_shelf(office, store, total, [article for article, _ in due]),
        asking=_shelf(office, store, asked, asking),
        doubtful=_shelf(office, store, *store.reviews.undecided(code, Verdict.REVIEW.value, SHELF)),
        fresh=_shelf(
            office, store, many - len(above & {one.id for one in fresh}), [a for a in fresh if a.id not in above]
        ),
    )


def _shelf(office: Office, store: Store, total: int, articles: Sequence[Article]) -> Shelf:
    return Shelf(total, tuple(item(office, store, article) for article in articles))


def just(store: Store, unit: str, number: int) -> Decision | None:
    """A decision that a page answers to; another commune's is none of this page's."""
    found = store.reviews.get(number)
    return found if found and found.unit_code == unit else None


def title(store: Store, article: str) -> str:
    """The headline of an article, "" for one without."""
    found = store.articles.get(article)
    return found.title if found else ""


def urgent(matters: Iterable[Matter]) -> list[Matter]:
    """Open issues: those with a deadline first, the nearest at the top, then the oldest."""
    waiting = [matter for matter in matters if matter.open]
    return sorted(waiting, key=lambda one: (one.due is None, one.due or date.max, one.raised or date.max, one.id))


@dataclass(frozen=True, slots=True)
class Fellow:
    """Another article of the same story: how it is told to be one, and how much of it is the same text."""

    article: Article
    outlet: str
    told: Said | str


def fellows(
    office: Office, store: Store, article: Article, seen: Seen = lambda _: True
) -> tuple[Said | str, list[Fellow]]:
    """Why an article was put into its story, and the others there that one may see, in order of publication."""
    story = store.stories.of(article.id)
    join = store.stories.join(article.id)
    others = [one for one in (story.articles if story else ()) if one != article.id and seen(one)]
    found = [other for one in others if (other := store.articles.get(one))]
    found.sort(key=by_day)
    copies = store.stories.copies_among((article.id, *(one.id for one in found)))
    rows = [Fellow(one, outlet(office, one), _copied(copies, article.id, one.id)) for one in found]
    return (join.reason if join and found else "", rows)


def by_day(article: Article) -> tuple[bool, str, str]:
    """The order of publication, the undated last."""
    return article.published is None, article.published.iso() if article.published else "", article.id


def _copied(copies: Mapping[str, Copy], this: str, other: str) -> Said | str:
    """Which of two articles prints the other's text; "" when neither does."""
    if (copy := copies.get(other)) and copy.of in (this, other):
        return Said("đăng lại bài này ({share} số câu giống nhau)", share=percent(copy.share))
    if (copy := copies.get(this)) and copy.of in (this, other):
        return Said("là bài gốc của bài này ({share} số câu giống nhau)", share=percent(copy.share))
    return ""


def percent(share: float) -> str:
    """`86 %`, for shares of sentences."""
    return f"{share * 100:.0f} %"


def speaking(reasons: Sequence[Reason]) -> tuple[list[Reason], list[Reason]]:
    """Reasons for and against, the weightiest first."""
    ordered = sorted(reasons, key=lambda reason: -abs(reason.weight))
    return [one for one in ordered if one.weight > 0], [one for one in ordered if one.weight <= 0]


def warnings(office: Office, store: Store, matters: Iterable[Matter]) -> list[Warning_]:
    """What stands and is still so: what stops the work first, then deadlines, questions, silent newspapers.

    Warnings are looked over at each reading; a word of the officer since then ends one of the press at once.
    """
    code = office.commune.code
    waiting = {f"{one.id}/{one.due}" for one in matters if one.open}
    searches = {str(one.id): one for one in store.saved.all(code)}
    found = []
    for one in store.warnings.standing():
        item, _, unit = one.item.partition(" ")
        elsewhere = one.kind in ("reply", "deadline") and unit not in ("", code)
        answered = one.kind == "reply" and standing(store.reviews.of(item, code))
        closed = one.kind == "deadline" and item.rpartition("/")[0] not in waiting
        looked = one.kind == "search" and _looked(one, searches)
        if not (elsewhere or answered or closed or looked):
            found.append(one)
    return sorted(found, key=lambda one: (OF_PRESS.get(one.kind, 0), one.number))


def _looked(warned: Warning_, searches: Mapping[str, SavedSearch]) -> bool:
    """Whether a search is a warning no longer, or somebody looked at what it found since it was raised."""
    search = searches.get(warned.item.partition("/")[0])
    if search is None or Use.WARNING not in search.uses:
        return True
    return bool(search.seen and warned.raised and search.seen >= warned.raised)
