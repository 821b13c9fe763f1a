"""Files handed out: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from diembao.cli import Failed
from diembao.words import say
from domain.refusals import why


def write_whole(path: Path, content: bytes) -> None:
    """Write a file; a killed run leaves the old one."""
    half = path.with_name(path.name + ".part")
    half.write_bytes(content)
    half.replace(path)


def hand_out(path: Path, content: bytes) -> None:
    """Write a file where a person wants it. Raises Failed."""
    try:
        write_whole(path, content)
    except OSError as trouble:
        told = say("Chưa ghi được tệp {path} ({why}). Mời kiểm tra đường dẫn và quyền ghi.")
        raise Failed(told.format(path=path, why=why(trouble))) from trouble
