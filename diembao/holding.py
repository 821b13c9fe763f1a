"""Which articles are held: visited longer and more often, their pages never let go. Cases hold theirs.

`HOLDERS` are questions to the store, each giving ids of articles; whoever holds articles adds one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from store import Store

HOLDERS: dict[str, Callable[[Store], Iterable[str]]] = {}


def held(store: Store) -> frozenset[str]:
    """Ids of all held articles."""
    return frozenset(article for holder in HOLDERS.values() for article in holder(store))
