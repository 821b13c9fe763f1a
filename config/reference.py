"""The page of settings, written from the models themselves: `python -m config.reference > docs/settings.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from config.model import Settings

HEAD = """# Cài đặt

Cài đặt của một cơ quan nằm trong `settings.toml` của thư mục dữ liệu (mặc định `du-lieu/`). Chỉ `commune.code` là bắt
buộc, mọi khóa khác có sẵn giá trị. Xem: `diembao config show`; sửa: `diembao config set KHÓA GIÁ_TRỊ` (ghi chú trong
tệp được giữ). Trang này do phần mềm viết ra từ chính các khóa (`python -m config.reference`).
"""


def page() -> str:
    """The whole page in Markdown."""
    return "\n".join([HEAD, *_tables()]).rstrip() + "\n"


def _tables() -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        model = _model(field.annotation)
        title = "sources.TÊN" if name == "sources" else name
        yield f"## [{title}]\n\n| khóa | mặc định | ý nghĩa |\n| --- | --- | --- |"
        for key, inner in model.model_fields.items():
            yield f"| `{title}.{inner.alias or key}` | {_shown(inner.default)} | {inner.description} |"
        yield ""


def _model(annotation: Any) -> type[BaseModel]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(kind for kind in get_args(annotation) if isinstance(kind, type) and issubclass(kind, BaseModel))


def _shown(value: Any) -> str:
    if value is PydanticUndefined:
        return "bắt buộc"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return "`" + ", ".join(value) + "`" if value else "trống"
    return f"`{value}`" if value != "" else "trống"


if __name__ == "__main__":
    sys.stdout.write(page())
