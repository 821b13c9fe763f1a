"""What the tests of faults share: a press, and a desk, that are small enough to be broken a hundred times."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.people import Role
from domain.reading import Verdict
from store import opened
from tests.builders import NOW
from tests.desk.conftest import Desk, put, settle
from tests.diembao.small_press import fill
from tests.loopback import Paper, Reply, papers


@pytest.fixture
def press() -> Iterator[list[Paper]]:
    """Three newspapers of six articles, each with one that is missing."""
    with papers({}, {}, {}) as servers:
        for server in servers:
            fill(server, range(6), **{"tin-4.html": Reply(status=404)})
            # A reader that was cut off is no trouble of the newspaper's, and its words would mix with ours.
            server.handle_error = lambda *_: None  # type: ignore[method-assign]
        yield servers


@pytest.fixture
def desk(tmp_path: Path, quick_hash: str) -> Desk:
    made = settle(tmp_path / "bàn")
    with opened(made.home) as store:
        store.users.add("Lan", Role.EDITOR, quick_hash, NOW)
        for number in range(12):
            put(store, number, Verdict.REVIEW)
    return made
