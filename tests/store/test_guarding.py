"""Guards taken away with another tool are named, and so is what was written into a case while they were gone."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.case import Deed
from store import opened
from store.db import FILE
from tests.casework import LAN, UNIT, Pen, finding, office, opened_case

AT = "2026-11-20T01:00:00Z"
WRITE = "INSERT INTO case_events (unit_code, case_id, at, by, deed, data) VALUES (?, 'SL-2026-001', ?, ?, ?, ?)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("chốt") / "nhà"
    with opened(home) as store:
        pen = Pen(store, opened_case(store, office(store)))
        pen.verifying()
        pen(Deed.FINDING, **finding())
        assert store.verify().findings == ()
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "bản sao"))


def sql(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / FILE)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def findings(home: Path) -> tuple[str, ...]:
    with opened(home) as store:
        return store.verify().findings


def test_each_guard_taken_away_is_named(home: Path):
    with closing(sqlite3.connect(home / FILE)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    sql(home, *(f"DROP TRIGGER {name}" for name in names))
    found = findings(home)
    assert len(names) > 40
    assert all(any(one.startswith(f"Thiếu chốt chặn “{name}”") for one in found) for name in names)


def test_a_guard_made_weaker_and_one_put_there_are_named(home: Path):
    sql(
        home,
        "DROP TRIGGER case_events_stand",
        "CREATE TRIGGER case_events_stand BEFORE UPDATE ON case_events WHEN 0 BEGIN SELECT 1; END",
        "DROP INDEX cases_by_claim",
        "CREATE TRIGGER quiet BEFORE INSERT ON facts BEGIN SELECT RAISE(IGNORE); END",
        "DROP VIEW case_standing",
    )
    told = "\n".join(findings(home))
    assert "Bị thay: chốt chặn “case_events_stand” (bảng case_events)" in told
    assert "Có chốt chặn lạ “quiet” (bảng facts)" in told
    assert "Thiếu chỉ mục “cases_by_claim”" in told
    assert "Thiếu bảng tính của chốt chặn “case_standing”" in told


def test_what_was_written_while_a_guard_was_gone_is_named_when_it_is_back(home: Path):
    with closing(sqlite3.connect(home / FILE)) as db:
        guards = db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'case_events'"
        ).fetchall()
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        for deed, by, data in (
            ("propose", LAN, '{"verdict":"false","ground":"bài tiêu cực"}'),
            ("approve", LAN, "{}"),
            ("submit", "Người lạ", '{"letter":"B"}'),
        ):
            db.execute(WRITE, [UNIT, AT, by, deed, data])
        for _, text in guards:
            db.execute(text)
        db.commit()
    told = findings(home)
    assert [one.split("trái quy tắc: ")[0] for one in told] == [
        "Hồ sơ SL-2026-001, dòng số 5 (Đề xuất kết luận, Lan) ",
        "Hồ sơ SL-2026-001, dòng số 6 (Duyệt kết luận, Lan) ",
        "Hồ sơ SL-2026-001, dòng số 7 (Trình ký văn bản, Người lạ) ",
    ]
    assert "hai tài liệu độc lập" in told[0]
    assert "không được tự duyệt" in told[1]


def test_a_register_that_cannot_be_read_is_a_finding_and_no_crash(home: Path):
    with closing(sqlite3.connect(home / FILE)) as db:
        (text,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'case_events_stand'").fetchone()
        db.execute("DROP TRIGGER case_events_stand")
        db.execute("UPDATE case_events SET deed = 'chữ' WHERE number = 2")
        db.execute(text)
        db.commit()
    assert any("có dòng không đọc được" in one for one in findings(home))
