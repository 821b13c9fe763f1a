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
    environment.filters["drawn"] = lambda chart: Markup(svg(chart))
    environment.globals["recipients"] = recipients
    environment.globals["cell_class"] = {"l": "", "c": "mid", "r": "end"}
    return environment.get_template("digest.html")


def inline(runs: Iterable[Run]) -> Markup:
    """Runs as HTML without any blank that is not theirs."""
    return Markup("").join(_run(run) for run in runs)


def _run(run: Run) -> Markup:
    html = Markup("<br>").join(escape(legal(line)) for line in run.text.split("\n"))
    if run.bold:
        html = Markup("<b>{}</b>").format(html)
    if run.italic:
        html = Markup("<i>{}</i>").format(html)
    target = href(run.href)
    return Markup('<a href="{}" rel="noreferrer noopener">{}</a>').format(target, html) if target else html
