"""The digest as one self-contained page: no script, no remote address, readable on a phone and printed on A4."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from digest import layout
from digest.drawing import svg
from digest.safe import href, legal
from digest.word.frame import recipients
from domain.document import Chart, Digest, Run, Table

_CELL_CLASS = {"l": "", "c": "mid", "r": "end"}
TEMPLATES = Path(__file__).parent.parent / "templates"


def render(digest: Digest) -> bytes:
    """The page as UTF-8. Every text is escaped; only http and https links are links."""
    country, motto = layout.MOTTO
    return _template().render(digest=digest, country=country, motto=motto).encode(errors="replace")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: legal(value) if type(value) is str else value,
    )
    environment.tests["table"] = lambda block: isinstance(block, Table)
    environment.tests["chart"] = lambda block: isinstance(block, Chart)
    environment.filters["inline"] = inline
    environment.filters["cells"] = _cells
    environment.filters["drawn"] = lambda chart: Markup(svg(chart))
    environment.globals["recipients"] = recipients
    return environment.get_template("digest.html")


def inline(runs: Iterable[Run]) -> Markup:
    """Runs as HTML without any blank that is not theirs."""
    return Markup("".join(map(_run, runs)))


def _run(run: Run) -> str:
    html = _escaped(run.text).replace("\n", "<br>")
    if run.bold:
        html = f"<b>{html}</b>"
    if run.italic:
        html = f"<i>{html}</i>"
    target = href(run.href)
    return f'<a href="{_escaped(target)}" rel="noreferrer noopener">{html}</a>' if target else html


def _cells(row: Iterable[Iterable[Run]], table: Table) -> Markup:
    """The cells of a row, each with its column's name for narrow screens."""
    columns = zip(row, table.align, table.header, strict=True)
    return Markup(
        "".join(
            f'<td class="{_CELL_CLASS[align]}" data-label="{_escaped(name)}">{inline(cell)}</td>'
            for cell, align, name in columns
        )
    )


def _escaped(text: str) -> str:
    return str(escape(legal(text)))
