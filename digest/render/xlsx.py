"""The digest's data as an Excel workbook: a sheet a table, and charts of Excel's own that can be changed and copied.

Text stays text, whatever a title begins with: nothing in a cell is ever a formula.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from digest.safe import legal
from digest.zipped import settled
from domain.clock import to_local, to_utc
from domain.document import Cell, Chart, Digest, Sheet

FONT = "Times New Roman"
_MOST_CHARACTERS = 32_767
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}
CHARTS, DATA = "Biểu đồ", "Số liệu biểu đồ"
_FORMS = {"bars": "bar", "line": "line"}
# Told apart without colour: filling, dashes and the marks of points.
_LOOKS: tuple[dict[str, Any], ...] = (
    {"line": {"color": "#000000", "width": 2}, "marker": {"type": "circle", "size": 7}, "fill": {"color": "#444444"}},
    {
        "line": {"color": "#000000", "width": 2, "dash_type": "dash"},
        "marker": {"type": "square", "size": 7, "fill": {"color": "#FFFFFF"}},
        "pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#333333", "bg_color": "#FFFFFF"},
    },
)


def render(digest: Digest) -> bytes:
    """The workbook. The same digest gives the same bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS | _default_look()) as book:
        made = to_utc(digest.built_at).replace(tzinfo=None)
        book.set_properties(
            {"title": legal(digest.title)[:255], "author": legal(digest.office.issuer), "created": made}
        )
        pens = _pens(book)
        for sheet in digest.sheets:
            _write(book.add_worksheet(sheet.name), sheet, pens, digest)
        if digest.charts:
            _draw(book, digest.charts, pens)
    return settled(out.getvalue())


def _default_look() -> dict[str, Any]:
    """Made anew each time: the library writes into it."""
    return {"default_format_properties": {"font_name": FONT, "font_size": 11}}


def _pens(book: Any) -> dict[str, Any]:
    """The looks of cells: head, text, day, link."""
    plain = {"font_name": FONT, "font_size": 11, "valign": "top"}
    return {
        "head": book.add_format(
            plain
            | {
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "align": "center",
                "border": 1,
                "bg_color": "#E7E6E6",
            }
        ),
        "text": book.add_format(plain | {"text_wrap": True}),
        "day": book.add_format(plain | {"num_format": "dd/mm/yyyy", "align": "center"}),
        "moment": book.add_format(plain | {"num_format": "hh:mm dd/mm/yyyy", "align": "center"}),
        "number": book.add_format(plain | {"num_format": "#,##0"}),
        "link": book.add_format(plain | {"font_color": "#000000", "underline": 1}),
    }


def _write(page: Any, sheet: Sheet, pens: dict[str, Any], digest: Digest) -> None:
    page.write_row(0, 0, sheet.header, pens["head"])
    page.freeze_panes(1, 0)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    links = frozenset(sheet.links)
    for place, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _cell(page, place, column, value, pens, column in links)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header(f"&C{legal(digest.title)[:200].replace('&', '&&')}")


def _cell(page: Any, row: int, column: int, value: Cell, pens: dict[str, Any], link: bool) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        moment = (
            to_local(value).replace(tzinfo=None) if isinstance(value, datetime) else datetime.combine(value, time())
        )
        page.write_datetime(row, column, moment, pens["moment" if isinstance(value, datetime) else "day"])
    elif isinstance(value, str):
        text = _fitting(value)
        # Excel keeps no address beyond 2,079 characters; such a one stays plain text.
        if not (link and len(text) < 2000 and page.write_url(row, column, text, pens["link"], text) == 0):
            page.write_string(row, column, text, pens["text"])
    else:
        page.write_number(row, column, value, pens["number"])


def _fitting(value: str) -> str:
    plain = legal(value)
    return plain if len(plain) <= _MOST_CHARACTERS else plain[: _MOST_CHARACTERS - 1] + "…"


def _draw(book: Any, charts: tuple[Chart, ...], pens: dict[str, Any]) -> None:
    """Charts on a sheet of their own, above the sheet that holds their numbers."""
    page, data = book.add_worksheet(CHARTS), book.add_worksheet(DATA)
    data.set_column(0, 0, 40)
    top, below = 0, 0
    for chart in charts:
        last = _numbers(data, chart, top, pens)
        picture = _picture(book, chart, top, last)
        page.insert_chart(below, 0, picture, {"description": chart.alt, "object_position": 2})
        top, below = last + 2, below + 22


def _numbers(data: Any, chart: Chart, top: int, pens: dict[str, Any]) -> int:
    data.write_string(top, 0, chart.caption, pens["head"])
    for column, series in enumerate(chart.series, start=1):
        data.write_string(top, column, series.name, pens["head"])
        for row, value in enumerate(series.values, start=top + 1):
            _cell(data, row, column, value, pens, False)
    for row, name in enumerate(chart.categories, start=top + 1):
        data.write_string(row, 0, _fitting(name), pens["text"])
    return top + len(chart.categories)


def _picture(book: Any, chart: Chart, top: int, last: int) -> Any:
    picture = book.add_chart({"type": _FORMS[chart.kind]})
    for column, _ in enumerate(chart.series, start=1):
        look = _LOOKS[(column - 1) % 2]
        shown = {
            key: look[key]
            for key in (("line", "marker") if chart.kind == "line" else ("fill", "pattern"))
            if key in look
        }
        picture.add_series(
            {
                "name": [DATA, top, column],
                "categories": [DATA, top + 1, 0, last, 0],
                "values": [DATA, top + 1, column, last, column],
                "data_labels": {"value": True, "font": {"name": FONT}},
            }
            | shown
        )
    picture.set_title({"name": chart.caption, "name_font": {"name": FONT, "size": 12}})
    picture.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom", "font": {"name": FONT}})
    if chart.kind != "line":
        picture.set_y_axis({"reverse": True, "num_font": {"name": FONT}})
    picture.set_size({"width": 720, "height": 420})
    return picture
