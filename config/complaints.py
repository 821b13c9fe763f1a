"""How a wrong setting is told: file, line, key, what is wrong, what to write instead."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from config.keys import example, unknown
from config.lines import line_of

# More than these at once help nobody.
_MOST = 8

_NAMING = "Mời đặt tên chỉ gồm chữ, số và dấu - . _, không có khoảng trắng."
_MESSAGES = {
    "missing": "chưa có mà bắt buộc phải có",
    "extra_forbidden": "không phải khóa cài đặt",
    "string_type": "phải là chữ đặt trong dấu nháy",
    "string_pattern_mismatch": "không đúng dạng",
    "string_too_long": "dài quá {max_length} ký tự",
    "bool_type": "phải là true hoặc false, không có dấu nháy",
    "int_type": "phải là số nguyên, không có dấu nháy",
    "float_type": "phải là số, không có dấu nháy",
    "finite_number": "phải là số hữu hạn",
    "date_type": "phải là ngày dạng 2026-12-01, không có dấu nháy",
    "tuple_type": "phải là danh sách trong ngoặc vuông",
    "model_type": "phải là một mục gồm nhiều khóa, không phải một giá trị",
    "dict_type": "phải là một mục gồm nhiều khóa, không phải một giá trị",
    "greater_than": "phải lớn hơn {gt}",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "không được quá {le}",
    "literal_error": "phải là một trong: {expected}",
    "two_scopes": "không dùng cùng lúc với mục [city]; tên riêng của một xã ghi ở mục [communes.MÃ]",
    "value_error": "{error}",
}


def complaints(trouble: ValidationError, text: str, path: Path) -> str:
    """One sentence a line for each wrong setting, in the order of the file."""
    errors = sorted(trouble.errors(), key=lambda error: line_of(text, _location(error)))
    sentences = [_sentence(error, text, path) for error in islice(errors, _MOST)]
    rest = len(errors) - len(sentences)
    return "\n".join([*sentences, f"Còn {rest} chỗ khác nữa."] if rest else sentences)


def place(text: str, path: Path, location: Sequence[str]) -> str:
    """`settings.toml, dòng 4`, or the file alone when nothing of the key stands in it."""
    number = line_of(text, location)
    return f"{path}, dòng {number}" if number else str(path)


def _sentence(error: Mapping[str, Any], text: str, path: Path) -> str:
    location, kind = _location(error), error["type"]
    message = _MESSAGES.get(kind, "có giá trị không dùng được").format(**_context(error))
    where = place(text, path, location)
    if kind == "extra_forbidden":
        return f"{where}: «{'.'.join(location)}» {message}{unknown(location)}. Mời sửa tên khóa hoặc xóa dòng này."
    if error["loc"][-1] == "[key]" and location[0] == "communes":
        return f"{where}: «{location[-1]}» không phải mã xã. Mời ghi mã 5 chữ số, ví dụ: [communes.11713]"
    if error["loc"][-1] == "[key]":
        return f"{where}: tên nguồn «{location[-1]}» {message}. {_NAMING}"
    remedy = "Mời xóa một trong hai mục." if kind == "two_scopes" else _remedy(location)
    return f"{where}: «{'.'.join(location)}» {message}{_shown(error)}. {remedy}"


def _context(error: Mapping[str, Any]) -> dict[str, str]:
    """The bounds and names a message speaks of, as Vietnamese text."""
    told = error.get("ctx", {})
    plain = {key: f"{value:g}" if isinstance(value, float) else str(value) for key, value in told.items()}
    return {key: value.replace(" or ", " hoặc ") if key == "expected" else value for key, value in plain.items()}


def _remedy(location: Sequence[str]) -> str:
    if location == ("commune",):
        return f"Mời ghi mục [commune] và dưới đó một dòng, ví dụ: {example(('commune', 'code'))}"
    line = example(location)
    return f"Mời sửa lại, ví dụ: {line}" if line else "Mời sửa lại rồi chạy tiếp."


def _shown(error: Mapping[str, Any]) -> str:
    value = error.get("input")
    if error["type"] == "missing" or not isinstance(value, str | bool | int | float) or len(str(value)) > 60:
        return ""
    return f", đang ghi {json.dumps(value, ensure_ascii=False)}"


def _location(error: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(part) for part in error["loc"] if not isinstance(part, int) and part != "[key]")
