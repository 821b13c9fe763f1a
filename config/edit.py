"""Change settings.toml without losing a comment: checked first, replaced whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from config.errors import SettingsError
from config.load import FILE, known_keys, load, nearest, parse


def show(home: Path) -> str:
    """All settings in force as TOML, defaults included."""
    return tomlkit.dumps(_plain(load(home).model_dump(by_alias=True)))


def get(home: Path, key: str) -> Any:
    """The value of a dotted key, default or set. Raises SettingsError for an unknown one."""
    value: Any = load(home).model_dump(by_alias=True)
    parts = tuple(key.split("."))
    for number, part in enumerate(parts):
        if not isinstance(value, Mapping) or part not in value:
            raise SettingsError(_unknown(key, parts[:number], part))
        value = value[part]
    return _plain(value)


def set_value(home: Path, key: str, text: str) -> None:
    """Set a dotted key. `text` is read as a TOML value, else taken as a string. Raises SettingsError."""
    load(home)
    parts = key.split(".")
    if parts[0] != "sources" and parts[-1] not in known_keys(tuple(parts[:-1])):
        raise SettingsError(_unknown(key, tuple(parts[:-1]), parts[-1]))

    def change(document: tomlkit.TOMLDocument) -> None:
        table: MutableMapping[str, Any] = document
        for part in parts[:-1]:
            table = table.setdefault(part, tomlkit.table())
        table[parts[-1]] = _value(text)

    _change(home, change)


def add_source(home: Path, name: str, values: Mapping[str, Any]) -> None:
    """Add a newspaper or more ways into one already there: lists grow, other values are replaced."""

    def change(document: tomlkit.TOMLDocument) -> None:
        table = document.setdefault("sources", tomlkit.table(is_super_table=True)).setdefault(name, tomlkit.table())
        for key, value in values.items():
            if isinstance(value, list | tuple):
                table[key] = list(dict.fromkeys([*table.get(key, []), *value]))
            elif value not in ("", None):
                table[key] = value

    _change(home, change)


def enable_source(home: Path, name: str, enabled: bool) -> None:
    """Switch a newspaper on or off, a shipped one too."""
    add_source(home, name, {"enabled": enabled})


def remove_source(home: Path, name: str) -> None:
    """Take a newspaper of the office's own out of the settings. Raises SettingsError when there is none."""
    if name not in load(home).sources:
        raise SettingsError(
            f"Nguồn «{name}» không có trong cài đặt. Nguồn có sẵn thì tắt bằng: diembao source disable {name}"
        )

    def change(document: tomlkit.TOMLDocument) -> None:
        del document["sources"][name]

    _change(home, change)


def write_whole(path: Path, text: str) -> None:
    """Replace a file at once: after a power cut it is the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".part")
    with half.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def _change(home: Path, change: Any) -> None:
    path = home / FILE
    load(home)
    document = tomlkit.parse(path.read_bytes().decode("utf-8-sig"))
    change(document)
    text = tomlkit.dumps(document)
    parse(text, path)
    write_whole(path, text)


def _value(text: str) -> Any:
    try:
        return tomlkit.value(text)
    except (TOMLKitError, ValueError):
        return text


def _unknown(key: str, table: tuple[str, ...], part: str) -> str:
    return f"Không có khóa cài đặt «{key}»{nearest(part, known_keys(table))}. Xem tất cả bằng: diembao config show"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
