"""Do the guards of the database still stand, and does what lies in the register of cases obey them?

Triggers, views and unique indexes are held against those of a new database; the events of every case are asked again.
So whoever takes a guard away with another tool is named, and so is what was written while it was gone, even when the
guard is back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import sqlite_utils

from domain.case import DEEDS
from domain.casereplay import broken
from domain.people import Role
from store.cases import Cases
from store.migrations import schema
from store.users import Users

_KINDS = {"trigger": "chốt chặn", "view": "bảng tính của chốt chặn", "index": "chốt chặn ghi trùng"}
_MADE = """
    SELECT type, name, tbl_name, sql FROM sqlite_master
    WHERE type IN ('trigger', 'view') OR type = 'index' AND sql LIKE 'CREATE UNIQUE%' ORDER BY name
"""
_Made = dict[tuple[str, str], tuple[str, str]]


def guards(db: sqlite_utils.Database) -> Iterator[str]:
    """What is missing or altered among the guards, or stands there though it is none of ours."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        fresh = sqlite_utils.Database(connection, strict=True)
        schema.apply(fresh)
        wanted = _made(fresh)
    found = _made(db)
    for (kind, name), (table, text) in wanted.items():
        what = f"{_KINDS[kind]} “{name}” (bảng {table})"
        if (kind, name) not in found:
            yield f"Thiếu {what}: bị gỡ bằng cách ngoài phần mềm. Điều ghi vào bảng từ lúc đó có thể không qua quy tắc."
        elif found[kind, name][1] != text:
            yield f"Bị thay: {what}. Điều ghi vào bảng từ lúc đó có thể không qua quy tắc."
    for (kind, name), (table, _) in found.items():
        if (kind, name) not in wanted and kind != "index":
            yield f"Có {_KINDS[kind]} lạ “{name}” (bảng {table}), không phải của phần mềm."


def _made(db: sqlite_utils.Database) -> _Made:
    return {(kind, name): (table, " ".join(text.split())) for kind, name, table, text in db.execute(_MADE).fetchall()}


def past_the_rules(db: sqlite_utils.Database) -> Iterator[str]:
    """What stands in the register of cases though the guard rules forbid it."""
    users = Users(db)
    cases = Cases(db, users)
    since = max((number for (number,) in db.execute("SELECT since FROM guarded")), default=0)

    def role(name: str) -> Role | None:
        return Role.ADMIN if users.named(name) else None

    for unit in cases.units():
        for case in cases.all(unit):
            siblings = cases.on_article(unit, case.article, case.id)
            for event, why in broken(case, role, siblings, since):
                told = why.removesuffix("Chưa ghi gì.").strip()
                yield f"Hồ sơ {case.id}, dòng số {event.number} ({DEEDS[event.deed]}, {event.by}) trái quy tắc: {told}"
