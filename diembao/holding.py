"""Which articles do cases hold? Those of an open case are visited more often and longer; no case's page is let go."""

from __future__ import annotations

from collections.abc import Iterator

from domain.case import Case
from store import Store


def _cases(store: Store) -> Iterator[Case]:
    for unit in store.cases.units():
        yield from store.cases.all(unit)


def watched_longer(store: Store) -> frozenset[str]:
    """Ids of the articles in open cases."""
    return frozenset(case.article for case in _cases(store) if case.open)


def kept(store: Store) -> frozenset[str]:
    """Ids of the articles in any case."""
    return frozenset(case.article for case in _cases(store))
