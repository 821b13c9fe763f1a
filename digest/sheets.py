"""Plain tables as Excel workbooks: text stays text, whatever a title begins with."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

_MOST_CHARACTERS = 32_767
_WIDEST = 60


def workbook(sheet: str, header: Sequence[str], rows: Sequence[Sequence[str | float | int | bool | None]]) -> bytes:
    """One sheet with a bold, frozen header row. A cell longer than Excel allows is cut with an ellipsis."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet(sheet)
        bold = book.add_format({"bold": True, "bottom": 1})
        page.write_row(0, 0, header, bold)
        page.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            page.write_row(number, 0, [_fitting(value) for value in row])
        for column, name in enumerate(header):
            longest = max((len(str(row[column] or "")) for row in rows), default=0)
            page.set_column(column, column, min(max(len(name), longest) + 2, _WIDEST))
    return out.getvalue()


def _fitting(value: str | float | bool | None) -> str | float | bool | None:
    if isinstance(value, str) and len(value) > _MOST_CHARACTERS:
        return value[: _MOST_CHARACTERS - 1] + "…"
    return value
