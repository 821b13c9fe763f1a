"""One setting changed at the desk: checked as the command checks it, comments kept, told in the log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from config import edit
from config.explained import choices, explained, kept, word
from config.keys import as_toml
from desk.actions import Overtaking, Refused
from desk.services import Office
from domain.people import Person
from store import Store

LONGEST = 2000


def written(key: str, value: Any) -> str:
    """A setting as one writes it: plain words as they are, a list line by line, everything else as in the file."""
    if isinstance(value, list):
        return "\n".join(word(key, str(one)) for one in value)
    return value if isinstance(value, str) else as_toml(value)


def kind(key: str, value: Any) -> str:
    """How a setting is asked for: "switch" for yes and no, "choice" of few words, "lines" for a list, else "line"."""
    if choices(key):
        return "choice"
    return "switch" if isinstance(value, bool) else "lines" if isinstance(value, list) else "line"


def _as_kept(key: str, kind: str, text: str) -> str:
    """What was written on the page as the file takes it; a list in the file's own brackets is left as it is."""
    if kind == "choice":
        return kept(key, text)
    if kind != "lines" or text.startswith("["):
        return text
    return as_toml([kept(key, line.strip()) for line in text.splitlines() if line.strip()])


def change(store: Store, office: Office, person: Person, key: str, text: str, seen: str, at: datetime) -> None:
    """Set a key that the page shows. `seen` is the value its form showed.

    Raises Refused for another key, Overtaking when somebody changed it in between, SettingsError for a wrong value.
    """
    if key not in {one.key for _, rows in explained(office.settings) for one in rows}:
        raise Refused("Không có cài đặt này. Chưa có gì thay đổi.")
    stands = edit.get(office.home, key)
    before = written(key, stands)
    if before != seen.replace("\r\n", "\n"):
        raise Overtaking(
            "Có người vừa đổi cài đặt này sau khi đồng chí mở trang. Lời của đồng chí chưa được ghi; giá trị mới hiện "
            "ở dưới, mời xem rồi đổi lại nếu cần."
        )
    new = text.strip()
    with store.together():
        store.audit.add(at, person.name, "setting", key, f"{key}: {_told(key, before)} → {_told(key, new)}"[:1000])
        edit.set_value(office.home, key, _as_kept(key, kind(key, stands), new))


def _told(key: str, text: str) -> str:
    """A value in the log: in words where it has one."""
    return word(key, text) if choices(key) else text
