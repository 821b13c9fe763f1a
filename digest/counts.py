"""Which articles count? One definition for every figure of a digest, so that no two of them disagree.

Counted are the articles published in the period and those first seen in it that show no day. Late finds belong to the
period they were published in: they are listed and marked, not counted. What waits for the officer is not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from domain.clock import VIETNAM
from domain.edition import Edition, Entry, TopicName
from domain.press import Level
from domain.reading import Role, ToneValue

UNSORTED = TopicName("", "Chưa xác định lĩnh vực", "")


def counted(edition: Edition) -> tuple[Entry, ...]:
    """The articles that figures are about, in order of publication, undated ones last."""
    return by_time([entry for entry in edition.entries if not entry.supplement] + list(edition.undated))


def late(edition: Edition) -> tuple[Entry, ...]:
    """Late finds of earlier periods."""
    return by_time(entry for entry in edition.entries if entry.supplement)


def outlets(entries: Iterable[Entry]) -> dict[str, Level]:
    """The newspapers that published, by name in print, with whose they are."""
    return {entry.outlet_title: entry.level for entry in entries}


def roles(entries: Iterable[Entry]) -> Counter[Role]:
    """How many articles give the commune each role; articles of unknown role are left out."""
    return Counter(entry.judgement.role for entry in entries if entry.judgement.role)


def topic_of(edition: Edition, entry: Entry) -> TopicName:
    """The main topic, `UNSORTED` when there is none or the settings no longer know it."""
    names = topics_of(edition, entry)
    return names[0] if names else UNSORTED


def topics_of(edition: Edition, entry: Entry) -> tuple[TopicName, ...]:
    """All topics of an article, main first."""
    hits = sorted(entry.topics, key=lambda hit: hit.rank)
    return tuple(topic for hit in hits for topic in edition.topics if topic.code == hit.topic)


def by_topic(edition: Edition, entries: Iterable[Entry]) -> dict[TopicName, tuple[Entry, ...]]:
    """Articles by main topic, in one order all through a digest: the field with most counted articles first.

    Equals stand in the order of the settings, unsorted articles last.
    """
    groups: dict[TopicName, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(topic_of(edition, entry), []).append(entry)
    return {topic: tuple(groups[topic]) for topic in field_order(edition, groups)}


def field_order(edition: Edition, fields: Iterable[TopicName]) -> list[TopicName]:
    """Fields with most counted articles first, equals in the order of the settings, unsorted last."""
    sizes = Counter(topic_of(edition, entry) for entry in counted(edition))
    place = {topic: number for number, topic in enumerate(edition.topics)}
    return sorted(fields, key=lambda topic: (topic == UNSORTED, -sizes[topic], place.get(topic, 0)))


def tones(edition: Edition) -> Counter[ToneValue] | None:
    """Counted articles by tone toward the commune; None when any of them was not read for it, or there are none."""
    found = [entry.tone for entry in counted(edition)]
    known = Counter(tone for tone in found if tone)
    return known if found and known.total() == len(found) else None


def by_time(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """In order of publication; a bare day after its hours, undated last; the same input always gives one order."""
    return tuple(sorted(entries, key=_time_key))


def vietnamese(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Without the articles in other languages, which have a part of their own."""
    return tuple(entry for entry in entries if entry.article.language == "vi")


_ROLE_ORDER = {Role.MAIN: 0, None: 1, Role.SIDE: 1, Role.LIST: 2}


def by_weight(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Articles about the commune first, mere mentions after them, late finds last; inside each by time."""
    return tuple(sorted(by_time(entries), key=lambda entry: (entry.supplement, role_rank(entry))))


def role_rank(entry: Entry) -> int:
    """0 for an article about the commune, 1 for one that mentions it, 2 for one that only lists it."""
    return _ROLE_ORDER[entry.judgement.role]


_LAST = datetime.max.replace(tzinfo=VIETNAM)


def _time_key(entry: Entry) -> tuple[str, datetime, str, str]:
    stamp = entry.article.published
    if stamp is None:
        return "9999-99-99", _LAST, entry.outlet_title, entry.article.id
    return stamp.day.isoformat(), stamp.moment or _LAST, entry.outlet_title, entry.article.id
