"""A home that was only just made holds nothing: whatever the schema puts into it by itself is not anybody's data."""

from __future__ import annotations

from pathlib import Path

from store import opened
from store.restarting import _counts


def test_a_home_only_just_made_counts_as_empty(tmp_path: Path) -> None:
    with opened(tmp_path / "nhà mới"):
        pass
    assert {table: number for table, number in _counts(tmp_path / "nhà mới").items() if number} == {}
