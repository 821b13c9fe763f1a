"""Settings in force as a person reads them: what each means and what it is set to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from config.model import Settings

_PARTS = {
    "commune": "Địa bàn",
    "office": "Cơ quan và văn bản",
    "crawl": "Cách đọc báo",
    "press": "Nguồn báo có sẵn",
    "digest": "Bản tổng hợp",
    "run": "Lượt đọc báo",
    "schedule": "Giờ làm việc của phần mềm",
    "backup": "Sao lưu",
    "alerts": "Cảnh báo",
    "limits": "Giới hạn dùng máy",
    "email": "Gửi thư",
    "keeping": "Thời hạn lưu",
    "stamp": "Tem thời gian",
    "legal": "Căn cứ pháp lý",
}
# Words that settings are written with, as a person says them.
VALUES = {
    "mon": "thứ Hai",
    "tue": "thứ Ba",
    "wed": "thứ Tư",
    "thu": "thứ Năm",
    "fri": "thứ Sáu",
    "sat": "thứ Bảy",
    "sun": "Chủ nhật",
    "week": "tuần",
    "month": "tháng",
    "quarter": "quý",
    "half": "6 tháng",
    "year": "năm",
    "default": "có",
    "none": "không",
    "starttls": "mã hóa sau khi kết nối (STARTTLS)",
    "tls": "mã hóa từ đầu (TLS)",
}


# What only the program's own names could be told by: the order of a digest's sections shows in the digest itself.
_HIDDEN = frozenset({("digest", "sections")})
# The word that a value is written with: in brackets after its meaning, or before the meaning in brackets.
_WRITTEN = re.compile(rf" \((?:{'|'.join(VALUES)})\)|\b(?:{'|'.join(VALUES)}) \((?P<meaning>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: the key that commands take, its meaning, its value in words."""

    key: str
    meaning: str
    value: str


def explained(settings: Settings) -> Iterator[tuple[str, list[Setting]]]:
    """Part by part, as (title, settings); newspapers have a page of their own."""
    for name, title in _PARTS.items():
        part = getattr(settings, name)
        yield title, list(_settings(name, part))


def _settings(name: str, part: BaseModel) -> Iterator[Setting]:
    for key, field in type(part).model_fields.items():
        if (name, key) not in _HIDDEN:
            meaning = _WRITTEN.sub(lambda found: found["meaning"] or "", field.description or "")
            yield Setting(f"{name}.{field.alias or key}", meaning, _said(getattr(part, key)))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_said(one)}" for key, one in value.items()) or "chưa có"
    if isinstance(value, list | tuple):
        return "; ".join(map(_said, value)) or "chưa có"
    return VALUES.get(str(value), str(value)) or "để trống"
