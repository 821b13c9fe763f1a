"""What does every edition of one pass ask of the store alike? Asked once, however many communes are watched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from diembao.health import Ways
from diembao.telling import Book
from domain.press import Source
from store import Store


class Shared:
    """Stories, newspapers, how much was read: as they stood when they were first asked for."""

    def __init__(self, store: Store):
        self._store = store
        self._reports: dict[str, tuple[bool, str, datetime | None]] = {}
        self._read: dict[tuple[datetime, datetime], dict[str, int]] = {}

    @cached_property
    def book(self) -> Book:
        """The stories."""
        return Book(self._store)

    @cached_property
    def first(self) -> datetime | None:
        """When the press was first read."""
        return self._store.runs.first()

    def read(self, opens: datetime, closes: datetime, names: Sequence[str]) -> dict[str, int]:
        """Articles by newspaper first seen between two moments."""
        if (opens, closes) not in self._read:
            self._read[opens, closes] = self._store.articles.count_first_seen(opens, closes, names)
        return self._read[opens, closes]

    def report(self, source: Source) -> tuple[bool, str, datetime | None]:
        """Whether a newspaper could be read, why not, and when it could last."""
        if source.name not in self._reports:
            ways = Ways(self._store, source)
            self._reports[source.name] = (ways.ok, ways.trouble, ways.ok_at)
        return self._reports[source.name]
