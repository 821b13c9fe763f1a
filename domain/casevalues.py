"""What may stand in a field of a deed: yes or no, a list of files with hashes, a number, a text that says something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

CHECKED = frozenset({"hard", "affects_opinion", "conclusion"})
# A letter or a digit: dots, dashes and invisible characters say nothing.
_SAYS = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u1e00-\u1ef9]")
_HASH = re.compile(r"[0-9a-f]{64}")


def says_something(value: object) -> bool:
    """Whether a needed field is really filled in."""
    return bool(_SAYS.search(value)) if isinstance(value, str) else bool(value)


def value_complaint(data: Mapping[str, Any]) -> str:
    """Why these values cannot be kept, "" when they can."""
    for name, value in data.items():
        if name in CHECKED and not isinstance(value, bool):
            return "Mục đánh dấu chỉ nhận có hoặc không. Chưa ghi gì."
        if name == "files" and not _files(value):
            return "Danh sách tệp chứng cứ phải gồm tên tệp và mã SHA-256 (64 ký tự). Chưa ghi gì."
        if name not in CHECKED | {"files", "suggestion"} and not isinstance(value, str):
            return "Ngày và nội dung phải là chữ, chưa đọc được. Mời ghi lại; chưa ghi gì."
    return ""


def _files(value: object) -> bool:
    return isinstance(value, list | tuple) and all(
        isinstance(one, Mapping)
        and set(one) <= {"name", "sha256"}
        and says_something(one.get("name"))
        and isinstance(one.get("sha256"), str)
        and _HASH.fullmatch(one["sha256"])
        for one in value
    )
