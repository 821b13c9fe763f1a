"""Which articles do cases hold? Those of an open case are visited more often and longer; no case's page is let go."""

from __future__ import annotations

from collections.abc import Iterator

from diembao.office import Office
from domain.case import Case
from store import Store

MEGABYTE = 1_000_000


def _cases(store: Store) -> Iterator[Case]:
    for unit in store.cases.units():
        yield from store.cases.all(unit)


def watched_longer(store: Store) -> frozenset[str]:
    """Ids of the articles in open cases."""
    return frozenset(case.article for case in _cases(store) if case.open)


def kept(store: Store) -> frozenset[str]:
    """Ids of the articles in any case."""
    return frozenset(case.article for case in _cases(store))


def archive_size(store: Store) -> int:
    """Bytes of the archive."""
    return sum(store.archive.size(name) for name in store.archive.names())


def over_budget(office: Office, store: Store) -> int:
    """By how many bytes the archive is larger than the office allows; 0 when it is not, or may be of any size."""
    limit = office.settings.limits.archive_mb * MEGABYTE
    return max(0, archive_size(store) - limit) if limit else 0
