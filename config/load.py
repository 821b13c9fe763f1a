"""Read settings.toml into frozen Settings; an error names file, line, key and remedy."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from config.errors import SettingsError
from config.model import Settings

FILE = "settings.toml"

_MESSAGES = {
    "missing": "thiếu giá trị bắt buộc",
    "extra_forbidden": "không có khóa này",
    "string_type": "phải là chữ đặt trong dấu nháy",
    "string_pattern_mismatch": "không đúng dạng",
    "string_too_long": "dài quá {max_length} ký tự",
    "bool_type": "phải là true hoặc false",
    "bool_parsing": "phải là true hoặc false",
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "float_type": "phải là số",
    "float_parsing": "phải là số",
    "tuple_type": "phải là danh sách trong ngoặc vuông",
    "model_type": "phải là một bảng",
    "model_attributes_type": "phải là một bảng",
    "dict_type": "phải là một bảng",
    "greater_than": "phải lớn hơn {gt}",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "không được quá {le}",
    "literal_error": "phải là một trong: {expected}",
    "value_error": "{error}",
}


def load(home: Path) -> Settings:
    """The settings of a home. Raises SettingsError."""
    path = home / FILE
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise SettingsError(
            f"Chưa có cài đặt trong thư mục {home}. Mời tạo bằng: diembao init --commune TÊN-HOẶC-MÃ"
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: tệp không ghi bằng mã UTF-8. Mời mở và lưu lại dạng UTF-8.") from None
    except OSError as trouble:
        raise SettingsError(f"{path}: không đọc được ({trouble.strerror}). Mời kiểm tra quyền đọc tệp.") from None
    return parse(text, path)


def parse(text: str, path: Path) -> Settings:
    """Settings from the text of a file; `path` is only for messages. Raises SettingsError."""
    if not text.strip():
        raise SettingsError(f"{path}: tệp trống. Mời khôi phục từ bản sao, hoặc xóa tệp này rồi chạy lại diembao init.")
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise SettingsError(f"{path}, {_where(str(trouble))}: sai cú pháp TOML. Mời sửa dòng này.") from None
    _refuse_password(plain, text, path)
    try:
        return Settings.model_validate(plain)
    except ValidationError as trouble:
        raise SettingsError("\n".join(_sentence(error, text, path) for error in trouble.errors())) from None


def lines_of_keys(text: str) -> dict[str, int]:
    """The line (from 1) on which each table and key of a TOML text begins, by dotted name."""
    found: dict[str, int] = {}
    prefix = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if table := re.match(r"\s*\[+\s*([^\[\]]+?)\s*\]+", line):
            prefix = _dotted(table[1])
            found.setdefault(prefix, number)
        elif key := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            found.setdefault(".".join(filter(None, (prefix, _dotted(key[1])))), number)
    return found


def known_keys(location: tuple[str, ...]) -> list[str]:
    """The keys allowed in the table at a location, () for the top."""
    model: Any = reduce(_child, location, Settings)
    return [field.alias or name for name, field in model.model_fields.items()] if _is_model(model) else []


def nearest(key: str, known: list[str]) -> str:
    """A hint at the key that was probably meant, "" when none is near."""
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    return f"; có phải «{close[0]}»?" if close else f"; các khóa có: {', '.join(known)}" if known else ""


def _child(model: Any, name: str) -> Any:
    field = model.model_fields.get(name) if _is_model(model) else None
    if field is None:
        return next((kind for kind in get_args(model) if _is_model(kind)), None)
    return field.annotation


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _sentence(error: Mapping[str, Any], text: str, path: Path) -> str:
    location = tuple(str(part) for part in error["loc"] if not isinstance(part, int) and part != "[key]")
    key = ".".join(location)
    message = _MESSAGES.get(error["type"], "giá trị không hợp lệ").format(**error.get("ctx", {}))
    hint = nearest(location[-1], known_keys(location[:-1])) if error["type"] == "extra_forbidden" else ""
    lines = lines_of_keys(text)
    number = next(
        (lines[".".join(location[:n])] for n in range(len(location), 0, -1) if ".".join(location[:n]) in lines), 0
    )
    place = f"{path}, dòng {number}" if number else f"{path}"
    return f"{place}: «{key}» {message}{hint}. Mời sửa lại rồi chạy tiếp."


def _refuse_password(plain: Mapping[str, Any], text: str, path: Path) -> None:
    email = plain.get("email")
    if isinstance(email, Mapping) and "password" in email:
        number = lines_of_keys(text).get("email.password", 0)
        raise SettingsError(
            f"{path}, dòng {number}: không ghi mật khẩu trong cài đặt. "
            "Mời ghi vào một tệp riêng và đặt email.password_file."
        )


def _where(message: str) -> str:
    place = re.search(r"line (\d+), column (\d+)", message)
    return f"dòng {place[1]}, cột {place[2]}" if place else "cuối tệp"


def _dotted(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
