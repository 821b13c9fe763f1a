"""An older database to the present schema: all pending steps of store/migrations.py, or none."""

from __future__ import annotations

from collections.abc import Callable

import sqlite_utils

from store.errors import TooNew, UpgradeFailed
from store.migrations import schema


def migrate(db: sqlite_utils.Database, before: Callable[[str], object] = lambda _: None) -> None:
    """Bring a database to the present schema: all pending steps or none.

    `before` is called with the last applied step's name when an older database is about to be changed. Raises TooNew
    for one that a newer program has changed, UpgradeFailed when a step cannot be done.
    """
    known = {step.name for step in schema.pending(db)} | {step.name for step in schema.applied(db)}
    present = {step.name for step in schema._migrations}
    if known - present:
        raise TooNew(
            "Dữ liệu này do phiên bản mới hơn của phần mềm tạo ra và vẫn còn nguyên; mời cập nhật phần mềm rồi mở lại."
        )
    if not schema.pending(db):
        return
    applied = schema.applied(db)
    if applied:
        before(applied[-1].name)
    try:
        db.conn.execute("BEGIN IMMEDIATE")
        schema.apply(db)
        db.conn.execute("COMMIT")
    except BaseException as trouble:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        if applied and isinstance(trouble, Exception):
            raise UpgradeFailed(
                f"Chưa nâng cấp được dữ liệu lên phiên bản mới ({trouble}). Dữ liệu vẫn nguyên như trước; mời dùng "
                "tiếp phiên bản cũ của phần mềm và báo người bảo trì."
            ) from trouble
        raise
