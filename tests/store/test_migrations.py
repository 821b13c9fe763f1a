"""Every older schema, with data in it, comes to the present one; a failed upgrade leaves the old database as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils

from store import opened
from store.errors import StoreError, UpgradeFailed
from store.migrations import schema
from store.restore import foreign_schema
from store.snapshot import UPGRADE_FOLDER
from store.upgrade import migrate

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "schemas"
FILE = "diembao.sqlite3"
STEPS = [step.name for step in schema._migrations]
# What a cell of each column type holds in the old databases; keys that must lead somewhere are given their row.
_VALUES = {"INTEGER": 1, "REAL": 0.5, "TEXT": "2026-11-18T01:15:00Z", "BLOB": b"\x01", "": "x"}
_SPECIAL = {
    "links": {"id": "0abc1"},
    "pages": {"id": "0abc1"},
    "articles": {"id": "0abc1", "link": "0abc1", "title": "Xã Nghi Dương dọn kênh", "body": "Bà con dọn kênh."},
}
_LISTS = {"reasons", "mentions", "tags", "captions", "notes", "headers", "articles", "others", "files", "summary"}


def at_step(home: Path, step: str) -> dict[str, list[tuple[Any, ...]]]:
    """A database as the program of that step left it, one row in each of its tables; returns the rows by table."""
    home.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(home / FILE, isolation_level=None)
    with closing(connection):
        connection.execute("PRAGMA journal_mode=WAL")
        database = sqlite_utils.Database(connection, strict=True)
        later = STEPS[STEPS.index(step) + 1 :]
        schema.apply(database, stop_before=later[0] if later else None)
        tables = [
            name
            for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
            if "STRICT" in (sql or "") and not name.startswith(("_", "sqlite_")) and name != "home"
        ]
        # Rows of all kinds of years: what may be added today is what the triggers say, not what lies there.
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for table in sorted(tables, key=lambda name: (name not in _SPECIAL, name != "links", name != "articles", name)):
            _fill(connection, table)
        for _, sql in triggers:
            connection.execute(sql)
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def _fill(connection: sqlite3.Connection, table: str) -> None:
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    parents = {row[3] for row in connection.execute(f"PRAGMA foreign_key_list({table})") if row[2] in _SPECIAL}
    row = {}
    for _, name, kind, *_ in columns:
        value = "[]" if name in _LISTS else _VALUES[kind]
        row[name] = "0abc1" if name in parents else _SPECIAL.get(table, {}).get(name, value)
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def rows(home: Path, tables: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """The same tables now, columns added since left out."""
    with closing(sqlite3.connect(home / FILE)) as connection:
        return {
            table: [row[: len(old[0])] for row in connection.execute(f"SELECT * FROM {table}").fetchall()]
            for table, old in tables.items()
        }


def shape(stop_before: str | None) -> list[str]:
    """The statements of the schema that stands before a step, or at the end, by name."""
    database = sqlite_utils.Database(memory=True, strict=True)
    schema.apply(database, stop_before=stop_before)
    found = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    return [f"{' '.join(sql.split())};" for (sql,) in found]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_landed_is_never_edited(step: str) -> None:
    """What each step took from the schema and added to it when it landed; UPDATE_GOLDEN=1 writes a new step's file.

    A file is the whole of its step's difference, so all of them together fix the schema after every step.
    """
    later = STEPS[STEPS.index(step) + 1 :]
    before = [] if step == STEPS[0] else shape(step)
    after = shape(later[0] if later else None)
    lines = [f"- {line}" for line in before if line not in after] + [
        f"+ {line}" for line in after if line not in before
    ]
    path = GOLDEN / f"{step}.txt"
    if os.environ.get("UPDATE_GOLDEN") and not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert path.exists(), "a new step: UPDATE_GOLDEN=1 pytest tests/store/test_migrations.py"
    assert path.read_text(encoding="utf-8").splitlines() == lines


@pytest.mark.parametrize("step", STEPS)
def test_every_older_schema_comes_to_the_present_one_with_its_data(tmp_path: Path, step: str) -> None:
    before = at_step(tmp_path, step)
    assert before
    with opened(tmp_path) as store:
        assert foreign_schema(store._db) == []
        assert not [text for (text,) in store._db.execute("PRAGMA integrity_check") if text != "ok"]
        assert not store._db.execute("PRAGMA foreign_key_check").fetchall()
        if step == STEPS[0]:
            assert store._db.execute("SELECT count(*) FROM found WHERE found MATCH 'kênh'").fetchone() == (1,)
    after = rows(tmp_path, before)
    assert {table: [row for row in old if row not in after[table]] for table, old in before.items()} == {
        table: [] for table in before
    }


def test_the_database_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    at_step(tmp_path, STEPS[2])
    before = _dump(tmp_path / FILE)
    with opened(tmp_path):
        pass
    assert _dump(tmp_path / UPGRADE_FOLDER / f"{STEPS[2]}.sqlite3") == before
    for step in STEPS[3:6]:
        home = tmp_path / step
        at_step(home, step)
        (home / UPGRADE_FOLDER).mkdir()
        for old in STEPS[:3]:
            shutil.copy(tmp_path / UPGRADE_FOLDER / f"{STEPS[2]}.sqlite3", home / UPGRADE_FOLDER / f"{old}.sqlite3")
        with opened(home):
            pass
        assert [path.stem for path in sorted((home / UPGRADE_FOLDER).iterdir())] == [STEPS[2], step]


def test_a_failed_upgrade_leaves_the_old_database_usable(tmp_path: Path) -> None:
    at_step(tmp_path, STEPS[3])
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        # A table of the same name is in the way of the last step.
        connection.execute("CREATE TABLE warnings (x)")
        connection.commit()
    before = _dump(tmp_path / FILE)
    with pytest.raises(UpgradeFailed, match="vẫn nguyên như trước"), opened(tmp_path):
        pass
    assert _dump(tmp_path / FILE) == before


def test_nothing_is_changed_when_the_copy_cannot_be_made(tmp_path: Path) -> None:
    at_step(tmp_path, STEPS[3])
    (tmp_path / UPGRADE_FOLDER).write_text("a file is in the way")
    before = _dump(tmp_path / FILE)
    with pytest.raises((StoreError, OSError)), opened(tmp_path):
        pass
    assert _dump(tmp_path / FILE) == before


def test_a_database_of_today_is_not_copied(tmp_path: Path) -> None:
    for _ in range(2):
        with opened(tmp_path) as store:
            migrate(store._db)
    assert not (tmp_path / UPGRADE_FOLDER).exists()


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [line for line in connection.iterdump() if "sqlite_sequence" not in line]
