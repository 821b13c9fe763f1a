"""The archive read again with today's rules: nothing is fetched, and a dry run only tells."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.diembao.small_press import diembao, exported, fill, office
from tests.loopback import papers


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that has read a press which is gone since."""
    path = tmp_path_factory.mktemp("replay")
    with papers({}) as servers:
        fill(servers[0], range(6))
        office(path, servers)
        diembao(path, "run")
    return path


def as_an_older_rule_left_it(home: Path, sql: str) -> None:
    with closing(sqlite3.connect(home / "diembao.sqlite3")) as db, db:
        db.execute(sql)


def test_nothing_changes_where_no_rule_did(home: Path) -> None:
    before = [exported(home, what) for what in ("articles", "mentions")]
    assert "Sẽ thay đổi 0 mục" in diembao(home, "replay", "--dry-run")
    diembao(home, "replay")
    assert [exported(home, what) for what in ("articles", "mentions")] == before


def test_a_better_rule_reaches_old_pages(home: Path) -> None:
    before = exported(home, "articles")
    as_an_older_rule_left_it(home, "UPDATE articles SET author = 'Sai', body = '' WHERE title LIKE 'Chuyện số 0%'")
    told = diembao(home, "replay", "--dry-run")
    assert "khác ở: body, author" in told
    assert exported(home, "articles") != before
    diembao(home, "replay", "--stage", "extract")
    assert exported(home, "articles") == before


def test_verdicts_can_be_derived_alone(home: Path) -> None:
    before = exported(home, "mentions")
    as_an_older_rule_left_it(home, "UPDATE judgements SET verdict = 'reject' WHERE verdict = 'accept'")
    assert "11713: reject → accept" in diembao(home, "replay", "--stage", "mention", "--dry-run")
    diembao(home, "replay", "--stage", "mention")
    assert exported(home, "mentions") == before


def test_a_raised_version_makes_old_rows_due(home: Path) -> None:
    as_an_older_rule_left_it(home, "UPDATE outcomes SET version = 0 WHERE stage = 'extract'")
    done = json.loads(diembao(home, "run", "--only", "extract", "--json"))
    assert done["articles"] == 6
    assert json.loads(diembao(home, "run", "--only", "extract", "--json"))["articles"] == 0


@pytest.mark.long
def test_a_damaged_original_is_told_and_loses_nothing(home: Path) -> None:
    path = next((home / "archive").glob("*.warc.gz"))
    raw = path.read_bytes()
    try:
        path.write_bytes(raw[:200] + bytes([raw[200] ^ 1]) + raw[201:])
        before = exported(home, "articles")
        assert "không còn" in diembao(home, "replay", "--dry-run")
        diembao(home, "replay", "--stage", "extract")
        assert exported(home, "articles") == before
    finally:
        path.write_bytes(raw)
