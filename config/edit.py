"""Change settings.toml without losing a comment: checked first, replaced whole or not at all."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import BaseModel

from config.errors import SettingsError
from config.files import replace_whole
from config.keys import known_keys, unknown
from config.load import FILE, parse, read
from config.model import NO_COMMUNE, Settings
from config.nearest import nearest
from config.sources import GENERATED, shipped_names

_KEPT = "Tệp cài đặt vẫn giữ nguyên, chưa đổi gì."


def show(home: Path) -> str:
    """All settings in force as TOML; a key that nobody set is marked as the default."""
    settings = _as_written(home)
    document = tomlkit.document()
    for name in type(settings).model_fields:
        part = getattr(settings, name)
        if part is NO_COMMUNE or (name == "city" and not part.code):
            continue
        if isinstance(part, BaseModel):
            document[name] = _marked(part)
        elif part:
            tables = tomlkit.table(is_super_table=True)
            for key, value in part.items():
                tables[key] = _marked(value)
            document[name] = tables
    return tomlkit.dumps(document)


def get(home: Path, key: str) -> Any:
    """The value of a dotted key, default or set; of a table, all of it. Raises SettingsError for an unknown one."""
    return reader(home)(key)


def reader(home: Path) -> Callable[[str], Any]:
    """`get` for many keys: the file is read once."""
    return partial(_value, _as_written(home).model_dump(by_alias=True))


def _value(value: Any, key: str) -> Any:
    parts = _parts(key)
    for number, part in enumerate(parts, start=1):
        if not isinstance(value, Mapping) or part not in value:
            raise SettingsError(_unknown(parts[:number]))
        value = value[part]
    return _plain(value)


def set_value(home: Path, key: str, text: str) -> None:
    """Set a dotted key. `text` is read as a TOML value, else (or where that does not fit) taken as a string.

    Raises SettingsError, and then the file is as it was. A key that is wrong now may be set right this way.
    """
    parts = _parts(key)
    _check_key(parts)

    def put(value: Any) -> None:
        _change(home, lambda document: _put(document, parts, value))

    first, *plain = _readings(text)
    try:
        put(first)
    except SettingsError:
        if not plain or not _done(put, plain[0]):
            raise


def add_source(home: Path, name: str, values: Mapping[str, Any]) -> None:
    """Add a newspaper or more ways into one already there: lists grow, other values are replaced."""

    def change(document: tomlkit.TOMLDocument) -> None:
        tables = document.setdefault("sources", tomlkit.table(is_super_table=True))
        table = tables.setdefault(name, tomlkit.table())
        for key, value in values.items():
            if isinstance(value, list | tuple):
                table[key] = list(dict.fromkeys([*_listed(table.get(key, ())), *value]))
            elif value not in ("", None):
                table[key] = value

    _change(home, change)


def enable_source(home: Path, name: str, enabled: bool) -> None:
    """Switch a newspaper on or off, a shipped one too. Raises SettingsError for an unknown name."""
    known = {*shipped_names(), *_as_written(home).sources}
    if name not in known and not name.startswith(GENERATED):
        raise SettingsError(f"Không có nguồn «{name}»{nearest(name, known)}. Mời xem: diembao source list")
    add_source(home, name, {"enabled": enabled})


def remove_source(home: Path, name: str) -> None:
    """Take a newspaper of the office's own out of the settings. Raises SettingsError when there is none."""
    own = _as_written(home).sources
    if name in shipped_names() - own.keys() or (name.startswith(GENERATED) and name not in own):
        raise SettingsError(f"Nguồn «{name}» có sẵn nên không bỏ được. Mời tắt bằng: diembao source disable {name}")
    if name not in own:
        raise SettingsError(f"Không có nguồn «{name}» trong cài đặt{nearest(name, own)}. Mời xem: diembao source list")

    def change(document: tomlkit.TOMLDocument) -> None:
        del document["sources"][name]

    _change(home, change)


def add_rule(home: Path, rule: str, code: str = "") -> None:
    """Add a rule “không phải xã mình” of a commune; one already there stays as it is."""
    _change_rules(home, code, lambda rules: rules if rule in rules else [*rules, rule])


