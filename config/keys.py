"""Which keys do the settings have, and what would a right value look like?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from config.model import Settings
from config.nearest import nearest


def known_keys(location: Sequence[str]) -> list[str]:
    """The keys allowed in the table at a location, () for the top; none where any name may stand."""
    return list(known_fields(location))


def known_fields(location: Sequence[str]) -> dict[str, FieldInfo]:
    """The keys allowed in the table at a location, with what is known of each."""
    model: Any = reduce(_child, location, Settings)
    return {field.alias or name: field for name, field in model.model_fields.items()} if _is_model(model) else {}


def example(location: Sequence[str]) -> str:
    """A line that would be right, `delay_seconds = 5`; "" when the key has neither example nor default."""
    field = known_fields(location[:-1]).get(location[-1])
    if field is None:
        return ""
    value = field.examples[0] if field.examples else field.default
    return "" if value is PydanticUndefined or isinstance(value, BaseModel) else f"{location[-1]} = {as_toml(value)}"


def unknown(location: Sequence[str]) -> str:
    """What to say of a key that does not exist: the table it belongs to, or the nearest one of its own table."""
    elsewhere = [table for table in Settings.model_fields if location[-1] in known_keys((table,))]
    if len(location) < 3 and elsewhere and location[0] not in elsewhere:
        return f" (khóa này thuộc mục [{elsewhere[0]}])"
    return nearest(location[-1], known_keys(location[:-1]))


def as_toml(value: Any) -> str:
    """A value as one would write it by hand."""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(as_toml, value))}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {as_toml(item)}' for key, item in value.items())} }}" if value else "{}"
    return f"'{value}'" if isinstance(value, str) and "\\" in value else json.dumps(value, ensure_ascii=False)


def _child(model: Any, name: str) -> Any:
    """The model of the table `name`; in a table of free names, the model of what stands there."""
    field = model.model_fields.get(name) if _is_model(model) else None
    if field is None:
        return next((kind for kind in get_args(model) if _is_model(kind)), None)
    return field.annotation


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
