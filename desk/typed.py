"""What people type into a form, read in one way wherever it is asked: a number, a day."""

from __future__ import annotations

from datetime import date

from desk.actions import Refused


def number(text: str) -> int | None:
    """A whole number of at most nine digits, None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def day(text: str) -> date | None:
    """A day as the browser sends it, None for none. Raises Refused for one that cannot be read."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("Ngày chưa đọc được. Mời chọn lại; chưa ghi gì.") from None
