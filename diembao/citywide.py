"""The edition of a city: counted together from the editions of its communes, so that no two figures disagree.

A commune's edition is looked at once and let go; only counts and the events of several communes are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from diembao.gathering import edition_of
from diembao.office import Office
from diembao.sharing import Shared
from digest import stories
from digest.counts import counted
from domain.casework import NOT_KEPT
from domain.cityview import CityView, CommuneLine, SharedStory
from domain.editing import folded
from domain.edition import Edition, Entry, Past, Period, previous_period
from domain.matter import Matter
from domain.press import Level
from domain.text import fold
from store import Store


@dataclass(slots=True)
class _Event:
    """An event while it is counted: its articles with their newspapers, its communes, and who told it first."""

    first: tuple[str, str]
    title: str
    outlet: str
    day: date | None
    url: str
    articles: dict[str, str] = field(default_factory=dict)
    communes: list[str] = field(default_factory=list)


class Tally:
    """Counts the editions of a city's communes, one after the other."""

    def __init__(self) -> None:
        self._lines: list[CommuneLine] = []
        self._events: dict[str, _Event] = {}
        self._outlets: dict[str, Level] = {}
        self._articles: set[str] = set()
        self._matters: list[Matter] = []
        self._like: Edition | None = None

    def add(self, edition: Edition) -> None:
        """Count one commune's edition."""
        own = counted(edition)
        unit = edition.commune.unit
        waiting = [matter for matter in edition.matters if matter.open]
        self._lines.append(
            CommuneLine(
                unit=unit,
                articles=len(own),
                stories=stories.count(edition),
                outlets=len({entry.outlet_title for entry in own}),
                waiting=len(waiting),
                doubtful=len(edition.review),
            )
        )
        self._matters += waiting
        for entry in own:
            self._note(entry, unit.full_name)
        self._like = replace(edition, entries=(), undated=(), review=(), stories=(), matters=())

    def _note(self, entry: Entry, commune: str) -> None:
        article = entry.article
        self._articles.add(article.id)
        self._outlets[entry.outlet_title] = entry.level
        name = entry.story or article.id
        first = (article.published.iso() if article.published else "9999", article.id)
        event = self._events.get(name)
        if event is None or first < event.first:
            day = article.published.day if article.published else None
            fresh = _Event(first, article.title, entry.outlet_title, day, article.url)
            fresh.articles, fresh.communes = (event.articles, event.communes) if event else ({}, [])
            event = self._events[name] = fresh
        event.articles[article.id] = entry.outlet_title
        if commune not in event.communes:
            event.communes.append(commune)

    def view(self) -> CityView:
        """What the city's edition is made of."""
        many = [(name, event) for name, event in self._events.items() if len(event.communes) > 1]
        many.sort(key=lambda item: (-len(item[1].communes), -len(item[1].articles), item[1].first))
        return CityView(
            lines=tuple(sorted(self._lines, key=lambda line: (fold(line.unit.name), line.unit.name, line.unit.code))),
            shared=tuple(_shared(name, event) for name, event in many),
            articles=len(self._articles),
            stories=len(self._events),
            outlets=tuple(sorted(self._outlets.values())),
        )

    def edition(self, office: Office, store: Store, period: Period, replaces: str = "") -> Edition:
        """The city's edition. `office` is the city's own."""
        assert self._like is not None, "a city has communes"
        windows = office.settings.digest.windows
        before = store.editions.draft(office.commune.code, previous_period(period, windows).key)
        past = before[0].city if before else None
        view = self.view()
        return replace(
            self._like,
            commune=office.commune,
            office=office.letterhead,
            matters=tuple(self._matters),
            history=(Past(before[0].period, past.articles, past.stories),) if before and past else (),
            year_ago=None,
            replaces=replaces,
            changes=(),
            cases=None,
            echoes=(),
            searches=(),
            press_work=NOT_KEPT,
            tone_measure=None,
            edits=folded(store.editing.of(office.commune.code, period.key)),
            masked=False,
            city=view,
        )


def _shared(name: str, event: _Event) -> SharedStory:
    return SharedStory(
        id=name,
        title=event.title,
        outlet=event.outlet,
        day=event.day,
        url=event.url,
        articles=len(event.articles),
        outlets=len(set(event.articles.values())),
        communes=tuple(event.communes),
    )


def city_edition(
    office: Office, store: Store, period: Period, now: datetime, replaces: str = "", shared: Shared | None = None
) -> Edition:
    """The city's edition from what its communes' editions hold now. `office` is the city's own."""
    shared, tally = shared or Shared(store), Tally()
    for one in office.each():
        tally.add(edition_of(one, store, period, now, shared=shared))
    return tally.edition(office, store, period, replaces)
