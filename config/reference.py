"""The page of settings, written from the models themselves: `python -m config.reference > docs/settings.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic_core import PydanticUndefined

from config.keys import as_toml, example, known_fields
from config.model import Settings

HEAD = """# Cài đặt

Cài đặt của một cơ quan nằm trong `settings.toml` của thư mục dữ liệu (mặc định `du-lieu/`), viết bằng TOML. Chỉ
`commune.code` (hoặc `city.code`, khi theo dõi cả tỉnh, thành phố) là bắt buộc, mọi khóa khác có sẵn giá trị.
Xem: `diembao config show`; sửa: `diembao config set KHÓA GIÁ_TRỊ` (ghi chú trong tệp được giữ),
hoặc mở tệp bằng trình soạn thảo. Viết sai thì phần mềm nêu dòng, khóa và cách
sửa; không có gì bị thay đổi. Trang này do phần mềm viết ra từ chính các khóa (`python -m config.reference`).

Trong mục `[office]` và `[city]`, phần mềm thay `{unit}` bằng tên đầy đủ (xã Nghi Dương), `{name}` bằng tên riêng
(Nghi Dương), `{type}` bằng xã, phường hoặc đặc khu. Khóa nhận danh sách thì nhận cả một chữ đơn.
Tệp nêu trong cài đặt có thể viết
đường dẫn tính từ thư mục dữ liệu.
"""


# Tables of free names: how they are headed, and a place in them.
_NAMED: dict[str, tuple[str, tuple[str, ...]]] = {
    "sources": ("sources.TÊN", ("sources", "x")),
    "communes": ("communes.MÃ", ("communes", "x")),
}


def page() -> str:
    """The whole page in Markdown."""
    return "\n".join([HEAD, *_tables()]).rstrip() + "\n"


def _tables() -> Iterator[str]:
    for name in Settings.model_fields:
        title, location = _NAMED.get(name, (name, (name,)))
        yield f"## [{title}]\n\n| khóa | mặc định | ý nghĩa | ví dụ |\n| --- | --- | --- | --- |"
        for key, field in known_fields(location).items():
            shown = f"`{example((*location, key))}`"
            cells = (f"`{title}.{key}`", _shown(field.get_default(call_default_factory=True)), _meaning(field), shown)
            yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
        yield ""


def _meaning(field: Any) -> str:
    words = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
    named = ", ".join(f"`{word}`" for word in words if word)
    return f"{field.description} Một trong: {named}." if named else str(field.description)


def _shown(value: Any) -> str:
    if value is PydanticUndefined:
        return "bắt buộc"
    return "trống" if value in ("", (), {}) else f"`{as_toml(value)}`"


if __name__ == "__main__":
    sys.stdout.write(page())
