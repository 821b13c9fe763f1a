"""Do the guards of the database still stand, and does what lies in the register of cases obey them?

Triggers, views, indexes and tables are held against those of a new database; the events of every case are asked again.
So whoever takes a guard away with another tool is named, and so is what was written while it was gone, even when the
guard is back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import sqlite_utils

from domain.case import DEEDS
from domain.casereplay import broken
from domain.people import Role
from store.cases import Cases
from store.migrations import schema
from store.users import Users

_KINDS = {"trigger": "chốt chặn", "view": "bảng tính của chốt chặn", "index": "chỉ mục", "table": "bảng dữ liệu"}
_MADE = "SELECT name, type, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
# What is in a database by name: its kind, its table, its text.
Shape = dict[str, tuple[str, str, str]]


def shape(db: sqlite_utils.Database) -> Shape:
    """Tables, indexes, triggers and views of a database."""
    rows = db.execute(_MADE).fetchall()
    return {name: (kind, table, " ".join((text or "").split())) for name, kind, table, text in rows}


def own_shape() -> Shape:
    """Those that this program makes."""
    fresh = sqlite_utils.Database(memory=True, strict=True)
    with closing(fresh.conn):
        schema.apply(fresh)
        return shape(fresh)


def guards(db: sqlite_utils.Database) -> Iterator[str]:
    """What is missing or altered among the guards, or stands there though it is none of ours."""
    wanted, found = own_shape(), shape(db)
    for name, made in wanted.items():
        kind, table, _ = made
        what = f"{_KINDS[kind]} “{name}” (bảng {table})"
        if name not in found:
            yield f"Thiếu {what}: bị gỡ bằng cách ngoài phần mềm. Điều ghi vào bảng từ lúc đó có thể không qua quy tắc."
        elif found[name] != made:
            yield f"Bị thay: {what}. Điều ghi vào bảng từ lúc đó có thể không qua quy tắc."
    for name in found.keys() - wanted.keys():
        kind, table, _ = found[name]
        yield f"Có {_KINDS[kind]} lạ “{name}” (bảng {table}), không phải của phần mềm."


def past_the_rules(db: sqlite_utils.Database) -> Iterator[str]:
    """What stands in the register of cases though the guard rules forbid it."""
    users = Users(db)
    cases = Cases(db, users)
    since = max((number for (number,) in db.execute("SELECT since FROM guarded")), default=0)
    for unit in cases.units():
        try:
            found = list(_against(cases, users, unit, since))
        except (ValueError, KeyError, TypeError, AttributeError) as trouble:  # rows of other making
            found = [f"Sổ hồ sơ của đơn vị {unit} có dòng không đọc được: {trouble}."]
        yield from found


def _against(cases: Cases, users: Users, unit: str, since: int) -> Iterator[str]:
    def role(name: str) -> Role | None:
        return Role.ADMIN if users.named(name) else None

    for case in cases.all(unit):
        for event, why in broken(case, role, cases.on_article(unit, case.article, case.id), since):
            told = why.removesuffix("Chưa ghi gì.").strip()
            yield f"Hồ sơ {case.id}, dòng số {event.number} ({DEEDS[event.deed]}, {event.by}) trái quy tắc: {told}"
