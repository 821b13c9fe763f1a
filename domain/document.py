"""A composed document: decided text, tables, charts and links in order, with no layout in it.

Every renderer draws the same `Digest`; nothing in it depends on a format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from domain.edition import Office, Period


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; with `href` (http or https) it is a link. A line break is `\\n`."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `style` is one of body, heading2, item, note; an item is one member of a list.

    `key` is the id of the story it tells, "" for other text: by it people's edits find it again (see digest/editing).
    """

    runs: tuple[Run, ...]
    style: str = "body"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; `widths` in millimetres and `align` (l, c or r), one a column.

    `total` says that the last row sums the others up.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    widths: tuple[float, ...]
    align: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values of a chart, with its name; a value for every category, None where nothing is known."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of numbers: `bars` lying under one another, or a `line` over time.

    `alt` says the same in words, whole; the picture may be left out without loss. The caption is numbered apart from
    tables ("Hình 1").
    """

    name: str
    caption: str
    kind: Literal["bars", "line"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    alt: str


Block = Paragraph | Table | Chart

Cell = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of data for a workbook: typed values, one width a column in characters; `links` names link columns."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    links: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the digest. `annex` parts stand after the signature on pages of their own.

    `label` is the number that composing gives it: "I" for a part, "Phụ lục" or "Phụ lục I" for an annex.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """A composed document: the official frame and its sections, in order. Nothing in it depends on a format.

    `number` and `dateline` leave the blanks that the clerk fills in; `annex_note` is the line under an annex's title;
    `notes` are warnings to print above the text; `brief` is the short form for messages, items in order of weight;
    `replaces` names the document that this one stands for ("thay thế ..."); `charts` are all there are, also those not
    shown in the text; `sheets` are the data behind the figures; `opening` is a sentence before the first
    part; `signers` are who sign side by side, two a row, where one signature is not enough (minutes).
    """

    kind: str
    title: str
    subtitle: str
    office: Office
    period: Period
    built_at: datetime
    sections: tuple[Section, ...]
    closing: str
    number: str
    dateline: str
    annex_note: str
    confidential: str = ""
    notes: tuple[str, ...] = ()
    brief: tuple[Paragraph, ...] = ()
    replaces: str = ""
    charts: tuple[Chart, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    opening: str = ""
    signers: tuple[str, ...] = ()
