"""Every table that is only added to: a row changed or deleted behind the program's back is found and named."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store import opened
from store.chain import SWEPT
from store.db import FILE
from store.sealed import SEALED
from store.verify import NAMES
from tests.builders import NOW, a_link, a_page

KINDS = sorted(SWEPT)


def plain(home: Path) -> sqlite3.Connection:
    """The database as a stranger opens it: no keys, no triggers."""
    connection = sqlite3.connect(home / FILE)
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def put_row(connection: sqlite3.Connection, table: str, number: int) -> None:
    """A row with something in every column."""
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    values = {"INTEGER": number, "REAL": float(number), "TEXT": f"chữ {number}", "BLOB": b"x%d" % number}
    row = {name: values[kind] for _, name, kind, *_ in columns}
    if table == "audit":
        row["chain"] = ""
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three rows in every swept table, sealed; the state of a week before beside it."""
    home = tmp_path_factory.mktemp("chuoi") / "nhà"
    with opened(home) as store:
        store.links.add([a_link()], NOW)
        store.pages.save(a_page(a_link()))
        store.chain.write_down()
    shutil.copytree(home, home.with_name("tuần trước"))
    with closing(plain(home)) as connection, connection:
        for table, _, _ in SWEPT.values():
            for number in (1, 2, 3):
                put_row(connection, table, number)
    with opened(home) as store:
        store.chain.write_down()
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "nhà")


def findings(home: Path, kind: str) -> list[str]:
    """What is found of one kind; keys that the generic rows break are no tampering."""
    with opened(home) as store:
        return [text for text in store.verify().findings if NAMES[kind] in text]


def alter(home: Path, statement: str) -> None:
    with closing(plain(home)) as connection, connection:
        assert connection.execute(statement).rowcount == 1


def test_every_kind_has_a_name() -> None:
    assert SWEPT.keys() | SEALED.keys() <= NAMES.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_whole_rows_raise_nothing(home: Path, kind: str) -> None:
    assert [text for text in findings(home, kind) if text.startswith(("Bị sửa", "Mất", "Có"))] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_row_is_named(home: Path, kind: str) -> None:
    table, number, columns = SWEPT[kind]
    with closing(plain(home)) as connection:
        kinds = {name: kind for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")}
    column = next(name for name in columns.split(", ") if kinds.get(name) == "TEXT")
    alter(home, f"UPDATE {table} SET {column} = {column} || '.' WHERE {number} = 2")
    assert any(text.startswith(f"Bị sửa: {NAMES[kind]} 2 ") for text in findings(home, kind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gone", [1, 3])
def test_a_deleted_row_is_named(home: Path, kind: str, gone: int) -> None:
    table, number, _ = SWEPT[kind]
    alter(home, f"DELETE FROM {table} WHERE {number} = {gone}")
    assert any(text.startswith(f"Mất {NAMES[kind]} {gone} ") for text in findings(home, kind))


def test_one_bit_of_a_record_is_found(home: Path) -> None:
    path = next((home / "archive").glob("*.warc.gz"))
    data = bytearray(path.read_bytes())
    for place in (0, len(data) // 2, len(data) - 1):
        data[place] ^= 1
        path.write_bytes(data)
        with opened(home) as store:
            assert any("Bản gốc bị thay đổi" in text for text in store.verify().findings), place
        data[place] ^= 1


def test_the_table_of_ends_cut_together_with_the_chain_is_found(home: Path) -> None:
    with closing(plain(home)) as connection, connection:
        connection.execute("DELETE FROM chain WHERE number > 2")
        connection.execute("DELETE FROM heads WHERE number > 2")
    with opened(home) as store:
        assert any("cắt bớt hoặc bị thay bằng bản cũ hơn" in text for text in store.verify().findings)


def test_everything_of_last_week_is_given_away_by_the_printed_end(home: Path, made: Path) -> None:
    with opened(home) as store:
        printed = store.chain.head()
    with opened(made.with_name("tuần trước")) as store:
        assert store.verify().findings == ()
        (found,) = store.verify([printed]).findings
        assert "bản đã in hoặc gửi" in found
