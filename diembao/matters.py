"""Which issues stand in an edition? Those the press raises now, and those of earlier periods not yet closed.

The machine only puts forward: an article about the commune that complains or criticises. Whether there is anything to
handle, and by whom, is the officer's word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.clock import to_local
from domain.edition import Entry, Period, TopicName
from domain.matter import Matter, MatterState
from domain.reading import Role, Verdict
from store import Store

COMPLAINTS = "16"


def proposed(entries: Iterable[Entry], topics: Sequence[TopicName], unit_code: str, now: datetime) -> list[Matter]:
    """An issue for each story that raises one, named by its first article that does."""
    found: dict[str, Matter] = {}
    dated = [entry for entry in entries if entry.article.published and _raises(entry)]
    for entry in sorted(dated, key=lambda item: item.article.published.iso() if item.article.published else ""):
        found.setdefault(entry.story or entry.article.id, _matter(entry, topics, unit_code, now))
    return list(found.values())


def _raises(entry: Entry) -> bool:
    """About the commune, and a complaint or a question put to it; a dark tone alone opens nothing."""
    complains = any(hit.topic == COMPLAINTS for hit in entry.topics) or entry.reply_due
    return complains and entry.judgement.role is Role.MAIN


def _matter(entry: Entry, topics: Sequence[TopicName], unit_code: str, now: datetime) -> Matter:
    article, published = entry.article, entry.article.published
    return Matter(
        id=article.id,
        unit_code=unit_code,
        opened=now,
        what=article.title,
        outlet=entry.outlet_title,
        url=article.url,
        raised=published.day if published else None,
        unit=_lead_unit(entry, topics),
    )


def _lead_unit(entry: Entry, topics: Sequence[TopicName]) -> str:
    """The unit of the field complained about; that of complaints themselves where no other field is known."""
    units = {topic.code: topic.unit for topic in topics}
    codes = [hit.topic for hit in sorted(entry.topics, key=lambda hit: (hit.topic == COMPLAINTS, hit.rank))]
    return next((units[code] for code in codes if code in units), "")


def standing(store: Store, unit_code: str, period: Period, now: datetime, new: Sequence[Matter]) -> tuple[Matter, ...]:
    """The issues as they stood at a moment: open ones up to this period, those closed in it, and the new ones."""
    known = {matter.id: matter for matter in store.matters.all(unit_code, now)}
    everything = {matter.id: matter for matter in new} | known
    found = [m for m in everything.values() if _belongs(m, period) and not _withdrawn(store, m)]
    return tuple(sorted(found, key=lambda m: (not m.open, m.day, m.id)))


def _belongs(matter: Matter, period: Period) -> bool:
    if matter.day > period.end or matter.state is MatterState.DISMISSED:
        return False
    return matter.open or (matter.changed is not None and to_local(matter.changed).date() >= period.start)


def _withdrawn(store: Store, matter: Matter) -> bool:
    """Put forward by the machine for an article that it no longer takes to be about the commune."""
    if matter.state is not MatterState.PROPOSED or matter.changed is not None:
        return False
    judgement = store.readings.judgement(matter.id, matter.unit_code)
    return judgement is not None and judgement.verdict is Verdict.REJECT
