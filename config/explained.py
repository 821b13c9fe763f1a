"""Settings in force as a person reads them: what each means and what it is set to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from config.keys import known_fields
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
    "plan": "Kế hoạch thông tin đối ngoại",
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
_FORMATS = {
    "docx": "Word",
    "html": "trang web",
    "xlsx": "bảng tính",
    "pdf": "PDF",
    "txt": "văn bản ngắn",
    "json": "dữ liệu",
}
# Words that mean something else in one setting, or stand in it alone.
_OWN: Mapping[str, Mapping[str, str]] = {
    "digest.formats": _FORMATS,
    "email.formats": _FORMATS,
    "email.security": {"none": "không mã hóa"},
    "keeping.at_limit": {"warn": "chỉ cảnh báo", "shorten": "bỏ sớm bản gốc của trang không viết về xã"},
}
# The word that a value is written with: in brackets after its meaning, or before the meaning in brackets.
_ANY = "|".join((*VALUES, "warn", "shorten"))
_WRITTEN = re.compile(rf" \((?:{_ANY})\)|\b(?:{_ANY}) \((?P<meaning>[^()]+)\)")
_FORMAT = re.compile(rf"\b(?:{'|'.join(_FORMATS)})\b")


def word(key: str, value: str) -> str:
    """A value of a setting as a person says it; one without such a word stays as it is."""
    return _OWN.get(key, {}).get(value, VALUES.get(value, value))


def kept(key: str, text: str) -> str:
    """What a person wrote for a value as the file has it; the file's own word is taken too."""
    own = {said.lower(): value for value, said in {**VALUES, **_OWN.get(key, {})}.items()}
    return own.get(text.lower(), text)


def choices(key: str) -> tuple[tuple[str, str], ...]:
    """The values that a setting may have, each with its word; empty where anything may be written."""
    name, _, own = key.partition(".")
    field = known_fields((name,))[own]
    known = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
    return tuple((value, word(key, value)) for value in known)


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
            full = f"{name}.{field.alias or key}"
            yield Setting(full, _meaning(full, field.description or ""), _said(full, getattr(part, key)))


def _meaning(full: str, description: str) -> str:
    meaning = _WRITTEN.sub(lambda found: found["meaning"] or "", description)
    return _FORMAT.sub(lambda found: _FORMATS[found[0]], meaning) if full in _OWN else meaning


def sentences() -> Iterator[str]:
    """Everything that `explained` says of settings, whatever these are set to: titles, meanings, words."""
    yield from ("có", "không", "chưa có", "để trống")
    yield from (*_PARTS.values(), *VALUES.values(), *(said for own in _OWN.values() for said in own.values()))
    for name in _PARTS:
        for key, field in known_fields((name,)).items():
            if (name, key) not in _HIDDEN:
                yield _meaning(f"{name}.{key}", field.description or "")


def _said(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_said(key, one)}" for name, one in value.items()) or "chưa có"
    if isinstance(value, list | tuple):
        return "; ".join(_said(key, one) for one in value) or "chưa có"
    return word(key, str(value)) or "để trống"
