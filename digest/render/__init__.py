"""A composed digest in every format the office uses: one function a format, listed here.

A new format is a module with `render(digest) -> bytes` and one line.
"""

from __future__ import annotations

from collections.abc import Callable

from digest.render import docx, html, json, pdf, text, xlsx
from domain.document import Digest

RENDERERS: dict[str, Callable[[Digest], bytes]] = {
    "docx": docx.render,
    "html": html.render,
    "xlsx": xlsx.render,
    "pdf": pdf.render,
    "txt": text.render,
    "json": json.render,
}
