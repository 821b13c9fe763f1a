"""Pieces of WordprocessingML as strings: escaped runs, paragraphs, rules, tables. Children stand in schema order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from digest import layout
from digest.layout import Page, twips
from digest.safe import legal
from domain.document import Run, Table

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
Linker = Callable[[str], str]
"""Gives the relationship id of an address."""


def characters(text: str) -> str:
    """Text as XML character data: nothing in it can end an element or break the file."""
    return escape(legal(text))


def attribute(text: str) -> str:
    """Text as a quoted attribute value."""
    return quoteattr(legal(text))


def text_run(text: str, bold: bool = False, italic: bool = False, style: str = "") -> str:
    """A run; line breaks in the text become `w:br`."""
    marks = f'<w:rStyle w:val="{style}"/>' if style else ""
    marks += "<w:b/><w:bCs/>" if bold else ""
    marks += "<w:i/><w:iCs/>" if italic else ""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{characters(line)}</w:t>' if line else "" for line in text.split("\n")
    )
    return f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{lines}</w:r>"


def runs(parts: Iterable[Run], link: Linker) -> str:
    """Runs and links, in order."""
    return "".join(_linked(part, link) if part.href else text_run(part.text, part.bold, part.italic) for part in parts)


def _linked(part: Run, link: Linker) -> str:
    inner = text_run(part.text, part.bold, part.italic, "Hyperlink")
    return f'<w:hyperlink r:id="{link(part.href)}" w:history="1">{inner}</w:hyperlink>'


@dataclass(frozen=True, slots=True)
class Border:
    """A line around a paragraph: which sides, indents in millimetres; distances inside and above it in points."""

    sides: tuple[str, ...]
    indents: tuple[float, float]
    space: int = 1
    before: float | None = None


def paragraph(style: str, content: str, keep: bool = False, border: Border | None = None, align: str = "") -> str:
    """A paragraph of a style. `keep` holds it with the next one and its lines together."""
    properties = f'<w:pStyle w:val="{style}"/>' + ("<w:keepNext/><w:keepLines/>" if keep else "")
    if border:
        properties += _border(border)
    if align:
        properties += f'<w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _border(border: Border) -> str:
    weight = round(layout.RULE_WEIGHT * 8)
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{weight}" w:space="{border.space}" w:color="000000"/>' for side in border.sides
    )
    left, right = border.indents
    above = "" if border.before is None else f'<w:spacing w:before="{round(border.before * 20)}"/>'
    return f'<w:pBdr>{lines}</w:pBdr>{above}<w:ind w:left="{twips(left)}" w:right="{twips(right)}" w:firstLine="0"/>'


def rule(width: float, length: float) -> str:
    """A solid line `length` millimetres long, centred in `width`: an empty line of 4 points with a border above."""
    return paragraph("DuongKe", "", border=Border(("top",), layout.centred(width, length), before=layout.RULE_GAP))


def gap(points: float = layout.GAP, keep: bool = False) -> str:
    """Air of some points, as after a table; `keep` holds it with the next paragraph."""
    held = "<w:keepNext/>" if keep else ""
    above = round((points - layout.RULE_HEIGHT) * 20)
    return f'<w:p><w:pPr><w:pStyle w:val="DuongKe"/>{held}<w:spacing w:before="{above}"/></w:pPr></w:p>'


def plain_table(widths: Sequence[float], rows: Sequence[Sequence[str]]) -> str:
    """A table without borders or cell margins for the frame; cells are paragraphs already."""
    cells = "".join(_frame_row(widths, row) for row in rows)
    return f"<w:tbl>{_table_properties(widths, 0, '')}{_grid(widths)}{cells}</w:tbl>"


def _frame_row(widths: Sequence[float], row: Sequence[str]) -> str:
    cells = "".join(_cell(width, content) for width, content in zip(widths, row, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def data_table(table: Table, head_style: str, cell_style: str, link: Linker) -> str:
    """A ruled table: its header row repeats on every page, no row is split between pages."""
    head = "".join(
        _cell(width, paragraph(head_style, text_run(text)), "center")
        for width, text in zip(table.widths, table.header, strict=True)
    )
    aligns = [_ALIGN[letter] for letter in table.align]
    together = _fits_in_sight(table)
    body = "".join(
        _body_row(table.widths, aligns, row, cell_style, link, together and row is not table.rows[-1])
        for row in table.rows
    )
    properties = _table_properties(table.widths, layout.TABLE_CELL_PADDING, _BORDERS, table.caption)
    header_row = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    return f"<w:tbl>{properties}{_grid(table.widths)}{header_row}{body}</w:tbl>"


# A table of so few rows and letters is not torn between pages: a third of a page at most.
_FEW_ROWS, _FEW_LETTERS = 8, 900


def _fits_in_sight(table: Table) -> bool:
    letters = sum(len(run.text) for row in table.rows for cell in row for run in cell)
    return len(table.rows) <= _FEW_ROWS and letters <= _FEW_LETTERS


_ALIGN = {"l": "", "c": "center", "r": "right"}
_BORDERS = "<w:tblBorders>{}</w:tblBorders>".format(
    "".join(
        f'<w:{side} w:val="single" w:sz="{round(layout.TABLE_BORDER * 8)}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
)


def _body_row(
    widths: Sequence[float],
    aligns: Sequence[str],
    row: Sequence[Sequence[Run]],
    style: str,
    link: Linker,
    keep: bool,
) -> str:
    cells = "".join(
        _cell(width, paragraph(style, runs(cell, link), keep, align=align))
        for width, align, cell in zip(widths, aligns, row, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _table_properties(widths: Sequence[float], padding: float, borders: str, caption: str = "") -> str:
    side = twips(padding)
    margins = f'<w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/>'
    described = f"<w:tblCaption w:val={attribute(caption)}/>" if caption else ""
    return (
        f'<w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/><w:jc w:val="center"/>{borders}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>{described}</w:tblPr>'
    )


def _grid(widths: Sequence[float]) -> str:
    return "<w:tblGrid>{}</w:tblGrid>".format("".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths))


def _cell(width: float, content: str, vertical: str = "") -> str:
    middle = f'<w:vAlign w:val="{vertical}"/>' if vertical else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{middle}</w:tcPr>{content}</w:tc>'


def picture(relation: str, number: int, alt: str, size: tuple[float, float]) -> str:
    """A run that shows a picture in the line; `size` in millimetres, `alt` is what a screen reader says."""
    across, down = (round(length * _EMU_PER_MM) for length in size)
    words = f'id="{number}" name="Hình {number}" descr={attribute(alt)}'
    shape = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
    return (
        f'<w:r><w:drawing><wp:inline {_DRAWING} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr {words}/><a:graphic><a:graphicData uri="{_PICTURE}">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {words}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr>{shape}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


_EMU_PER_MM = 36_000
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="{_PICTURE}"'
)


def page_setup(page: Page, restart: bool = False) -> str:
    """Paper, margins, no page number on the first page; `restart` counts pages from 1 again."""
    sideways = ' w:orient="landscape"' if page.width > page.height else ""
    numbering = '<w:pgNumType w:start="1"/>' if restart else ""
    return (
        f'<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{sideways}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}" '
        f'w:left="{twips(page.left)}" w:header="{twips(page.header)}" w:footer="{twips(page.header)}" w:gutter="0"/>'
        f"{numbering}<w:titlePg/></w:sectPr>"
    )


def section_end(setup: str) -> str:
    """The end of a run of pages that were set up so: a line too low to push an empty page out."""
    low = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="DuongKe"/>{low}{setup}</w:pPr></w:p>'
