"""Frozen dataclasses of the house as JSON and back, exactly: what was stored is what is read, types included.

A dataclass becomes an object that names its class under "_" and leaves out what has its default; days and moments name
their kind too, so that a cell that may hold text or a day stays what it was.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def pack(value: Any) -> bytes:
    """A value as compressed JSON; equal values give equal bytes."""
    return zlib.compress(json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8"), 6)


def unpack(kind: type[T], packed: bytes) -> T:
    """Read back what `pack` wrote. `kind` is the dataclass it was."""
    value: T = from_plain(kind, json.loads(zlib.decompress(packed)))
    return value


def to_plain(value: Any) -> Any:
    """The value in lists, objects, texts and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {"_": type(value).__name__} | {
            field.name: to_plain(held)
            for field in fields(value)
            if (held := getattr(value, field.name)) != _usual(field)
        }
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return {"_": "datetime", "at": value.isoformat()}
    if isinstance(value, date):
        return {"_": "date", "at": value.isoformat()}
    return value


def _usual(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def from_plain(kind: Any, plain: Any) -> Any:
    """The value of a type that `to_plain` wrote so. Raises ValueError for what is not of that type."""
    if isinstance(plain, Mapping):
        return _object(kind, plain)
    if isinstance(plain, list):
        return _many(kind, plain)
    for enum in _members(kind):
        if isinstance(enum, type) and issubclass(enum, Enum) and plain is not None:
            return enum(plain)
    return plain


def _object(kind: Any, plain: Mapping[str, Any]) -> Any:
    name = plain["_"]
    if name == "datetime":
        return datetime.fromisoformat(plain["at"])
    if name == "date":
        return date.fromisoformat(plain["at"])
    for member in _members(kind):
        if is_dataclass(member) and isinstance(member, type) and member.__name__ == name:
            hints = _hints(member)
            return member(**{key: from_plain(hints[key], held) for key, held in plain.items() if key != "_"})
    raise ValueError(f"{name} is no {kind}")


def _many(kind: Any, plain: list[Any]) -> tuple[Any, ...]:
    tuples = [member for member in _members(kind) if get_origin(member) is tuple]
    inner = get_args(tuples[0]) if tuples else (Any, ...)
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(from_plain(inner[0], item) for item in plain)
    return tuple(from_plain(part, item) for part, item in zip(inner, plain, strict=True))


@cache
def _members(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