def remove_rule(home: Path, rule: str, code: str = "") -> None:
    """Take such a rule out, as it is written. Raises SettingsError when it is not there."""
    if rule not in _rules(home, code)[1]:
        raise SettingsError("Quy tắc này không còn trong cài đặt. Không có gì thay đổi.")
    _change_rules(home, code, lambda rules: [one for one in rules if one != rule])


def _change_rules(home: Path, code: str, change: Callable[[list[str]], list[str]]) -> None:
    place, rules = _rules(home, code)
    _change(home, lambda document: _put(document, place, change(rules)))


def _rules(home: Path, code: str) -> tuple[tuple[str, ...], list[str]]:
    """Where the rules of a commune stand, and the rules."""
    settings = _as_written(home)
    if not settings.city.code:
        return ("commune", "not_ours"), list(settings.commune.not_ours)
    own = settings.communes.get(code)
    return ("communes", code, "not_ours"), list(own.not_ours) if own else []


def _as_written(home: Path) -> Settings:
    return parse(read(home / FILE), home / FILE)


def _change(home: Path, change: Callable[[tomlkit.TOMLDocument], None]) -> None:
    path = home / FILE
    before = read(path)
    try:
        tomllib.loads(before)
    except tomllib.TOMLDecodeError:
        parse(before, path)
    document = tomlkit.parse(before)
    change(document)
    after = tomlkit.dumps(document)
    try:
        parse(after, path)
    except SettingsError as trouble:
        raise SettingsError(f"{trouble}\n{_KEPT}") from None
    replace_whole(path, after)


def _done(put: Callable[[Any], None], value: Any) -> bool:
    try:
        put(value)
    except SettingsError:
        return False
    return True


def _put(document: tomlkit.TOMLDocument, parts: tuple[str, ...], value: Any) -> None:
    table: MutableMapping[str, Any] = document
    for part in parts[:-1]:
        table = table.setdefault(part, tomlkit.table())
        if not isinstance(table, MutableMapping):
            raise SettingsError(f"«{part}» đang là một giá trị, không phải một mục. Mời sửa tệp cài đặt trước. {_KEPT}")
    table[parts[-1]] = value


def _readings(text: str) -> list[Any]:
    """What a text may mean, first choice first: a TOML value, then the plain text."""
    try:
        read_as = tomllib.loads(f"value = {text}\n")
    except tomllib.TOMLDecodeError:
        return [text]
    return [read_as["value"], text] if list(read_as) == ["value"] and read_as["value"] != text else [text]


def _check_key(parts: tuple[str, ...]) -> None:
    """A key of the settings, not a table. Raises SettingsError."""
    if known_keys(parts) or parts in (("sources",), ("legal", "verified")):
        hint = nearest("", known_keys(parts))
        raise SettingsError(f"«{'.'.join(parts)}» là một mục gồm nhiều khóa{hint}. Mời nêu rõ khóa cần đặt.")
    if parts[:-1] != ("legal", "verified") and parts[-1] not in known_keys(parts[:-1]):
        raise SettingsError(_unknown(parts))


def _parts(key: str) -> tuple[str, ...]:
    """The parts of a dotted key, quoted ones too: `sources."báo".title`."""
    try:
        table: Any = tomllib.loads(f"{key} = 0\n")
    except tomllib.TOMLDecodeError:
        return tuple(key.split("."))
    parts: list[str] = []
    while isinstance(table, Mapping):
        name, table = next(iter(table.items()))
        parts.append(name)
    return tuple(parts)


def _unknown(parts: tuple[str, ...]) -> str:
    return f"Không có khóa cài đặt «{'.'.join(parts)}»{unknown(parts)}. Xem tất cả bằng: diembao config show"


def _marked(part: BaseModel) -> Any:
    table = tomlkit.table()
    for key, field in type(part).model_fields.items():
        item = tomlkit.item(_plain(getattr(part, key)))
        if key not in part.model_fields_set:
            item.comment("mặc định")
        table.append(field.alias or key, item)
    return table


def _listed(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
