"""A chart as a picture: SVG of our own, and the same as PNG for Word and mail.

Values stand in figures beside every bar and point; series differ by form (marks, dashes), so that nothing is
said by colour alone. The only face used is the one shipped beside this module.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import resvg_py

from digest.metrics import text_width
from digest.safe import legal
from digest.wording import decimal
from domain.document import Chart

FONT_FILE = Path(__file__).parent / "fonts" / "LiberationSerif-Regular.ttf"
# In the page the name of the office's own face, which has the same widths; the picture uses the one shipped.
_FAMILY = "Times New Roman, Liberation Serif, Tinos, serif"
WIDTH = 640.0  # units of the drawing, 4 to a millimetre of the text's width
SIZE = 17.0  # of letters: 12 points in print
_PER_MM = WIDTH / 160
_LINE = 30.0
_HEIGHT = 240.0  # of a curve
_UNDER = 30.0
_ZOOM = 3  # PNG: 12 pixels a millimetre, 305 to the inch

_DASHES = ("", "7 5", "2 4")


def svg(chart: Chart) -> str:
    """The picture as SVG, with the chart's words as its title."""
    body, height = _curve(chart) if chart.kind == "line" else _bars(chart)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" width="{WIDTH:g}" '
        f'height="{height:g}" role="img" aria-label={quoteattr(legal(chart.alt))} font-family="{_FAMILY}" '
        f'font-size="{SIZE:g}" fill="#000"><title>{escape(legal(chart.alt))}</title>{body}</svg>'
    )


@lru_cache(maxsize=32)
def png(chart: Chart) -> bytes:
    """The picture as PNG on white."""
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg(chart),
        background="#ffffff",
        skip_system_fonts=True,
        font_files=[str(FONT_FILE)],
        font_family="Liberation Serif",
        serif_family="Liberation Serif",
        zoom=_ZOOM,
    )
    return bytes(drawn)


def size_mm(chart: Chart) -> tuple[float, float]:
    """Width and height in print, in millimetres."""
    height = _curve(chart)[1] if chart.kind == "line" else _bars(chart)[1]
    return 160.0, height / _PER_MM


def _bars(chart: Chart) -> tuple[str, float]:
    """Lying bars with their names at the left and their values at the end."""
    values = [value or 0 for value in chart.series[0].values]
    names = [_fit(name, 270) for name in chart.categories]
    left = max(map(_length, names)) + 20
    room = WIDTH - left - 60
    most = max([*values, 1])
    parts = []
    for place, (name, value) in enumerate(zip(names, values, strict=True)):
        middle = 8 + _LINE * place + _LINE / 2
        length = room * value / most
        parts.append(_text(left - 8, middle, name, "end"))
        parts.append(f'<rect x="{left:.1f}" y="{middle - 9:.1f}" width="{length:.1f}" height="18" fill="#444"/>')
        parts.append(_text(left + length + 6, middle, decimal(value)))
    bottom = 8 + _LINE * len(values)
    parts.append(f'<line x1="{left:.1f}" y1="4" x2="{left:.1f}" y2="{bottom:.1f}" stroke="#000"/>')
    return "".join(parts), bottom + 8


def _curve(chart: Chart) -> tuple[str, float]:
    """Lines over time, a mark and a value at every point, each line's name above."""
    top, axis, left, right = 52.0, _HEIGHT - 30, 20.0, WIDTH - 20
    bottom = axis - _UNDER  # room for the values written under the lowest points
    step = (right - left) / len(chart.categories)
    most = max([value for series in chart.series for value in series.values if value is not None] + [1])
    parts = [f'<line x1="{left}" y1="{axis}" x2="{right}" y2="{axis}" stroke="#000"/>']
    for place, name in enumerate(chart.categories):
        parts.append(_text(left + step * (place + 0.5), axis + 16, name, "middle"))
    for number, series in enumerate(chart.series):
        points = [
            (left + step * (place + 0.5), bottom - (bottom - top) * value / most, value)
            for place, value in enumerate(series.values)
            if value is not None
        ]
        parts.append(_line(points, number, above=number == 0))
        parts.append(_legend(number, series.name))
    return "".join(parts), _HEIGHT


def _line(points: list[tuple[float, float, float]], number: int, above: bool) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    dash = f' stroke-dasharray="{_DASHES[number % 3]}"' if number % 3 else ""
    drawn = [f'<polyline points="{path}" fill="none" stroke="#000" stroke-width="2"{dash}/>']
    for x, y, value in points:
        drawn.append(_mark(x, y, number))
        drawn.append(_text(x, y - 14 if above else y + 16, decimal(value), "middle"))
    return "".join(drawn)


def _mark(x: float, y: float, number: int) -> str:
    if number % 2:
        return (
            f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="#fff" stroke="#000" stroke-width="2"/>'
        )
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="#000"/>'


def _legend(number: int, name: str) -> str:
    x, y = 24 + 170.0 * number, 16.0
    dash = f' stroke-dasharray="{_DASHES[number % 3]}"' if number % 3 else ""
    line = f'<line x1="{x}" y1="{y}" x2="{x + 36}" y2="{y}" stroke="#000" stroke-width="2"{dash}/>'
    return line + _mark(x + 18, y, number) + _text(x + 44, y, name)


def _text(x: float, middle: float, text: str, anchor: str = "start") -> str:
    """A line of text whose letters stand around a height: half the height of a figure below it."""
    shown = escape(legal(text))
    return f'<text x="{x:.1f}" y="{middle + SIZE * 0.33:.1f}" text-anchor="{anchor}">{shown}</text>'


def _length(text: str) -> float:
    return text_width(text, SIZE) / (25.4 / 72)


def _fit(text: str, most: float) -> str:
    """A name cut with an ellipsis where it is longer than its place."""
    if _length(text) <= most:
        return text
    while text and _length(text + "…") > most:
        text = text[:-1]
    return text.rstrip() + "…"
