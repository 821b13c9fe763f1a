"""The document into a folder (a shared drive, a memory stick): whole files or none, an existing one only if equal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from digest.send.email import Ending, Sending
from domain.refusals import why

_TAKEN = "Trong thư mục đã có tệp {} với nội dung khác; tệp cũ được giữ nguyên. Mời đổi tên tệp cũ rồi gửi lại."
_FAILED = "Không ghi được vào thư mục {} ({}). Mời kiểm tra đường dẫn, quyền ghi và chỗ trống."


def send(files: Mapping[str, bytes], folder: Path) -> Sending:
    """Write the files; a name taken by something else stops everything before anything is written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, body in files.items():
            place = folder / name
            if place.exists() and place.read_bytes() != body:
                return Sending(str(folder), Ending.REFUSED, _TAKEN.format(name))
        for name, body in files.items():
            half = folder / f"{name}.part"
            half.write_bytes(body)
            half.replace(folder / name)
    except OSError as trouble:
        return Sending(str(folder), Ending.LATER, _FAILED.format(folder, why(trouble)))
    return Sending(str(folder), Ending.SENT)
