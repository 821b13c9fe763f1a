"""Which bare headlines of a search engine only shadow an article that the newspaper itself gave? They count nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from domain.text import fold
from domain.urls import article_id


class Headed(Protocol):
    """What an article shows of itself from outside."""

    @property
    def outlet(self) -> str:
        """The domain of its newspaper."""

    @property
    def title(self) -> str:
        """Its headline."""

    @property
    def form(self) -> str:
        """How much of it is known: `headline` for a bare one."""

    @property
    def canonical(self) -> str:
        """The address of the article behind it, where it is known."""


T = TypeVar("T", bound=Headed)


def without_shadows(articles: Iterable[T], known: Callable[[str], bool]) -> list[T]:
    """The articles without headlines whose article stands among them, or was found behind them: `known` asks by id."""
    kept = list(articles)
    if all(one.form != "headline" for one in kept):
        return kept
    whole = {(one.outlet, fold(one.title)) for one in kept if one.form != "headline"}
    return [
        one
        for one in kept
        if one.form != "headline"
        or not ((one.outlet, fold(one.title)) in whole or (one.canonical and known(article_id(one.canonical))))
    ]
